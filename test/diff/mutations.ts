/** Changes that an API's owner may make to a document, each at every place where it can be made. */

/** A part of a document, as JSON has it. */
export interface Json {
  [key: string]: unknown;
}

/** Keys that lead from the document to a part of it. */
export type Path = readonly string[];

export interface Operator {
  /** Where it can be applied. */
  readonly sites: (document: Json) => readonly Path[];
  /** Changes the document in place. */
  readonly apply: (document: Json, path: Path) => void;
}

/** What stands at a path. */
export function at(document: Json, path: Path): Json {
  let value: Json = document;
  for (const key of path) value = value[key] as Json;
  return value;
}

/** The object that holds what stands at a path, and its key there. */
function holder(document: Json, path: Path): readonly [Json, string] {
  return [at(document, path.slice(0, -1)), path.at(-1) ?? ""];
}

function children(document: Json, path: Path, key: string): readonly Path[] {
  const parent = at(document, path)[key] as Json | undefined;
  return Object.keys(parent ?? {}).map((name) => [...path, key, name]);
}

function resources(document: Json, path: Path = []): readonly Path[] {
  return [
    path,
    ...children(document, path, "resources").flatMap((child) =>
      resources(document, child),
    ),
  ];
}

function methods(document: Json): readonly Path[] {
  return resources(document).flatMap((path) =>
    children(document, path, "methods"),
  );
}

function parameters(document: Json): readonly Path[] {
  return methods(document).flatMap((path) =>
    children(document, path, "parameters"),
  );
}

/** Every property at any depth of every schema. */
function properties(document: Json): readonly Path[] {
  return children(document, [], "schemas").flatMap((path) =>
    propertiesIn(document, path),
  );
}

function propertiesIn(document: Json, path: Path): readonly Path[] {
  const schema = at(document, path);
  return [
    ...children(document, path, "properties").flatMap((property) => [
      property,
      ...propertiesIn(document, property),
    ]),
    ...["items", "additionalProperties"].flatMap((key) =>
      schema[key] ? propertiesIn(document, [...path, key]) : [],
    ),
  ];
}

/** An operator of the sites that some test accepts. */
function operator(
  all: (document: Json) => readonly Path[],
  accepts: (value: Json, document: Json, path: Path) => unknown,
  apply: (value: Json, document: Json, path: Path) => void,
): Operator {
  return {
    sites: (document) =>
      all(document).filter((path) =>
        accepts(at(document, path), document, path),
      ),
    apply: (document, path) => apply(at(document, path), document, path),
  };
}

function remove(_value: Json, document: Json, path: Path): void {
  const [parent, key] = holder(document, path);
  Reflect.deleteProperty(parent, key);
}

/** Gives what stands at a path another key. */
function rename(document: Json, path: Path): void {
  const [parent, key] = holder(document, path);
  parent[`${key}Renamed`] = parent[key];
  Reflect.deleteProperty(parent, key);
}

/** Everything but the description of a value becomes another type. */
function retype(value: Json, type: Json): void {
  const { description, readOnly, location, required, repeated } = value;
  for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
  const kept = { description, readOnly, location, required, repeated };
  Object.assign(value, JSON.parse(JSON.stringify(kept)), type);
}

const isQuery = ({ location }: Json): boolean => location === "query";
const isText = ({ type, enum: values, format }: Json): boolean =>
  type === "string" && values === undefined && format === undefined;
const isNumber = ({ type }: Json): boolean =>
  type === "integer" || type === "number";
const isTrue = (): boolean => true;
const hasEnum = ({ enum: values }: Json): boolean =>
  Array.isArray(values) && values.length > 1;

function dropEnumValue(value: Json): void {
  for (const key of ["enum", "enumDescriptions", "enumDeprecated"]) {
    const list = value[key];
    if (Array.isArray(list)) value[key] = list.slice(0, -1);
  }
}

function addEnumValue(value: Json): void {
  (value["enum"] as string[]).push("ADDED_VALUE");
  const texts = value["enumDescriptions"];
  if (Array.isArray(texts)) texts.push("A value that was added.");
}

function schemaNames(document: Json): readonly string[] {
  return Object.keys((document["schemas"] as Json | undefined) ?? {});
}

/** Another schema than that of a reference; the same for the same reference. */
function otherSchema(document: Json, ref: unknown): string {
  const names = schemaNames(document);
  const index = names.indexOf(String(ref));
  return names[(index + 1) % names.length] ?? "";
}

/** Every reference to a schema, as the object that holds it. */
function references(value: unknown, name: string): readonly Json[] {
  if (typeof value !== "object" || value === null) return [];
  const within = Object.values(value).flatMap((child) =>
    references(child, name),
  );
  return "$ref" in value && value.$ref === name
    ? [value as Json, ...within]
    : within;
}

const ofPage = (document: Json, path: Path): boolean =>
  path.at(-1) !== "nextPageToken" &&
  path.length === 4 &&
  "nextPageToken" in (at(document, path.slice(0, -1)) as Json);

const schemas = (document: Json): readonly Path[] =>
  children(document, [], "schemas");
const api = (): readonly Path[] => [[]];

export const operators: Readonly<Record<string, Operator>> = {
  "parameter made required": operator(
    parameters,
    (value) => isQuery(value) && value["required"] !== true,
    (value) => {
      value["required"] = true;
      Reflect.deleteProperty(value, "default");
    },
  ),
  "parameter no longer required": operator(
    parameters,
    (value) => isQuery(value) && value["required"] === true,
    (value) => (value["required"] = false),
  ),
  "default for a required parameter": operator(
    parameters,
    (value) => value["required"] === true && value["default"] === undefined,
    (value) => (value["default"] = "me"),
  ),
  "default of a required parameter removed": operator(
    parameters,
    (value) => value["required"] === true && value["default"] !== undefined,
    (value) => Reflect.deleteProperty(value, "default"),
  ),
  "parameter removed": operator(parameters, isQuery, remove),
  "parameter renamed": operator(parameters, isQuery, (_value, document, path) =>
    rename(document, path),
  ),
  "optional parameter added": operator(methods, isTrue, (value) => {
    value["parameters"] = {
      ...(value["parameters"] as Json | undefined),
      addedParameter: { type: "string", location: "query" },
    };
  }),
  "required parameter added": operator(methods, isTrue, (value) => {
    value["parameters"] = {
      ...(value["parameters"] as Json | undefined),
      addedParameter: { type: "string", location: "query", required: true },
    };
  }),
  "parameter from text to number": operator(
    parameters,
    (value) => isQuery(value) && isText(value),
    (value) => retype(value, { type: "integer", format: "int32" }),
  ),
  "parameter from int32 to int64": operator(
    parameters,
    (value) => isQuery(value) && isNumber(value),
    (value) => retype(value, { type: "string", format: "int64" }),
  ),
  "parameter repeated": operator(
    parameters,
    (value) => isQuery(value) && value["repeated"] !== true,
    (value) => (value["repeated"] = true),
  ),
  "parameter no longer repeated": operator(
    parameters,
    (value) => value["repeated"] === true,
    (value) => (value["repeated"] = false),
  ),
  "parameter from text to enum": operator(
    parameters,
    (value) => isQuery(value) && isText(value),
    (value) => (value["enum"] = ["ONE", "TWO"]),
  ),
  "parameter from enum to text": operator(parameters, hasEnum, (value) =>
    retype(value, { type: "string" }),
  ),
  "parameter's pattern changed": operator(
    parameters,
    (value) => value["pattern"],
    (value) => (value["pattern"] = "^other/.*$"),
  ),
  "parameter's enum value removed": operator(
    parameters,
    hasEnum,
    dropEnumValue,
  ),
  "parameter's enum value added": operator(parameters, hasEnum, addEnumValue),
  "standard parameter removed": operator(
    (document) => children(document, [], "parameters"),
    isTrue,
    remove,
  ),

  "method removed": operator(methods, isTrue, remove),
  "method that polls operations removed": operator(
    methods,
    (_value, _document, path) =>
      path.at(-1) === "get" && path.at(-3) === "operations",
    remove,
  ),
  "method renamed": operator(methods, isTrue, (_value, document, path) =>
    rename(document, path),
  ),
  "method added": operator(methods, isTrue, (value, document, path) => {
    const [parent] = holder(document, path);
    parent["addedMethod"] = { ...value, id: `${String(value["id"])}Added` };
  }),
  "method called as a resource": operator(
    resources,
    (value, _document, path) => path.length === 2 && value["methods"],
    (value, document, path) => {
      const [first] = Object.values(
        (value["methods"] as Json | undefined) ?? {},
      );
      document["methods"] = {
        [path.at(-1) ?? ""]: { ...(first as Json), id: "top.level" },
      };
    },
  ),
  "verb changed": operator(
    methods,
    (value) =>
      value["httpMethod"] === "POST" || value["httpMethod"] === "PATCH",
    (value) => (value["httpMethod"] = "PUT"),
  ),
  "path changed": operator(methods, isTrue, (value) => {
    value["path"] = `other/${String(value["path"])}`;
  }),
  "scope removed from a method": operator(
    methods,
    (value) => value["scopes"],
    (value) => (value["scopes"] = (value["scopes"] as string[]).slice(1)),
  ),
  "response changed": operator(
    methods,
    (value) => value["response"],
    (value, document) => {
      const { $ref } = value["response"] as Json;
      value["response"] = { $ref: otherSchema(document, $ref) };
    },
  ),
  "response removed": operator(
    methods,
    (value) => value["response"],
    (value) => Reflect.deleteProperty(value, "response"),
  ),
  "response added": operator(
    methods,
    (value, document) => !value["response"] && schemaNames(document).length > 0,
    (value, document) =>
      (value["response"] = { $ref: otherSchema(document, "") }),
  ),
  "body changed": operator(
    methods,
    (value) => value["request"],
    (value, document) => {
      const { $ref } = value["request"] as Json;
      value["request"] = { $ref: otherSchema(document, $ref) };
    },
  ),
  "body asks for more": operator(
    methods,
    (value) => value["request"],
    (value, document) => {
      const all = document["schemas"] as Json;
      const { $ref } = value["request"] as Json;
      const copy = structuredClone(all[String($ref)]) as Json;
      (copy["properties"] as Json)["asked"] = {
        type: "string",
        annotations: { required: [value["id"]] },
      };
      all["Asking"] = { ...copy, id: "Asking" };
      value["request"] = { $ref: "Asking" };
    },
  ),
  "body removed": operator(
    methods,
    (value) => value["request"],
    (value) => Reflect.deleteProperty(value, "request"),
  ),
  "body added": operator(
    methods,
    (value, document) => !value["request"] && schemaNames(document).length > 0,
    (value, document) =>
      (value["request"] = { $ref: otherSchema(document, "") }),
  ),
  "answer streams": operator(
    methods,
    (value) => value["response"],
    (value) => (value["streamingType"] = "SERVER_SIDE"),
  ),
  "media download removed": operator(
    methods,
    (value) => value["supportsMediaDownload"],
    (value) => Reflect.deleteProperty(value, "supportsMediaDownload"),
  ),
  "media upload removed": operator(
    methods,
    (value) => value["mediaUpload"],
    (value) => Reflect.deleteProperty(value, "mediaUpload"),
  ),
  "method deprecated": operator(methods, isTrue, (value) => {
    value["deprecated"] = true;
  }),

  "property removed": operator(properties, isTrue, remove),
  "read-only enum removed": operator(
    properties,
    (value) => value["readOnly"] && value["enum"],
    remove,
  ),
  "property renamed": operator(properties, isTrue, (_value, document, path) =>
    rename(document, path),
  ),
  "property added": operator(
    schemas,
    (value) => value["properties"],
    (value) => {
      (value["properties"] as Json)["addedProperty"] = { type: "string" };
    },
  ),
  "read-only property added": operator(
    schemas,
    (value) => value["properties"],
    (value) => {
      (value["properties"] as Json)["addedProperty"] = {
        type: "string",
        readOnly: true,
      };
    },
  ),
  "enum property added": operator(
    schemas,
    (value) => value["properties"],
    (value) => {
      (value["properties"] as Json)["addedProperty"] = {
        type: "string",
        enum: ["ONE", "TWO"],
      };
    },
  ),
  "property from text to boolean": operator(properties, isText, (value) =>
    retype(value, { type: "boolean" }),
  ),
  "property from number to int64": operator(properties, isNumber, (value) =>
    retype(value, { type: "string", format: "int64" }),
  ),
  "property from text to enum": operator(
    properties,
    isText,
    (value) => (value["enum"] = ["ONE", "TWO"]),
  ),
  "property from enum to text": operator(properties, hasEnum, (value) =>
    retype(value, { type: "string" }),
  ),
  "property to any": operator(
    properties,
    ({ type }) => type === "string" || type === "array",
    (value) => retype(value, { type: "any" }),
  ),
  "property from one to many": operator(
    properties,
    ({ type }) => type !== "array",
    (value) => {
      const { description, ...items } = structuredClone(value);
      retype(value, { type: "array", items, description });
    },
  ),
  "property refers to another schema": operator(
    properties,
    ({ $ref }) => $ref,
    (value, document) => (value["$ref"] = otherSchema(document, value["$ref"])),
  ),
  "inline property to a schema of its own": operator(
    properties,
    ({ type, properties: inner }) => type === "object" && inner,
    (value, document) => {
      (document["schemas"] as Json)["Extracted"] = {
        id: "Extracted",
        ...structuredClone(value),
      };
      retype(value, { $ref: "Extracted" });
    },
  ),
  "property made read-only": operator(
    properties,
    ({ readOnly }) => readOnly !== true,
    (value) => (value["readOnly"] = true),
  ),
  "property no longer read-only": operator(
    properties,
    ({ readOnly }) => readOnly === true,
    (value) => Reflect.deleteProperty(value, "readOnly"),
  ),
  "property required by a method": operator(
    methods,
    (value, document) => {
      const { $ref } = (value["request"] ?? {}) as Json;
      return (
        typeof $ref === "string" &&
        children(document, ["schemas", $ref], "properties").length > 0
      );
    },
    (value, document) => {
      const { $ref } = value["request"] as Json;
      const [first = []] = children(
        document,
        ["schemas", String($ref)],
        "properties",
      );
      at(document, first)["annotations"] = { required: [value["id"]] };
    },
  ),
  "property no longer required": operator(
    properties,
    ({ annotations }) => annotations,
    (value) => Reflect.deleteProperty(value, "annotations"),
  ),
  "property's description changed": operator(properties, isTrue, (value) => {
    value["description"] = "Says something else.";
  }),
  "property's enum value removed": operator(properties, hasEnum, dropEnumValue),
  "property's enum value added": operator(properties, hasEnum, addEnumValue),
  "page token removed": operator(
    properties,
    (_value, _document, path) => path.at(-1) === "nextPageToken",
    remove,
  ),
  "items of a page renamed": operator(
    properties,
    ({ type }, document, path) => type === "array" && ofPage(document, path),
    (_value, document, path) => rename(document, path),
  ),
  "second array on a page": operator(
    properties,
    ({ type }, document, path) => type === "array" && ofPage(document, path),
    (value, document, path) => {
      const [parent] = holder(document, path);
      parent["moreItems"] = structuredClone(value);
    },
  ),

  "schema renamed": operator(
    schemas,
    (_value, document, path) =>
      references(document, path.at(-1) ?? "").length > 0,
    (_value, document, path) => {
      const name = path.at(-1) ?? "";
      for (const reference of references(document, name))
        reference["$ref"] = `${name}Renamed`;
      rename(document, path);
    },
  ),
  "schema to a map": operator(
    schemas,
    (value) => value["properties"],
    (value) => {
      Reflect.deleteProperty(value, "properties");
      value["additionalProperties"] = { type: "string" };
    },
  ),
  "schema to any": operator(
    schemas,
    (value) => value["properties"],
    (value) => {
      Reflect.deleteProperty(value, "properties");
      value["type"] = "any";
    },
  ),
  "further fields": operator(
    schemas,
    (value) => value["properties"],
    (value) => (value["additionalProperties"] = { type: "any" }),
  ),
  "schema added": operator(api, isTrue, (_value, document) => {
    document["schemas"] = {
      ...(document["schemas"] as Json | undefined),
      AddedSchema: { id: "AddedSchema", type: "object", properties: {} },
    };
  }),
  "schema that takes an inline type's name": operator(
    properties,
    ({ type, properties: inner }, _document, path) =>
      type === "object" && inner && path.length === 4,
    (_value, document, path) => {
      const pascal = (name: string): string =>
        name.charAt(0).toUpperCase() + name.slice(1);
      const name = pascal(path[1] ?? "") + pascal(path[3] ?? "");
      (document["schemas"] as Json)[name] = {
        id: name,
        type: "object",
        properties: { addedProperty: { type: "string" } },
      };
    },
  ),

  "revision only": operator(api, isTrue, (_value, document) => {
    document["revision"] = "20991231";
  }),
  "root URL changed": operator(api, isTrue, (_value, document) => {
    document["rootUrl"] = "https://other.googleapis.com/";
  }),
  "scope of the API removed": operator(
    (document) => {
      const path = ["auth", "oauth2"];
      return document["auth"] ? children(document, path, "scopes") : [];
    },
    isTrue,
    remove,
  ),
  "class renamed": operator(api, isTrue, (_value, document) => {
    document["canonicalName"] = "Another Name";
  }),
};
