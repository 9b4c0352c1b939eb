import { dirname, isAbsolute, join } from "node:path";
import type { DocsFormat } from "../docs/formats.js";
import type { Selection } from "../plan/matching.js";
import { findConfig, type ApiConfig, type Config } from "./config.js";
import {
  defaults,
  inputsOrDefault,
  pathFrom,
  toSelection,
  type ClientOptions,
} from "./options.js";
import { UsageError } from "./usageError.js";

/** Documents that are read and rendered in one way. */
export interface Job {
  readonly inputs: readonly string[];
  readonly allowHosts: readonly string[];
  /** The file of a JSON Patch. */
  readonly overlay: string | undefined;
  readonly selection: Selection | undefined;
  /** The output folder. */
  readonly out?: string;
  /** References that are written beside the clients; none unless given. */
  readonly docs?: readonly DocsFormat[];
  /** Whether users' compilers check the inside of the client; not unless given. */
  readonly typeCheck?: boolean;
  /** From where `fetch` would get the document. */
  readonly source?: string | undefined;
}

/** What a command is to do. */
export interface Jobs {
  readonly jobs: readonly (Job & { readonly out: string })[];
  /** The folder of the configuration, or the one that work is done in: that of the lock of what was fetched. */
  readonly project: string;
  /** Whether these are all the APIs of the output folders, so that what is not among them is no longer wanted. */
  readonly isComplete: boolean;
}

/**
 * What the options ask for; without inputs, what the configuration says; without one, every document of the
 * default folder.
 *
 * @throws {UsageError} where the two contradict each other, or there is neither
 */
export async function toJobs(options: ClientOptions): Promise<Jobs> {
  const hasInputs = options.inputs !== undefined && options.inputs.length > 0;
  const config = hasInputs ? null : await findConfig(options.cwd ?? ".");
  if (config) return configuredJobs(config, options);
  return {
    jobs: [
      {
        inputs: await inputsOrDefault(options),
        allowHosts: options.allowHosts ?? [],
        overlay: options.overlay && pathFrom(options.cwd, options.overlay),
        selection: toSelection(options),
        out: pathFrom(options.cwd, options.out ?? defaults.out),
        typeCheck: options.typeCheck ?? false,
      },
    ],
    project: pathFrom(options.cwd, "."),
    isComplete: !hasInputs,
  };
}

/**
 * What a configuration asks for.
 *
 * @throws {UsageError} for options that contradict it
 */
export function configuredJobs(config: Config, options: ClientOptions): Jobs {
  for (const [name, option = name] of [
    ["include"],
    ["exclude"],
    ["schemas", "schema"],
    ["overlay"],
    ["typeCheck", "type-check"],
  ] as const) {
    if (options[name] !== undefined) {
      throw new UsageError(
        `--${option} is for documents that are named; for those of ${config.file} it stands there`,
      );
    }
  }
  const folder = dirname(config.file);
  const placed = (path: string): string =>
    isAbsolute(path) ? path : join(folder, path);
  const allowHosts = [
    ...(config.allowHosts ?? []),
    ...(options.allowHosts ?? []),
  ];
  return {
    jobs: config.apis.map((api, index) => ({
      inputs: [placed(api.document)],
      allowHosts,
      overlay: api.overlay && placed(api.overlay),
      selection: selectionOf(config, api, `/apis/${index}`),
      out:
        options.out === undefined
          ? placed(api.out ?? config.out ?? defaults.out)
          : pathFrom(options.cwd, options.out),
      docs: api.docs ?? config.docs ?? [],
      typeCheck: config.typeCheck ?? false,
      source: api.source,
    })),
    project: folder,
    isComplete: options.out === undefined,
  };
}

function selectionOf(
  { file }: Config,
  { document, include = [], exclude = [], schemas = [] }: ApiConfig,
  pointer: string,
): Selection | undefined {
  if (include.length + exclude.length > 0)
    return { include, exclude, schemas, writtenAt: { file, pointer } };
  if (schemas.length === 0) return undefined;
  throw new UsageError(
    `${file}: "schemas" of ${document} goes with "include" or "exclude": without them all schemas are written\n    at #${pointer}/schemas`,
  );
}
