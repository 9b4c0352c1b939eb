import { join } from "node:path";
import { build } from "esbuild";
import { runProgram } from "../support/commandLine.js";
import { repositoryRoot } from "../support/temporary.js";
import type { AttackResult } from "./attackProgram.js";

/** Bundles the program that runs an attack, with all of the tool that it needs; gives its path. */
export async function buildAttackProgram(): Promise<string> {
  // As deep as the tool's own modules, which find the templates from where they are.
  const outfile = join(
    repositoryRoot,
    `node_modules/.cache/attack.${process.pid}.mjs`,
  );
  await build({
    entryPoints: [join(repositoryRoot, "test/hostile/attackProgram.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
  });
  return outfile;
}

export async function runAttack(
  program: string,
  name: string,
): Promise<AttackResult> {
  const { code, stdout, stderr } = await runProgram(process.execPath, [
    program,
    name,
  ]);
  if (code !== 0)
    throw new Error(`the tool did not survive "${name}": ${stderr}`);
  return JSON.parse(stdout) as AttackResult;
}
