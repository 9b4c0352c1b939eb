import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { collectBytes, TooManyBytesError } from "../read/boundedBytes.js";
import {
  resolveInputs,
  type DocumentSource,
  type ResolvedInputs,
} from "../read/input.js";
import { isUrl } from "../read/isUrl.js";
import { defaultLimits } from "../read/limits.js";
import { quoted } from "../read/printable.js";
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
  // Not `git show`, which may run a program that the repository's attributes name. An object that is not there is not looked for
  // elsewhere either: how, the repository's configuration would say.
  const git = spawn(
    "git",
    ["-c", "protocol.allow=never", "cat-file", "blob", input],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0" },
      ...(cwd !== undefined && { cwd }),
    },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    git.on("error", reject);
    git.on("close", resolve);
  });
  let said = "";
  git.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  try {
    const [bytes, code] = await Promise.all([
      collectBytes(git.stdout, defaultLimits.documentBytes),
      ended,
    ]);
    if (code === 0) return { name: input, bytes };
  } catch (error) {
    git.kill();
    throw new UsageError(
      error instanceof TooManyBytesError
        ? `${quoted(input, 200)} has ${error.message}, the limit`
        : `there is no file ${quoted(input, 200)}, and git cannot be run to look for it in a revision: ${String(error)}`,
    );
  }
  // What git says last; hints stand before it.
  throw new UsageError(
    `there is no file ${quoted(input, 200)}, and git has none: ${said.trim().split("\n").at(-1)}`,
  );
}
