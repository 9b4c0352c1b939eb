import { canonicalJson, sha256 } from "./model/canonicalJson.js";
import { toApiModel } from "./model/api.js";
import { planApi } from "./plan/api.js";
import type { RestDescription } from "./read/restDescription.js";

/**
 * The client of one API: path relative to the output folder -> text. A pure function: the same bytes on every machine,
 * whatever the order of the document's keys. The runtime that all clients share is not among them.
 *
 * @param document a document that has passed validation
 */
export async function generate(
  document: RestDescription,
): Promise<ReadonlyMap<string, string>> {
  const { apiFiles } = await import("./emit/apiFiles.js");
  return apiFiles(
    planApi(toApiModel(document)),
    sha256(canonicalJson(document)),
  );
}
