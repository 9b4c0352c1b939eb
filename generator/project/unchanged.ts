import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isApiId } from "../read/apiId.js";
import { documentFiles } from "../read/inputFolder.js";
import { fileHash } from "../write/fileHash.js";
import { FileStates, stateFile } from "../write/fileStates.js";
import { documentDigest, inputsDigests } from "../write/inputsDigest.js";
import { isUnchanged } from "../write/keptApi.js";
import { lockFile, type Lock } from "../write/lock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { readLock } from "../write/readLock.js";
import { toolDigest } from "../write/toolState.js";
import { FetchedDocuments } from "./fetchedDocuments.js";
import { toJobs, type Job } from "./jobs.js";

/** With fewer files, reading them all takes no longer than looking at the state of each. */
const leastFiles = 200;

/** What there is before anything is rendered. */
interface Build {
  readonly jobs: readonly (Job & {
    readonly out: string;
    /** The files that its inputs name. */
    readonly documents: readonly string[];
  })[];
  /** The lock of what was fetched. */
  readonly fetched: FetchedDocuments;
  readonly outputs: readonly Output[];
  /** Of the tool. */
  readonly tool: string;
  readonly states: FileStates;
}

interface Output {
  /** As messages call it. */
  readonly out: string;
  readonly folder: OutputFolder;
  readonly lock: Lock;
}

/**
 * Output folders and their locks, if each is as it was generated from what there is now: this is told from hashes, or
 * from the files' states since the hashes were looked at, and nothing is parsed or rendered for it. Undefined where anything
 * differs, or cannot be told in this way.
 */
export async function findUnchanged(): Promise<
  readonly (readonly [string, Lock])[] | undefined
> {
  try {
    const build = await findBuild();
    if (!build || !isAsGenerated(build)) return undefined;
    return build.outputs.map(({ out, lock }) => [out, lock]);
  } catch {
    // Whatever it is, the long way meets it again, and says what and where.
    return undefined;
  }
}

async function findBuild(): Promise<Build | undefined> {
  const { jobs, project } = await toJobs({});
  const found: Build["jobs"][number][] = [];
  const places = new Map<string, string>();
  for (const job of jobs) {
    const documents = documentsOf(job);
    if (!documents) return undefined;
    found.push({ ...job, documents });
    const place = resolve(job.out);
    if (!places.has(place)) places.set(place, job.out);
  }
  const states = new FileStates();
  const lockNow = (folder: OutputFolder): Lock => {
    states.addOutput(join(folder.path, lockFile));
    return readLock(folder);
  };
  const outputs: Output[] = [];
  for (const out of places.values()) {
    const folder = new OutputFolder(out);
    if (folder.isBeingWritten()) return undefined;
    outputs.push({ out, folder, lock: lockNow(folder) });
  }
  const fetched = new FetchedDocuments(
    project,
    lockNow(new OutputFolder(project)),
  );
  return { jobs: found, fetched, outputs, tool: toolDigest(), states };
}

/** What a job reads; undefined where that is told elsewhere, or an error. */
function documentsOf({ inputs, overlay }: Job): readonly string[] | undefined {
  const files: string[] = [];
  for (const input of inputs) {
    if (input === "-" || isApiId(input)) return undefined;
    const found = documentFiles(input);
    if (found.files.length === 0 || found.unreadable.length > 0)
      return undefined;
    files.push(...found.files);
  }
  // What a device or a pipe gives cannot be read twice.
  if (files.some((file) => !statSync(file).isFile())) return undefined;
  // One for several documents is an error.
  return overlay === undefined || files.length === 1 ? files : undefined;
}

function isAsGenerated(build: Build): boolean {
  const { jobs, outputs } = build;
  const documents = jobs.flatMap((job) => job.documents);
  const count = outputs.reduce(
    (sum, { lock }) => sum + lock.files.size,
    documents.length,
  );
  const file = count < leastFiles ? undefined : stateFile(process.cwd());
  if (file === undefined) return hasHashes(build);
  addStates(build);
  const { states } = build;
  if (states.areKept(file)) return true;
  if (!hasHashes(build)) return false;
  states.keep(file);
  return true;
}

function addStates({ jobs, outputs, tool, states }: Build): void {
  states.addText(JSON.stringify([tool, jobs]));
  for (const { documents, overlay } of jobs) {
    if (overlay !== undefined) states.addInput(overlay);
    for (const document of documents) states.addInput(document);
  }
  for (const { folder, lock } of outputs) {
    const folders = new Set<string>([""]);
    for (const path of lock.files.keys()) {
      for (
        let end = path.indexOf("/");
        end !== -1;
        end = path.indexOf("/", end + 1)
      )
        folders.add(path.slice(0, end));
      // Joining paths takes as long as looking at the files does.
      states.addOutput(`${folder.path}/${path}`);
    }
    for (const path of folders) states.addFolder(`${folder.path}/${path}`);
  }
}

function hasHashes({ jobs, fetched, outputs, tool }: Build): boolean {
  const inputs = new Map<string, string[]>();
  for (const { documents, overlay, ...job } of jobs) {
    const digests = inputsDigests(
      tool,
      documents.map((file) =>
        documentDigest(fileHash(file), fetched.hashOf(file)),
      ),
      {
        ...job,
        overlay: overlay && readFileSync(overlay, "utf8"),
        strict: false,
      },
    );
    const place = resolve(job.out);
    inputs.set(place, [...(inputs.get(place) ?? []), ...digests]);
  }
  return outputs.every(({ folder, lock }) =>
    isUnchanged(folder, lock, inputs.get(folder.path) ?? []),
  );
}
