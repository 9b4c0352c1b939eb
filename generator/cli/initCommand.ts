import { existsSync } from "node:fs";
import type { CommandModule } from "yargs";
import { OutputFolder } from "../write/outputFolder.js";
import { RefusedToWrite } from "../write/refusedToWrite.js";
import { defaults, inputsOrDefault } from "../project/options.js";
import { configFile, parseConfig } from "../project/config.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import {
  configText,
  splitWords,
  toApiConfig,
  toApiConfigs,
} from "./initConfig.js";
import { styled, type Ask, type Terminal } from "./terminal.js";
import { UsageError } from "../project/usageError.js";

interface InitOptions {
  readonly api?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly include?: readonly string[] | undefined;
  readonly yes: boolean;
}

export function initCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, InitOptions> {
  return {
    command: "init",
    describe: `Write ${configFile} for the APIs that you want`,
    builder: (yargs) =>
      yargs
        .option("api", {
          type: "string",
          array: true,
          requiresArg: true,
          describe:
            "An API id (drive:v3), a URL, or a document that is here already",
        })
        .option("out", {
          type: "string",
          requiresArg: true,
          defaultDescription: `"${defaults.out}"`,
          describe: "Folder for the clients",
        })
        .option("include", {
          type: "string",
          array: true,
          requiresArg: true,
          describe:
            "Only these methods or resources: drive.files.*, operations",
        })
        .option("yes", {
          alias: "y",
          type: "boolean",
          default: false,
          describe: "Ask nothing, take the defaults",
        })
        .example("$0 init", "asks what it needs to know")
        .example("$0 init --api drive:v3 --out src/google", "for scripts"),
    handler: async (options) => exit(await writeConfig(options, terminal)),
  };
}

async function writeConfig(
  options: InitOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const folder = new OutputFolder(".");
  if (folder.read(configFile) !== null)
    throw new RefusedToWrite(
      `there is a ${configFile} here already; edit that, or delete it first`,
    );
  const { apis, out, include } = await answers(options, terminal);
  const entries = toApiConfigs(apis, include);
  for (const { document, source } of entries)
    if (source === undefined && !existsSync(document))
      throw new UsageError(
        `${document} is no API id such as drive:v3, no URL, and no document that is here`,
      );
  const text = configText(out, entries);
  // Whatever was answered, what is written can be read.
  const { apis: written } = await parseConfig(configFile, text);
  await folder.write(configFile, text);

  const { stderr } = terminal;
  stderr(`${styled(terminal, "bold", configFile)} written\n\n`);
  stderr("Add to package.json, if you like:\n\n");
  stderr(
    '  "scripts": {\n    "generate": "discovery-codegen generate",\n    "check": "discovery-codegen check"\n  }\n\n',
  );
  const isFetched = written.some(({ source }) => source !== undefined);
  const next = ["fetch", "generate"].slice(isFetched ? 0 : 1);
  stderr(
    `Next: ${next.map((name) => `npx discovery-codegen ${name}`).join(", then ")}\n`,
  );
  return exitCodes.ok;
}

interface Answers {
  readonly apis: readonly string[];
  readonly out: string;
  readonly include: readonly string[];
}

/** What the options leave open is asked, if there is somebody to ask. */
async function answers(
  { api, out, include = [], yes }: InitOptions,
  { converse, stderr }: Terminal,
): Promise<Answers> {
  if (out !== undefined && (typeof out !== "string" || out === ""))
    throw new UsageError("--out takes one folder, once");
  // Documents that are here already are what is wanted if nothing else is said.
  const here = await inputsOrDefault({}).catch((error: unknown) => {
    if (error instanceof UsageError) return [];
    throw error;
  });
  if (yes || !converse) {
    const apis = api ?? (yes ? here : []);
    if (apis.length === 0)
      throw new UsageError(
        "there is nobody to ask: name an API with --api, such as --api drive:v3",
      );
    return { apis, out: out ?? defaults.out, include };
  }
  return converse(async (ask) => {
    const apis = api ?? (await askForApis(ask, stderr, here));
    const folder =
      out ?? (await ask(`Folder for the clients (${defaults.out}): `));
    const methods =
      include.length > 0 || apis.length !== 1
        ? include
        : splitWords(
            await ask(
              "Only some methods? Such as files.* or operations (all): ",
            ),
          );
    return { apis, out: folder.trim() || defaults.out, include: methods };
  });
}

async function askForApis(
  ask: Ask,
  say: (text: string) => void,
  here: readonly string[],
): Promise<readonly string[]> {
  const [folder] = here;
  const otherwise =
    folder === undefined ? "" : ` (the documents in ${folder}/)`;
  for (;;) {
    const words = splitWords(
      await ask(
        `APIs, such as drive:v3 or the URL of a document${otherwise}: `,
      ),
    );
    if (words.length === 0 && here.length === 0) continue;
    try {
      for (const word of words) toApiConfig(word);
      return words.length > 0 ? words : here;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      say(`${error.message}\n`);
    }
  }
}
