import { spawn } from "node:child_process";
import { collectBytes, TooManyBytesError } from "../read/boundedBytes.js";
import { defaultLimits } from "../read/limits.js";
import { UsageError } from "./usageError.js";

/** What git gave. */
export interface GitOutcome {
  readonly code: number | null;
  readonly stdout: Uint8Array;
  /** What it said last; hints stand before it. */
  readonly said: string;
}

/**
 * Runs git.
 *
 * @param cwd the folder that it stands in
 * @throws {UsageError} where it cannot be run, or gives more than a document may have
 */
export async function runGit(
  args: readonly string[],
  cwd: string | undefined,
): Promise<GitOutcome> {
  // An object that is not there is not looked for elsewhere: how, the repository's configuration would say.
  const git = spawn("git", ["-c", "protocol.allow=never", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0" },
    ...(cwd !== undefined && { cwd }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    git.on("error", reject);
    git.on("close", resolve);
  });
  let said = "";
  git.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  try {
    const [stdout, code] = await Promise.all([
      collectBytes(git.stdout, defaultLimits.documentBytes),
      ended,
    ]);
    return { code, stdout, said: said.trim().split("\n").at(-1) ?? "" };
  } catch (error) {
    git.kill();
    throw new UsageError(
      error instanceof TooManyBytesError
        ? `git gave ${error.message}, the limit`
        : `git cannot be run: ${String(error)}`,
    );
  }
}
