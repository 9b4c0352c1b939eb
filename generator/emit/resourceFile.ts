import type { ApiPlan } from "../plan/api.js";
import { identifier, type Identifier } from "../plan/identifier.js";
import type { ResourcePlan } from "../plan/resources.js";
import { code, type Code } from "./code.js";
import type { ClassDeclaration, FileDeclarations } from "./declarations.js";
import { codeSpan, doc } from "./docText.js";
import { FileImports } from "./fileImports.js";
import { header } from "./header.js";
import { descriptorDeclarations, methodDeclarations } from "./methods.js";
import { paramsDeclarations } from "./params.js";
import type { TypeWriter } from "./typeExpression.js";

/** `resources/<path>.ts`: the class of a resource, then the parameters of its methods, then what the runtime needs. */
export function resourceFile(
  plan: ApiPlan,
  resource: ResourcePlan,
): FileDeclarations {
  const imports = new FileImports("../");
  const writer: TypeWriter = {
    plan,
    imports,
    schema: (name) => imports.schema(name),
  };
  const declarations = [
    resourceClass(writer, resource),
    ...resource.methods.flatMap((method) => paramsDeclarations(writer, method)),
    ...descriptorDeclarations(writer, resource),
  ];
  return {
    header: header(plan.model),
    imports: imports.declarations(),
    exports: [],
    declarations,
  };
}

function resourceClass(
  writer: TypeWriter,
  { resource, className, methods, members }: ResourcePlan,
): ClassDeclaration {
  const parameter = identifier("client");
  const needsClient = !isEmpty({ methods, members });
  // Asked for only where it is used, since it causes the import.
  const clientType = (): Code =>
    code`${writer.imports.runtimeClassType("ApiClient")}`;
  return {
    kind: "class",
    name: className,
    doc: {
      paragraphs: [doc`The resource ${codeSpan(resource.path.join("."))}.`],
      deprecated: resource.deprecated,
    },
    properties: [
      ...memberProperties(writer, members),
      ...(methods.length > 0
        ? [
            {
              name: code`#client`,
              doc: { paragraphs: [] },
              type: clientType(),
            },
          ]
        : []),
    ],
    constructorParameter: needsClient
      ? { name: parameter, type: clientType() }
      : null,
    constructorBody: [
      ...(methods.length > 0 ? [code`this.#client = client;`] : []),
      ...memberAssignments(members, parameter),
    ],
    methods: methods.flatMap((method) => methodDeclarations(writer, method)),
  };
}

/** The properties that lead to the resources one level below. */
export function memberProperties(
  { imports }: TypeWriter,
  members: ResourcePlan["members"],
): ClassDeclaration["properties"] {
  return members.flatMap(({ name, plan }) =>
    plan.file === null
      ? []
      : [
          {
            name: code`${name}`,
            doc: { paragraphs: [], deprecated: plan.resource.deprecated },
            type: code`${imports.resourceClass(plan.className, plan.file)}`,
          },
        ],
  );
}

export function memberAssignments(
  members: ResourcePlan["members"],
  client: Identifier,
): ClassDeclaration["constructorBody"] {
  return members.map(
    ({ name, plan }) =>
      code`this.${name} = new ${plan.className}(${isEmpty(plan) ? code`` : client});`,
  );
}

/** Whether a resource has nothing that needs the client, nor has anything below it. */
export function isEmpty({
  methods,
  members,
}: Pick<ResourcePlan, "methods" | "members">): boolean {
  return methods.length === 0 && members.every(({ plan }) => isEmpty(plan));
}
