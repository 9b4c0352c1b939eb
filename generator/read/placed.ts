import type { Place } from "./place.js";
import { placeOf } from "./place.js";
import type {
  Dictionary,
  RestDescription,
  RestMethod,
  RestParameter,
  RestResource,
  RestSchema,
} from "./restDescription.js";

/** A node of a document and where it stands. */
export interface Placed<T> {
  readonly node: T;
  /** The node's key; "" for a node without one (items, a request). */
  readonly name: string;
  readonly place: Place;
}

/** A document and its nodes in one list a kind, in the document's order: what the checks go through. */
export interface PlacedDocument {
  readonly document: RestDescription;
  readonly resources: readonly Placed<RestResource>[];
  readonly methods: readonly Placed<RestMethod>[];
  /** Of methods and of the document itself. */
  readonly parameters: readonly Placed<RestParameter>[];
  /** Every type: named schemas, properties, items, parameters, requests and responses. */
  readonly types: readonly Placed<RestSchema>[];
}

/** Lists a document's nodes. Its depth is bounded before, so that recursion is safe. */
export function placeNodes(document: RestDescription): PlacedDocument {
  const resources: Placed<RestResource>[] = [];
  const methods: Placed<RestMethod>[] = [];
  const parameters: Placed<RestParameter>[] = [];
  const types: Placed<RestSchema>[] = [];

  const addType = (node: RestSchema, name: string, place: Place): void => {
    types.push({ node, name, place });
    if (node.properties !== undefined) {
      const parent = placeOf(place, "properties");
      for (const [key, property] of Object.entries(node.properties))
        addType(property, key, { parent, key });
    }
    if (node.items !== undefined)
      addType(node.items, "", { parent: place, key: "items" });
    if (node.additionalProperties !== undefined)
      addType(node.additionalProperties, "", {
        parent: place,
        key: "additionalProperties",
      });
  };
  const addParameters = (
    group: Dictionary<RestParameter> | undefined,
    owner: Place | undefined,
  ): void => {
    const parent = placeOf(owner, "parameters");
    for (const [name, node] of Object.entries(group ?? {})) {
      const place = { parent, key: name };
      parameters.push({ node, name, place });
      addType(node, name, place);
    }
  };
  const addMethods = (owner: RestResource, at: Place | undefined): void => {
    const parent = placeOf(at, "methods");
    for (const [name, node] of Object.entries(owner.methods ?? {})) {
      const place = { parent, key: name };
      methods.push({ node, name, place });
      addParameters(node.parameters, place);
      if (node.request !== undefined)
        addType(node.request, "", { parent: place, key: "request" });
      if (node.response !== undefined)
        addType(node.response, "", { parent: place, key: "response" });
    }
  };
  const addResources = (owner: RestResource, at: Place | undefined): void => {
    addMethods(owner, at);
    const parent = placeOf(at, "resources");
    for (const [name, node] of Object.entries(owner.resources ?? {})) {
      const place = { parent, key: name };
      resources.push({ node, name, place });
      addResources(node, place);
    }
  };

  addParameters(document.parameters, undefined);
  const schemas = placeOf(undefined, "schemas");
  for (const [name, schema] of Object.entries(document.schemas ?? {}))
    addType(schema, name, { parent: schemas, key: name });
  addResources(document, undefined);
  return { document, resources, methods, parameters, types };
}
