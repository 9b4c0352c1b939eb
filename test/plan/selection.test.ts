/** What is left of APIs when only a part of them is wanted. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { toApiModel } from "../../generator/model/api.js";
import { allMethods } from "../../generator/model/resource.js";
import { planApi, type ApiPlan } from "../../generator/plan/api.js";
import type { ResourcePlan } from "../../generator/plan/resources.js";
import { selectPlans } from "../../generator/plan/selection.js";
import {
  UnmatchedPattern,
  type Selection,
} from "../../generator/plan/matching.js";
import type {
  RestDescription,
  RestMethod,
  RestSchema,
} from "../../generator/read/restDescription.js";
import {
  compile,
  resolutions,
  strictestOptions,
} from "../generated/compile.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";

const text: RestSchema = { type: "string" };
const readOnly: RestSchema = { type: "string", readOnly: true };
const ref = (schema: string): RestSchema => ({ $ref: schema });
const listOf = (schema: string): RestSchema => ({
  type: "array",
  items: ref(schema),
});
const objectOf = (
  properties: Readonly<Record<string, RestSchema>>,
): RestSchema => ({ type: "object", properties });
const method = (
  id: string,
  { request, response }: { request?: string; response?: string } = {},
): RestMethod => ({
  id,
  httpMethod: request === undefined ? "GET" : "POST",
  path: "v1/x",
  ...(request !== undefined && { request: ref(request) }),
  ...(response !== undefined && { response: ref(response) }),
});
const description = (
  name: string,
  parts: Pick<RestDescription, "methods" | "resources" | "schemas">,
): RestDescription => ({
  id: `${name}:v1`,
  name,
  version: "v1",
  revision: "20240102",
  rootUrl: `https://${name}.googleapis.com/`,
  servicePath: "",
  ...parts,
});

/** Files that are read and given, jobs that are given alone, and what no method reaches. */
const drive = description("drive", {
  methods: { about: method("drive.about", { response: "About" }) },
  resources: {
    files: {
      methods: {
        list: method("drive.files.list", { response: "FileList" }),
        get: method("drive.files.get", { response: "File" }),
        put: method("drive.files.put", { request: "File" }),
      },
      resources: {
        comments: {
          methods: {
            list: method("drive.comments.list", { response: "CommentList" }),
          },
        },
      },
    },
    operations: {
      methods: {
        get: method("drive.operations.get", { response: "Operation" }),
        cancel: method("drive.operations.cancel"),
      },
    },
  },
  schemas: {
    About: objectOf({ user: text }),
    FileList: objectOf({ files: listOf("File"), nextPageToken: text }),
    File: objectOf({
      name: text,
      id: readOnly,
      owner: ref("Owner"),
      state: { type: "string", enum: ["ON"] },
      capabilities: { ...ref("Capabilities"), readOnly: true },
    }),
    Owner: objectOf({ name: text, email: readOnly }),
    Capabilities: objectOf({ canRead: { type: "boolean" } }),
    CommentList: objectOf({ comments: listOf("Comment"), nextPageToken: text }),
    Comment: objectOf({ author: ref("Owner") }),
    Operation: objectOf({
      name: text,
      done: { type: "boolean" },
      metadata: { type: "object", additionalProperties: { type: "any" } },
    }),
    Metadata: objectOf({ progress: ref("Progress"), id: readOnly }),
    Progress: objectOf({ percent: { type: "integer" } }),
  },
});

const docs = description("docs", {
  resources: {
    documents: {
      methods: {
        get: method("docs.documents.get", { response: "Document" }),
        list: method("docs.documents.list"),
      },
    },
  },
  schemas: { Document: objectOf({ title: text }) },
});

const planOf = (document: RestDescription): ApiPlan =>
  planApi(toApiModel(document));

const nothing: Selection = { include: [], exclude: [], schemas: [] };

function select(selection: Partial<Selection>, document = drive): ApiPlan {
  const [plan] = selectPlans([planOf(document)], { ...nothing, ...selection });
  if (!plan) throw new Error("a plan is missing");
  return plan;
}

/** The methods of a plan by the keys that lead to them. */
function methodsOf(plan: ApiPlan): readonly string[] {
  const paths = allMethods(plan.model.root).map(({ resourcePath, name }) =>
    [...resourcePath, name].join("."),
  );
  expect(accessorsOf(plan.root)).toEqual(paths);
  return paths;
}

function accessorsOf({ methods, members }: ResourcePlan): readonly string[] {
  return [
    ...methods.map(({ name }) => name as string),
    ...members.flatMap((member) =>
      accessorsOf(member.plan).map((path) => `${member.name}.${path}`),
    ),
  ];
}

/** The declarations of a plan: `File`, and `FileInput` where what is given has one of its own. */
const typesOf = ({ types }: ApiPlan): readonly string[] =>
  types.flatMap(({ name, inputName }) =>
    inputName === null ? [name] : [name, inputName],
  );

const files = ["files.get", "files.list", "files.put"];
const operations = ["operations.cancel", "operations.get"];

describe("patterns", () => {
  test.each<[pattern: string, methods: readonly string[]]>([
    ["files.list", ["files.list"]],
    ["drive.files.list", ["files.list"]],
    ["drive.files.*", [...files, "files.comments.list"]],
    ["files.*", [...files, "files.comments.list"]],
    ["files", [...files, "files.comments.list"]],
    ["operations", operations],
    ["drive.operations", operations],
    ["files.comments", ["files.comments.list"]],
    ["**.list", ["files.list", "files.comments.list"]],
    ["drive.**.list", ["files.list", "files.comments.list"]],
    ["*.get", ["files.get", "operations.get"]],
    ["files.*t", ["files.get", "files.list", "files.put"]],
    ["about", ["about"]],
    ["drive.about", ["about"]],
    // An id that differs from the way to the method names it too.
    ["drive.comments.list", ["files.comments.list"]],
  ])("%s", (pattern, methods) => {
    expect(methodsOf(select({ include: [pattern] }))).toEqual(methods);
  });

  test.each(["*", "**", "drive", "drive.*"])("%s is everything", (pattern) => {
    const whole = planOf(drive);
    const plan = select({ include: [pattern] });
    expect(methodsOf(plan)).toEqual(methodsOf(whole));
  });

  test("signs of regular expressions stand for themselves", () => {
    expect(() => select({ include: ["files.l[i]st"] })).toThrow(
      UnmatchedPattern,
    );
    expect(() => select({ include: ["files.(list|get)"] })).toThrow(
      UnmatchedPattern,
    );
  });

  test("several: what any of them fits", () => {
    expect(
      methodsOf(select({ include: ["files.get", "operations.*"] })),
    ).toEqual(["files.get", ...operations]);
  });
});

describe("exclude", () => {
  test("from everything", () => {
    expect(methodsOf(select({ exclude: ["files", "about"] }))).toEqual(
      operations,
    );
  });

  test("from what is included", () => {
    const plan = select({
      include: ["drive.files"],
      exclude: ["**.list", "drive.files.put"],
    });
    expect(methodsOf(plan)).toEqual(["files.get"]);
  });

  test("a resource that has no method left is gone, one with a method below is not", () => {
    const plan = select({ exclude: ["operations", "about", "files.*t"] });
    expect(methodsOf(plan)).toEqual(["files.comments.list"]);
    expect(plan.root.members.map(({ name }) => name)).toEqual(["files"]);
  });
});

describe("schemas", () => {
  test.each<[include: string, types: readonly string[]]>([
    // A File that is read names its owner and capabilities; nothing is given, so there is no FileInput.
    ["files.get", ["Capabilities", "File", "FileState", "Owner"]],
    ["files.list", ["Capabilities", "File", "FileState", "FileList", "Owner"]],
    ["files.comments.list", ["Comment", "CommentList", "Owner"]],
    // FileInput is made from File.
    [
      "files.put",
      ["Capabilities", "File", "FileInput", "FileState", "Owner", "OwnerInput"],
    ],
    ["operations.get", ["Operation"]],
    ["operations.cancel", []],
  ])("of %s", (include, types) => {
    const plan = select({ include: [include] });
    expect(typesOf(plan)).toEqual(types);
    expect([...plan.typeOf.values()]).toEqual(plan.types);
  });

  test("what only a read-only field of something given names is not given", () => {
    const document = description("jobs", {
      resources: {
        jobs: {
          methods: {
            run: method("jobs.run", { request: "Job" }),
            get: method("jobs.get", { response: "Result" }),
          },
        },
      },
      schemas: {
        Job: objectOf({
          input: ref("Input"),
          result: { ...ref("Result"), readOnly: true },
        }),
        Input: objectOf({ x: text }),
        Result: objectOf({ y: text }),
      },
    });
    const run = select({ include: ["jobs.run"] }, document);
    expect(typesOf(run)).toEqual(["Input", "Job"]);
  });

  test("chosen ones come with all that they name, though no method reaches them", () => {
    const plan = select({
      include: ["operations.get"],
      schemas: ["Metadata"],
    });
    expect(typesOf(plan)).toEqual(["Metadata", "Operation", "Progress"]);
    expect([...plan.model.schemas.keys()]).toEqual([
      "Metadata",
      "Operation",
      "Progress",
    ]);
  });

  test("by a pattern", () => {
    const plan = select({ include: ["about"], schemas: ["*data", "Prog*"] });
    expect(typesOf(plan)).toEqual(["About", "Metadata", "Progress"]);
  });

  test("chosen ones are as they are read, also where a chosen method is given them", async () => {
    const selection = { ...nothing, include: ["files.put"], schemas: ["File"] };
    expect(typesOf(select(selection))).toContain("FileInput");
    const schemas = (await generate(drive, { selection })).get(
      "drive-v1/schemas.ts",
    );
    expect(schemas).toContain("readonly id?: string;");
    expect(schemas).toContain("readonly capabilities?: Capabilities;");
    expect(schemas).toContain("export interface FileInput");
  });

  test("alone they leave the API whole", () => {
    const plan = select({ schemas: ["Metadata"] });
    expect(typesOf(plan)).toEqual(typesOf(planOf(drive)));
  });
});

describe("names", () => {
  /** Names that collide in the whole API, and no longer when a part is gone. */
  const colliding = description("colliding", {
    resources: {
      "user-list": {
        methods: { get: method("x.get", { response: "user-list" }) },
      },
      user_list: {
        methods: { get: method("y.get", { response: "UserList" }) },
      },
    },
    schemas: {
      UserList: objectOf({ a: text }),
      "user-list": objectOf({ b: text }),
    },
  });

  test.each(["user-list", "user_list"])(
    "with %s alone are those of the whole client",
    (include) => {
      const whole = planOf(colliding);
      const plan = select({ include: [include] }, colliding);
      expect(typesOf(plan)).toHaveLength(1);
      expect(typesOf(whole)).toEqual(
        expect.arrayContaining([...typesOf(plan)]),
      );
      const [member] = plan.root.members;
      const same = whole.root.members.find(({ name }) => name === member?.name);
      expect(member?.plan.className).toBe(same?.plan.className);
      expect(member?.plan.file).toBe(same?.plan.file);
      expect(member?.plan.methods).toEqual(same?.plan.methods);
    },
  );

  test("of declarations as well, one by one", () => {
    const names = new Map(
      planOf(drive).types.map(({ node, name }) => [node.key, name]),
    );
    for (const include of [...files, "**.list", "operations"]) {
      for (const { node, name } of select({ include: [include] }).types)
        expect(name).toBe(names.get(node.key));
    }
  });
});

describe("several APIs", () => {
  const selectBoth = (selection: Partial<Selection>): readonly ApiPlan[] =>
    selectPlans([planOf(drive), planOf(docs)], { ...nothing, ...selection });
  const methodsOfBoth = (
    selection: Partial<Selection>,
  ): readonly (readonly string[])[] => selectBoth(selection).map(methodsOf);

  test("each has its own patterns", () => {
    expect(
      methodsOfBoth({ include: ["drive.files.get", "docs.documents.get"] }),
    ).toEqual([["files.get"], ["documents.get"]]);
  });

  test("one for which no pattern is stays whole", () => {
    const [one, other] = selectBoth({ include: ["docs.documents.get"] });
    expect(one && methodsOf(one)).toEqual(methodsOf(planOf(drive)));
    expect(one && typesOf(one)).toEqual(typesOf(planOf(drive)));
    expect(other && methodsOf(other)).toEqual(["documents.get"]);
  });

  test("the same of what is excluded", () => {
    expect(methodsOfBoth({ exclude: ["drive.files", "drive.about"] })).toEqual([
      operations,
      ["documents.get", "documents.list"],
    ]);
  });

  test("a pattern without a name is for all of them", () => {
    expect(methodsOfBoth({ include: ["**.list"] })).toEqual([
      ["files.list", "files.comments.list"],
      ["documents.list"],
    ]);
  });

  test("a schema of one of them", () => {
    const types = selectBoth({
      include: ["drive.about", "docs.documents.list"],
      schemas: ["Metadata"],
    }).map(typesOf);
    expect(types).toEqual([["About", "Metadata", "Progress"], []]);
  });

  test("a pattern that leaves nothing of one of them", () => {
    expect(() => selectBoth({ include: ["files.get"] })).toThrow(
      "the selection leaves no method of docs:v1; leave the document out, or choose otherwise",
    );
  });

  test("a pattern that fits nothing in any of them", () => {
    expect(() =>
      selectBoth({ include: ["docs.documents.gte", "drive.about"] }),
    ).toThrow(
      'no method fits "docs.documents.gte"; did you mean "docs.documents.get"?',
    );
  });
});

describe("errors", () => {
  test.each<[selection: Partial<Selection>, message: string]>([
    [
      { include: ["files.lst"] },
      'no method fits "files.lst"; did you mean "files.list"?',
    ],
    [
      { include: ["drive.flies.list"] },
      'no method fits "drive.flies.list"; did you mean "drive.files.list"?',
    ],
    [
      { include: ["files"], exclude: ["operation"] },
      'no method fits "operation"; did you mean "operations"?',
    ],
    [{ include: ["frobnicate"] }, 'no method fits "frobnicate"'],
    [{ include: [""] }, 'no method fits ""'],
    [
      { include: ["files"], schemas: ["Metdata"] },
      'no schema fits "Metdata"; did you mean "Metadata"?',
    ],
    [
      { include: ["files"], exclude: ["*"] },
      "the selection leaves no method of drive:v1; leave the document out, or choose otherwise",
    ],
  ])("%j", (selection, message) => {
    let error: unknown;
    try {
      select(selection);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UnmatchedPattern);
    expect((error as UnmatchedPattern).message).toBe(message);
  });

  test("an API without methods has nothing to lose", () => {
    const empty = description("empty", { schemas: { A: objectOf({}) } });
    const plans = [planOf(empty), planOf(docs)];
    const [, second] = selectPlans(plans, { ...nothing, include: ["**.get"] });
    expect(second && methodsOf(second)).toEqual(["documents.get"]);
  });
});

test.each<Partial<Selection>>([
  { include: ["files.put"], schemas: ["Metadata"] },
  { include: ["**.list"] },
  { include: ["operations.cancel"] },
])("under TypeScript 7: %j", async (selection) => {
  const generated = await generate(drive, {
    selection: { ...nothing, ...selection },
    typeCheck: true,
  });
  await inTemporaryFolder(async (folder) => {
    const runtime = join(repositoryRoot, "templates/runtime");
    for (const name of await readdir(runtime)) {
      const source = await readFile(join(runtime, name), "utf8");
      await writeFiles(folder, [[`runtime/${name}`, source]]);
    }
    await writeFiles(folder, generated);
    await writeFiles(folder, [["package.json", '{ "type": "module" }']]);
    const outcome = await compile("typescript", [folder], {
      ...strictestOptions("typescript"),
      ...resolutions.NodeNext,
    });
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
