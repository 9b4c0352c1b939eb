import type { EnumValue, TypeModel, ValueNotes } from "../model/schema.js";
import {
  codeSpan,
  doc,
  docLines,
  docText,
  docWords,
  type Doc,
  type DocText,
} from "./docText.js";

/**
 * What is said of a field or a parameter: its description with its format, then the facts that its type does not show.
 *
 * @param facts further sentences of the caller's
 */
export function valueDoc(
  notes: ValueNotes,
  type: TypeModel,
  facts: readonly DocText[] = [],
): Doc {
  return {
    paragraphs: [
      docWords(docText(notes.description), formatNote(type)),
      docWords(...facts, ...constraints(notes)),
    ],
    deprecated: notes.deprecated,
  };
}

/** `(int64)`: the format of the value, or of an array's or map's values. */
export function formatNote(type: TypeModel): DocText {
  switch (type.kind) {
    case "number":
    case "string":
      return type.format === "" ? docText("") : doc`(${docText(type.format)})`;
    case "array":
      return formatNote(type.items);
    case "map":
      return formatNote(type.values);
    default:
      return docText("");
  }
}

function constraints({
  default: preset,
  minimum,
  maximum,
  pattern,
}: ValueNotes): readonly DocText[] {
  return [
    preset === "" ? docText("") : doc`Default: ${codeSpan(preset)}.`,
    minimum === "" ? docText("") : doc`Minimum: ${codeSpan(minimum)}.`,
    maximum === "" ? docText("") : doc`Maximum: ${codeSpan(maximum)}.`,
    pattern === "" ? docText("") : doc`Pattern: ${codeSpan(pattern)}.`,
  ];
}

/** The allowed values of a parameter as a list, each with its text; empty where there is nothing to say that its type does not. */
export function allowedValues(values: readonly EnumValue[]): DocText {
  const isSilent = ({ description, deprecated }: EnumValue): boolean =>
    description === "" && !deprecated;
  if (values.every(isSilent)) return docText("");
  const entries = values.map(({ value, description, deprecated }) => {
    const text = docWords(
      deprecated ? doc`(deprecated)` : docText(""),
      docText(description.replaceAll(/\s+/g, " ")),
    );
    return text === ""
      ? doc`- ${codeSpan(value)}`
      : doc`- ${codeSpan(value)}: ${text}`;
  });
  return docLines([doc`Allowed values:`, ...entries]);
}
