/** What a change means, by where values go. `docs/diff.md` has the rules. */
import { describe, expect, test } from "vitest";
import { diff, type DiffOptions } from "../../generator/diff/diff.js";
import { placeText } from "../../generator/diff/report.js";
import type {
  RestMethod,
  RestParameter,
  RestSchema,
} from "../../generator/read/restDescription.js";
import { tinyApi, type TinyParts } from "./tinyApi.js";

/** The changes as lines: code, place, whom it breaks, old and new. */
function changes(
  before: TinyParts,
  after: TinyParts,
  options?: DiffOptions,
): readonly string[] {
  const report = diff(tinyApi(before), tinyApi(after), options);
  return report.changes.map(({ code, where, breaks, old, new: next, level }) =>
    [
      code,
      placeText(where),
      breaks.join("+") || level,
      `${old} -> ${next}`,
    ].join(" | "),
  );
}

/** `Thing` with a property, where a method gives it, reads it, both, or none reaches it. */
type Position = "given" | "read" | "both" | "unreached";

function withProperty(
  property: RestSchema | undefined,
  position: Position,
): TinyParts {
  const thing = { $ref: "Thing" };
  return {
    list: {
      httpMethod: "POST",
      ...((position === "given" || position === "both") && { request: thing }),
      ...((position === "read" || position === "both") && { response: thing }),
    },
    schemas: {
      Thing: {
        type: "object",
        properties: {
          name: { type: "string" },
          ...(property && { it: property }),
        },
      },
    },
  };
}

/** Whom the change of a property breaks, in each position. */
function verdicts(
  old: RestSchema | undefined,
  next: RestSchema | undefined,
): Readonly<Record<Position, string>> {
  const verdict = (position: Position): string => {
    const report = diff(
      tinyApi(withProperty(old, position)),
      tinyApi(withProperty(next, position)),
    );
    const own = report.changes.filter(({ where }) =>
      placeText(where).startsWith("Thing.it"),
    );
    expect(own.length).toBeGreaterThan(0);
    return [...new Set(own.flatMap(({ breaks }) => breaks))].sort().join("+");
  };
  return {
    given: verdict("given"),
    read: verdict("read"),
    both: verdict("both"),
    unreached: verdict("unreached"),
  };
}

const text: RestSchema = { type: "string" };
const letters = (...values: readonly string[]): RestSchema => ({
  ...text,
  enum: values,
});
const all = "typescript+wire";

describe("a property's change, where it is given and where it is read", () => {
  test.each<
    [
      what: string,
      old: RestSchema | undefined,
      next: RestSchema | undefined,
      given: string,
      read: string,
      both: string,
    ]
  >([
    ["it comes", undefined, text, "", "", ""],
    ["it goes", text, undefined, all, all, all],
    ["an enum's value comes", letters("A"), letters("A", "B"), "", "", ""],
    ["an enum's value goes", letters("A", "B"), letters("A"), all, "", all],
    // The exported name of the enum goes with it.
    [
      "an enum becomes a text",
      letters("A"),
      text,
      "typescript",
      "typescript",
      "typescript",
    ],
    ["a text becomes an enum", text, letters("A"), all, "", all],
    ["it becomes read-only", text, { ...text, readOnly: true }, all, "", all],
    [
      "it is no longer read-only",
      { ...text, readOnly: true },
      text,
      "",
      "",
      "",
    ],
    [
      "a read-only one goes",
      { ...text, readOnly: true },
      undefined,
      "",
      all,
      all,
    ],
    ["it becomes anything", text, { type: "any" }, "", all, all],
    ["anything becomes a text", { type: "any" }, text, all, "", all],
    [
      "an int32 becomes an int64",
      { type: "integer", format: "int32" },
      { ...text, format: "int64" },
      "typescript",
      all,
      all,
    ],
    [
      "an int64 becomes an int32",
      { ...text, format: "int64" },
      { type: "integer", format: "int32" },
      all,
      all,
      all,
    ],
    [
      "an int32 becomes a double",
      { type: "integer", format: "int32" },
      { type: "number", format: "double" },
      "",
      "wire",
      "wire",
    ],
    [
      "a text becomes a date",
      text,
      { ...text, format: "date" },
      "wire",
      "",
      "wire",
    ],
    [
      "a date becomes any text",
      { ...text, format: "date" },
      text,
      "",
      "wire",
      "wire",
    ],
    ["one becomes many", text, { type: "array", items: text }, all, all, all],
    [
      "its pattern changes",
      { ...text, pattern: "^a" },
      { ...text, pattern: "^b" },
      "wire",
      "",
      "wire",
    ],
    [
      "its range grows",
      { ...text, minimum: "5", maximum: "9" },
      { ...text, minimum: "1", maximum: "12" },
      "",
      "",
      "",
    ],
    ["it gets a maximum", text, { ...text, maximum: "12" }, "wire", "", "wire"],
    ["a default is told", text, { ...text, default: "a" }, "", "", ""],
    [
      "its default changes",
      { ...text, default: "a" },
      { ...text, default: "b" },
      "wire",
      "",
      "wire",
    ],
  ])("%s", (_what, old, next, given, read, both) => {
    expect(verdicts(old, next)).toEqual({ given, read, both, unreached: read });
  });

  test("google-datetime and date-time are one notation", () => {
    expect(
      verdicts(
        { ...text, format: "google-datetime" },
        { ...text, format: "date-time" },
      ),
    ).toEqual({ given: "", read: "", both: "", unreached: "" });
  });
});

describe("a parameter's change", () => {
  const parameter = (members: Partial<RestParameter>): TinyParts => ({
    list: { parameters: { it: { location: "query", ...text, ...members } } },
  });
  const int = (format: string): Partial<RestParameter> => ({
    type: format === "int64" ? "string" : "integer",
    format,
  });

  test.each<
    [what: string, Partial<RestParameter>, Partial<RestParameter>, string]
  >([
    ["int32 to int64: the same text", int("int32"), int("int64"), "typescript"],
    [
      "int64 to int32: fewer texts",
      int("int64"),
      int("int32"),
      "wire+typescript",
    ],
    ["number to text", int("int32"), text, "typescript"],
    ["boolean to text", { type: "boolean" }, text, "typescript"],
    ["enum to text", letters("A"), text, "compatible"],
    ["text to enum", text, letters("A"), "wire+typescript"],
    ["one to many", {}, { repeated: true }, "typescript"],
    ["many to one", { repeated: true }, {}, "wire+typescript"],
    ["required, with a default", {}, { required: true, default: "a" }, "docs"],
    [
      "its default goes, and it is required",
      { required: true, default: "a" },
      { required: true },
      "wire+typescript",
    ],
  ])("%s", (_what, old, next, expected) => {
    const [first = ""] = changes(parameter(old), parameter(next));
    expect(first.split(" | ").slice(1, 3)).toEqual([
      "tiny.things.list parameter it",
      expected,
    ]);
  });

  test("of every method is told once", () => {
    const standard = (names: readonly string[]): TinyParts => ({
      api: {
        parameters: Object.fromEntries(
          names.map((name) => [name, { ...text, location: "query" }]),
        ),
      },
    });
    expect(changes(standard(["a", "b"]), standard(["a"]))).toEqual([
      "parameter-removed | every method parameter b | wire+typescript | string -> ",
    ]);
  });

  test("from a method's own to one of every method is none", () => {
    const own = { it: { ...text, location: "query" } };
    expect(
      changes({ list: { parameters: own } }, { api: { parameters: own } }),
    ).toEqual([
      "parameter-added | every method parameter it | compatible |  -> string",
    ]);
  });
});

describe("a method's URL", () => {
  test("does not count the names of its variables", () => {
    const at = (name: string): TinyParts => ({
      list: {
        path: `v1/things/{${name}}`,
        parameters: { [name]: { ...text, location: "path" } },
      },
    });
    expect(
      changes(at("thing"), at("thingId")).map((line) => line.split(" | ")[0]),
    ).toEqual(["parameter-removed", "parameter-added"]);
  });

  test("is the same where a part of it moved into the service path", () => {
    expect(
      changes(
        { list: { path: "v1/things" } },
        { api: { servicePath: "v1/" }, list: { path: "things" } },
      ),
    ).toEqual([]);
  });

  test("that changes with the service path is told once", () => {
    expect(changes({}, { api: { servicePath: "tiny/" } })).toEqual([
      "service-path-changed | the API | wire |  -> tiny/",
    ]);
  });
});

describe("a rename", () => {
  const method = (name: string, path = "v1/things"): RestMethod => ({
    id: `tiny.things.${name}`,
    httpMethod: "GET",
    path,
  });

  test("of a method is one where nothing else is like it", () => {
    expect(
      changes({}, { list: null, methods: { all: method("all") } }),
    ).toEqual([
      "method-renamed | tiny.things.list | typescript | things.list -> things.all",
    ]);
  });

  test("is none where there are two that it may have become", () => {
    const [first = "", ...others] = changes(
      {},
      { list: null, methods: { all: method("all"), each: method("each") } },
    );
    expect(first).toContain("method-removed | tiny.things.list");
    expect(others.map((line) => line.split(" | ")[0])).toEqual([
      "method-added",
      "method-added",
    ]);
  });

  test("is none where more than the name is different", () => {
    const codes = changes(
      {},
      { list: null, methods: { all: method("all", "v2/things") } },
    ).map((line) => line.split(" | ")[0]);
    expect(codes).toEqual(["method-removed", "method-added"]);
  });

  const schemas = (
    names: readonly [outer: string, inner: string],
    inner: RestSchema = { type: "object", properties: { name: text } },
  ): TinyParts => ({
    list: { response: { $ref: names[0] } },
    schemas: {
      [names[0]]: {
        type: "object",
        properties: {
          inner: { $ref: names[1] },
          again: { $ref: names[0] },
        },
      },
      [names[1]]: inner,
    },
  });

  test("of schemas that refer to each other and to themselves is told for each", () => {
    expect(
      changes(schemas(["Old", "OldPart"]), schemas(["New", "NewPart"])),
    ).toEqual([
      "schema-renamed | schema Old | typescript | Old -> New",
      "schema-renamed | schema OldPart | typescript | OldPart -> NewPart",
    ]);
  });

  test("of a schema is none where its fields are different", () => {
    const codes = changes(
      schemas(["Page", "Old"]),
      schemas(["Page", "New"], { type: "object", properties: { title: text } }),
    ).map((line) => line.split(" | ").slice(0, 2).join(" "));
    expect(codes).toEqual([
      "schema-removed schema Old",
      "type-changed Page.inner",
      "schema-added schema New",
    ]);
  });

  test("of a schema that nothing refers to cannot be told", () => {
    const codes = changes(
      { schemas: { Old: { type: "object" } } },
      { schemas: { New: { type: "object" } } },
    ).map((line) => line.split(" | ")[0]);
    expect(codes).toEqual(["schema-removed", "schema-added"]);
  });
});

test("a read-only enum that goes takes its exported type along, where nobody reads it, too", () => {
  const state = (values: string[]): RestSchema => ({
    type: "string",
    readOnly: true,
    enum: values,
  });
  const removed = (property: RestSchema): readonly string[] =>
    changes(
      withProperty(property, "given"),
      withProperty(undefined, "given"),
    ).map((line) => line.split(" | ").slice(0, 3).join(" | "));
  expect(removed(state(["ON", "OFF"]))).toEqual([
    "property-removed | Thing.it | typescript",
  ]);
  expect(removed({ type: "string", readOnly: true })).toEqual([
    "property-removed | Thing.it | compatible",
  ]);
});

test("a schema of any type can no longer be filled in field by field", () => {
  const any: RestSchema = { type: "any" };
  const object = withProperty(undefined, "given");
  const fieldless: RestSchema = { type: "object", properties: {} };
  const verdict = (before: RestSchema | undefined): readonly string[] =>
    changes(
      { ...object, schemas: { Thing: before ?? {} } },
      { ...object, schemas: { Thing: any } },
    ).map((line) => line.split(" | ").slice(0, 3).join(" | "));
  expect(verdict(object.schemas?.["Thing"])).toEqual([
    "schema-type-changed | schema Thing | typescript",
  ]);
  expect(verdict(fieldless)).toEqual([
    "schema-type-changed | schema Thing | compatible",
  ]);
});

describe("a method that answers or takes another schema", () => {
  const answering = (name: string): TinyParts => ({
    list: { response: { $ref: name } },
    schemas: {
      Small: { type: "object", properties: { name: text } },
      Large: { type: "object", properties: { name: text, size: text } },
    },
  });
  const taking = (name: string): TinyParts => ({
    ...answering(name),
    list: { httpMethod: "POST", request: { $ref: name } },
  });
  const verdict = (before: TinyParts, after: TinyParts): string =>
    changes(before, after)
      .filter((line) => /^re\w+-type-changed/.test(line))
      .map((line) => line.split(" | ")[2])
      .join();

  test("breaks nobody who reads if it has all that the old one had", () => {
    expect(verdict(answering("Small"), answering("Large"))).toBe("compatible");
    expect(verdict(answering("Large"), answering("Small"))).toBe(
      "wire+typescript",
    );
  });

  test("breaks nobody who gives if it takes all that the old one took", () => {
    expect(verdict(taking("Small"), taking("Large"))).toBe("compatible");
    expect(verdict(taking("Large"), taking("Small"))).toBe("wire+typescript");
  });

  test("breaks who gives if it asks for more than the old one did", () => {
    const asking = (...ids: readonly string[]): RestSchema => ({
      type: "object",
      properties: {
        name: { type: "string", annotations: { required: [...ids] } },
      },
    });
    const bodies = (old: RestSchema, next: RestSchema): readonly string[] =>
      changes(
        {
          list: { httpMethod: "POST", request: { $ref: "Old" } },
          schemas: { Old: old, Next: next },
        },
        {
          list: { httpMethod: "POST", request: { $ref: "Next" } },
          schemas: { Old: old, Next: next },
        },
      ).filter((line) => line.startsWith("request-type-changed"));
    const place = "request-type-changed | tiny.things.list";
    const id = "tiny.things.list";
    expect(bodies(asking(), asking(id))).toEqual([
      `${place} | wire+typescript | Old -> Next`,
    ]);
    for (const [old, next] of [
      [asking(id), asking(id)],
      [asking(id), asking()],
      [asking(), asking("tiny.things.other")],
    ] as const)
      expect(bodies(old, next)).toEqual([
        `${place} | compatible | Old -> Next`,
      ]);
  });
});

describe("scopes", () => {
  const scoped = (
    known: readonly string[],
    needed: readonly string[],
  ): TinyParts => ({
    api: {
      auth: {
        oauth2: {
          scopes: Object.fromEntries(known.map((url) => [url, {}])),
        },
      },
    },
    list: { scopes: needed },
  });

  test("that a method no longer takes break those who have no other", () => {
    expect(
      changes(scoped(["a", "b"], ["a", "b"]), scoped(["a", "b"], ["a"])),
    ).toEqual(["scope-removed | tiny.things.list | wire+typescript | b -> "]);
  });

  test("that the API no longer has are told there alone", () => {
    expect(
      changes(scoped(["a", "b"], ["a", "b"]), scoped(["a"], ["a"])),
    ).toEqual(["scope-removed | the API | wire+typescript | b -> "]);
  });

  test("break callers of a method that needed none", () => {
    expect(changes(scoped(["a"], []), scoped(["a"], ["a"]))).toEqual([
      "scope-added | tiny.things.list | wire |  -> a",
    ]);
  });
});

describe("names", () => {
  test("that a new method takes from a resource are told at the resource", () => {
    const child = {
      methods: {
        get: { id: "tiny.parts.get", httpMethod: "GET", path: "v1/parts" },
      },
    };
    const resources = (members: object) => ({
      resources: { things: { resources: { parts: child }, ...members } },
    });
    const parts = {
      methods: {
        parts: { id: "tiny.parts", httpMethod: "POST", path: "v1/parts" },
      },
    };
    expect(changes({ api: resources({}) }, { api: resources(parts) })).toEqual([
      "name-changed | resource tiny.things.parts | typescript | parts -> partsResource",
      "method-added | tiny.things.parts | compatible |  -> POST v1/parts",
    ]);
  });
});

test("a resource's deprecation is told at the resource", () => {
  const resources = (deprecated: boolean) => ({
    resources: {
      things: {
        deprecated,
        methods: {
          get: { id: "tiny.things.get", httpMethod: "GET", path: "v1/thing" },
        },
      },
    },
  });
  expect(changes({ api: resources(false) }, { api: resources(true) })).toEqual([
    "deprecated | resource tiny.things | compatible |  -> ",
  ]);
});

describe("a selection", () => {
  const options = (...include: readonly string[]): DiffOptions => ({
    selection: { include, exclude: [], schemas: [] },
  });
  const other = {
    other: { id: "tiny.things.other", httpMethod: "GET", path: "v1/other" },
  };

  test("leaves out what a project does not vendor", () => {
    expect(
      changes(
        { methods: other },
        { api: { resources: {} } },
        options("things.list"),
      ).map((line) => line.split(" | ").slice(0, 2).join(" ")),
    ).toEqual([
      "resource-removed resource tiny.things",
      "method-removed tiny.things.list",
    ]);
  });

  test("may choose what is in one revision alone", () => {
    expect(changes({}, { methods: other }, options("things.other"))).toEqual([
      "method-added | tiny.things.other | compatible |  -> GET v1/other",
    ]);
  });

  test("that fits nothing in either of them is refused, with what may have been meant", () => {
    expect(() =>
      changes({}, { methods: other }, options("things.othre")),
    ).toThrow('no method fits "things.othre"; did you mean "things.other"?');
  });
});

describe("the report", () => {
  test("suggests a version by the worst change", () => {
    const bump = (before: TinyParts, after: TinyParts): string =>
      diff(tinyApi(before), tinyApi(after)).bump;
    expect(bump({}, { list: null })).toBe("major");
    expect(bump({}, { list: { deprecated: true } })).toBe("minor");
    expect(bump({}, { list: { description: "Lists." } })).toBe("patch");
    expect(bump({}, { api: { revision: "20220101" } })).toBe("none");
  });

  test("says when these are two APIs, or the new revision is the older one", () => {
    const notes = (after: TinyParts): readonly string[] =>
      diff(tinyApi(), tinyApi(after)).notes;
    expect(notes({ api: { id: "other:v1", name: "other" } })).toEqual([
      "these are two APIs, tiny:v1 and other:v1: what is told is what a move from one to the other changes",
    ]);
    expect(notes({ api: { revision: "20200101" } })).toEqual([
      "the new revision, 20200101, is older than the old one, 20210101",
    ]);
    expect(notes({ api: { revision: "20220101" } })).toEqual([]);
  });

  test("tells a change in a schema once, with the methods that hold it", () => {
    const many = Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [
        name,
        {
          id: `tiny.things.${name}`,
          httpMethod: "GET",
          path: `v1/${name}`,
          response: { $ref: "Thing" },
        },
      ]),
    );
    const thing = (properties: Readonly<Record<string, RestSchema>>) => ({
      methods: many,
      schemas: { Thing: { type: "object", properties } },
    });
    const { changes: found } = diff(
      tinyApi(thing({ name: text, size: text })),
      tinyApi(thing({ name: text })),
    );
    expect(found.map(({ methods }) => methods)).toEqual([
      {
        count: 4,
        some: ["tiny.things.a", "tiny.things.b", "tiny.things.c"],
      },
    ]);
  });

  test("of a type within a method names the method", () => {
    const inline = (properties: Readonly<Record<string, RestSchema>>) => ({
      list: {
        httpMethod: "POST",
        request: { type: "object", properties },
      },
    });
    expect(changes(inline({ a: text }), inline({}))).toEqual([
      "property-removed | tiny.things.list(body).a | wire+typescript | string -> ",
    ]);
  });
});
