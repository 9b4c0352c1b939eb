/** Who keeps its name where several would like one. */
import { expect, test } from "vitest";
import { planApi, type ApiPlan } from "../../generator/plan/api.js";
import { planParameters } from "../../generator/plan/parameters.js";
import { toParameter } from "../../generator/model/parameter.js";
import type {
  RestDescription,
  RestResource,
} from "../../generator/read/restDescription.js";
import { modelOf, restMethod } from "../model/modelOf.js";

/** In either order a document may have them. */
const orders = [
  ["name-id", "name_id"],
  ["name_id", "name-id"],
] as const;

const planOf = (
  parts: Partial<Pick<RestDescription, "methods" | "resources" | "schemas">>,
): ApiPlan => planApi(modelOf(parts));

function parameterNames(
  names: readonly string[],
  reserved: readonly string[] = [],
): Record<string, string> {
  const parameters = names.map((name) => toParameter(name, { type: "string" }));
  return Object.fromEntries(
    planParameters(parameters, reserved).map(({ parameter, name }) => [
      parameter.name,
      name,
    ]),
  );
}

/** The members of the API's class, by the keys of the document. */
function memberNames(resource: RestResource): Record<string, string> {
  const { methods, members } = planOf(resource).root;
  return Object.fromEntries([
    ...methods.map(({ method, name }) => [`${method.name}()`, name]),
    ...members.map(({ name, plan }) => [plan.resource.path.at(-1), name]),
  ]);
}

test.each(orders)(
  "of the parameters %s and %s the legal one stays",
  (...names) => {
    expect(parameterNames(names)).toEqual({
      name_id: "name_id",
      "name-id": "name_id_",
    });
  },
);

test.each(orders)(
  "of the methods %s and %s the legal one stays",
  (one, two) => {
    const methods = { [one]: restMethod(), [two]: restMethod() };
    expect(memberNames({ methods })).toEqual({
      "name_id()": "name_id",
      "name-id()": "name_id_",
    });
  },
);

test.each(orders)(
  "of the resources %s and %s the legal one stays",
  (one, two) => {
    const resource = { methods: { get: restMethod() } };
    expect(
      memberNames({ resources: { [one]: resource, [two]: resource } }),
    ).toEqual({ name_id: "name_id", "name-id": "name_idResource" });
  },
);

test("a method goes before a resource, where both or neither is legal", () => {
  const resource = { methods: { get: restMethod() } };
  for (const name of ["name-id", "name_id"]) {
    expect(
      memberNames({
        methods: { [name]: restMethod() },
        resources: { [name]: resource },
      }),
    ).toEqual({ [`${name}()`]: "name_id", [name]: "name_idResource" });
  }
});

test("a legal resource goes before a method whose name must be changed", () => {
  expect(
    memberNames({
      methods: { "name-id": restMethod() },
      resources: { name_id: { methods: { get: restMethod() } } },
    }),
  ).toEqual({ "name-id()": "name_id_", name_id: "name_id" });
});

test("a method or resource of the document goes before what a method gets beside itself", () => {
  const pages = restMethod({
    parameters: { pageToken: { type: "string", location: "query" } },
    response: {
      type: "object",
      properties: { nextPageToken: { type: "string" } },
    },
  });
  const media = restMethod({ supportsMediaDownload: true });
  const { methods } = planOf({
    methods: {
      list: pages,
      "list-next": restMethod(),
      get: media,
      get_media: restMethod(),
    },
  }).root;
  expect(
    Object.fromEntries(
      methods.map(({ method, name, nextName, mediaName }) => [
        method.name,
        [name, nextName, mediaName],
      ]),
    ),
  ).toEqual({
    get: ["get", null, "get_media_"],
    get_media: ["get_media", null, null],
    list: ["list", "list_next_", null],
    "list-next": ["list_next", null, null],
  });
});

test("of two schemas the one that is an identifier stays", () => {
  const object = { type: "object", properties: {} };
  const { types } = planOf({
    schemas: { "Name-Id": object, NameId: object },
  });
  expect(
    Object.fromEntries(types.map(({ node, name }) => [node.key, name])),
  ).toEqual({ '["NameId"]': "NameId", '["Name-Id"]': "NameIdSchema" });
});

test("a parameter is called like no member of Object", () => {
  expect(
    parameterNames(["hasOwnProperty", "toString", "constructor", "valueOf"]),
  ).toEqual({
    hasOwnProperty: "hasOwnProperty_",
    toString: "toString_",
    constructor: "constructor_",
    valueOf: "valueOf_",
  });
});

test("nor as the object calls something else", () => {
  expect(parameterNames(["body", "media"], ["body", "media"])).toEqual({
    body: "body_",
    media: "media_",
  });
});
