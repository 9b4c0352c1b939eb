import { readFile } from "node:fs/promises";
import yargs, { type Argv } from "yargs";
import { nearest } from "../read/nearest.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { toYargs } from "./inputArguments.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "../project/usageError.js";

type AddCommand = (
  parser: Argv,
  terminal: Terminal,
  exit: (code: ExitCode) => void,
) => unknown;

/** The commands, in the order of the help. Each has much to load that the others do not need. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => {
    const { initCommand } = await import("./initCommand.js");
    return (parser, ...own) => parser.command(initCommand(...own));
  },
  fetch: async () => {
    const { fetchCommand } = await import("./fetchCommand.js");
    return (parser, ...own) => parser.command(fetchCommand(...own));
  },
  generate: async () => {
    const { generateCommand } = await import("./generateCommand.js");
    return (parser, ...own) => parser.command(generateCommand(...own));
  },
  check: async () => {
    const { checkCommand } = await import("./checkCommand.js");
    return (parser, ...own) => parser.command(checkCommand(...own));
  },
  diff: async () => {
    const { diffCommand } = await import("./diffCommand.js");
    return (parser, ...own) => parser.command(diffCommand(...own));
  },
  docs: async () => {
    const { docsCommand } = await import("./docsCommand.js");
    return (parser, ...own) => parser.command(docsCommand(...own));
  },
  inspect: async () => {
    const { inspectCommand } = await import("./inspectCommand.js");
    return (parser, ...own) => parser.command(inspectCommand(...own));
  },
};

/** Runs the command line and gives its exit code; throws nothing. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const exit = (value: ExitCode): void => {
    code = value;
  };
  try {
    const parser = yargs();
    parser
      .scriptName("discovery-codegen")
      .usage(
        "$0 <command>\n\nTyped TypeScript clients for Google's JSON APIs, from Discovery documents.",
      )
      // "--include a b" would take an input for a second pattern.
      .parserConfiguration({ "greedy-arrays": false })
      .demandCommand(1, 1, "Name a command.", nameOne)
      .strict()
      .version(await packageVersion())
      .help()
      .alias("help", "h")
      .wrap(terminal.columns)
      .example("$0 fetch drive:v3", "Google's document into discovery/")
      .example("$0 generate", "every document under discovery/ into generated/")
      .example("$0 check", "exit 4 when generated/ does not fit discovery/")
      .example("$0 inspect genomics.json", "what a document's client offers")
      .epilogue(
        "Exit codes: 0 ok, 1 internal error, 2 usage, 4 drift, 5 breaking change, 6 invalid document, 7 fetch failed, 8 refused to write, 130 interrupted.",
      )
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(withSuggestion(message, args, parser));
      });
    for (const add of await loadCommands(args)) add(parser, terminal, exit);
    await parser.parseAsync([...toYargs(args)], {}, (_error, _argv, output) => {
      if (output !== "") terminal.stdout(`${output}\n`);
    });
    return code;
  } catch (error) {
    const { tellError } = await import("./tellError.js");
    return tellError(error, terminal, wantsJson(args));
  }
}

/** Whether data is wanted, as far as that can be said when it is the command line that is wrong. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return (
    options.some((arg) => /^--json(=true)?$/.test(arg)) ||
    options.includes("--format=json") ||
    options.some((arg, at) => arg === "--format" && options[at + 1] === "json")
  );
}

/** The command that the first word names; all where it names none, for the help and for what was meant. */
function loadCommands([first = ""]: readonly string[]): Promise<
  readonly AddCommand[]
> {
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined;
  const wanted = named ? [named] : Object.values(commands);
  return Promise.all(wanted.map((load) => load()));
}

const nameOne = "Name one command.";

/** yargs says which word it does not know; this adds the one that was likely meant. */
function withSuggestion(
  message: string,
  args: readonly string[],
  parser: Argv,
): string {
  const [first = ""] = args;
  const isCommand = Object.hasOwn(commands, first);
  const unknown =
    message === nameOne && !isCommand
      ? [first]
      : /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(", ");
  if (!unknown) return message;
  // yargs can tell the options of the command at hand, but its types do not say so.
  const { key } = (
    parser as unknown as { getOptions(): { readonly key: object } }
  ).getOptions();
  // Options are also known by their names in camel case.
  const options = Object.keys(key).filter(
    (name) => name.length > 1 && name === name.toLowerCase(),
  );
  return unknown
    .map((word) => {
      // Options stand there with their dashes.
      if (args.includes(word))
        return did(`command ${word}`, nearest(word, Object.keys(commands)));
      const dashes = word.length === 1 ? "-" : "--";
      const meant = nearest(word, options);
      return did(`option ${dashes}${word}`, meant && `--${meant}`);
    })
    .join("\n");
}

function did(unknown: string, meant: string | undefined): string {
  return `unknown ${unknown}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

async function packageVersion(): Promise<string> {
  const text = await readFile(
    new URL("../../package.json", import.meta.url),
    "utf8",
  );
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
