/** What commands say of an API whose id, revision and title they have from a document, or of files that hold such text. */
import type { Terminal } from "../../generator/cli/terminal.js";
import type { Config } from "../../generator/project/config.js";
import { OutputFolder } from "../../generator/write/outputFolder.js";
import type { Tool } from "./buildTool.js";
import { terminalFaults } from "./textOracle.js";

export function commandFaults(
  tool: Tool,
  texts: {
    readonly id: string;
    readonly revision: string;
    readonly title: string;
  },
): readonly string[] {
  const { id, revision, title } = texts;
  let said = "";
  const terminal: Terminal = {
    stdin: (async function* () {})(),
    stdout: (text) => (said += text),
    stderr: (text) => (said += text),
    isInteractive: false,
    hasColour: false,
    columns: 80,
  };
  const file = { path: title, state: "edited", actual: title } as const;
  tool.tellApi(texts, "out", "unchanged", terminal);
  tool.tellDrift("out", [{ ...file, expected: "" }], 1, terminal);
  tool.tellError(new Error(title), terminal);
  tool.tellError(title, terminal);
  const plan = {
    config: null,
    project: new OutputFolder("."),
    lock: { sources: new Map(), apis: new Map(), files: new Map() },
    folder: "",
    targets: [],
  };
  const target = {
    source: "library:v1",
    document: undefined,
    headers: {},
    overlay: undefined,
  };
  const pinned = { document: "x.json", locked: undefined } as const;
  for (const status of ["new", "updated", "unchanged", "kept"] as const)
    tool.tellOutcome(
      target,
      { status, id, from: revision, to: title, ...pinned },
      plan,
      { "dry-run": false },
      terminal,
    );
  tool.tellOutcome(
    target,
    { status: "refused", message: title },
    plan,
    { "dry-run": false },
    terminal,
  );
  const config = { file: "discovery-codegen.json" } as Config;
  tool.tellWhatIsNext(
    { ...plan, config, targets: [target] },
    [{ status: "new", id, from: undefined, to: revision, ...pinned }],
    terminal,
  );
  const faults = [...terminalFaults(said)];
  // What is written over itself has marks of the tool's own.
  said = "";
  tool.progress({ ...terminal, isInteractive: true }).at(title, 0, 2);
  faults.push(...terminalFaults(said.slice("\r\u001B[K".length)));
  return faults;
}
