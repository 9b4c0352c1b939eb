import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  type Dirent,
  type Stats,
} from "node:fs";
import { mkdir, rename, rm, rmdir, unlink, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { isCode } from "./errorCode.js";
import { fileHash } from "./fileHash.js";
import { RefusedToWrite } from "./refusedToWrite.js";

/** Stands in an output folder only while somebody writes there, or was stopped while he did. */
export const stagingFolder = ".discovery-codegen";

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
   * A file's text with LF at its line ends, which version control may have made CRLF; null where there is none. At once, as
   * is all that is asked of the many small files here: a wait for the disk takes longer than reading such a one.
   *
   * @throws {RefusedToWrite} for a path that leads out of the folder, or where something that is no file is in the way
   */
  read(relativePath: string): string | null {
    const path = this.locate(relativePath);
    try {
      return existsSync(path)
        ? readFileSync(path, "utf8").replaceAll("\r\n", "\n")
        : null;
    } catch (error) {
      if (isCode(error, "ENOENT", "ENOTDIR")) return null;
      if (isCode(error, "EISDIR"))
        throw new RefusedToWrite(
          `${relativePath} is a folder, where a file is to be`,
        );
      throw error;
    }
  }

  /**
   * Whether files are there as their hashes say, without anything in their way.
   *
   * @param files path and hash each
   */
  hasAll(files: Iterable<readonly [string, string]>): boolean {
    const entries = new Map<string, ReadonlyMap<string, Dirent>>();
    const entryOf = (path: string): Dirent | undefined => {
      const slash = path.lastIndexOf("/");
      const folder = path.slice(0, Math.max(0, slash));
      let inside = entries.get(folder);
      if (!inside) {
        const isThere = folder === "" || entryOf(folder)?.isDirectory();
        // Joining paths takes as long as reading the files does.
        const found = isThere
          ? readdirSync(`${this.path}/${folder}`, { withFileTypes: true })
          : [];
        inside = new Map(found.map((entry) => [entry.name, entry]));
        entries.set(folder, inside);
      }
      return inside.get(path.slice(slash + 1));
    };
    try {
      // A path that is found in this way, part by part, leads nowhere else.
      for (const [path, hash] of files)
        if (
          entryOf(path)?.isFile() !== true ||
          fileHash(`${this.path}/${path}`) !== hash
        )
          return false;
    } catch (error) {
      // What is in the way is for those to tell who read or write it.
      if (isCode(error, "EACCES", "ENOENT", "ENOTDIR")) return false;
      throw error;
    }
    return true;
  }

  /** A file in the folder as seen from the working directory, for messages. */
  shown(relativePath: string): string {
    const path = join(this.path, relativePath);
    const fromHere = relative(".", path);
    return fromHere.startsWith("..") ? path : fromHere.replaceAll(sep, "/");
  }

  /** Whether somebody writes here, or was stopped while he did. */
  isBeingWritten(): boolean {
    return existsSync(join(this.path, stagingFolder));
  }

  /** Puts a file in place whole: readers see the old text or the new one. */
  async write(relativePath: string, text: string): Promise<void> {
    const path = this.locate(relativePath);
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
    const path = this.locate(relativePath);
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

  /**
   * Where a file stands or is to stand.
   *
   * @throws {RefusedToWrite} as {@link read}
   */
  locate(relativePath: string): string {
    const path = this.#inside(relativePath);
    this.#refuseObstacles(relativePath);
    return path;
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

  /** Refuses a path on which a symbolic link stands, or a file where a folder is to be. */
  #refuseObstacles(relativePath: string): void {
    const parts = relativePath.split("/");
    for (let count = 0; count <= parts.length; count++) {
      const path = join(this.path, ...parts.slice(0, count));
      const status = statusOf(path);
      if (!status) return;
      const shown = count === 0 ? this.path : parts.slice(0, count).join("/");
      if (count > 0 && status.isSymbolicLink())
        throw new RefusedToWrite(`${shown} is a symbolic link`);
      if (count < parts.length && status.isFile())
        throw new RefusedToWrite(`${shown} is a file, where a folder is to be`);
      // Who opens a pipe waits for ever.
      if (count > 0 && !status.isFile() && !status.isDirectory())
        throw new RefusedToWrite(`${shown} is neither a file nor a folder`);
    }
  }
}

/** Of what stands under a path itself; undefined for nothing. */
function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Below a file.
    if (isCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
