import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The state in which the file system says that files are: that they still are as they were read is told from it without
 * reading them. As in git's index, a file is the same while its size, both its times, its inode and its disk are. Programs can
 * set the time of the last writing, but not that of the last change. A file that was changed just before it was read could be
 * changed again without another time; so nothing is kept before all of them have been left alone for longer than times are
 * coarse. In a fresh clone all files are others, and are read. As with git, one is not told of: what a program writes through a
 * shared mapping of memory that it had written through before.
 *
 * @see https://git-scm.com/docs/racy-git
 */
export class FileStates {
  readonly #hash = createHash("sha256");
  readonly #now: number = Date.now();
  #areKeepable = true;
  #digest: string | undefined;

  /** Something else that what is said of the files depends on. */
  addText(text: string): void {
    this.#hash.update(`${text.length} ${text}`);
  }

  /** A file, or what a link leads to. As all that follow, to be called before it is read. */
  addInput(path: string): void {
    this.#add(path, statSync(path, { throwIfNoEntry: false }));
  }

  /** A file, and no link to one. */
  addOutput(path: string): void {
    this.#add(path, lstatSync(path, { throwIfNoEntry: false }));
  }

  /** A folder and no link to one, whatever is in it. */
  addFolder(path: string): void {
    const status = lstatSync(path, { throwIfNoEntry: false });
    this.addText(
      status?.isDirectory() === true
        ? `${path}\0${status.dev}\0${status.ino}`
        : path,
    );
  }

  /** Whether they were in this state when {@link keep} was called. */
  areKept(file: string): boolean {
    try {
      return readFileSync(file, "utf8") === this.#digested();
    } catch {
      // There is nothing, or nothing that can be read: then they have to be read themselves.
      return false;
    }
  }

  /** Keeps the state, if every file has been left alone for long enough. */
  keep(file: string): void {
    if (!this.#areKeepable) return;
    const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(temporary, this.#digested(), { flag: "wx" });
      renameSync(temporary, file);
    } catch {
      // A folder that may only be read, or a full disk: the next run is as right, but not as fast.
      if (existsSync(temporary)) rmSync(temporary);
    }
  }

  #add(path: string, status: Stats | undefined): void {
    if (!status) return this.addText(path);
    if (!isLeftAlone(status, this.#now)) this.#areKeepable = false;
    const { mode, size, mtimeMs, ctimeMs, ino, dev } = status;
    this.addText(
      `${path}\0${mode}\0${size}\0${mtimeMs}\0${ctimeMs}\0${ino}\0${dev}`,
    );
  }

  #digested(): string {
    return (this.#digest ??= this.#hash.digest("hex"));
  }
}

/**
 * The file in which a project's state is kept: in the nearest `node_modules/.cache`, where tools keep such things, of the
 * project or else of the tool. Undefined where there is none.
 */
export function stateFile(project: string): string | undefined {
  const modules =
    nearestModules(project) ??
    nearestModules(fileURLToPath(new URL(".", import.meta.url)));
  const name = createHash("sha256").update(project).digest("hex").slice(0, 16);
  return modules && join(modules, ".cache/discovery-codegen", name);
}

/**
 * Whether a change from now on gives a file another time. Where times have fractions of a second they are exact to some
 * milliseconds; elsewhere to one second or, in FAT, two.
 */
function isLeftAlone({ mtimeMs, ctimeMs }: Stats, now: number): boolean {
  const areFine = mtimeMs % 1000 !== 0 && ctimeMs % 1000 !== 0;
  return now - Math.max(mtimeMs, ctimeMs) > (areFine ? 100 : 3000);
}

function nearestModules(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(modules)) return modules;
    if (folder === dirname(folder)) return undefined;
  }
}
