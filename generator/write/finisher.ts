import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** A process beside this one that outlives it. */
export interface Finisher {
  readonly pid: number;
  /** Lets it go: there is nothing left to finish. */
  dismiss(): void;
}

/** Not there where the tool runs from its sources, which Node does not run. */
const program = fileURLToPath(new URL("./finish.js", import.meta.url));

/**
 * Starts a process that waits until this one is gone, and then finishes or drops what it has left in a staging folder: a file system has
 * no step that replaces many files, but a process that is killed between two renames does not take another with it. It is out
 * of reach of what ends this one, Ctrl-C or a signal to the whole group.
 *
 * @param root the output folder
 * @param id the run whose files it is to finish
 * @returns undefined where no process can be started; then the next `generate` finishes
 */
export function startFinisher(root: string, id: string): Finisher | undefined {
  // In a program with Node built in, its path is that program's. Some distributions call it nodejs or node-20.
  const isNode = /^(?:node|nodejs|bun)[\d.-]*(?:\.exe)?$/.test(
    basename(process.execPath),
  );
  if (!isNode || !existsSync(program)) return undefined;
  try {
    const child = spawn(process.execPath, [program, root, id], {
      // Its input ends with this process, however that ends.
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      windowsHide: true,
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    // It could not be started, or is gone: it is an aid that nothing waits for.
    child.on("error", () => {});
    child.stdin.on("error", () => {});
    child.unref();
    (child.stdin as Partial<{ unref(): void }>).unref?.();
    const { pid } = child;
    return pid === undefined
      ? undefined
      : { pid, dismiss: () => void child.kill("SIGKILL") };
  } catch {
    // Node's permissions may forbid it.
    return undefined;
  }
}
