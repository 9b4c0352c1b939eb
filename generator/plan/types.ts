import type { ApiModel } from "../model/api.js";
import { allMethods } from "../model/resource.js";
import type { ObjectType, TypeModel } from "../model/schema.js";
import { typeName } from "./wireNames.js";

/**
 * A type that gets a declaration of its own: a schema, or an object or enum that stands inline in one.
 */
export interface TypeNode {
  /** Unique in its graph, and the same in every graph of the API. */
  readonly key: string;
  /** Where it stands, for people: `File`, `File.owners[]`, `File.labels[key]`; below {@link owner}, if there is one. */
  readonly place: string;
  /** The method in whose body or response it stands, where it stands in no schema. */
  readonly owner: Owner | null;
  /** The schema at whose place in the file it is declared; empty for one inline in a method. */
  readonly schema: string;
  readonly type: TypeModel;
  readonly description: string;
  readonly deprecated: boolean;
  /** Names it would like, best first. */
  readonly candidates: readonly string[];
  /** Whether it is an entry of the document's `schemas`. */
  readonly isSchema: boolean;
}

export interface Owner {
  readonly methodId: string;
  readonly part: "body" | "response";
}

/** All nodes of an API, found by their type. */
export interface TypeGraph {
  /** In the order in which they are declared: by schema, an inline type behind the type that holds it. */
  readonly nodes: readonly TypeNode[];
  /** The node of an inline object or enum. */
  readonly byType: ReadonlyMap<TypeModel, TypeNode>;
  readonly bySchema: ReadonlyMap<string, TypeNode>;
}

export function toTypeGraph(model: ApiModel): TypeGraph {
  const nodes: TypeNode[] = [];
  const byType = new Map<TypeModel, TypeNode>();
  const bySchema = new Map<string, TypeNode>();

  const visitInline = (type: TypeModel, at: Place): void => {
    switch (type.kind) {
      case "array":
        return visitInline(type.items, step(at, "[]", "[]", "Item"));
      case "map":
        return visitInline(type.values, step(at, "{}", "[key]", "Value"));
      case "object":
      case "enum": {
        const node: TypeNode = {
          key: JSON.stringify(at.steps),
          place: at.place,
          owner: at.owner,
          schema: at.schema,
          type,
          description:
            (type.kind === "object" && type.description) || at.description,
          deprecated: false,
          candidates: [at.name, `${at.name}Type`],
          isSchema: false,
        };
        nodes.push(node);
        byType.set(type, node);
        if (type.kind === "object") visitObject(type, at);
        return;
      }
      default:
    }
  };
  const visitObject = (type: ObjectType, at: Place): void => {
    for (const { name, type: value, description } of type.properties) {
      // Most fields hold nothing that is declared within them; their names need not be made.
      if (!mayHoldInline(value)) continue;
      const member = at.place === "" ? name : `.${name}`;
      visitInline(value, {
        ...step(at, `.${name}`, member, name),
        description,
      });
    }
    if (type.additional)
      visitInline(type.additional, step(at, "{}", "[key]", "Value"));
  };

  for (const [name, { type, description, deprecated }] of model.schemas) {
    const legal = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : typeName(name);
    const steps = [name];
    const node: TypeNode = {
      key: JSON.stringify(steps),
      place: name,
      owner: null,
      schema: name,
      type,
      description,
      deprecated,
      candidates: [legal, `${legal}Schema`],
      isSchema: true,
    };
    nodes.push(node);
    bySchema.set(name, node);
    const at: Place = {
      steps,
      place: name,
      owner: null,
      schema: name,
      name: typeName(name),
      description,
    };
    if (type.kind === "object") {
      byType.set(type, node);
      visitObject(type, at);
    } else if (type.kind === "enum") {
      byType.set(type, node);
    } else {
      visitInline(type, at);
    }
  }
  for (const method of allMethods(model.root)) {
    const path = [...method.resourcePath, method.name];
    const at = (part: Owner["part"], name: string): Place => ({
      // The first step keeps these keys apart from those of schemas, which have a name.
      steps: ["", part, ...path, ""],
      place: "",
      owner: { methodId: method.id, part },
      schema: "",
      name: typeName(...path, name),
      description: "",
    });
    if (method.request) visitInline(method.request, at("body", "Body"));
    if (method.response)
      visitInline(method.response, at("response", "Response"));
  }
  return { nodes, byType, bySchema };
}

function mayHoldInline(type: TypeModel): boolean {
  switch (type.kind) {
    case "array":
      return mayHoldInline(type.items);
    case "map":
      return mayHoldInline(type.values);
    default:
      return type.kind === "object" || type.kind === "enum";
  }
}

interface Place {
  /** The way here: the schema's name, then `.name`, `[]` and `{}`. As a list, so that no name can look like a step. */
  readonly steps: readonly string[];
  readonly place: string;
  readonly owner: Owner | null;
  readonly schema: string;
  readonly name: string;
  readonly description: string;
}

function step(at: Place, key: string, shown: string, name: string): Place {
  return {
    ...at,
    steps: [...at.steps, key],
    place: at.place + shown,
    name: typeName(at.name, name),
  };
}
