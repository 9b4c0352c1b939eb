import { existsSync } from "node:fs";
import {
  resolveInputs,
  type DocumentSource,
  type ResolvedInputs,
} from "../read/input.js";
import { isUrl } from "../read/isUrl.js";
import { quoted } from "../read/printable.js";
import { runGit } from "./git.js";
import { inputsOrDefault, pathFrom } from "./options.js";
import { UsageError } from "./usageError.js";

/**
 * Resolves inputs as every command does, and beside them documents of a git revision: `HEAD~1:discovery/drive-v3.json`.
 *
 * @param cwd the folder that relative paths begin in
 * @throws {UsageError} when git has no such document, or there is no git
 */
export async function resolveWithGit(
  inputs: readonly string[],
  env: Parameters<typeof resolveInputs>[1],
  cwd: string | undefined,
): Promise<ResolvedInputs> {
  const resolved: ResolvedInputs[] = [];
  for (const input of inputs)
    resolved.push(
      isGitObject(input) && !existsSync(pathFrom(cwd, input))
        ? { sources: [await readGitObject(input, cwd)], diagnostics: [] }
        : await resolveInputs(
            await inputsOrDefault({ inputs: [input], cwd }),
            env,
          ),
    );
  return {
    sources: resolved.flatMap(({ sources }) => sources),
    diagnostics: resolved.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * Whether an input names a document in a git revision, as git writes it (gitrevisions(7)): `REV:PATH`, or `:PATH` for what is
 * staged, where PATH has a folder or ends in `.json`. `C:\x.json` is a file.
 */
function isGitObject(input: string): boolean {
  return (
    /^(?!-)[^:]*:[^:]*(?:\/|\.json$)/.test(input) &&
    !isUrl(input) &&
    !/^[A-Za-z]:[\\/]/.test(input)
  );
}

async function readGitObject(
  input: string,
  cwd: string | undefined,
): Promise<DocumentSource> {
  const shown = quoted(input, 200);
  try {
    // Not `git show`, which may run a program that the repository's attributes name.
    const object = ["cat-file", "blob", input];
    const { code, stdout, said } = await runGit(object, cwd);
    if (code === 0) return { name: input, bytes: stdout };
    throw new UsageError(`git has none: ${said}`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`there is no file ${shown}, and ${error.message}`);
  }
}
