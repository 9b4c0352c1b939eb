import { reportDuplicateKeys } from "../read/duplicateKeys.js";
import { nearest } from "../read/nearest.js";
import { pointerOf } from "../read/place.js";
import { findSyntaxError } from "../read/syntaxError.js";
import { positionsIn } from "../read/textPosition.js";
import { configSchema } from "./configSchema.js";

/** All that is wrong with a configuration, each with line, column and pointer. */
export async function findConfigProblems(
  file: string,
  text: string,
): Promise<readonly string[]> {
  const position = positionsIn(text);
  const syntaxError = findSyntaxError(text);
  if (syntaxError) {
    const { line, column } = position(syntaxError.offset);
    return [`${file}:${line}:${column}: ${syntaxError.message}`];
  }
  const [{ Ajv }, { parseTree, findNodeAtLocation }] = await Promise.all([
    import("ajv"),
    import("jsonc-parser"),
  ]);
  const value: unknown = JSON.parse(text);
  const ajv = new Ajv({ allErrors: true });
  const validate = ajv.compile(configSchema);
  validate(value);

  const tree = parseTree(text);
  const duplicates: string[] = [];
  if (tree)
    reportDuplicateKeys(tree, ({ message, place, offset = 0 }) => {
      const { line, column } = position(offset);
      duplicates.push(
        `${file}:${line}:${column}: ${message}\n    at #${pointerOf(place)}`,
      );
    });
  const problems = (validate.errors ?? []).map((error) => {
    const { instancePath, keyword, params, message } = error;
    const segments = instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const extra =
      keyword === "additionalProperties"
        ? String(params["additionalProperty"])
        : undefined;
    const place = extra === undefined ? segments : [...segments, extra];
    const node = tree && findNodeAtLocation(tree, place);
    const { line, column } = position((node?.parent ?? node)?.offset ?? 0);
    const said =
      extra !== undefined
        ? unknownKey(extra, segments)
        : (told(keyword, params, segments) ?? message);
    return `${file}:${line}:${column}: ${said}\n    at #${instancePath}`;
  });
  return [...duplicates, ...problems];
}

/** What ajv found, in words of ours where its own would not help; undefined elsewhere. */
function told(
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  place: readonly (string | number)[],
): string | undefined {
  const name = place.at(-1);
  const subject =
    typeof name === "number"
      ? `entry ${name} of ${JSON.stringify(place.at(-2))}`
      : name === undefined
        ? "the configuration"
        : JSON.stringify(name);
  switch (keyword) {
    case "pattern":
      return expected(place);
    case "required":
      return `${subject} has no ${JSON.stringify(params["missingProperty"])}`;
    case "type":
      return `${subject} must be ${/^[aeiou]/.test(String(params["type"])) ? "an" : "a"} ${String(params["type"])}`;
    case "minItems":
      return `${subject} is empty; it needs at least one entry`;
    case "minLength":
      return `${subject} is empty`;
    default:
      return undefined;
  }
}

/** What a text has to look like, in the place of its pattern. */
function expected(place: readonly (string | number)[]): string {
  if (place.at(-2) === "docs") return "must be html or md";
  return place.at(-1) === "source"
    ? "must be an API id such as drive:v3, or an http(s) URL"
    : 'must come from an environment variable: "${NAME}", or "Bearer ${NAME}"; the file is no place for secrets';
}

function unknownKey(key: string, above: readonly (string | number)[]): string {
  if (above.at(-1) === "headers")
    return `${JSON.stringify(key)} is no name of a header`;
  const known = Object.keys(
    above.length === 0
      ? configSchema.properties
      : configSchema.properties.apis.items.properties,
  );
  const near = nearest(key, known);
  const suggestion =
    near === undefined
      ? `known are ${known.join(", ")}`
      : `did you mean ${JSON.stringify(near)}?`;
  return `there is no setting ${JSON.stringify(key)}; ${suggestion}`;
}
