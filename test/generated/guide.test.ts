/** The guide's examples compile against clients of real documents, so that they can be copied. */
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { discoveryCodegen } from "../support/commandLine.js";
import { corpusPath, describeCorpus } from "../support/corpus.js";
import {
  examplesIn,
  expectToCompile,
  writeExamples,
} from "../support/examples.js";
import { inTemporaryFolder, repositoryRoot } from "../support/temporary.js";

const examples = examplesIn("docs/client.md");

/** What examples take for granted, each by the name that it declares. */
const assumed: readonly (readonly [names: string, declaration: string])[] = [
  ["Drive methodScopes service", 'from "./google/drive-v3/index.js"'],
  ["OperationMetadata", 'from "./google/genomics-v1/index.js"'],
  [
    "ApiClient ApiError TransportError Middleware logging batch conditional iterateItems waitFor withResponse",
    'from "./google/runtime/index.js"',
  ],
  ["openAsBlob", 'from "node:fs"'],
  ["drive", "declare const drive: Drive;"],
  [
    "genomics",
    'declare const genomics: import("./google/genomics-v1/index.js").Genomics;',
  ],
  [
    "calendar",
    'declare const calendar: import("./google/calendar-v3/index.js").Calendar;',
  ],
  [
    "known",
    'declare const known: import("./google/calendar-v3/index.js").Event;',
  ],
  [
    "changes",
    'declare const changes: import("./google/calendar-v3/index.js").Event;',
  ],
  ["event", "declare const event: { calendarId: string; eventId: string };"],
  ["stored", "declare const stored: string;"],
  ["renewToken", "declare function renewToken(): Promise<string>;"],
  ["currentToken", "declare function currentToken(): Promise<string>;"],
  ["index", "declare function index(item: unknown): Promise<void>;"],
  ["save", "declare function save(text: string | undefined): void;"],
  [
    "codeUnderTest",
    "declare function codeUnderTest(drive: Drive): Promise<void>;",
  ],
];

/** An example with what it takes for granted before it. */
function completed(example: string): string {
  const uses = (text: string, name: string): boolean =>
    new RegExp(`(?<![.\\w])${name}\\b(?!:)`).test(text);
  const declares = (name: string): boolean =>
    new RegExp(`(?:const|import \\{[^}]*) ?\\b${name}\\b`).test(example);
  let text = `export {};\n${example}`;
  for (const [names, declaration] of assumed.toReversed()) {
    const used = names
      .split(" ")
      .filter((name) => uses(text, name) && !declares(name));
    if (used.length === 0) continue;
    text = declaration.startsWith("from")
      ? `import { ${used.join(", ")} } ${declaration};\n${text}`
      : `${declaration}\n${text}`;
  }
  return text;
}

describeCorpus("the guide's examples", () => {
  test("compile", async () => {
    expect(examples.length).toBeGreaterThan(15);
    await inTemporaryFolder(async (folder) => {
      const documents = ["drive.v3", "calendar.v3"];
      const generated = await discoveryCodegen([
        "generate",
        ...documents.map(corpusPath),
        join(repositoryRoot, "discovery/genomics-v1.json"),
        "--type-check",
        "--out",
        join(folder, "google"),
      ]);
      expect(generated.code).toBe(0);
      await writeExamples(folder, examples.map(completed));
      const modules = join(folder, "node_modules");
      await mkdir(modules);
      for (const name of ["undici", "google-auth-library"])
        await symlink(
          join(repositoryRoot, "node_modules", name),
          join(modules, name),
        );
      await expectToCompile(folder);
    });
  });
});
