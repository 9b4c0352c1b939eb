import { reportDuplicateKeys } from "./duplicateKeys.js";
import { foreignText, foreignValue } from "./foreignDocument.js";
import { countJsonText } from "./jsonText.js";
import { checkKeys } from "./jsonTree.js";
import type { Limits } from "./limits.js";
import type { Report } from "./problem.js";
import { findSyntaxError } from "./syntaxError.js";

/**
 * Parses a text to the JSON object of a Discovery document, and reports duplicate, forbidden and overlong
 * keys on the way. Undefined, with one problem reported, if the text is something else.
 */
export async function parseJsonText(
  text: string,
  limits: Limits,
  report: Report,
): Promise<object | undefined> {
  const { members, commas, tooDeepAt } = countJsonText(text, limits.depth);
  // First, because much of what follows is recursive.
  if (tooDeepAt >= 0) {
    report(
      foreignText(text) ?? {
        code: "too-deep",
        message: `objects and arrays are nested more than ${limits.depth} levels deep`,
        offset: tooDeepAt,
      },
    );
    return undefined;
  }
  if (commas > limits.values) {
    report(
      foreignText(text) ?? {
        code: "too-many-values",
        message: `the document has more than ${limits.values} members and items`,
      },
    );
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    report(
      foreignText(text) ?? {
        code: "json-syntax",
        ...(findSyntaxError(text) ?? {
          message: error instanceof Error ? error.message : String(error),
          offset: 0,
        }),
      },
    );
    return undefined;
  }
  const foreign = foreignValue(value);
  if (foreign !== undefined) {
    report(foreign);
    return undefined;
  }
  if (checkKeys(value, limits.nameLength, report) !== members) {
    const { parseTree } = await import("jsonc-parser");
    const root = parseTree(text);
    if (root !== undefined) reportDuplicateKeys(root, report);
  }
  return value as object;
}
