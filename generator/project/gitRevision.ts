import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { runGit } from "./git.js";
import { UsageError } from "./usageError.js";

/** The plain files of a git revision, as seen from a folder; what lies outside of the repository is in none. */
export class GitRevision {
  readonly #commit: string;
  readonly #folder: string;
  readonly #root: string;

  private constructor(commit: string, folder: string, root: string) {
    this.#commit = commit;
    this.#folder = folder;
    this.#root = root;
  }

  /** @throws {UsageError} where there is no git, no repository or no such revision */
  static async of(revision: string, folder: string): Promise<GitRevision> {
    // An option has no business here.
    if (revision.startsWith("-"))
      throw new UsageError(`${revision} is no revision of git`);
    const { code, stdout, said } = await runGit(
      ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`],
      folder,
    );
    if (code !== 0)
      throw new UsageError(
        said === ""
          ? `git knows no revision ${revision}`
          : `what changed since ${revision} is for git to say: ${said}`,
      );
    // From the folder as it is named here, which may lead through links.
    const up = await runGit(["rev-parse", "--show-cdup"], folder);
    return new GitRevision(
      textOf(stdout).trim(),
      folder,
      resolve(folder, textOf(up.stdout).trim()),
    );
  }

  /**
   * A file's bytes; undefined where the revision does not have it.
   *
   * @param path as seen from the working directory
   */
  async read(path: string): Promise<Uint8Array | undefined> {
    const place = this.#placeOf(path);
    const [only] = await this.#files(place);
    if (only !== place || place === undefined) return undefined;
    // Not `git show`, which may run a program that the repository's attributes name.
    return this.#run("cat-file", "blob", `${this.#commit}:./${place}`);
  }

  /**
   * The documents that a path names, as {@link documentFiles} has them of a folder on the disk.
   *
   * @param path as seen from the working directory
   */
  async documents(path: string): Promise<readonly string[]> {
    const place = this.#placeOf(path);
    const found = await this.#files(place, "-r");
    return found
      .filter(
        (name) =>
          name === place ||
          (name.endsWith(".json") &&
            !/(?:^|\/)(?:\.|node_modules\/)/.test(
              name.slice(place === "" ? 0 : place?.length),
            )),
      )
      .map((name) => join(this.#folder, name));
  }

  /** As git has it: from the folder; undefined outside of the repository. */
  #placeOf(path: string): string | undefined {
    const fromRoot = relative(this.#root, resolve(path));
    return isAbsolute(fromRoot) || /^\.\.(?:[\\/]|$)/.test(fromRoot)
      ? undefined
      : relative(this.#folder, path).replaceAll(sep, "/");
  }

  /** The plain files at a place, or with `-r` below it. */
  async #files(
    place: string | undefined,
    ...options: readonly string[]
  ): Promise<readonly string[]> {
    if (place === undefined) return [];
    const listed = await this.#run(
      "ls-tree",
      "-z",
      ...options,
      this.#commit,
      "--",
      `./${place}`,
    );
    return textOf(listed)
      .split("\0")
      .flatMap((line) => /^100\d* blob \S+\t(.*)$/s.exec(line)?.[1] ?? []);
  }

  async #run(...args: readonly string[]): Promise<Uint8Array> {
    const { code, stdout, said } = await runGit(args, this.#folder);
    if (code === 0) return stdout;
    throw new UsageError(`git ${args[0]} failed: ${said}`);
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
