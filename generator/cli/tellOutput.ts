import { count } from "../read/count.js";
import { printable } from "../read/printable.js";
import type { LockedApi } from "../write/lock.js";
import { styled, type Terminal } from "./terminal.js";

/** What `check` says of an output folder that is as it is to be. */
export function tellFresh(
  out: string,
  files: number,
  terminal: Terminal,
): void {
  terminal.stderr(
    `${styled(terminal, "green", "fresh")}: ${count(files, "file")} under ${out}\n`,
  );
}

/** What `generate` says of an output folder that is. */
export function tellUnchanged(
  out: string,
  apis: ReadonlyMap<string, LockedApi>,
  terminal: Terminal,
): void {
  for (const [folder, api] of apis)
    tellApi(api, `${out}/${folder}`, "unchanged", terminal);
}

/** What `generate` says of an API. */
export function tellApi(
  { id, revision }: Pick<LockedApi, "id" | "revision">,
  where: string,
  what: string,
  terminal: Terminal,
): void {
  const name = `${styled(terminal, "bold", printable(id, 200))} revision ${printable(revision || "unknown", 40)}`;
  terminal.stderr(`${name} -> ${where}: ${what}\n`);
}
