import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { nearest } from "../read/nearest.js";
import { findSyntaxError } from "../read/syntaxError.js";
import { positionsIn } from "../read/textPosition.js";
import { configSchema } from "./configSchema.js";
import { UsageError } from "./usageError.js";

/** One entry of the configuration's `apis`. Paths are relative to the configuration's folder. */
export interface ApiConfig {
  readonly document: string;
  /** An API id or a URL, from where `fetch` gets the document. */
  readonly source?: string;
  /** Values are `${NAME}`, of an environment variable, with a scheme before it or not. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the common one. */
  readonly out?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly schemas?: readonly string[];
  readonly overlay?: string;
}

/** What `discovery-codegen.json` says. */
export interface Config {
  /** Its path as seen from the working directory. */
  readonly file: string;
  readonly out?: string;
  readonly allowHosts?: readonly string[];
  readonly apis: readonly ApiConfig[];
}

export const configFile = "discovery-codegen.json";

/**
 * The configuration of the working directory, or of the nearest folder above it that has one; null where none has.
 *
 * @throws {UsageError} for one that cannot be read or is wrong: all that is wrong, with line, column and pointer
 */
export async function findConfig(directory: string): Promise<Config | null> {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const path = join(folder, configFile);
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        return null;
      throw new UsageError(`${path} cannot be read: ${String(error)}`);
    });
    const file = relative(directory, path) || configFile;
    if (text !== null) return parseConfig(file, text);
    if (dirname(folder) === folder) return null;
  }
}

/** @throws {UsageError} as {@link findConfig} */
export async function parseConfig(file: string, text: string): Promise<Config> {
  const position = positionsIn(text);
  const syntaxError = findSyntaxError(text);
  if (syntaxError) {
    const { line, column } = position(syntaxError.offset);
    throw new UsageError(`${file}:${line}:${column}: ${syntaxError.message}`);
  }
  const [{ Ajv }, { parseTree, findNodeAtLocation }] = await Promise.all([
    import("ajv"),
    import("jsonc-parser"),
  ]);
  const value: unknown = JSON.parse(text);
  const ajv = new Ajv({ allErrors: true });
  const validate = ajv.compile<Omit<Config, "file">>(configSchema);
  if (validate(value)) return { ...value, file };

  const tree = parseTree(text);
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
        : keyword === "pattern"
          ? expected(segments)
          : message;
    return `${file}:${line}:${column}: ${said}\n    at #${instancePath}`;
  });
  throw new UsageError(problems.join("\n"));
}

/** What a text has to look like, in the place of its pattern. */
function expected(place: readonly (string | number)[]): string {
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
