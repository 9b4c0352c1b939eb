/** The runtime and a generated client are the same on every platform: one program, one server, one outcome. */
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runProgram } from "../support/commandLine.js";
import { describeIf } from "../support/describeIf.js";
import { inTemporaryFolder, writeFiles } from "../support/temporary.js";
import { chromiumPath, hasChromium, runInChromium } from "./chromium.js";
import { everywhere, inChromium, inDeno } from "./expected/platforms.js";
import { installedBinary, type PlatformPackage, packages } from "./packages.js";
import type { Told } from "./program/checks.js";
import { type PlatformServers, startServers } from "./servers.js";

let servers: PlatformServers;
beforeEach(async () => {
  servers = await startServers();
});
afterEach(() => servers.close());

test(`Node ${process.versions.node}, which runs the tests`, async () => {
  expect(await runModule(process.execPath)).toEqual(everywhere);
  expectNoCredentialsElsewhere();
});

describePackage(packages.node, (node) =>
  test("says the same", async () => {
    expect(await runModule(node)).toEqual(everywhere);
    expectNoCredentialsElsewhere();
  }),
);

describePackage(packages.deno, (deno) =>
  test("says the same", async () => {
    const args = ["run", "--allow-net", "--no-lock", "--no-config"];
    const told = await runModule(deno, args, { DENO_NO_UPDATE_CHECK: "1" });
    expect(told).toEqual(inDeno);
    expectNoCredentialsElsewhere();
  }),
);

describePackage(packages.bun, (bun) =>
  test("says the same", async () => {
    expect(await runModule(bun, ["run"])).toEqual(everywhere);
    expectNoCredentialsElsewhere();
  }),
);

describeIf(
  hasChromium,
  "Chromium",
  `there is none at ${chromiumPath}, set CHROMIUM`,
  () => {
    test.each(["page", "worker"] as const)(
      "a %s says the same",
      async (where) => {
        const script = await bundle("page.ts");
        const query = { servers: JSON.stringify(servers.where) };
        const page = await runInChromium<Told>(where, script, query);
        expect(page.told).toEqual(inChromium);
        expect(page.faults).toEqual([]);
        expectNoCredentialsElsewhere();
        // The page is of another origin than the API, so that the browser asked first.
        for (const { received } of [servers.api, servers.genomics]) {
          expect(received.map(({ method }) => method)).toContain("OPTIONS");
          const origins = received.map(({ headers }) => headers.origin);
          expect(new Set(origins)).toEqual(new Set([page.origin]));
        }
      },
    );
  },
);

function describePackage(
  platform: PlatformPackage,
  tests: (binary: string) => void,
): void {
  const { name, version } = platform;
  const binary = installedBinary(platform);
  describeIf(
    binary !== undefined,
    `${name} ${version}`,
    "it is not installed, run `npm run platforms`",
    () => tests(binary ?? ""),
  );
}

/** Runs the program in a process of its own. */
function runModule(
  command: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Told> {
  return inTemporaryFolder(async (folder) => {
    await writeFiles(folder, [["main.mjs", await bundle("main.ts")]]);
    const { code, stdout, stderr } = await runProgram(
      command,
      [...args, join(folder, "main.mjs"), JSON.stringify(servers.where)],
      // Platforms put caches into the user's folder.
      { env: { ...env, HOME: folder } },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout) as Told;
  });
}

/** The program and the client in one module, without anything that only one platform has. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    entryPoints: [join(import.meta.dirname, "program", entry)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    logLevel: "silent",
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? "";
}

function expectNoCredentialsElsewhere(): void {
  for (const { headers } of servers.other.received) {
    expect(Object.keys(headers)).not.toContain("authorization");
    expect(Object.keys(headers)).not.toContain("x-goog-api-key");
    expect(Object.keys(headers)).not.toContain("x-goog-user-project");
  }
}
