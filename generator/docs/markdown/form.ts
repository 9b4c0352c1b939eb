import type { EnumValue } from "../../model/schema.js";
import { markdownFence, type Markdown } from "../../prose/markdown.js";
import { constraintParts } from "../constraints.js";
import { formatOf, type Form, type FormField } from "../form.js";
import { propertyKey, quoted, typeText } from "../typeParts.js";
import type { FormComments } from "./formComments.js";

/** A form as code with comments, which no link can stand in. */
export function formFence(form: Form, comments: FormComments): Markdown {
  return markdownFence(formLines(form, comments, "", "").join("\n"), "ts");
}

/** @param start what stands before the form on its first line */
function formLines(
  { type, drawn }: Form,
  comments: FormComments,
  start: string,
  indent: string,
): readonly string[] {
  if (!drawn) return [`${start}${typeText(type)}${start === "" ? "" : ";"}`];
  const inner = `${indent}  `;
  const { open, close, description, fields, further } = drawn;
  const end = start === "" ? close : `${close};`;
  const name = typeText(type);
  const title = name === "" ? "" : ` // ${name}`;
  return [
    `${start}${open}${title}`,
    ...comments.of(description, inner),
    // Otherwise it would seem to be of the first field.
    ...(description !== "" && fields.length > 0 ? [""] : []),
    ...fields.flatMap((field) => fieldLines(field, comments, inner)),
    ...(further
      ? [
          ...comments.of(further.description, inner),
          `${inner}[key: string]: ${typeText(further.type)};`,
        ]
      : []),
    `${indent}${end}`,
  ];
}

function fieldLines(
  field: FormField,
  comments: FormComments,
  indent: string,
): readonly string[] {
  const { name, property, isRequired, values, form } = field;
  const facts = [
    isRequired ? "Required." : "",
    property.readOnly ? "Read-only." : "",
    property.deprecated ? "Deprecated." : "",
    formatOf(property.type) === "" ? "" : `Format: ${formatOf(property.type)}.`,
    ...constraintParts(property).map(([title, value]) => `${title}: ${value}`),
  ].filter((fact) => fact !== "");
  const key = `${indent}${property.readOnly ? "readonly " : ""}${propertyKey(name)}${isRequired ? "" : "?"}: `;
  return [
    ...comments.of(property.description, indent),
    ...comments.ofLines(facts.length > 0 ? [facts.join(" ")] : [], indent),
    ...comments.ofLines(valueLines(values), indent),
    ...formLines(form, comments, key, indent),
  ];
}

function valueLines(values: readonly EnumValue[]): readonly string[] {
  return values.map(({ value, description, deprecated }) =>
    [
      `- ${quoted(value)}`,
      deprecated ? " (deprecated)" : "",
      description === "" ? "" : `: ${description.replaceAll(/\s+/g, " ")}`,
    ].join(""),
  );
}
