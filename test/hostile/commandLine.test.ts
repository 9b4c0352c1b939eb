/** The command line told by a hostile document: nothing it says has a raw character, or is a command to a runner of CI. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "../../generator/cli/run.js";
import { library } from "../cli/library.js";
import { workspace, type Workspace } from "../cli/workspace.js";
import { runnerCommand, terminalFaults } from "./textOracle.js";

const hostile = [
  "::error::x",
  "a\n::error::x",
  "##[stop-commands]x",
  "\u001b[31mred\u001b]0;title\u0007",
  "\u202eabc\u2066",
  "a\r\u0085\u2028b",
  "%0A::error::x",
];

let project: Workspace;
let cwd: string;
beforeEach(async () => {
  project = await workspace();
  cwd = process.cwd();
  process.chdir(project.folder);
});
afterEach(async () => {
  process.chdir(cwd);
  await project.remove();
});

/** Runs a command as in GitHub Actions, or at a terminal without colour, and gives what it says, its own annotations aside. */
async function said(
  args: readonly string[],
  annotates: boolean,
): Promise<string> {
  let stdout = "";
  let stderr = "";
  await run(args, {
    stdin: (async function* () {})(),
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    isInteractive: false,
    hasColour: false,
    annotates,
    columns: 80,
  });
  const own = stdout
    .split("\n")
    .filter((line) => {
      const command = runnerCommand(line);
      if (!command || !annotates) return true;
      // One of ours: an error, with a file of ours, on one line.
      expect(command.command).toBe("error");
      expect([...command.properties.keys()]).toEqual(["file", "line", "title"]);
      expect(command.properties.get("file")).toMatch(/^[\w./-]+$/);
      return false;
    })
    .join("\n");
  return `${stderr}\n${own}`;
}

test.each(hostile)(
  "of %j",
  async (text) => {
    const before = library();
    const after = library({
      id: text,
      title: text,
      revision: text,
      description: text,
      documentationLink: text,
      [text]: text,
      schemas: {
        ...(before["schemas"] as object),
        [text]: {
          type: "object",
          description: text,
          properties: {
            [text]: { type: "string", enum: [text], default: text },
          },
        },
      },
      parameters: { [text]: { type: "string", location: "query" } },
    });
    await project.write("old.json", JSON.stringify(before));
    await project.write("discovery/x.json", JSON.stringify(after));
    await project.write(
      "broken.json",
      JSON.stringify({ ...after, rootUrl: text, version: text, schemas: text }),
    );
    await project.write("no.json", text);
    let total = 0;
    const expectClean = async (
      args: readonly string[],
      annotates = false,
    ): Promise<void> => {
      const words = await said(args, annotates);
      total += words.length;
      expect(terminalFaults(words), args.join(" ")).toEqual([]);
    };
    await expectClean(["generate"]);
    await expectClean(["generate", "--json"]);
    await expectClean(["check", "--json"]);
    // Edited by a hand that is hostile, too, so that its lines are shown.
    const index = "generated/library-v1/index.ts";
    await project.write(index, `${text}\n${project.read(index)}${text}`);
    await expectClean(["check"]);
    await expectClean(["check"], true);
    await expectClean(["generate"]);
    await expectClean(["inspect", "--verbose"]);
    await expectClean(["inspect", "--json"]);
    for (const format of ["text", "md", "json"])
      await expectClean([
        "diff",
        "old.json",
        "discovery/x.json",
        "--format",
        format,
        "--verbose",
      ]);
    await expectClean(["docs", "--out", "reference"]);
    for (const input of ["broken.json", "no.json", text, `https://${text}`])
      for (const extra of [[], ["--json"]])
        await expectClean(["inspect", input, ...extra]);
    await expectClean(["inspect", "old.json", "--include", text]);
    await expectClean(["inspect", "old.json", "--overlay", text]);
    await expectClean([text]);
    await expectClean(["generate", `--${text}`]);
    await expectClean(["diff", `${text}:a/b.json`, "old.json"]);
    expect(total).toBeGreaterThan(2_000);
  },
  60_000,
);
