import { planDocuments } from "../generate.js";
import { inspectApi, type ApiReport } from "../inspect/inspectApi.js";
import { toJobs } from "./jobs.js";
import { loadDocuments } from "./loadDocuments.js";
import type { DocumentOptions } from "./options.js";

/** What is inspected. */
export type InspectOptions = DocumentOptions;

/**
 * The surfaces of APIs, as the command `inspect` shows them: a report for each document.
 *
 * @throws {UsageError} for options or a configuration that mean nothing
 * @throws {DocumentsRefused} when a document has errors or cannot be read
 */
export async function inspect(
  options: InspectOptions = {},
): Promise<readonly ApiReport[]> {
  const { jobs } = await toJobs(options);
  const { documents, generateOptions } = await loadDocuments(jobs, options);
  return [...planDocuments(documents, generateOptions)].map(([, plan]) =>
    inspectApi(plan),
  );
}
