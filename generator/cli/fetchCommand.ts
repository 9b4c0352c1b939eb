import type { CommandModule } from "yargs";
import { printedJson } from "../model/canonicalJson.js";
import { environmentFetch } from "../read/http/environmentFetch.js";
import { apiLocator } from "../read/inputApi.js";
import { defaultLimits } from "../read/limits.js";
import type { LockedSource } from "../write/lock.js";
import { lockSources } from "../write/lockSources.js";
import { defaults } from "../project/options.js";
import { directoryUrl } from "../project/directoryUrl.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import {
  fetchDocument,
  type FetchOutcome,
  type FetchSettings,
} from "./fetchDocument.js";
import { toFetchPlan, type FetchPlan } from "./fetchPlan.js";
import { fetchReport, tellOutcome, tellWhatIsNext } from "./fetchReport.js";
import { fromYargs } from "./inputArguments.js";
import { exitCodeOf } from "../project/loadDocuments.js";
import { progress, type Terminal } from "./terminal.js";
import { UsageError } from "../project/usageError.js";

interface FetchOptions {
  readonly apis?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly "allow-host"?: readonly string[] | undefined;
  readonly directory?: string | undefined;
  readonly timeout: number;
  readonly force: boolean;
  readonly "dry-run": boolean;
  readonly json: boolean;
}

/** How many documents are fetched at once: a courtesy to the server. */
const atOnce = 4;

export function fetchCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, FetchOptions> {
  return {
    command: "fetch [apis..]",
    describe: "Get Discovery documents from Google, or wherever they are",
    builder: (yargs) =>
      yargs
        .positional("apis", {
          type: "string",
          array: true,
          describe:
            "API ids (drive:v3), names (drive), URLs, or documents of the configuration; default: all of that",
        })
        .option("out", {
          type: "string",
          requiresArg: true,
          defaultDescription: `"${defaults.documents}"`,
          describe: "Folder for APIs that are named",
        })
        .option("dry-run", {
          type: "boolean",
          default: false,
          describe: "Tell what would be new, and write nothing",
        })
        .option("force", {
          type: "boolean",
          default: false,
          describe:
            "Take an older revision, and replace a document that was changed here",
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "Print the result as JSON",
        })
        .option("allow-host", {
          type: "string",
          array: true,
          requiresArg: true,
          describe:
            "Allow a document whose API is on this host, outside googleapis.com",
        })
        .option("timeout", {
          type: "number",
          requiresArg: true,
          default: defaultLimits.timeoutMs / 1000,
          describe: "Seconds for each document, with all attempts",
        })
        .option("directory", {
          type: "string",
          requiresArg: true,
          defaultDescription: "DISCOVERY_DIRECTORY, or Google's",
          describe: "URL of the list in which API ids are looked up",
        })
        .example("$0 fetch drive:v3", "into discovery/drive-v3.json")
        .example("$0 fetch", "every API of discovery-codegen.json")
        .example("$0 fetch --json", "for CI: is anything new?"),
    handler: async (options) => exit(await fetchAll(options, terminal)),
  };
}

async function fetchAll(
  options: FetchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { timeout, out, "dry-run": dryRun } = options;
  if (!(timeout > 0 && timeout <= 3600))
    throw new UsageError("--timeout takes seconds, up to 3600");
  if (out !== undefined && (typeof out !== "string" || out === ""))
    throw new UsageError("--out takes one folder, once");
  const plan = await toFetchPlan(fromYargs(options.apis ?? []), out);
  const limits = { ...defaultLimits, timeoutMs: timeout * 1000 };
  const outcomes = await fetchEach(plan, terminal, {
    fetch: environmentFetch,
    locate: apiLocator(
      { fetch: environmentFetch, directory: directoryUrl(options.directory) },
      limits,
    ),
    limits,
    allowHosts: [
      ...(plan.config?.allowHosts ?? []),
      ...(options["allow-host"] ?? []),
    ],
    force: options.force,
    dryRun,
  });

  if (!dryRun) await lockSources(plan.project, sourcesOf(outcomes));
  if (options.json)
    terminal.stdout(`${printedJson(fetchReport(plan, outcomes, dryRun))}\n`);
  plan.targets.forEach((target, index) => {
    const outcome = outcomes[index];
    if (outcome) tellOutcome(target, outcome, plan, options, terminal);
  });
  if (!options.json && !dryRun) tellWhatIsNext(plan, outcomes, terminal);
  return worstOf(outcomes);
}

/** The outcomes in the order of the targets, however soon each came. */
async function fetchEach(
  plan: FetchPlan,
  terminal: Terminal,
  settings: FetchSettings,
): Promise<readonly FetchOutcome[]> {
  const { targets } = plan;
  const outcomes: FetchOutcome[] = [];
  const bar = progress(terminal);
  const waiting = targets.entries();
  const work = async (): Promise<void> => {
    for (const [index, target] of waiting) {
      bar.at(target.source, index, targets.length);
      outcomes[index] = await fetchDocument(target, plan, settings);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work)).finally(bar.done);
  return outcomes;
}

function sourcesOf(
  outcomes: readonly FetchOutcome[],
): ReadonlyMap<string, LockedSource> {
  return new Map(
    outcomes.flatMap((outcome) =>
      "locked" in outcome && outcome.locked
        ? [[outcome.document, outcome.locked] as const]
        : [],
    ),
  );
}

/** What was refused here weighs most, then a document that is wrong, then one that did not come. */
function worstOf(outcomes: readonly FetchOutcome[]): ExitCode {
  if (outcomes.some(({ status }) => status === "refused"))
    return exitCodes.refusedToWrite;
  const errors = outcomes.flatMap((outcome) =>
    outcome.status === "failed"
      ? outcome.diagnostics.filter(({ severity }) => severity === "error")
      : [],
  );
  if (errors.length === 0) return exitCodes.ok;
  const code = exitCodeOf(errors);
  return code === exitCodes.usage ? exitCodes.fetchFailed : code;
}
