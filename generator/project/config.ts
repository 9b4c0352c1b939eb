import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { DocsFormat } from "../docs/formats.js";
import { configSchema } from "./configSchema.js";
import { fits } from "./fits.js";
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
  /** In place of the common ones. */
  readonly docs?: readonly DocsFormat[];
}

/** What `discovery-codegen.json` says. */
export interface Config {
  /** Its path as seen from the working directory. */
  readonly file: string;
  readonly out?: string;
  readonly allowHosts?: readonly string[];
  /** References that are written beside the clients. */
  readonly docs?: readonly DocsFormat[];
  /** Whether users' compilers check the inside of the clients; not unless given. */
  readonly typeCheck?: boolean;
  readonly apis: readonly ApiConfig[];
}

export const configFile = "discovery-codegen.json";

/**
 * The configuration of the working directory, or of the nearest folder above it that has one; null where none has.
 *
 * @throws {UsageError} for one that cannot be read or is wrong: all that is wrong, with line, column and pointer
 */
export async function findConfig(directory: string): Promise<Config | null> {
  const path = configPath(directory);
  return path === null ? null : parseConfig(relative(".", path), read(path));
}

/** Where it is: in a folder, or the nearest above it. */
export function configPath(directory: string): string | null {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const path = join(folder, configFile);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return null;
  }
}

function read(path: string): string {
  try {
    // Some editors put a byte order mark before it.
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${String(error)}`);
  }
}

/** @throws {UsageError} as {@link findConfig} */
export async function parseConfig(file: string, text: string): Promise<Config> {
  const value = toConfig(text);
  if (value) return { ...value, file };
  const { findConfigProblems } = await import("./configProblems.js");
  throw new UsageError((await findConfigProblems(file, text)).join("\n"));
}

function toConfig(text: string): Omit<Config, "file"> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return fits<Omit<Config, "file">>(value, configSchema) &&
    countOfMembers(value) === countOfColons(text)
    ? value
    : undefined;
}

/** As many as the text has colons, unless a key stands in an object twice: of those JSON.parse keeps the last. */
function countOfMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members = Object.values(value).map(countOfMembers);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce((sum, count) => sum + count, own);
}

function countOfColons(text: string): number {
  const withoutStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, "");
  return withoutStrings.split(":").length - 1;
}
