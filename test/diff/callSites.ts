/**
 * Code of a caller who uses everything of a client: each name imported, each method called with what it needs and with all it
 * takes, each field of each type read, given and assigned, as the types of the client say. `docs/diff.md` lists these uses.
 */
import { resolveType, toApiModel } from "../../generator/model/api.js";
import type { Method } from "../../generator/model/method.js";
import { allMethods } from "../../generator/model/resource.js";
import type { TypeModel } from "../../generator/model/schema.js";
import { placeText } from "../../generator/diff/report.js";
import { FileImports } from "../../generator/emit/fileImports.js";
import { paramsDeclarations } from "../../generator/emit/params.js";
import { bodyRequirements } from "../../generator/emit/requirements.js";
import { parameterDeclaration } from "../../generator/emit/parametersFile.js";
import {
  responseType,
  typeExpression,
  type TypeWriter,
} from "../../generator/emit/typeExpression.js";
import {
  planApi,
  type ApiPlan,
  type TypePlan,
} from "../../generator/plan/api.js";
import type {
  MethodPlan,
  ResourcePlan,
} from "../../generator/plan/resources.js";
import { isPolled } from "../../generator/plan/operations.js";
import type { TypeNode } from "../../generator/plan/types.js";
import {
  namedTypes,
  reachableNodes,
  type Direction,
} from "../../generator/plan/usage.js";
import type { RestDescription } from "../../generator/read/restDescription.js";

/** A file of TypeScript, and for each of its lines what it is a use of, in the words of `diff`. */
export interface CallSites {
  readonly text: string;
  /** By line, from 1: the places of which any may be the cause when the line does not compile. */
  readonly subjects: ReadonlyMap<number, readonly string[]>;
}

/**
 * @param client the way from the file to the client's folder: `../old`
 * @param runtime the way to the runtime's folder
 */
export function callSites(
  document: RestDescription,
  client: string,
  runtime: string,
): CallSites {
  const plan = planApi(toApiModel(document));
  const sheet = new Sheet();
  sheet.add(
    [],
    `import type { InputFields, Media, OpenEnum, PagedRequest, PageRequest, Patch } from ${JSON.stringify(`${runtime}/index.js`)};`,
  );
  new Caller(plan, sheet, client).use();
  return sheet.done();
}

class Sheet {
  readonly #lines: string[] = [];
  readonly #subjects = new Map<number, readonly string[]>();

  add(subjects: readonly string[], line: string): void {
    this.#lines.push(line.replaceAll("\n", " "));
    this.#subjects.set(this.#lines.length, subjects);
  }

  done(): CallSites {
    return {
      text: `${this.#lines.join("\n")}\n`,
      subjects: this.#subjects,
    };
  }
}

class Caller {
  readonly #plan: ApiPlan;
  readonly #sheet: Sheet;
  readonly #client: string;
  readonly #writer: TypeWriter;
  readonly #places: ReadonlyMap<TypeNode, readonly string[]>;

  constructor(plan: ApiPlan, sheet: Sheet, client: string) {
    this.#plan = plan;
    this.#sheet = sheet;
    this.#client = client;
    const imports = new FileImports("./");
    this.#writer = { plan, imports, schema: (name) => name };
    this.#places = placesOf(plan);
  }

  use(): void {
    const { root, types, model } = this.#plan;
    this.#import(["the API"], root.className, "value");
    for (const type of types) {
      const places = this.#placesOf(type.node);
      this.#import(places, type.name);
      if (type.inputName) this.#import(places, type.inputName);
    }
    this.#importResources(root, model.name, []);
    this.#sheet.add([], "declare function a<T>(): T;");
    this.#sheet.add(["the API"], `const api = new ${root.className}();`);
    this.#useConstants();
    this.#useStandardParameters();
    this.#useResource(root, "api", model.name, []);
    for (const type of types) this.#useType(type);
  }

  #import(
    places: readonly string[],
    name: string,
    kind: "type" | "value" = "type",
    file = "index.js",
  ): void {
    const what = kind === "type" ? "import type" : "import";
    // A file beside the index is imported too, under a name that nothing else has.
    const as = file === "index.js" ? name : `${name} as ${name}_`;
    this.#sheet.add(
      places,
      `${what} { ${as} } from ${JSON.stringify(`${this.#client}/${file}`)};`,
    );
  }

  #importResources(
    { members, methods, className, file, resource }: ResourcePlan,
    name: string,
    above: readonly string[],
  ): void {
    const places =
      resource.path.length === 0
        ? above
        : [placeText({ kind: "resource", resource: name }), ...above];
    if (file !== null) {
      this.#import(places, className);
      this.#import(places, className, "type", `resources/${file}.js`);
    }
    for (const { method, paramsName, requestName } of methods) {
      const own = [`${name}.${method.name}`, ...places];
      this.#import(own, paramsName);
      if (requestName) this.#import(own, requestName);
    }
    for (const { plan } of members)
      this.#importResources(
        plan,
        `${name}.${plan.resource.path.at(-1)}`,
        places,
      );
  }

  #useConstants(): void {
    const { scopes, mtlsRootUrl } = this.#plan.model;
    if (scopes.length > 0) this.#import(["the API"], "scopes", "value");
    for (const { url } of scopes)
      this.#block(
        ["the API"],
        `const s: (typeof scopes)[number] = ${JSON.stringify(url)}; void s;`,
      );
    this.#useMethodScopes();
    this.#importWaitFor();
    if (mtlsRootUrl === "") return;
    this.#import(["the API"], "endpoints", "value");
    this.#block(["the API"], "void endpoints.mtls;");
  }

  #importWaitFor(): void {
    const { model } = this.#plan;
    const polled = allMethods(model.root).filter((method) =>
      isPolled(this.#plan, method),
    );
    if (polled.length === 0) return;
    const places = polled.flatMap((method) => [
      [model.name, ...method.resourcePath, method.name].join("."),
      ...this.#resourcesAbove(method),
    ]);
    this.#import(places, "waitFor", "value");
  }

  #useMethodScopes(): void {
    const { scopes, root, name } = this.#plan.model;
    const methods = allMethods(root).filter((one) => one.scopes.length > 0);
    if (scopes.length === 0 || methods.length === 0) return;
    const path = (method: Method): string =>
      [...method.resourcePath, method.name].join(".");
    const places = methods.map((method) => `${name}.${path(method)}`);
    this.#import(["the API", ...places], "methodScopes", "value");
    for (const [index, method] of methods.entries())
      for (const url of method.scopes)
        this.#block(
          [
            "the API",
            ...this.#resourcesAbove(method),
            ...places.slice(index, index + 1),
          ],
          `const s: (typeof methodScopes)[${JSON.stringify(path(method))}][number] = ${JSON.stringify(url)}; void s;`,
        );
  }

  #resourcesAbove({ resourcePath }: Method): readonly string[] {
    return resourcePath.map((_, index) =>
      placeText({
        kind: "resource",
        resource: [
          this.#plan.model.name,
          ...resourcePath.slice(0, index + 1),
        ].join("."),
      }),
    );
  }

  #useStandardParameters(): void {
    const { standardName, parameters } = this.#plan;
    this.#import(["the API"], standardName);
    for (const parameter of parameters) {
      const { key, type } = parameterDeclaration(this.#writer, parameter);
      const where = placeText({
        kind: "parameter",
        method: null,
        parameter: parameter.parameter.name,
      });
      this.#block(
        [where],
        `const x: ${standardName}[${literal(key)}] = a<${type}>(); void x;`,
      );
    }
  }

  #useResource(
    { methods, members, resource }: ResourcePlan,
    accessor: string,
    name: string,
    above: readonly string[],
  ): void {
    const places =
      resource.path.length === 0
        ? above
        : [placeText({ kind: "resource", resource: name }), ...above];
    for (const method of methods)
      this.#useMethod(
        method,
        accessor,
        `${name}.${method.method.name}`,
        places,
      );
    for (const { name: member, plan } of members)
      this.#useResource(
        plan,
        `${accessor}.${member}`,
        `${name}.${plan.resource.path.at(-1)}`,
        places,
      );
  }

  #useMethod(
    plan: MethodPlan,
    resource: string,
    name: string,
    above: readonly string[],
  ): void {
    const { method, paramsName: params } = plan;
    const own = [name, ...above];
    const call = `${resource}.${plan.name}`;
    const [declared] = paramsDeclarations(this.#writer, plan);
    const properties =
      declared?.kind === "interface" ? declared.properties : [];
    const parameterPlaces = this.#parameterPlaces(plan, name);
    const inBody = method.request
      ? this.#reached([method.request], "given")
      : [];

    const given = properties.map(({ key, type }) => `${key}: a<${type}>()`);
    const needed = given.filter((_, index) => !properties[index]?.isOptional);
    const standard = this.#plan.parameters
      .filter(
        ({ parameter, name: one }) =>
          parameter.mustBeGiven && !plan.overridden.includes(one),
      )
      .map((one) => {
        const { key, type } = parameterDeclaration(this.#writer, one);
        return `${key}: a<${type}>()`;
      });
    const anyPlace = [...own, `${name} parameter *`, ...inBody];
    const needs = [...needed, ...standard];
    this.#block(
      anyPlace,
      needs.length > 0
        ? `void ${call}({ ${needs.join(", ")} });`
        : `void ${call}();`,
    );
    this.#block(
      anyPlace,
      `void ${call}({ ${[...given, ...standard].join(", ")} });`,
    );
    for (const { key, type } of properties) {
      const place = parameterPlaces.get(key);
      const places = place
        ? [place, ...own]
        : key === "body"
          ? [...own, ...inBody]
          : own;
      this.#block(
        places,
        `const x: ${params}[${literal(key)}] = a<${type}>(); void x;`,
      );
    }
    this.#useBody(plan, [...own, ...inBody]);
    this.#useAnswer(plan, resource, own);
  }

  /** Gives each field of a body, with those that the method asks for. */
  #useBody(
    { method, paramsName }: MethodPlan,
    places: readonly string[],
  ): void {
    const { id, request, verb } = method;
    if (!request) return;
    const given = typeExpression(this.#writer, request, "given");
    const asked = bodyRequirements(this.#writer, method);
    const whole = asked ? `${given} & ${asked}` : given;
    const fields = this.#fieldsOf(request, "given");
    const resolved = resolveType(this.#plan.model.schemas, request);
    const needed =
      resolved?.kind === "object"
        ? resolved.properties
            .filter(
              ({ readOnly, requiredFor }) =>
                !readOnly && requiredFor.includes(id),
            )
            .map(({ name }) => JSON.stringify(name))
        : [];
    // Within a patch what is asked of an inner object has another form.
    if (verb === "PATCH" && asked) return;
    for (const [name] of fields) {
      const keys = new Set([...needed, JSON.stringify(name)]);
      const members = [...keys].map((key) => `${key}: a<${whole}>()[${key}]`);
      this.#block(
        places,
        `const x: ${paramsName}["body"] = { ${members.join(", ")} }; void x;`,
      );
    }
  }

  #useAnswer(
    { method, name, nextName, mediaName, requestName, paramsName }: MethodPlan,
    resource: string,
    above: readonly string[],
  ): void {
    const call = `${resource}.${name}(a<${paramsName}>())`;
    const answer = responseType(this.#writer, method);
    const own = [
      ...above,
      ...(method.response ? this.#named(method.response) : []),
    ];
    if (!method.response) this.#block(own, `await ${call};`);
    else {
      this.#block(own, `const r: ${answer} = await ${call}; void r;`);
      const type: TypeModel = method.streams
        ? { kind: "array", items: method.response }
        : method.response;
      this.#readWithin(own, `(await ${call})`, type);
    }
    if (isPolled(this.#plan, method))
      this.#block(own, `void waitFor(${call});`);
    if (mediaName)
      this.#block(own, `void ${resource}.${mediaName}(a<${paramsName}>());`);
    if (!nextName || !requestName || !method.pagination) return;
    this.#block(
      own,
      `const n: ${requestName} | null = ${resource}.${nextName}(a<${requestName}>(), a<${answer}>()); void n;`,
    );
    this.#block(
      own,
      `for await (const p of ${call}.pages()) { const q: ${answer} = p; void q; }`,
    );
    const { items } = method.pagination;
    if (items.kind === "none") return;
    const item = typeExpression(this.#writer, items.item, "read");
    this.#block(
      own,
      `for await (const i of ${call}) { const j: ${items.kind === "map" ? `[string, ${item}]` : item} = i; void j; }`,
    );
    if (items.kind === "array") this.#iterateWithin(own, call, items.item);
  }

  #iterateWithin(own: readonly string[], call: string, item: TypeModel): void {
    for (const [key, type, places] of this.#fieldsOf(item, "read"))
      this.#block(
        [...own, ...places],
        `for await (const i of ${call}) { const j: ${type} | undefined = i${access(key)}; void j; }`,
      );
  }

  #useType({ node, name, inputName }: TypePlan): void {
    const { usage } = this.#plan;
    const places = this.#placesOf(node);
    if (node.type.kind === "enum") {
      if (!usage.isGiven(node)) return;
      for (const { value } of node.type.values)
        this.#block(
          places,
          `const e: ${name} = ${JSON.stringify(value)}; void e;`,
        );
      return;
    }
    if (node.type.kind !== "object") {
      this.#useAlias(node, name, inputName);
      return;
    }
    for (const property of node.type.properties) {
      const place = placeText({
        kind: "property",
        schema: this.#schemaText(node),
        property: property.name,
      });
      const own = [place, ...places, ...this.#named(property.type)];
      if (usage.isRead(node)) {
        const type = typeExpression(this.#writer, property.type, "read");
        this.#block(
          own,
          `const p: ${type} | undefined = a<${name}>()${access(property.name)}; void p;`,
        );
        this.#readWithin(
          own,
          `a<${name}>()${access(property.name)}`,
          property.type,
        );
      }
      if (usage.isGiven(node) && !property.readOnly) {
        const input = inputName ?? name;
        const key = JSON.stringify(property.name);
        const type = typeExpression(this.#writer, property.type, "given");
        this.#block(
          own,
          `const g: ${input} = { ${key}: a<${type}>() }; void g;`,
        );
        this.#block(own, `const u: ${input} = { ${key}: undefined }; void u;`);
        this.#block(own, `a<${input}>()[${key}] = a<${type}>();`);
        for (const [inner, innerType, innerPlaces] of this.#fieldsOf(
          property.type,
          "given",
        ))
          this.#block(
            [...own, ...innerPlaces],
            `const w: ${input} = { ${key}: { ${JSON.stringify(inner)}: a<${innerType}>() } }; void w;`,
          );
      }
    }
    if (!node.type.additional) return;
    if (usage.isRead(node))
      this.#block(
        places,
        `const f: unknown = a<${name}>()["any field"]; void f;`,
      );
    if (usage.isGiven(node))
      this.#block(
        places,
        `const f: ${inputName ?? name} = { "any field": 1 }; void f;`,
      );
  }

  /** A schema that is no object: its values as what they are made of. */
  #useAlias(node: TypeNode, name: string, inputName: string | null): void {
    const { usage } = this.#plan;
    const places = this.#placesOf(node);
    const write = (direction: Direction): string =>
      typeExpression(this.#writer, node.type, direction);
    if (usage.isRead(node))
      this.#block(places, `const v: ${write("read")} = a<${name}>(); void v;`);
    if (usage.isGiven(node))
      this.#block(
        places,
        `const v: ${inputName ?? name} = a<${write("given")}>(); void v;`,
      );
  }

  /** Reads each field of what stands in a value, as far as one step goes. */
  #readWithin(own: readonly string[], value: string, type: TypeModel): void {
    const resolved = resolveType(this.#plan.model.schemas, type);
    if (resolved?.kind === "array")
      return this.#readWithin(own, `${value}?.[0]`, resolved.items);
    if (resolved?.kind === "map")
      return this.#readWithin(own, `${value}?.["key"]`, resolved.values);
    for (const [key, field, places] of this.#fieldsOf(type, "read"))
      this.#block(
        [...own, ...places],
        `const p: ${field} | undefined = ${value}?.${access(key).replace(/^\./, "")}; void p;`,
      );
  }

  /** The fields of an object type that go in a direction: name, type and place. */
  #fieldsOf(
    type: TypeModel,
    direction: Direction,
  ): readonly (readonly [string, string, readonly string[]])[] {
    const { model, graph } = this.#plan;
    const resolved = resolveType(model.schemas, type);
    if (resolved?.kind !== "object") return [];
    const node = graph.byType.get(resolved);
    return resolved.properties
      .filter(({ readOnly }) => direction === "read" || !readOnly)
      .map((property) => [
        property.name,
        typeExpression(this.#writer, property.type, direction),
        [
          placeText({
            kind: "property",
            schema: node ? this.#schemaText(node) : "",
            property: property.name,
          }),
          ...(node ? this.#placesOf(node) : []),
          ...this.#named(property.type),
        ],
      ]);
  }

  #parameterPlaces(
    { parameters }: MethodPlan,
    method: string,
  ): ReadonlyMap<string, string> {
    return new Map(
      parameters.map((one) => [
        parameterDeclaration(this.#writer, one).key,
        placeText({
          kind: "parameter",
          method,
          parameter: one.parameter.name,
        }),
      ]),
    );
  }

  /** Every type that values of some types hold, and every field of those. */
  #reached(
    types: readonly TypeModel[],
    direction: Direction,
  ): readonly string[] {
    return [...reachableNodes(this.#plan.graph, types, direction)].flatMap(
      (node) => [...this.#placesOf(node), `${this.#schemaText(node)}.*`],
    );
  }

  /** The types that a type's text names, with what they stand in. */
  #named(type: TypeModel): readonly string[] {
    return namedTypes(this.#plan.graph, type, "read").flatMap((node) =>
      this.#placesOf(node),
    );
  }

  #placesOf(node: TypeNode): readonly string[] {
    return this.#places.get(node) ?? [];
  }

  #schemaText(node: TypeNode): string {
    return (this.#placesOf(node)[0] ?? "").replace(/^schema /, "");
  }

  #block(places: readonly string[], line: string): void {
    this.#sheet.add(places, `{ ${line} }`);
  }
}

/** For each declared type its own place, then those of what it stands in, which it is gone with. */
function placesOf(plan: ApiPlan): ReadonlyMap<TypeNode, readonly string[]> {
  const places = new Map<TypeNode, readonly string[]>();
  const visit = (type: TypeModel, above: readonly string[]): void => {
    switch (type.kind) {
      case "array":
        return visit(type.items, above);
      case "map":
        return visit(type.values, above);
      case "object":
      case "enum": {
        const node = plan.graph.byType.get(type);
        if (!node || node.isSchema) return;
        const [method = ""] = above;
        const schema = node.owner
          ? `${method}(${node.owner.part})${node.place.replace(/^(?=[^[])/, ".")}`
          : node.place;
        const own = [placeText({ kind: "type", type: schema }), ...above];
        places.set(node, own);
        if (type.kind === "object") visitFields(type, schema, own);
        return;
      }
      default:
    }
  };
  const visitFields = (
    { properties, additional }: TypeModel & { kind: "object" },
    schema: string,
    own: readonly string[],
  ): void => {
    for (const { name, type } of properties)
      visit(type, [
        placeText({ kind: "property", schema, property: name }),
        ...own,
      ]);
    if (additional) visit(additional, own);
  };
  for (const node of plan.graph.nodes) {
    if (!node.isSchema) continue;
    const own = [placeText({ kind: "schema", schema: node.place })];
    places.set(node, own);
    if (node.type.kind === "object") visitFields(node.type, node.place, own);
    else visit(node.type, own);
  }
  const visitMethods = (resource: ResourcePlan, name: string): void => {
    for (const { method } of resource.methods) {
      const own = [`${name}.${method.name}`];
      if (method.request) visit(method.request, own);
      if (method.response) visit(method.response, own);
    }
    for (const { plan: child } of resource.members)
      visitMethods(child, `${name}.${child.resource.path.at(-1)}`);
  };
  visitMethods(plan.root, plan.model.name);
  return places;
}

/** A key as it stands in an object type, as a literal type. */
function literal(key: string): string {
  return key.startsWith('"') ? key : JSON.stringify(key);
}

function access(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key)
    ? `.${key}`
    : `[${JSON.stringify(key)}]`;
}
