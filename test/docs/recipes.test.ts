/** The recipes of docs/recipes.md, run as they stand: npm scripts, workflows, hooks, and what build tools are told of files. */
import { readFileSync } from "node:fs";
import { chmod, cp, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { parse } from "yaml";
import { json, library, museum } from "../cli/library.js";
import { workspace, type Workspace } from "../cli/workspace.js";
import { runProgram, type Outcome } from "../support/commandLine.js";
import {
  discoveryServer,
  type DiscoveryServer,
} from "../support/discoveryServer.js";
import { repositoryRoot } from "../support/temporary.js";

const page = readFileSync(join(repositoryRoot, "docs/recipes.md"), "utf8");
const recipes = new Map(
  [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(
    ([, name = "", text = ""]) => [name, text],
  ),
);
function recipe(name: string): string {
  const text = recipes.get(name);
  if (text === undefined) throw new Error(`no recipe for ${name}`);
  return text;
}

let server: DiscoveryServer;
let here: Workspace;
/** What is in the repository of each test when it begins. */
let seed: Workspace;

beforeAll(async () => {
  server = await discoveryServer([library(), museum()]);
  seed = await workspace({
    "package.json": '{ "name": "project", "type": "module" }\n',
    ".gitignore": "node_modules\nremote.git\nrunner\n",
    "discovery-codegen.json": json({
      out: "src/google",
      apis: ["library-v1", "museum-v2"].map((name) => ({
        document: `discovery/${name}.json`,
        source: name.replace("-", ":"),
      })),
    }),
    // npm takes a second to find what it has installed.
    "runner/npx": `#!/bin/sh
[ "$1" != --no-install ] || shift
name=$1
shift
exec "$(dirname "$0")/../node_modules/.bin/$name" "$@"
`,
    // Of GitHub's program nothing is needed but that it notes what it was asked for.
    "runner/gh": `#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done >>"$RUNNER_TEMP/gh.log"
[ "$2" != create ] || { [ ! -e "$RUNNER_TEMP/open" ] && touch "$RUNNER_TEMP/open"; }
`,
  });
  for (const name of ["gh", "npx"])
    await chmod(join(seed.folder, "runner", name), 0o755);
  await mkdir(join(seed.folder, "node_modules/.bin"), { recursive: true });
  const bin = "node_modules/.bin/discovery-codegen";
  await seed.write(
    bin,
    `#!/bin/sh\nexec "${process.execPath}" "${join(repositoryRoot, "dist/cli/main.js")}" "$@"\n`,
  );
  await chmod(join(seed.folder, bin), 0o755);
  await symlink(
    repositoryRoot,
    join(seed.folder, "node_modules/discovery-codegen"),
  );
  const setUp = `
    git init --quiet --initial-branch main
    npx --no-install discovery-codegen fetch
    npx --no-install discovery-codegen generate
    git add --all
    git commit --quiet --message Begin
    git init --quiet --bare remote.git
    git remote add origin "$PWD/remote.git"
    git push --quiet origin main`;
  const { code, stderr } = await shell(setUp, seed);
  if (code !== 0) throw new Error(stderr);
});
afterAll(async () => {
  await seed.remove();
  await server.close();
});

beforeEach(async () => {
  server.serve("library:v1", library());
  here = await workspace();
  await cp(seed.folder, here.folder, {
    recursive: true,
    verbatimSymlinks: true,
  });
  await shell('git remote set-url origin "$PWD/remote.git"');
  return () => here.remove();
});

/** As GitHub's runner runs a step with `shell: bash`. */
function shell(
  script: string,
  { folder }: Workspace = here,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const runner = join(folder, "runner");
  return runProgram(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
    {
      cwd: folder,
      env: {
        PATH: `${runner}:${process.env["PATH"]}`,
        RUNNER_TEMP: runner,
        DISCOVERY_DIRECTORY: server.directory,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_SYSTEM: "/dev/null",
        GIT_AUTHOR_NAME: "A",
        GIT_AUTHOR_EMAIL: "a@example.com",
        GIT_COMMITTER_NAME: "A",
        GIT_COMMITTER_EMAIL: "a@example.com",
        ...env,
      },
    },
  );
}

async function succeed(script: string): Promise<string> {
  const { code, stdout, stderr } = await shell(script);
  expect(code, stderr).toBe(0);
  return stdout;
}

const check = "npx --no-install discovery-codegen check";
/** A revision of the library that takes a method away. */
function nextRevision(): Record<string, unknown> {
  const { resources, ...rest } = library() as {
    resources: { books: { methods: { list: object } } };
  };
  const { list } = resources.books.methods;
  return {
    ...rest,
    revision: "20250101",
    resources: { books: { methods: { list } } },
  };
}

test("each block that a project would have has a test here", () => {
  expect([...recipes.keys()].sort()).toEqual([
    ".githooks/pre-commit",
    ".github/workflows/check.yml",
    ".github/workflows/update-google-clients.yml",
    ".pre-commit-config.yaml",
    "discovery-codegen.json",
    "merge.sh",
    "package.json",
    "packages/google-clients/package.json",
    "project.json",
    "turbo.json",
  ]);
});

test("npm scripts: a build begins with a check, and an update ends it", async () => {
  const { scripts } = JSON.parse(recipe("package.json")) as {
    scripts: Record<string, string>;
  };
  const build = "node --eval \"console.log('built')\"";
  expect(scripts["build"]).toBe("tsc");
  await here.write(
    "package.json",
    json({ type: "module", scripts: { ...scripts, build } }),
  );
  expect(await succeed("npm run build")).toMatch(/\nbuilt\n$/);
  await here.write("src/google/library-v1/index.ts", "// mine\n");
  const refused = await shell("npm run build");
  expect(refused.code).toBe(4);
  expect(refused.stdout).not.toContain("\nbuilt\n");
  await succeed("git checkout --quiet .");
  await here.write(
    "package.json",
    json({ type: "module", scripts: { ...scripts, build } }),
  );
  server.serve("library:v1", nextRevision());
  await succeed("npm run update && npm run build");
  expect(here.read("src/google/library-v1/index.ts")).toContain("20250101");
});

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly "runs-on": string;
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly env?: Readonly<Record<string, string>>;
        }[];
      }
    >
  >;
}

/** Runs a workflow's steps, one process each, until one fails. */
async function runWorkflow(name: string): Promise<Outcome> {
  const { on, permissions, jobs } = parse(recipe(name)) as Workflow;
  expect(on).toBeTruthy();
  expect(permissions).toBeTruthy();
  const [job, ...others] = Object.values(jobs);
  if (!job || others.length > 0) throw new Error("not one job");
  let [stdout, stderr] = ["", ""];
  for (const { uses, run, env = {} } of job.steps) {
    if (run === undefined) {
      expect(uses).toMatch(/^actions\/(?:checkout|setup-node)@v\d+$/);
      continue;
    }
    // The workspace has the tool already.
    if (run.trim() === "npm ci") continue;
    const values = Object.keys(env).map((key) => [key, "secret"] as const);
    const ended = await shell(run, here, {
      ...Object.fromEntries(values),
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: here.folder,
    });
    stdout += ended.stdout;
    stderr += ended.stderr;
    if (ended.code !== 0) return { code: ended.code, stdout, stderr };
  }
  return { code: 0, stdout, stderr };
}

test("continuous integration: fresh passes, and a change is marked where it is", async () => {
  const name = ".github/workflows/check.yml";
  expect(await runWorkflow(name)).toMatchObject({ code: 0 });
  await here.write("src/google/library-v1/schemas.ts", "// mine\n");
  const { code, stdout } = await runWorkflow(name);
  expect(stdout).toMatch(
    /^::error file=src\/google\/library-v1\/schemas\.ts,line=1,title=edited::/,
  );
  expect(code).toBe(4);
});

describe("a pull request for each new revision", () => {
  const name = ".github/workflows/update-google-clients.yml";
  test("nothing where nothing is new", async () => {
    const { code, stdout, stderr } = await runWorkflow(name);
    expect(stderr).toMatch(/library:v1 unchanged 20240101\n/);
    expect(stdout).toBe("Nothing is new.\n");
    expect(code).toBe(0);
    expect(await succeed("git branch --all")).not.toContain("update");
  });

  test("one that says what breaks, once; and again where there is more", async () => {
    server.serve("library:v1", nextRevision());
    const opened = await runWorkflow(name);
    expect(opened.code, opened.stderr).toBe(0);
    const words = here.read("runner/gh.log").split("\n");
    expect(words).toEqual([
      "pr",
      "create",
      "--head",
      "update-google-clients",
      "--title",
      "Update Google API clients (breaking)",
      "--body-file",
      join(here.folder, "runner/pull-request.md"),
      "",
    ]);
    expect(here.read("runner/pull-request.md")).toMatch(
      /library:v1.*20240101.*20250101[^]*library\.books\.get/,
    );
    const pushed = await succeed(
      "git --git-dir remote.git diff --name-only main update-google-clients",
    );
    expect(pushed.split("\n")).toEqual([
      "discovery-codegen.lock",
      "discovery/library-v1.json",
      "src/google/discovery-codegen.lock",
      "src/google/library-v1/index.ts",
      "src/google/library-v1/resources/books.ts",
      "",
    ]);

    // The next day, in a new checkout.
    const backToMain = "git switch --quiet main";
    await succeed(backToMain);
    const again = await runWorkflow(name);
    expect(again.stdout).toBe("The pull request is up to date.\n");
    expect(again.code).toBe(0);

    await succeed(
      `git checkout --quiet --force main && git reset --quiet --hard && ${backToMain}`,
    );
    server.serve("library:v1", { ...nextRevision(), revision: "20250202" });
    const more = await runWorkflow(name);
    expect(more.code, more.stderr).toBe(0);
    const edited = here.read("runner/gh.log").split("\n").slice(8);
    expect(edited.slice(0, 2)).toEqual(["pr", "create"]);
    expect(edited.slice(8, 11)).toEqual([
      "pr",
      "edit",
      "update-google-clients",
    ]);
    expect(
      await succeed(
        "git --git-dir remote.git show update-google-clients:src/google/library-v1/index.ts",
      ),
    ).toContain("20250202");
  });

  test("none where a document does not come", async () => {
    server.answer("library:v1", { status: 404, body: "gone" });
    const { code } = await runWorkflow(name);
    expect(code).toBe(7);
    expect(here.has("runner/gh.log")).toBe(false);
  });
});

describe("a hook before each commit", () => {
  const commit = "git add --all && git commit --quiet --message Change";
  const spoil = async (): Promise<void> => {
    await here.write("src/google/library-v1/index.ts", "// mine\n");
  };

  test("of git alone", async () => {
    const path = ".githooks/pre-commit";
    await here.write(path, recipe(path));
    await chmod(join(here.folder, path), 0o755);
    await succeed(`git config core.hooksPath .githooks && ${commit}`);
    await spoil();
    const refused = await shell(commit);
    expect(refused.stderr).toContain("edited  src/google/library-v1/index.ts");
    expect(refused.code).not.toBe(0);
    // What is not in the commit does not keep it.
    await here.write("notes.md", "");
    await succeed(
      "git reset --quiet && git add notes.md && git commit --quiet --message Notes",
    );
  });

  test("of pre-commit", async ({ skip }) => {
    const { code: absent } = await shell("command -v pre-commit");
    const path = ".pre-commit-config.yaml";
    const { repos } = parse(recipe(path)) as {
      repos: { hooks: { entry: string; files: string }[] }[];
    };
    const { files = "", entry = "" } = repos[0]?.hooks[0] ?? {};
    for (const name of [
      "discovery/library-v1.json",
      "src/google/library-v1/index.ts",
      "discovery-codegen.json",
      "discovery-codegen.lock",
    ])
      expect(name).toMatch(new RegExp(files));
    expect("src/main.ts").not.toMatch(new RegExp(files));
    expect(await shell(entry)).toMatchObject({ code: 0 });
    if (absent !== 0) skip("there is no pre-commit here");
    await here.write(path, recipe(path));
    await succeed(`pre-commit install && ${commit}`);
    await spoil();
    const refused = await shell(commit);
    expect(refused.stderr).toContain("Google API clients fit their documents");
    expect(refused.code).not.toBe(0);
  });
});

describe("monorepos", () => {
  test("a package for the clients exports what is there", async () => {
    const { exports, scripts } = JSON.parse(
      recipe("packages/google-clients/package.json"),
    ) as {
      exports: Record<string, string>;
      scripts: Record<string, string>;
    };
    expect(Object.values(scripts)).toEqual([
      "discovery-codegen generate",
      "discovery-codegen check",
    ]);
    expect(exports["./runtime"]).toBe("./src/runtime/index.ts");
    expect(exports["./drive"]).toBe("./src/drive-v3/index.ts");
    expect(here.has("src/google/library-v1/index.ts")).toBe(true);
    expect(here.has("src/google/runtime/index.ts")).toBe(true);
  });

  test("clients in the packages that use them, from any folder", async () => {
    await here.write(
      "discovery-codegen.json",
      recipe("discovery-codegen.json"),
    );
    await here.write("packages/web/package.json", "{}");
    await succeed(
      "cd packages/web && npx --no-install discovery-codegen fetch && npx --no-install discovery-codegen generate && npx --no-install discovery-codegen check",
    );
    for (const [path, folder] of [
      ["packages/web/src/google", "library-v1"],
      ["packages/jobs/src/google", "museum-v2"],
    ])
      expect(
        here.list(path ?? "").filter((name) => name.endsWith("index.ts")),
      ).toEqual([`${folder}/index.ts`, "runtime/index.ts"]);
    expect(here.has("discovery-codegen.lock")).toBe(true);
  });
});

describe("build tools are told all that is read and all that is written", () => {
  interface Task {
    readonly inputs: readonly (string | object)[];
    readonly outputs?: readonly string[];
  }
  const tasks: readonly (readonly [string, Record<string, Task>])[] = [
    [
      "turbo.json",
      (JSON.parse(recipe("turbo.json")) as { tasks: Record<string, Task> })
        .tasks,
    ],
    [
      "project.json",
      (JSON.parse(recipe("project.json")) as { targets: Record<string, Task> })
        .targets,
    ],
  ];
  /** The folder or file that a pattern of either tool stands for. */
  const placesOf = (patterns: readonly (string | object)[] = []): string[] =>
    patterns
      .filter((pattern) => typeof pattern === "string")
      .map((pattern) =>
        pattern.replace("{projectRoot}/", "").replace(/\/\*\*(?:\/\*)?$/, ""),
      );

  /** A folder with nothing but these, as a build machine with a remote cache has it. */
  async function only(places: readonly string[]): Promise<Workspace> {
    const machine = await workspace();
    for (const place of places)
      await cp(join(here.folder, place), join(machine.folder, place), {
        recursive: true,
      });
    return machine;
  }

  test.each(tasks)("%s", async (_name, { generate, check }) => {
    const before = here.list("src");
    const built = await only(placesOf(generate?.inputs));
    expect(await built.spawn(["generate"])).toMatchObject({ code: 0 });
    // What the cache keeps, put where it was taken away.
    await rm(join(here.folder, "src"), { recursive: true });
    for (const place of placesOf(generate?.outputs))
      await cp(join(built.folder, place), join(here.folder, place), {
        recursive: true,
      });
    await built.remove();
    expect(here.list("src")).toEqual(before);
    expect(await succeed("git status --porcelain")).toBe("");
    const checked = await only(placesOf(check?.inputs));
    expect(await checked.spawn(["check"])).toMatchObject({ code: 0 });
    await checked.remove();
  });
});

describe("merges", () => {
  /** Brings an API up to date on a branch of its own. */
  async function update(
    branch: string,
    id: string,
    document: Record<string, unknown>,
  ): Promise<void> {
    server.serve(id, document);
    await succeed(`
      git switch --quiet --force-create ${branch} main
      npx --no-install discovery-codegen fetch
      npx --no-install discovery-codegen generate
      git commit --quiet --all --message ${branch}`);
  }

  test("branches that update two APIs merge by themselves, though these stand side by side", async () => {
    await update("one", "library:v1", nextRevision());
    server.serve("library:v1", library());
    await update("two", "museum:v2", { ...museum(), revision: "20250303" });
    server.serve("museum:v2", museum());
    await succeed("git merge --quiet --no-edit one");
    const merged = await shell(check);
    expect(merged.stderr).toMatch(/^fresh: /);
    expect(merged.code).toBe(0);
  });

  test("branches that update the same one are told what to do, and that helps", async () => {
    await update("one", "library:v1", nextRevision());
    await update("two", "library:v1", {
      ...nextRevision(),
      revision: "20250404",
    });
    const merged = await shell("git merge --quiet --no-edit one");
    expect(merged.code).not.toBe(0);
    const told = await shell(check);
    expect(told.stderr).toMatch(
      /discovery-codegen\.lock:\d+: there are the conflict markers of a merge/,
    );
    expect(told.code).toBe(2);
    await succeed(recipe("merge.sh"));
    await succeed(`${check} && git commit --quiet --no-edit`);
    expect(here.read("discovery/library-v1.json")).toContain("20250404");
  });
});
