import type { ObjectType, Property, TypeModel } from "../model/schema.js";
import type { Reference } from "./reference.js";
import { propertyKey, quoted } from "./typeParts.js";

/** A value as TypeScript's source has it. */
export type ExampleValue =
  | { readonly kind: "literal"; readonly code: string }
  | { readonly kind: "array"; readonly items: readonly ExampleValue[] }
  | {
      readonly kind: "object";
      readonly members: readonly (readonly [
        key: string,
        value: ExampleValue,
      ])[];
    };

/** So many fields are shown of an object that requires none. */
const shownFields = 3;

/** Makes values of the types that a method is given. */
export class ExampleValues {
  readonly #reference: Reference;
  readonly #methodId: string;

  constructor(reference: Reference, methodId: string) {
    this.#reference = reference;
    this.#methodId = methodId;
  }

  /** A body: the fields that the method requires, at any depth, or else the first few that somebody would set. */
  body(type: TypeModel): ExampleValue {
    return this.#of(type, "body", { depth: 0, within: [] });
  }

  #of(type: TypeModel, name: string, at: Place): ExampleValue {
    switch (type.kind) {
      case "any":
        return literal(quoted("value"));
      case "boolean":
        return literal("true");
      case "null":
        return literal("null");
      case "number":
        return literal("1");
      case "string":
        return literal(quoted(exampleText(type.format, name)));
      case "enum":
        return literal(quoted(exampleChoice(type)));
      case "array":
        return { kind: "array", items: [this.#of(type.items, name, at)] };
      case "map":
        return {
          kind: "object",
          members: [["key", this.#of(type.values, name, at)]],
        };
      case "object":
        return this.#ofObject(type, at);
      case "ref":
        return this.#ofSchema(type.schema, name, at);
      case "variant": {
        const [first] = type.cases;
        if (!first) return literal(quoted("value"));
        const own = this.#ofSchema(first.schema, name, at);
        const discriminant: readonly [string, ExampleValue] = [
          type.discriminant,
          literal(quoted(first.value)),
        ];
        const others =
          own.kind === "object"
            ? own.members.filter(([key]) => key !== type.discriminant)
            : [];
        return { kind: "object", members: [discriminant, ...others] };
      }
    }
  }

  #ofSchema(schema: string, name: string, at: Place): ExampleValue {
    const { type } = this.#reference.schema(schema)?.type.node ?? {};
    if (!type) return literal(quoted("value"));
    if (at.within.includes(schema)) return emptyOf(type);
    return this.#of(type, name, { ...at, within: [...at.within, schema] });
  }

  #ofObject(object: ObjectType, at: Place): ExampleValue {
    // What recurs asks nothing more of a caller.
    if (at.within.includes(object)) return { kind: "object", members: [] };
    const inner = { depth: at.depth + 1, within: [...at.within, object] };
    const settable = object.properties.filter(({ readOnly }) => !readOnly);
    const required = settable.filter(({ requiredFor }) =>
      requiredFor.includes(this.#methodId),
    );
    const shown =
      required.length > 0 || at.depth > 2
        ? required
        : this.#likely(settable, at).slice(0, shownFields);
    return {
      kind: "object",
      members: shown.map(({ name, type }) => [
        name,
        this.#of(type, name, inner),
      ]),
    };
  }

  /** Fields in the order in which somebody would think of them: plain ones first. */
  #likely(
    properties: readonly Property[],
    { depth }: Place,
  ): readonly Property[] {
    const candidates = properties.filter(
      ({ name, description, deprecated }) =>
        !deprecated &&
        name !== "__proto__" &&
        !/^(?:etag|kind|id|selfLink|fingerprint)$/.test(name) &&
        !/^\W*(?:output[ -]only|deprecated|do not use)/i.test(description),
    );
    const isPlain = ({ type }: Property): boolean =>
      ["string", "number", "boolean", "enum"].includes(type.kind);
    const plain = candidates.filter(isPlain);
    const isName = ({ name }: Property): boolean =>
      /^(?:name|displayName|title|summary|description)$/.test(name);
    const isOptional = ({ description }: Property): boolean =>
      !/^\W*required/i.test(description);
    const ranked = plain.toSorted(
      (a, b) =>
        Number(isOptional(a)) - Number(isOptional(b)) ||
        Number(isName(b)) - Number(isName(a)),
    );
    return ranked.length > 0 || depth > 1 ? ranked : candidates.slice(0, 1);
  }
}

interface Place {
  readonly depth: number;
  /** The objects and schemas around it. */
  readonly within: readonly (ObjectType | string)[];
}

function literal(code: string): ExampleValue {
  return { kind: "literal", code };
}

function emptyOf(type: TypeModel): ExampleValue {
  return type.kind === "array"
    ? { kind: "array", items: [] }
    : { kind: "object", members: [] };
}

/** The first value that says something. */
function exampleChoice({ values }: TypeModel & { kind: "enum" }): string {
  const telling = values.find(
    ({ value, deprecated }) =>
      !deprecated && !/UNSPECIFIED|UNKNOWN|UNDEFINED/i.test(value),
  );
  return (telling ?? values[0])?.value ?? "";
}

/** A text of a format, or one that says what it stands for. */
export function exampleText(format: string, name: string): string {
  switch (format) {
    case "int64":
    case "uint64":
      return "1";
    case "byte":
      return "aGVsbG8=";
    case "date":
      return "2030-01-31";
    case "date-time":
    case "google-datetime":
      return "2030-01-31T12:00:00Z";
    case "google-duration":
      return "3.5s";
    case "google-fieldmask":
      return "name";
    default:
  }
  if (/e-?mail/i.test(name)) return "someone@example.com";
  if (/(?:^|[a-z_])ur[il]s?$/i.test(name)) return "https://example.com/";
  return `my-${kebab(name)}`;
}

/** `displayName` is `display-name`. */
export function kebab(name: string): string {
  return (
    name
      .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
      .replaceAll(/[^A-Za-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .toLowerCase()
      .slice(0, 40) || "value"
  );
}

/** Examples stand beside the text, so that their lines are short. */
const columns = 56;

/** The source of a value, on one line where it fits behind so many columns. */
export function printValue(
  value: ExampleValue,
  indent: number,
  before: number,
): string {
  const line = oneLine(value);
  if (value.kind === "literal" || before + line.length <= columns) return line;
  const margin = " ".repeat(indent + 2);
  const [open, close] = value.kind === "array" ? ["[", "]"] : ["{", "}"];
  const parts =
    value.kind === "array"
      ? value.items.map(
          (item) => `${margin}${printValue(item, indent + 2, indent + 3)},`,
        )
      : value.members.map(([key, member]) => {
          const start = `${margin}${exampleKey(key)}: `;
          return `${start}${printValue(member, indent + 2, start.length + 1)},`;
        });
  return [open, ...parts, `${" ".repeat(indent)}${close}`].join("\n");
}

function oneLine(value: ExampleValue): string {
  switch (value.kind) {
    case "literal":
      return value.code;
    case "array":
      return `[${value.items.map(oneLine).join(", ")}]`;
    case "object":
      return value.members.length === 0
        ? "{}"
        : `{ ${value.members.map(([key, member]) => `${exampleKey(key)}: ${oneLine(member)}`).join(", ")} }`;
  }
}

/** As a key `__proto__` would set the object's prototype, unless it is computed. */
function exampleKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : propertyKey(name);
}
