import type { ApiModel, Endpoint } from "../model/api.js";
import { allMethods } from "../model/resource.js";
import { byCodeUnit } from "../read/sorted.js";
import type { ApiPlan } from "../plan/api.js";
import { identifier, type Identifier } from "../plan/identifier.js";
import { isPolled } from "../plan/operations.js";
import type { ResourcePlan } from "../plan/resources.js";
import { code, stringLiteral, type Code } from "./code.js";
import type {
  ClassDeclaration,
  ConstantDeclaration,
  Declaration,
  ExportDeclaration,
  FileDeclarations,
} from "./declarations.js";
import { objectLiteral, serviceDescriptor, type Entry } from "./descriptor.js";
import { doc, docComment, docText } from "./docText.js";
import { FileImports } from "./fileImports.js";
import { header } from "./header.js";
import { descriptorDeclarations, methodDeclarations } from "./methods.js";
import { paramsDeclarations } from "./params.js";
import {
  isEmpty,
  memberAssignments,
  memberProperties,
} from "./resourceFile.js";
import { runtimeModule } from "./runtimeExports.js";
import { hasScopes } from "./scopesFile.js";
import type { TypeWriter } from "./typeExpression.js";

/** `index.ts`: the API's class, all that the other files export, and what the client was made from. */
export function indexFile(
  plan: ApiPlan,
  documentHash: string,
): FileDeclarations {
  const imports = new FileImports("./");
  const writer: TypeWriter = {
    plan,
    imports,
    schema: (name) => imports.schema(name),
  };
  const declarations: readonly Declaration[] = [
    apiClass(writer, plan.root),
    ...plan.root.methods.flatMap((method) =>
      paramsDeclarations(writer, method),
    ),
    constant(
      "service",
      [doc`Where the API is and how its requests are made.`],
      {
        type: code`${imports.runtimeType("ServiceDescriptor")}`,
        value: serviceDescriptor(plan, imports),
      },
    ),
    ...endpointsConstant(plan),
    constant(
      "revision",
      [
        doc`The revision of the Discovery document that this client was generated from.`,
      ],
      {
        value: stringLiteral(plan.model.revision),
      },
    ),
    constant(
      "documentHash",
      [
        doc`The SHA-256 of that document, its keys sorted and white space removed.`,
      ],
      {
        value: stringLiteral(documentHash),
      },
    ),
    ...descriptorDeclarations(writer, plan.root),
  ];
  return {
    header: header(plan.model),
    imports: imports.declarations(),
    exports: exportsOf(plan),
    declarations,
  };
}

function exportsOf(plan: ApiPlan): readonly ExportDeclaration[] {
  const files = resourcePlans(plan.root).flatMap(({ file }) =>
    file === null ? [] : [file],
  );
  const all = { types: [], values: [] };
  const canWait = allMethods(plan.model.root).some((method) =>
    isPolled(plan, method),
  );
  return [
    ...runtimeExports(
      ["ClientOptions", "RequestOptions"],
      [
        "ApiError",
        "TransportError",
        ...(canWait ? ["OperationError", "waitFor"] : []),
      ],
    ),
    { from: stringLiteral("./parameters.js"), ...all, typeOnly: true },
    ...(plan.types.length > 0
      ? [{ from: stringLiteral("./schemas.js"), ...all, typeOnly: true }]
      : []),
    ...(hasScopes(plan)
      ? [{ from: stringLiteral("./scopes.js"), ...all, typeOnly: false }]
      : []),
    ...files.map((file) => ({
      from: stringLiteral(`./resources/${file}.js`),
      ...all,
      typeOnly: false,
    })),
  ];
}

/** Names of the runtime that are exported again, by the modules that declare them. */
function runtimeExports(
  types: readonly string[],
  values: readonly string[],
): readonly ExportDeclaration[] {
  const modules = new Set([...types, ...values].map(runtimeModule));
  return [...modules].sort(byCodeUnit).map((module) => {
    const own = (names: readonly string[]): readonly Identifier[] =>
      names
        .filter((name) => runtimeModule(name) === module)
        .map((name) => identifier(name));
    return {
      from: stringLiteral(`../runtime/${module}.js`),
      types: own(types),
      values: own(values),
      typeOnly: own(values).length === 0,
    };
  });
}

/** A resource's plan and all below it, parents first. */
export function resourcePlans(plan: ResourcePlan): readonly ResourcePlan[] {
  return [
    plan,
    ...plan.members.flatMap((member) => resourcePlans(member.plan)),
  ];
}

function apiClass(
  writer: TypeWriter,
  { className, methods, members }: ResourcePlan,
): ClassDeclaration {
  const { model } = writer.plan;
  const client = writer.imports.runtimeValue("ApiClient");
  const isUsed = methods.length > 0;
  const title = docText(model.title || model.id);
  return {
    kind: "class",
    name: className,
    doc: {
      paragraphs: [
        title.endsWith("API") ? doc`The ${title}.` : title,
        docText(model.description),
        ...(model.documentationLink === ""
          ? []
          : [doc`See ${docText(model.documentationLink)}`]),
      ],
    },
    properties: [
      ...memberProperties(writer, members),
      ...(isUsed
        ? [
            {
              name: code`#client`,
              doc: { paragraphs: [] },
              type: code`${client}`,
            },
          ]
        : []),
    ],
    constructorParameter: {
      name: identifier("options"),
      type: code`${writer.imports.runtimeType("ClientOptions")}`,
      initializer: code`{}`,
    },
    constructorBody: [
      // Without methods and resources the options are still checked.
      !isEmpty({ methods, members })
        ? code`const client = new ${client}(service, options);`
        : code`void new ${client}(service, options);`,
      ...(isUsed ? [code`this.#client = client;`] : []),
      ...memberAssignments(members, identifier("client")),
    ],
    methods: methods.flatMap((method) => methodDeclarations(writer, method)),
  };
}

function constant(
  name: string,
  paragraphs: ConstantDeclaration["doc"]["paragraphs"],
  { type = null, value }: { readonly type?: Code | null; readonly value: Code },
): ConstantDeclaration {
  return {
    kind: "constant",
    name: identifier(name),
    doc: { paragraphs },
    type,
    value,
    isExported: true,
  };
}

/** Other root URLs for the same methods: pass one as `rootUrl`. */
function endpointsConstant({ model }: ApiPlan): readonly ConstantDeclaration[] {
  const regional = endpointKeys(model);
  const entries: Entry[] = model.endpoints.flatMap((endpoint): Entry[] => {
    const { url, deprecated } = endpoint;
    const key = regional.get(endpoint);
    const comment = { paragraphs: [], deprecated };
    return key === undefined
      ? []
      : [[key, stringLiteral(url), docComment(comment, 2)]];
  });
  if (model.mtlsRootUrl !== "") {
    const comment = docComment({ paragraphs: [doc`Mutual TLS.`] }, 2);
    entries.unshift(["mtls", stringLiteral(model.mtlsRootUrl), comment]);
  }
  if (entries.length === 0) return [];
  return [
    constant(
      "endpoints",
      [doc`Other root URLs of the API, for the client's option \`rootUrl\`.`],
      { value: code`${objectLiteral(entries)} as const` },
    ),
  ];
}

/**
 * A key for each endpoint: its location. Of several at one location the one whose host begins as the API's own does has
 * it; the others have their host's first part before it. An endpoint that comes twice has one key.
 */
function endpointKeys({
  endpoints,
  rootUrl,
}: ApiModel): ReadonlyMap<Endpoint, string> {
  const service = (url: string): string =>
    /^https?:\/\/([^.]*)/.exec(url)?.[1] ?? "";
  const isOwn = ({ url }: Endpoint): boolean =>
    service(url) === service(rootUrl);
  const taken = new Set(["mtls"]);
  const keys = new Map<Endpoint, string>();
  const each = endpoints.filter(
    ({ location, url }, index) =>
      index ===
      endpoints.findIndex(
        (other) => other.location === location && other.url === url,
      ),
  );
  for (const endpoint of [
    ...each.filter(isOwn),
    ...each.filter((other) => !isOwn(other)),
  ]) {
    const { location, url } = endpoint;
    const local =
      location === "" ? [] : [location, `${service(url)}.${location}`];
    const key = [...local, url].find((candidate) => !taken.has(candidate));
    if (key === undefined) continue;
    taken.add(key);
    keys.set(endpoint, key);
  }
  return keys;
}
