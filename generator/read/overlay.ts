import type { Operation } from "rfc6902";
import { placeOfPointer } from "./place.js";
import { printable, quoted } from "./printable.js";
import type { Report } from "./problem.js";

/** A JSON Patch (RFC 6902) that mends a document before it is validated. */
export interface Overlay {
  /** As the user wrote it, for messages. */
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** A text that is no JSON Patch. */
export class BrokenOverlay extends Error {
  override readonly name = "BrokenOverlay";
}

const operationNames = ["add", "remove", "replace", "move", "copy", "test"];

/** @throws {BrokenOverlay} for a text that is no JSON Patch */
export function parseOverlay(name: string, text: string): Overlay {
  let operations: unknown;
  try {
    operations = JSON.parse(text);
  } catch (error) {
    throw new BrokenOverlay(
      `${name} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!Array.isArray(operations)) {
    throw new BrokenOverlay(
      `${name} is no JSON Patch: it must be an array of operations (RFC 6902)`,
    );
  }
  for (const [index, operation] of operations.entries()) {
    const fault = operationFault(operation);
    if (fault !== null) {
      throw new BrokenOverlay(`${name}: operation ${index} ${fault}`);
    }
  }
  return { name, operations: operations as Operation[] };
}

function operationFault(operation: unknown): string | null {
  if (typeof operation !== "object" || operation === null) {
    return "is no object";
  }
  const { op, path, from, value } = operation as Record<string, unknown>;
  if (typeof op !== "string" || !operationNames.includes(op)) {
    return `has no "op" among ${operationNames.join(", ")}`;
  }
  if (typeof path !== "string" || !isPointer(path)) {
    return 'has no JSON pointer in "path"';
  }
  if (
    (op === "move" || op === "copy") &&
    (typeof from !== "string" || !isPointer(from))
  ) {
    return 'has no JSON pointer in "from"';
  }
  const needsValue = op === "add" || op === "replace" || op === "test";
  return needsValue && value === undefined ? 'has no "value"' : null;
}

/** A pointer that stays within JSON: `__proto__` would leave it. */
function isPointer(text: string): boolean {
  return (
    (text === "" || text.startsWith("/")) &&
    !text.split("/").includes("__proto__")
  );
}

/**
 * Applies an overlay to a document in place, operation by operation, and reports those that do not apply: the document
 * has changed since the overlay was written.
 */
export async function applyOverlay(
  document: unknown,
  { name, operations }: Overlay,
  report: Report,
): Promise<void> {
  const { applyPatch } = await import("rfc6902");
  for (const [index, operation] of operations.entries()) {
    const obstacle =
      obstacleOn(document, operation.path) ??
      ("from" in operation ? obstacleOn(document, operation.from) : undefined);
    const [error] = obstacle ? [] : applyPatch(document, [operation]);
    const reason =
      obstacle ??
      (error ? (reasons[error.name] ?? printable(error.message)) : undefined);
    if (reason === undefined) continue;
    report({
      code: "overlay-failed",
      message: `operation ${index} (${operation.op} ${quoted(operation.path)}) of ${printable(name)} no longer applies: ${reason}`,
      place: placeOfPointer(operation.path),
    });
  }
}

/**
 * What keeps a pointer from being followed. rfc6902 takes what objects inherit for members, so that `/schemas/toString/x` would change
 * every object of this process, and passes over `constructor` and `prototype`, so that something else would be changed.
 */
function obstacleOn(document: unknown, pointer: string): string | undefined {
  const tokens = pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  let value = document;
  for (const [index, token] of tokens.entries()) {
    if (token === "constructor" || token === "prototype")
      return `a pointer through ${quoted(token)} cannot be followed`;
    if (typeof value !== "object" || value === null) return undefined;
    if (!Object.hasOwn(value, token))
      // What is missing at the end may be there to be added; what is inherited is not there.
      return index === tokens.length - 1 && !(token in value)
        ? undefined
        : reasons["MissingError"];
    value = (value as Readonly<Record<string, unknown>>)[token];
  }
  return undefined;
}

const reasons: { readonly [error: string]: string } = {
  MissingError: "there is nothing at that place",
  TestError: "the value there is another one",
};
