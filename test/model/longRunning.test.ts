import { expect, test } from "vitest";
import { toLongRunning } from "../../generator/model/longRunning.js";
import { allMethods } from "../../generator/model/resource.js";
import type {
  RestMethod,
  RestResource,
  RestSchema,
} from "../../generator/read/restDescription.js";
import { modelOf, restMethod } from "./modelOf.js";

const text: RestSchema = { type: "string" };
const Operation: RestSchema = {
  type: "object",
  properties: {
    name: text,
    done: { type: "boolean" },
    error: text,
    response: text,
  },
};
const start = restMethod({
  httpMethod: "POST",
  response: { $ref: "Operation" },
});
const get = (
  pattern = "^operations/.*$",
  more: Partial<RestMethod> = {},
): RestMethod =>
  restMethod({
    response: { $ref: "Operation" },
    parameters: {
      name: { type: "string", location: "path", required: true, pattern },
    },
    path: "v1/{+name}",
    ...more,
  });

/** What polls the method `jobs.start` or the one at the path. */
function pollOf(
  resources: Readonly<Record<string, RestResource>>,
  path = "jobs.start",
  schemas: Readonly<Record<string, RestSchema>> = { Operation },
) {
  const model = modelOf({ resources, schemas });
  const method = allMethods(model.root).find(
    ({ resourcePath, name }) => [...resourcePath, name].join(".") === path,
  );
  if (!method) throw new Error(`no method ${path}`);
  const found = toLongRunning(model, method);
  return (
    found && {
      poll: [...found.poll.resourcePath, found.poll.name].join("."),
      pattern: found.pattern,
    }
  );
}

test("a method that gives an operation is polled by the operations' get", () => {
  expect(
    pollOf({
      jobs: { methods: { start } },
      operations: { methods: { get: get() } },
    }),
  ).toEqual({ poll: "operations.get", pattern: "^operations/.*$" });
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
  expect(pollOf(resources, "projects.jobs.start")).toEqual({
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
  expect(pollOf(resources)?.poll).toBe("operations.get");
});

test("an operation may lack an error or a response, but not both", () => {
  const resources = {
    jobs: { methods: { start } },
    operations: { methods: { get: get() } },
  };
  const { name, done, error } = Operation.properties ?? {};
  const schemaOf = (properties: object): Record<string, RestSchema> => ({
    Operation: { type: "object", properties } as RestSchema,
  });
  expect(
    pollOf(resources, "jobs.start", schemaOf({ name, done, error })),
  ).not.toBeNull();
  expect(pollOf(resources, "jobs.start", schemaOf({ name, done }))).toBeNull();
  expect(pollOf(resources, "jobs.start", schemaOf({ done, error }))).toBeNull();
});

test("nothing polls where no get gives the operation", () => {
  expect(pollOf({ jobs: { methods: { start } } })).toBeNull();
  expect(
    pollOf({
      jobs: { methods: { start } },
      operations: { methods: { wait: get() } },
    }),
  ).toBeNull();
});

test("a get that is given the name in parts polls, as in appengine", () => {
  const parameters = {
    name: { type: "string", location: "path", required: true },
    zone: { type: "string", location: "path", required: true },
  };
  expect(
    pollOf({
      jobs: { methods: { start } },
      operations: { methods: { get: get("", { parameters }) } },
    }),
  ).toMatchObject({ poll: "operations.get" });
});

test("the get itself is not polled", () => {
  expect(
    pollOf({ operations: { methods: { get: get() } } }, "operations.get"),
  ).toBeNull();
});
