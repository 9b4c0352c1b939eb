import { join, relative, sep } from "node:path";
import { runGit } from "./git.js";
import { UsageError } from "./usageError.js";

/** The files of a git revision, as seen from a folder. */
export class GitRevision {
  readonly #commit: string;
  readonly #folder: string;

  private constructor(commit: string, folder: string) {
    this.#commit = commit;
    this.#folder = folder;
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
    return new GitRevision(new TextDecoder().decode(stdout).trim(), folder);
  }

  /**
   * A file's bytes; undefined where the revision does not have it.
   *
   * @param path as seen from the working directory
   */
  async read(path: string): Promise<Uint8Array | undefined> {
    const place = `./${relative(this.#folder, path).replaceAll(sep, "/")}`;
    const listed = await this.#run("ls-tree", this.#commit, "--", place);
    if (listed.length === 0) return undefined;
    // Not `git show`, which may run a program that the repository's attributes name.
    return this.#run("cat-file", "blob", `${this.#commit}:${place}`);
  }

  /**
   * The documents that a path names, as {@link documentFiles} has them of a folder on the disk.
   *
   * @param path as seen from the working directory
   */
  async documents(path: string): Promise<readonly string[]> {
    const place = relative(this.#folder, path).replaceAll(sep, "/");
    const listed = await this.#run(
      "ls-tree",
      "-rz",
      "--name-only",
      this.#commit,
      "--",
      `./${place}`,
    );
    return new TextDecoder()
      .decode(listed)
      .split("\0")
      .filter(
        (name) =>
          name === place ||
          (name.endsWith(".json") &&
            !/(?:^|\/)(?:\.|node_modules\/)/.test(name.slice(place.length))),
      )
      .map((name) => join(this.#folder, name));
  }

  async #run(...args: readonly string[]): Promise<Uint8Array> {
    const { code, stdout, said } = await runGit(args, this.#folder);
    if (code === 0) return stdout;
    throw new UsageError(`git ${args[0]} failed: ${said}`);
  }
}
