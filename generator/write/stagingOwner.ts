import { isCode } from "./errorCode.js";

/** Who has a staging folder: the process that writes, and the one that finishes for it. */
export interface Owner {
  readonly pids: readonly number[];
  readonly host: string;
}

/** Undefined for a text that is none. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    return Array.isArray(owner?.pids) &&
      owner.pids.every((pid) => Number.isSafeInteger(pid) && pid > 0) &&
      typeof owner.host === "string"
      ? (owner as Owner)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is a process of a number. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}
