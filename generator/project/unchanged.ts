import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { isApiId } from "../read/apiId.js";
import { documentFiles } from "../read/inputFolder.js";
import { fileHash } from "../write/fileHash.js";
import { documentDigest, inputsDigests } from "../write/inputsDigest.js";
import { isUnchanged } from "../write/keptApi.js";
import type { Lock } from "../write/lock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { readLockNow } from "../write/readLock.js";
import { toolDigest } from "../write/toolState.js";
import { FetchedDocuments } from "./fetchedDocuments.js";
import { toJobs, type Job } from "./jobs.js";

/**
 * Output folders and their locks, if each is as it was generated from what there is now: this is told from hashes, and
 * nothing is read or rendered for it. Undefined where anything differs, or cannot be told in this way.
 */
export async function findUnchanged(): Promise<
  readonly (readonly [string, Lock])[] | undefined
> {
  try {
    return await compareHashes();
  } catch {
    // Whatever it is, the long way meets it again, and says what and where.
    return undefined;
  }
}

async function compareHashes(): Promise<
  readonly (readonly [string, Lock])[] | undefined
> {
  const { jobs, project } = await toJobs({});
  const fetched = new FetchedDocuments(
    project,
    readLockNow(new OutputFolder(project)),
  );
  const tool = toolDigest();
  const outputs = new Map<string, { out: string; inputs: string[] }>();
  for (const job of jobs) {
    const digests = await digestsOf(job, tool, fetched);
    if (!digests) return undefined;
    const { out } = job;
    const { inputs } = outputs.get(resolve(out)) ?? {};
    if (inputs) inputs.push(...digests);
    else outputs.set(resolve(out), { out, inputs: [...digests] });
  }
  const found: (readonly [string, Lock])[] = [];
  for (const { out, inputs } of outputs.values()) {
    const folder = new OutputFolder(out);
    const lock = readLockNow(folder);
    if (folder.isBeingWritten() || !isUnchanged(folder, lock, inputs))
      return undefined;
    found.push([out, lock]);
  }
  return found;
}

async function digestsOf(
  job: Job,
  tool: string,
  fetched: FetchedDocuments,
): Promise<readonly string[] | undefined> {
  const files: string[] = [];
  for (const input of job.inputs) {
    if (input === "-" || isApiId(input)) return undefined;
    const found = documentFiles(input);
    if (found.files.length === 0 || found.unreadable.length > 0)
      return undefined;
    files.push(...found.files);
  }
  // What a device or a pipe gives cannot be read twice.
  if (files.some((file) => !statSync(file).isFile())) return undefined;
  const { overlay } = job;
  // One for several documents is an error.
  if (overlay !== undefined && files.length !== 1) return undefined;
  const documents = files.map((file) =>
    documentDigest(fileHash(file), fetched.hashOf(file)),
  );
  return inputsDigests(tool, documents, {
    ...job,
    overlay: overlay && readFileSync(overlay, "utf8"),
    strict: false,
  });
}
