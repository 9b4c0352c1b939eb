/** A revision that changes little touches little: for each kind of change, all the files that it touches, by name. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import { json } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

interface Described {
  description?: string;
}
interface Document extends Described {
  revision: string;
  title: string;
  auth: { oauth2: { scopes: Record<string, Described> } };
  parameters: Record<string, Described>;
  schemas: Record<
    string,
    Described & {
      properties: Record<string, Described & { enumDescriptions?: string[] }>;
    }
  >;
  resources: Record<
    string,
    {
      methods: Record<
        string,
        Described & { parameters: Record<string, Described> }
      >;
    }
  >;
}

const reworded = "Reworded.";
/** What changes, by what it is; and the files that say it. */
const changes: readonly (readonly [
  string,
  (document: Document) => unknown,
  readonly string[],
])[] = [
  ["the revision alone", () => {}, []],
  [
    "the description of the API",
    (document) => (document.description = reworded),
    [],
  ],
  [
    "the description of a schema",
    ({ schemas }) => (schemas["File"]!.description = reworded),
    ["schemas.ts"],
  ],
  [
    "the description of a property",
    ({ schemas }) =>
      (schemas["File"]!.properties["name"]!.description = reworded),
    ["schemas.ts"],
  ],
  [
    "the description of a method",
    ({ resources }) =>
      (resources["files"]!.methods["get"]!.description = reworded),
    ["resources/files.ts"],
  ],
  [
    "the description of a parameter",
    ({ resources }) =>
      (resources["changes"]!.methods["list"]!.parameters[
        "pageToken"
      ]!.description = reworded),
    ["resources/changes.ts"],
  ],
  [
    "the description of a parameter that all methods take",
    ({ parameters }) => (parameters["fields"]!.description = reworded),
    ["parameters.ts"],
  ],
  [
    "the description of a scope",
    ({ auth: { oauth2 } }) => {
      for (const scope of Object.values(oauth2.scopes))
        scope.description = reworded;
    },
    ["scopes.ts"],
  ],
];

describeCorpus(
  "of drive v3, beside another API, a revision that changes",
  () => {
    let here: Workspace;
    beforeEach(async () => {
      here = await workspace({
        "discovery/drive.json": json(readCorpus("drive.v3")),
        "discovery/tasks.json": json(readCorpus("tasks.v1")),
      });
      await here.run("generate");
    });
    afterEach(() => here.remove());

    test.each(changes)("%s", async (_name, change, files) => {
      const textsOf = (): ReadonlyMap<string, string> =>
        new Map(
          here
            .list("generated")
            .map((path) => [path, here.read(`generated/${path}`)]),
        );
      const before = textsOf();
      const document = structuredClone(readCorpus("drive.v3")) as Document;
      document.revision = "20991231";
      change(document);
      await here.write("discovery/drive.json", json(document));
      const { stdout } = await here.run("generate", "--json");
      const after = textsOf();
      expect([...after.keys()]).toEqual([...before.keys()]);
      const touched = [...after.keys()].filter(
        (path) => after.get(path) !== before.get(path),
      );
      const own = ["index.ts", ...files].map((name) => `drive-v3/${name}`);
      expect(touched).toEqual(["discovery-codegen.lock", ...own]);
      expect((JSON.parse(stdout) as { written: string[] }).written).toEqual(
        own,
      );
      // Of the lock, the lines of these files and of the API.
      const lock = "discovery-codegen.lock";
      const lines = (before.get(lock) ?? "").split("\n");
      const changed = (after.get(lock) ?? "")
        .split("\n")
        .filter((line, index) => line !== lines[index])
        .map((line) => /"([^"]+)"/.exec(line)?.[1]);
      expect(changed).toEqual(["drive-v3", ...own]);
    });
  },
);
