/** The functions that the commands are made of, called as a build script calls them. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  check,
  diff,
  DocumentsRefused,
  errorExitCode,
  exitCodes,
  generate,
  inspect,
  Interrupted,
  RefusedToWrite,
  UsageError,
  type CheckReport,
  type Diagnostic,
} from "../../generator/index.js";
import { json, library, museum } from "../cli/library.js";
import { workspace, type Workspace } from "../cli/workspace.js";

let here: Workspace;
let cwd: string;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
  cwd = here.folder;
});
afterEach(() => here.remove());

/** The files that are not as they are to be. */
function drifted({ outputs }: CheckReport): Record<string, string> {
  return Object.fromEntries(
    outputs.flatMap(({ files }) =>
      files
        .filter(({ state }) => state !== "same")
        .map(({ path, state }) => [path, state]),
    ),
  );
}

describe("generate", () => {
  test("writes, tells what it wrote, and the command finds it fresh", async () => {
    const seen: string[] = [];
    const report = await generate({
      cwd,
      onApi: (id, index, total) => seen.push(`${id} ${index + 1}/${total}`),
    });
    expect(seen).toEqual(["library:v1 1/2", "museum:v2 2/2"]);
    expect(report).toMatchObject({
      dryRun: false,
      outputs: [
        {
          out: join(cwd, "generated"),
          apis: [
            { id: "library:v1", revision: "20240101", folder: "library-v1" },
            { id: "museum:v2", folder: "museum-v2" },
          ],
          removed: [],
          unchanged: [],
        },
      ],
    });
    const [output] = report.outputs;
    expect(output?.written).toEqual(
      here.list("generated").filter((path) => !path.endsWith(".lock")),
    );
    expect(await here.run("check")).toMatchObject({ code: 0 });
    const again = await generate({ cwd });
    expect(again.outputs[0]).toMatchObject({ written: [], removed: [] });
  });

  test("writes nothing in a dry run", async () => {
    const { dryRun, outputs } = await generate({ cwd, dryRun: true });
    expect(dryRun).toBe(true);
    expect(outputs[0]?.written).toContain("library-v1/index.ts");
    expect(here.has("generated")).toBe(false);
  });

  test("writes nothing after a signal", async () => {
    const signal = AbortSignal.abort();
    const error = await generate({ cwd, signal }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Interrupted);
    expect(errorExitCode(error)).toBe(exitCodes.interrupted);
    expect(here.has("generated")).toBe(false);
  });

  test("finds a configuration above the folder that it is told", async () => {
    await here.write(
      "discovery-codegen.json",
      json({ out: "src", apis: [{ document: "discovery/library.json" }] }),
    );
    await here.write("deep/down/x.txt", "");
    await generate({ cwd: join(cwd, "deep/down") });
    expect(here.has("src/library-v1/index.ts")).toBe(true);
  });

  test("takes inputs, an overlay and an output that begin in that folder", async () => {
    await here.write(
      "overlay.json",
      json([{ op: "add", path: "/title", value: "Books" }]),
    );
    await generate({
      cwd,
      inputs: ["discovery/library.json"],
      overlay: "overlay.json",
      out: "src",
      include: ["books.get"],
    });
    expect(here.read("src/library-v1/index.ts")).toContain("Books");
    expect(here.read("src/library-v1/resources/books.ts")).not.toContain(
      "list(",
    );
  });

  test("refuses what was edited by hand, and has force", async () => {
    await generate({ cwd });
    const path = "generated/library-v1/schemas.ts";
    await here.write(path, "// mine\n");
    const error = await generate({ cwd }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RefusedToWrite);
    expect(errorExitCode(error)).toBe(exitCodes.refusedToWrite);
    expect(here.read(path)).toBe("// mine\n");
    await generate({ cwd, force: true });
    expect(here.read(path)).not.toBe("// mine\n");
  });
});

describe("check", () => {
  test("tells each file's state and both texts", async () => {
    await generate({ cwd });
    expect(await check({ cwd })).toMatchObject({ fresh: true });
    const text = here.read("generated/library-v1/schemas.ts");
    await here.write("generated/library-v1/schemas.ts", "// mine\n");
    await rm(join(cwd, "generated/runtime/index.ts"));
    const report = await check({ cwd });
    expect(report.fresh).toBe(false);
    expect(drifted(report)).toEqual({
      "library-v1/schemas.ts": "edited",
      "runtime/index.ts": "missing",
    });
    const [edited] =
      report.outputs[0]?.files.filter(({ state }) => state === "edited") ?? [];
    expect(edited).toMatchObject({ actual: "// mine\n", expected: text });
  });
});

test("inspect gives a report for each API", async () => {
  const reports = await inspect({ cwd, include: ["books.list"] });
  expect(reports.map(({ id }) => id)).toEqual(["library:v1", "museum:v2"]);
});

test("diff compares files of that folder", async () => {
  await here.write("new.json", json(library({ resources: {} })));
  const report = await diff("discovery/library.json", "new.json", { cwd });
  expect(report.bump).toBe("major");
});

describe("errors", () => {
  test("of documents come with all there is to say of them", async () => {
    await here.write("discovery/library.json", "{");
    await here.write("discovery/museum.json", "[]");
    const told: Diagnostic[] = [];
    const error = await check({
      cwd,
      onDiagnostics: (diagnostics) => told.push(...diagnostics),
    }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DocumentsRefused);
    const { diagnostics, message } = error as DocumentsRefused;
    expect(diagnostics).toEqual(told);
    expect(diagnostics.length).toBeGreaterThanOrEqual(2);
    expect(message).toContain("library.json:1:");
    expect(errorExitCode(error)).toBe(exitCodes.invalidDocument);
  });

  test("of a configuration say where", async () => {
    await here.write("discovery-codegen.json", '{ "apis": [], "ot": "" }');
    const error = await generate({ cwd }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain("discovery-codegen.json:1:");
    expect(errorExitCode(error)).toBe(exitCodes.usage);
  });

  test("of anybody else are internal", () => {
    expect(errorExitCode(new Error("?"))).toBe(exitCodes.internal);
  });
});
