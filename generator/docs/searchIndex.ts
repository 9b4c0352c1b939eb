import type { TypeModel } from "../model/schema.js";
import { firstSentenceText } from "../prose/blocks.js";
import { methodViews } from "./methodView.js";
import type { Reference } from "./reference.js";

/** How much of a first sentence is shown beside a result. */
const sentenceLength = 120;

/**
 * What the search looks through, as a script, since a page that was opened from disk may read no other file. Names stand once:
 *
 * - resources: accessor, page, methods: name, verb, first sentence, arguments
 * - schemas: name, page, first sentence, fields, those within fields by their way: `owner.email`
 */
export function searchIndex(reference: Reference): string {
  const resources = reference.resources.map((page) => [
    page.accessor.slice(1).join("."),
    page.page,
    methodViews(reference, page).map(
      ({ name, kind, plan, arguments: args }) => [
        name,
        kind === "method" ? plan.method.verb : "",
        kind === "method" ? shortened(plan.method.description) : "",
        kind === "method" ? args.map(({ name: argument }) => argument) : [],
      ],
    ),
  ]);
  const schemas = reference.schemas.map(({ schema, target, type }) => [
    schema,
    target.page,
    shortened(type.node.description),
    fieldWays(type.node.type, []),
  ]);
  return `globalThis.discoveryDocs = ${scriptJson({ resources, schemas })};\n`;
}

function shortened(description: string): string {
  const sentence = firstSentenceText(description);
  return sentence.length <= sentenceLength
    ? sentence
    : `${sentence.slice(0, sentenceLength - 1).trimEnd()}…`;
}

/** Fields, each as the list of names that leads to it; a single name stands for itself. */
function fieldWays(
  type: TypeModel,
  way: readonly string[],
): readonly (string | readonly string[])[] {
  switch (type.kind) {
    case "array":
      return fieldWays(type.items, way);
    case "map":
      return fieldWays(type.values, way);
    case "object":
      return type.properties.flatMap(({ name, type: value }) => [
        way.length === 0 ? name : [...way, name],
        ...fieldWays(value, [...way, name]),
      ]);
    default:
      return [];
  }
}

/** JSON as an expression of a script: without what would end the script where it stands in a page, or what nobody sees. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
