import type { DecodedText } from "./decodeText.js";
import { decodeText } from "./decodeText.js";
import type { Subject } from "./diagnose.js";
import { diagnose } from "./diagnose.js";
import type { Diagnostic } from "./diagnostic.js";
import type { DocumentSource } from "./input.js";
import type { Limits } from "./limits.js";
import { defaultLimits } from "./limits.js";
import { applyOverlay, type Overlay } from "./overlay.js";
import { parseJsonText } from "./parseJsonText.js";
import { quoted } from "./printable.js";
import type { Problem } from "./problem.js";
import type { RestDescription } from "./restDescription.js";
import { validateValue } from "./validateValue.js";

/** How a document is read. */
export interface ReadOptions {
  /** Hosts (`name` or `name:port`) outside googleapis.com to which requests may go. */
  readonly allowHosts?: readonly string[];
  /** Notes and warnings become errors. */
  readonly strict?: boolean;
  readonly limits?: Partial<Limits>;
  /** Applied before the document is validated. */
  readonly overlay?: Overlay;
}

/** A document and what there is to say of it, or all its problems at once, in the order of the text. */
export type ReadResult =
  | {
      readonly ok: true;
      readonly document: RestDescription;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Reads and checks a document. A broken document is a result, never an exception. */
export async function readDocument(
  source: DocumentSource,
  options: ReadOptions = {},
): Promise<ReadResult> {
  const problems: Problem[] = [];
  const { documentBytes } = { ...defaultLimits, ...options.limits };
  const size = source.bytes.length;
  const decoded: DecodedText =
    size > documentBytes
      ? {
          ok: false,
          text: "",
          problem: {
            code: "document-too-large",
            message: `the document has ${size} bytes; the limit is ${documentBytes}`,
          },
        }
      : decodeText(source.bytes);
  if (decoded.problem !== undefined) problems.push(decoded.problem);
  const document = decoded.ok
    ? await readText(decoded.text, options, problems)
    : undefined;
  if (document && source.api !== undefined && document.id !== source.api)
    problems.push({
      code: "wrong-api",
      message: `this is the document of ${quoted(document.id)}, not of ${quoted(source.api)}`,
      place: { parent: undefined, key: "id" },
      value: document.id,
    });
  return result(document, problems, {
    name: source.name,
    text: decoded.text,
    strict: options.strict,
  });
}

/**
 * Checks a document that is parsed already, and returns a copy of it. All locations are line 1, column 1 of
 * `name`. A value that JSON cannot express (a cycle, a BigInt) is refused as no JSON.
 */
export async function validateDocument(
  value: unknown,
  name: string,
  options: ReadOptions = {},
): Promise<ReadResult> {
  const problems: Problem[] = [];
  let text: string | undefined;
  try {
    // Whatever the value is, its JSON has no getters, prototypes or shared parts.
    text = JSON.stringify(value) as string | undefined;
  } catch (error) {
    problems.push({
      code: error instanceof RangeError ? "too-deep" : "json-syntax",
      message: `the value cannot be written as JSON: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
    });
  }
  if (text === undefined && problems.length === 0)
    problems.push({
      code: "not-an-object",
      message: `a Discovery document is a JSON object; this is ${typeof value}`,
    });
  const document =
    text === undefined ? undefined : await readText(text, options, problems);
  return result(document, problems, { name, strict: options.strict });
}

async function readText(
  text: string,
  options: ReadOptions,
  problems: Problem[],
): Promise<RestDescription | undefined> {
  const limits = { ...defaultLimits, ...options.limits };
  const report = (problem: Problem): void => {
    problems.push(problem);
  };
  const value = await parseJsonText(text, limits, report);
  if (value !== undefined && options.overlay)
    await applyOverlay(value, options.overlay, report);
  return value === undefined
    ? undefined
    : validateValue(value, limits, options.allowHosts ?? [], report);
}

async function result(
  document: RestDescription | undefined,
  problems: readonly Problem[],
  subject: Subject,
): Promise<ReadResult> {
  const diagnostics = await diagnose(problems, subject);
  return document === undefined ||
    diagnostics.some(({ severity }) => severity === "error")
    ? { ok: false, diagnostics }
    : { ok: true, document, diagnostics };
}
