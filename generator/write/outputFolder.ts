import { randomBytes } from "node:crypto";
import {
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  rmdir,
  unlink,
  writeFile,
} from "node:fs/promises";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";
import { RefusedToWrite } from "./refusedToWrite.js";

/**
 * A folder that files are written into, and nowhere else. Every path is relative, with `/` between its parts; one that
 * leads out of the folder or through a symbolic link is refused.
 */
export class OutputFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /**
   * A file's text; null where there is none.
   *
   * @throws {RefusedToWrite} for a path that leads out of the folder, or to something that is no file
   */
  async read(relativePath: string): Promise<string | null> {
    const path = this.#inside(relativePath);
    await this.#refuseLinks(relativePath);
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if (isCode(error, "ENOENT", "ENOTDIR")) return null;
      if (isCode(error, "EISDIR"))
        throw new RefusedToWrite(
          `${relativePath} is a folder, where a file is to be`,
        );
      throw error;
    }
  }

  /** Puts a file in place whole: readers see the old text or the new one. */
  async write(relativePath: string, text: string): Promise<void> {
    const path = this.#inside(relativePath);
    await this.#refuseLinks(relativePath);
    await mkdir(dirname(path), { recursive: true });
    // A name of its own, so that two processes do not write into each other's file.
    const temporary = join(
      dirname(path),
      `.${randomBytes(6).toString("hex")}.tmp`,
    );
    try {
      await writeFile(temporary, text, { encoding: "utf8", flag: "wx" });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Deletes a file, and the folders above it that this leaves empty. */
  async remove(relativePath: string): Promise<void> {
    const path = this.#inside(relativePath);
    await this.#refuseLinks(relativePath);
    await unlink(path);
    for (
      let folder = dirname(path);
      folder.startsWith(this.path + sep);
      folder = dirname(folder)
    ) {
      try {
        await rmdir(folder);
      } catch (error) {
        if (isCode(error, "ENOTEMPTY", "EEXIST", "ENOENT")) return;
        throw error;
      }
    }
  }

  #inside(relativePath: string): string {
    const parts = relativePath.split("/");
    const isPlain = parts.every(
      (part) =>
        part !== "" && part !== "." && part !== ".." && !/[\\:\0]/.test(part),
    );
    const path = resolve(this.path, ...parts);
    if (
      !isPlain ||
      isAbsolute(relativePath) ||
      !path.startsWith(this.path.endsWith(sep) ? this.path : this.path + sep)
    ) {
      throw new RefusedToWrite(
        `${JSON.stringify(relativePath)} leads out of the output folder`,
      );
    }
    return path;
  }

  async #refuseLinks(relativePath: string): Promise<void> {
    const parts = relativePath.split("/");
    for (const count of parts.keys()) {
      const path = join(this.path, ...parts.slice(0, count + 1));
      const status = await lstat(path).catch((error: unknown) => {
        if (isCode(error, "ENOENT", "ENOTDIR")) return null;
        throw error;
      });
      if (status === null) return;
      if (status.isSymbolicLink()) {
        throw new RefusedToWrite(
          `${parts.slice(0, count + 1).join("/")} is a symbolic link`,
        );
      }
    }
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    codes.includes(String(error.code))
  );
}
