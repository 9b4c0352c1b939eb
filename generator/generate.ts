import { canonicalJson, sha256 } from "./model/canonicalJson.js";
import { toApiModel } from "./model/api.js";
import { planApi, type ApiPlan } from "./plan/api.js";
import { selectPlan, type Selection } from "./plan/selection.js";
import type { RestDescription } from "./read/restDescription.js";

/** How a client is generated. */
export interface GenerateOptions {
  /** What is wanted of the API; all of it where this is absent. */
  readonly selection?: Selection;
}

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
  const plan = planDocument(document, options);
  return apiFiles(plan, sha256(canonicalJson(document)));
}

/** The plan that {@link generate} writes out: every name and file of the client, before any text. */
export function planDocument(
  document: RestDescription,
  { selection }: GenerateOptions = {},
): ApiPlan {
  const plan = planApi(toApiModel(document));
  return selection ? selectPlan(plan, selection) : plan;
}
