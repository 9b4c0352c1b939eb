import type { DocsFormat } from "./docs/formats.js";
import type { TypeCheckOptions } from "./emit/typeCheck.js";
import { inspectApi, type ApiReport } from "./inspect/inspectApi.js";
import { canonicalJson, sha256 } from "./model/canonicalJson.js";
import { toApiModel } from "./model/api.js";
import { planApi, type ApiPlan } from "./plan/api.js";
import { selectPlans } from "./plan/selection.js";
import { type Selection } from "./plan/matching.js";
import type { RestDescription } from "./read/restDescription.js";

/** What of an API is wanted. */
export interface PlanOptions {
  /** What is wanted of the API; all of it where this is absent. */
  readonly selection?: Selection;
  /** The same for single documents; it goes before {@link selection}, and its patterns must all fit. */
  readonly selections?: ReadonlyMap<RestDescription, Selection>;
}

/** How a client is generated. */
export interface GenerateOptions extends PlanOptions, TypeCheckOptions {}

/**
 * The client of one API: path relative to the output folder -> text. A pure function: the same bytes on every machine,
 * whatever the order of the document's keys. The runtime that all clients share is not among them.
 *
 * @param document a document that has passed validation
 * @throws {UnmatchedPattern} when a pattern of the selection fits nothing
 */
export async function generate(
  document: RestDescription,
  options: GenerateOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { apiFiles } = await import("./emit/apiFiles.js");
  const files = new Map<string, string>();
  for (const [, plan] of planDocuments([document], options)) {
    const hash = sha256(canonicalJson(document));
    for (const [path, text] of await apiFiles(plan, hash, options))
      files.set(path, text);
  }
  return files;
}

/**
 * The surface of the client of one API: its methods, how they are named and called, and why.
 *
 * @param document a document that has passed validation
 * @throws {UnmatchedPattern} when a pattern of the selection fits nothing
 */
export function inspect(
  document: RestDescription,
  options: PlanOptions = {},
): ApiReport {
  const [only] = [...planDocuments([document], options)];
  if (!only) throw new RangeError("no plan was made of the document");
  return inspectApi(only[1]);
}

/** What of an API a reference is of, and how it is written. */
export interface DocsOptions extends PlanOptions {
  /** `md` for what GitHub shows, `html` for a web site that opens from disk. */
  readonly formats: readonly DocsFormat[];
}

/**
 * The reference of one API: path relative to its folder -> text; `README.md` or `index.html` is where to begin. A pure function, as
 * {@link generate} is.
 *
 * @param document a document that has passed validation
 * @throws {UnmatchedPattern} when a pattern of the selection fits nothing
 */
export async function docs(
  document: RestDescription,
  { formats, ...options }: DocsOptions,
): Promise<ReadonlyMap<string, string>> {
  const { docsFiles } = await import("./docs/docsFiles.js");
  const files = new Map<string, string>();
  for (const [, plan] of planDocuments([document], options))
    for (const [path, text] of docsFiles(plan, formats)) files.set(path, text);
  return files;
}

/**
 * The documents with the plans that are written out for them: every name and file of the clients, before any text.
 * Without a selection each is made when it is asked for, so that not all are held at once.
 *
 * @throws {UnmatchedPattern} when a pattern of the selection fits nothing in any of the documents
 */
export function* planDocuments(
  documents: readonly RestDescription[],
  { selection, selections }: PlanOptions = {},
): Generator<readonly [RestDescription, ApiPlan], void, undefined> {
  const planWhole = (document: RestDescription): ApiPlan =>
    planApi(toApiModel(document));
  const selected =
    selection && selectPlans(documents.map(planWhole), selection);
  for (const [index, document] of documents.entries()) {
    const own = selections?.get(document);
    const plan = own
      ? selectPlans([planWhole(document)], own)[0]
      : selected?.[index];
    yield [document, plan ?? planWhole(document)];
  }
}
