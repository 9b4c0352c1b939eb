import type { ApiModel } from "../model/api.js";
import { allMethods } from "../model/resource.js";
import type { ObjectType, TypeModel } from "../model/schema.js";
import { typeName } from "./wireNames.js";

/**
 * A type that gets a declaration of its own: a schema, or an object or enum that stands inline in one.
 */
export interface TypeNode {
  /** Where it stands, unique: `File`, `File.imageMediaMetadata`, `File.owners[]`. */
  readonly key: string;
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
        return visitInline(type.items, step(at, "[]", "Item"));
      case "map":
        return visitInline(type.values, step(at, "{}", "Value"));
      case "object":
      case "enum": {
        const node: TypeNode = {
          key: at.key,
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
      visitInline(value, { ...step(at, `.${name}`, name), description });
    }
    if (type.additional) visitInline(type.additional, step(at, "{}", "Value"));
  };

  for (const [name, { type, description, deprecated }] of model.schemas) {
    const legal = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : typeName(name);
    const node: TypeNode = {
      key: name,
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
      key: name,
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
  for (const { resourcePath, name, request, response } of allMethods(
    model.root,
  )) {
    const path = [...resourcePath, name];
    // The empty first segment keeps these keys apart from those of schemas.
    const at = (what: string): Place => ({
      key: ["", ...path, what].join("/"),
      schema: "",
      name: typeName(...path, what),
      description: "",
    });
    if (request) visitInline(request, at("Body"));
    if (response) visitInline(response, at("Response"));
  }
  return { nodes, byType, bySchema };
}

interface Place {
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly description: string;
}

function step(at: Place, key: string, name: string): Place {
  return { ...at, key: at.key + key, name: typeName(at.name, name) };
}
