import { expect, test } from "vitest";
import { toLongRunning } from "../../generator/model/longRunning.js";
import { allMethods } from "../../generator/model/resource.js";
import type {
  RestMethod,
  RestParameter,
  RestResource,
  RestSchema,
} from "../../generator/read/restDescription.js";
import { modelOf, restMethod } from "./modelOf.js";

const text: RestSchema = { type: "string" };
/** google.longrunning's kind. */
const Operation: RestSchema = {
  type: "object",
  properties: {
    name: text,
    done: { type: "boolean" },
    error: text,
    response: text,
  },
};
/** Compute Engine's kind. */
const StatusOperation: RestSchema = {
  type: "object",
  properties: {
    name: text,
    status: { type: "string", enum: ["PENDING", "RUNNING", "DONE"] },
    error: text,
  },
};

const variable = (pattern = ""): RestParameter => ({
  type: "string",
  location: "path",
  required: true,
  ...(pattern && { pattern }),
});

/** A method that answers an operation. All variables of its path are declared. */
function method(
  path: string,
  patterns: Readonly<Record<string, string>> = {},
  more: Partial<RestMethod> = {},
): RestMethod {
  const names = Array.from(path.matchAll(/\{\+?(\w+)\}/g), ([, name]) => name!);
  return restMethod({
    path,
    parameters: Object.fromEntries(
      names.map((name) => [name, variable(patterns[name])]),
    ),
    response: { $ref: "Operation" },
    ...more,
  });
}

const post = { httpMethod: "POST" } as const;
const start = method("v1/jobs", {}, post);
const get = (name = "^operations/.*$"): RestMethod =>
  method("v1/{+name}", { name });

/** What is known of the operation of `jobs.start`, or of the method at the path, with dotted names for methods. */
function longRunning(
  resources: Readonly<Record<string, RestResource>>,
  path = "jobs.start",
  schemas: Readonly<Record<string, RestSchema>> = { Operation },
) {
  const model = modelOf({ resources, schemas });
  const found = allMethods(model.root).find((one) => dotted(one) === path);
  if (!found) throw new Error(`no method ${path}`);
  const result = toLongRunning(model, found);
  if (!result?.poll) return result;
  const { poll, parent, cancel, pattern } = result;
  return {
    poll: dotted(poll),
    pattern,
    ...(parent && {
      parent: { ...parent, parameter: parent.parameter.name },
    }),
    ...(cancel && { cancel: dotted(cancel) }),
  };
}

function dotted(one: {
  readonly resourcePath: readonly string[];
  readonly name: string;
}): string {
  return [...one.resourcePath, one.name].join(".");
}

test("a method that gives an operation is polled by the operations' get", () => {
  expect(
    longRunning({
      jobs: { methods: { start } },
      operations: { methods: { get: get() } },
    }),
  ).toEqual({ poll: "operations.get", pattern: "^operations/.*$" });
});

test("the get polls itself", () => {
  const resources = { operations: { methods: { get: get() } } };
  expect(longRunning(resources, "operations.get")).toMatchObject({
    poll: "operations.get",
  });
});

test("of several, the nearest in the tree polls", () => {
  const resources = {
    operations: { methods: { get: get("^operations/.*$") } },
    projects: {
      resources: {
        jobs: { methods: { start } },
        operations: { methods: { get: get("^projects/[^/]+/operations/.*$") } },
      },
    },
  };
  expect(longRunning(resources, "projects.jobs.start")).toEqual({
    poll: "projects.operations.get",
    pattern: "^projects/[^/]+/operations/.*$",
  });
});

test("of several as near, the one that is less deep polls", () => {
  const resources = {
    jobs: { methods: { start } },
    operations: { methods: { get: get("short") } },
    projects: { resources: { operations: { methods: { get: get("long") } } } },
  };
  expect(longRunning(resources)).toMatchObject({ poll: "operations.get" });
});

test("a get of a resource that is called operations goes before another", () => {
  const resources = {
    jobs: { methods: { start, get: get() } },
    operations: { methods: { get: method("v1/operations/{name}") } },
  };
  expect(longRunning(resources)).toMatchObject({ poll: "operations.get" });
});

test("an operation may lack an error or a response, but not both", () => {
  const resources = {
    jobs: { methods: { start } },
    operations: { methods: { get: get() } },
  };
  const { name, done, error } = Operation.properties ?? {};
  const of = (properties: object) =>
    longRunning(resources, "jobs.start", {
      Operation: { type: "object", properties } as RestSchema,
    });
  expect(of({ name, done, error })).not.toBeNull();
  expect(of({ name, done })).toBeNull();
  expect(of({ done, error })).toBeNull();
});

test("an operation may have a status that is DONE some time", () => {
  const resources = {
    jobs: { methods: { start } },
    operations: { methods: { get: method("operations/{name}") } },
  };
  const { name, status, error } = StatusOperation.properties ?? {};
  const of = (properties: object) =>
    longRunning(resources, "jobs.start", {
      Operation: { type: "object", properties } as RestSchema,
      Status: { type: "string", enum: ["RUNNING", "DONE"] },
    });
  expect(of({ name, status, error })).not.toBeNull();
  expect(of({ name, status: { $ref: "Status" }, error })).not.toBeNull();
  expect(of({ name, status: text, error })).toBeNull();
  const active = { type: "string", enum: ["ACTIVE"] };
  expect(of({ name, status: active, error })).toBeNull();
  expect(of({ name, status })).toBeNull();
  expect(of({ status, error })).toBeNull();
});

test("nothing polls where no get gives the operation", () => {
  const nobody = { poll: null, reason: "no get gives Operation" };
  expect(longRunning({ jobs: { methods: { start } } })).toEqual(nobody);
  const named = (name: string, one: RestMethod) =>
    longRunning({
      jobs: { methods: { start } },
      operations: { methods: { [name]: one } },
    });
  expect(named("wait", get())).toEqual(nobody);
  expect(named("get", method("v1/{+name}:fetch"))).toEqual(nobody);
  expect(named("get", method("v1/{+name}", {}, post))).toEqual(nobody);
  expect(
    named("get", method("v1/{+name}", {}, { response: { $ref: "Other" } })),
  ).toEqual(nobody);
});

test("a method that streams operations returns none", () => {
  const streaming = method("v1/jobs", {}, { streamingType: "SERVER_SIDE" });
  expect(
    longRunning({
      jobs: { methods: { start: streaming } },
      operations: { methods: { get: get() } },
    }),
  ).toBeNull();
});

/** Operations by zone, by region and for the project, as in Compute Engine. */
const levels = {
  globalOperations: {
    methods: { get: method("{project}/operations/{operation}") },
  },
  regionOperations: {
    methods: {
      get: method("{project}/regions/{region}/operations/{operation}"),
    },
  },
  zoneOperations: {
    methods: { get: method("{project}/zones/{zone}/operations/{operation}") },
  },
};

test.each([
  ["{project}/zones/{zone}/disks", "zoneOperations.get"],
  ["{project}/regions/{region}/disks", "regionOperations.get"],
  ["{project}/disks/{disk}", "globalOperations.get"],
])("of several, the one that shares most with %s polls", (path, poll) => {
  const jobs = { methods: { start: method(path, {}, post) } };
  expect(
    longRunning({ jobs, ...levels }, "jobs.start", {
      Operation: StatusOperation,
    }),
  ).toEqual({ poll, pattern: "" });
});

test("what the method does not require cannot be known", () => {
  const jobs = {
    methods: {
      start: restMethod({
        path: "disks",
        parameters: { project: { type: "string", location: "query" } },
        response: { $ref: "Operation" },
        ...post,
      }),
    },
  };
  expect(longRunning({ jobs, ...levels })).toEqual({
    poll: null,
    reason:
      "globalOperations.get wants project as well, regionOperations.get wants project and region as well, " +
      "zoneOperations.get wants project and zone as well",
  });
});

test("several that fit alike, but are not the same request, leave it open", () => {
  expect(
    longRunning({
      jobs: { methods: { start } },
      operations: { methods: { get: get() } },
      oldOperations: { methods: { get: method("v1/old/{+name}") } },
    }),
  ).toEqual({
    poll: null,
    reason: "several fit alike: oldOperations.get, operations.get",
  });
});

/** Kubernetes Engine's kind: the name is but the last segment, and the get wants all of it. */
function parentOf(startMethod: RestMethod) {
  const name = "^projects/[^/]+/locations/[^/]+/operations/[^/]+$";
  return longRunning(
    {
      jobs: { methods: { start: startMethod } },
      operations: { methods: { get: get(name) } },
    },
    "jobs.start",
    { Operation: StatusOperation },
  );
}

test("a name that is not whole is completed from the parameter that begins like it", () => {
  const parent = "^projects/[^/]+/locations/[^/]+$";
  expect(parentOf(method("v1/{+parent}/jobs", { parent }, post))).toMatchObject(
    {
      poll: "operations.get",
      parent: { parameter: "parent", segments: 4, collection: "operations" },
    },
  );
  const name = "^projects/[^/]+/locations/[^/]+/jobs/[^/]+$";
  expect(parentOf(method("v1/{+name}:start", { name }, post))).toMatchObject({
    parent: { parameter: "name", segments: 4, collection: "operations" },
  });
});

test.each(["^projects/[^/]+$", "^folders/[^/]+/locations/[^/]+$", "", ".*"])(
  "a name that is not whole is not guessed at from a parameter like %j",
  (parent) => {
    expect(parentOf(method("v1/{+parent}/jobs", { parent }, post))).toEqual({
      poll: null,
      reason:
        "operations.get takes a whole name, and no parameter begins like it",
    });
  },
);

test("the method that cancels stands beside the one that polls", () => {
  const cancel = method("v1/{+name}:cancel", {}, post);
  expect(
    longRunning({
      jobs: { methods: { start, cancel } },
      operations: { methods: { get: get(), cancel } },
    }),
  ).toMatchObject({ cancel: "operations.cancel" });
});
