import type {
  EnumValue,
  ObjectType,
  Property,
  TypeModel,
} from "../model/schema.js";
import type { Direction } from "../plan/usage.js";
import type { Reference } from "./reference.js";
import { typeParts, word, type TypePart } from "./typeParts.js";

/** The form of a value: an object that is drawn out field by field, or the type of anything else. */
export interface Form {
  /** What stands before the fields, such as the schema's name; the whole type where nothing is drawn. */
  readonly type: readonly TypePart[];
  /** Null where the type is named, and drawn elsewhere. */
  readonly drawn: Drawn | null;
}

export interface Drawn {
  /** `{`, `[{`, `{ [key]: {`. */
  readonly open: string;
  readonly close: string;
  /** What the document says of the schema. */
  readonly description: string;
  readonly fields: FormField[];
  /** What is said of the values of a map, which stands as its only field. */
  readonly further: Further | null;
}

export interface FormField {
  /** The wire's name. */
  readonly name: string;
  readonly property: Property;
  readonly isRequired: boolean;
  readonly values: readonly EnumValue[];
  form: Form;
}

/** Members of any key. */
export interface Further {
  readonly type: readonly TypePart[];
  readonly description: string;
}

export interface FormOptions {
  readonly direction: Direction;
  /** The method whose required fields are marked; null outside of one. */
  readonly methodId: string | null;
  /** Whether schemas within it are drawn as well. */
  readonly entersSchemas: boolean;
  /** How many fields are drawn, about. */
  readonly fields: number;
  /** Schemas that the reader has seen: of these only small ones are drawn again. What is drawn is added. */
  readonly seen?: Set<string>;
}

/** A schema of more fields is drawn once on a page. */
const repeatedFields = 12;

/** An object that waits to be drawn, with what it is called until it is. */
interface Pending {
  readonly type: TypeModel;
  readonly depth: number;
  /** What is said of the field that holds it. */
  readonly said: string;
  readonly draw: (form: Form) => void;
}

/** Schemas stand so deep in a form. */
const deepest = 6;

/**
 * The form of a type. Nearer objects are drawn first, until there are enough; a schema that recurs is drawn once and named
 * where it comes again.
 */
export function toForm(
  reference: Reference,
  type: TypeModel,
  options: FormOptions,
): Form {
  let result: Form = { type: [], drawn: null };
  const pending: Pending[] = [
    { type, depth: 0, said: "", draw: (form) => (result = form) },
  ];
  const seen = new Set<string>();
  let left = options.fields;
  // A queue, so that what is near comes first.
  for (const next of pending) {
    const { direction } = options;
    const named = typeParts(reference, next.type, direction);
    next.draw({ type: named, drawn: null });
    const found = unwrap(reference, next.type);
    if (!found) continue;
    const { object, schema, open, close, description } = found;
    const isInline = schema === null;
    if (next.depth > 0 && !isInline) {
      if (!options.entersSchemas || next.depth > deepest) continue;
      if (seen.has(schema)) continue;
    }
    const fields = object.kind === "object" ? fieldsOf(object, direction) : [];
    if (next.depth > 0 && !isInline) {
      const isSeen = options.seen?.has(schema) === true;
      if (fields.length > left || (isSeen && fields.length > repeatedFields))
        continue;
    }
    if (schema !== null) {
      seen.add(schema);
      options.seen?.add(schema);
    }
    left -= fields.length;
    const drawn: Drawn = {
      open,
      close,
      // An object that stands inline has what its field has.
      description: description === next.said ? "" : description,
      fields: [],
      further: furtherOf(reference, object, direction),
    };
    for (const property of fields) {
      const field: FormField = {
        name: property.name,
        property,
        isRequired:
          options.methodId !== null &&
          direction === "given" &&
          property.requiredFor.includes(options.methodId),
        values: enumValues(property.type),
        form: { type: [], drawn: null },
      };
      drawn.fields.push(field);
      pending.push({
        type: property.type,
        depth: next.depth + 1,
        said: property.description,
        draw: (form) => (field.form = form),
      });
    }
    next.draw({
      type: schema === null ? [] : schemaName(named),
      drawn,
    });
  }
  return result;
}

/** How many fields a form shows. */
export function fieldCount({ drawn }: Form): number {
  return (drawn?.fields ?? []).reduce(
    (sum, { form }) => sum + 1 + fieldCount(form),
    0,
  );
}

/** The values of an enum, also of one within arrays and maps. */
export function enumValues(type: TypeModel): readonly EnumValue[] {
  switch (type.kind) {
    case "enum":
      return type.values;
    case "array":
      return enumValues(type.items);
    case "map":
      return enumValues(type.values);
    default:
      return [];
  }
}

/** `int64`: the format of a value, or of an array's or map's values; empty where there is none. */
export function formatOf(type: TypeModel): string {
  switch (type.kind) {
    case "number":
    case "string":
      return type.format;
    case "array":
      return formatOf(type.items);
    case "map":
      return formatOf(type.values);
    default:
      return "";
  }
}

interface Found {
  readonly object: ObjectType | (TypeModel & { kind: "map" });
  /** Null for an object that stands inline. */
  readonly schema: string | null;
  readonly open: string;
  readonly close: string;
  readonly description: string;
}

/** The object that a type is or holds, with what stands around it; null where there is none to draw. */
function unwrap(reference: Reference, type: TypeModel): Found | null {
  switch (type.kind) {
    case "object":
      return type.properties.length === 0 && !type.additional
        ? null
        : inline(type, type.description);
    case "map":
      return type.description === "" || unwrap(reference, type.values)
        ? wrapped(reference, type.values, "{ [key: string]: ", " }")
        : inline(type, "");
    case "array":
      return wrapped(reference, type.items, "[", "]");
    case "ref": {
      const schema = reference.schema(type.schema);
      const own = schema?.type.node.type;
      if (!schema || (own?.kind !== "object" && own?.kind !== "map"))
        return null;
      const { description } = schema.type.node;
      return {
        object: own,
        schema: type.schema,
        open: "{",
        close: "}",
        description,
      };
    }
    default:
      return null;
  }
}

function inline(object: Found["object"], description: string): Found {
  return { object, schema: null, open: "{", close: "}", description };
}

function wrapped(
  reference: Reference,
  type: TypeModel,
  before: string,
  after: string,
): Found | null {
  const found = unwrap(reference, type);
  return (
    found && {
      ...found,
      open: `${before}${found.open}`,
      close: `${found.close}${after}`,
    }
  );
}

function fieldsOf(
  { properties }: ObjectType,
  direction: Direction,
): readonly Property[] {
  return direction === "given"
    ? properties.filter(({ readOnly }) => !readOnly)
    : properties;
}

function furtherOf(
  reference: Reference,
  object: Found["object"],
  direction: Direction,
): Further | null {
  if (object.kind === "map")
    return {
      type: typeParts(reference, object.values, direction),
      description: object.description,
    };
  return object.additional
    ? {
        type: [
          word(object.properties.length > 0 ? "unknown" : ""),
          ...(object.properties.length > 0
            ? []
            : typeParts(reference, object.additional, direction)),
        ],
        description: "",
      }
    : null;
}

/** Of a type around a schema the schema's name, which stands before its fields. */
function schemaName(parts: readonly TypePart[]): readonly TypePart[] {
  return parts.filter(({ target }) => target !== null);
}
