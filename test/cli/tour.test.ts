/** The README's tour prints what it says that it prints. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repositoryRoot } from "../support/temporary.js";
import { workspace, type Workspace } from "./workspace.js";

const document = "discovery/genomics-v1.json";
const command = "$ npx discovery-codegen ";

let here: Workspace;

beforeEach(async () => {
  const text = await readFile(join(repositoryRoot, document), "utf8");
  here = await workspace({ [document]: text });
});
afterEach(() => here.remove());

test("the commands on the document of this repository, word by word", async () => {
  const readme = await readFile(join(repositoryRoot, "README.md"), "utf8");
  const [tour = ""] =
    readme.split("## A minute's tour")[1]?.split("\n## ") ?? [];
  const sessions = [...tour.matchAll(/```console\n([^]*?)```/g)]
    .map(([, session = ""]) => session)
    .filter((session) => session.includes(document));
  expect(sessions).toHaveLength(1);
  const commands = sessions[0]?.split(command).slice(1) ?? [];
  expect(commands).toHaveLength(2);
  for (const said of commands) {
    const [words = "", ...output] = said.split("\n");
    const { code, stdout, stderr } = await here.run(...words.split(" "));
    expect(code).toBe(0);
    expect(stdout + stderr).toBe(output.join("\n"));
  }
});
