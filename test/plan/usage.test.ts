/** Which way values of a type go, and which types need two declarations for that. */
import { expect, test } from "vitest";
import { planApi } from "../../generator/plan/api.js";
import type {
  RestMethod,
  RestSchema,
} from "../../generator/read/restDescription.js";
import { modelOf, restMethod } from "../model/modelOf.js";

const text: RestSchema = { type: "string" };
const readOnly: RestSchema = { type: "string", readOnly: true };
const choice: RestSchema = { type: "string", enum: ["A"] };
const ref = (schema: string): RestSchema => ({ $ref: schema });
const objectOf = (
  properties: Readonly<Record<string, RestSchema>>,
): RestSchema => ({
  type: "object",
  properties,
});

/** The names of the declared types: `Thing` is read, `Thing+Input` both, `<Thing` given alone, `<>Thing` the same both ways. */
function typesOf(
  schemas: Readonly<Record<string, RestSchema>>,
  method: Partial<RestMethod> = {
    request: ref("Thing"),
    response: ref("Thing"),
  },
): readonly string[] {
  const plan = planApi(
    modelOf({
      schemas,
      resources: { things: { methods: { update: restMethod(method) } } },
    }),
  );
  return plan.types.map(({ node, name, inputName }) => {
    if (inputName) {
      expect(inputName).toBe(`${name}Input`);
      return `${name}+Input`;
    }
    if (!plan.usage.isGiven(node)) return name;
    return plan.usage.isRead(node) ? `<>${name}` : `<${name}`;
  });
}

test("a type that is read and given the same way has one declaration", () => {
  expect(typesOf({ Thing: objectOf({ name: text }) })).toEqual(["<>Thing"]);
});

test("a read-only field makes two", () => {
  expect(typesOf({ Thing: objectOf({ name: text, id: readOnly }) })).toEqual([
    "Thing+Input",
  ]);
});

test("so does an enum, which itself has one", () => {
  expect(typesOf({ Thing: objectOf({ state: choice }) })).toEqual([
    "Thing+Input",
    "<>ThingState",
  ]);
  expect(
    typesOf({ Thing: objectOf({ state: ref("State") }), State: choice }),
  ).toEqual(["<>State", "Thing+Input"]);
});

test("an enum in an array or a map counts as well", () => {
  expect(
    typesOf({ Thing: objectOf({ states: { type: "array", items: choice } }) }),
  ).toEqual(["Thing+Input", "<>ThingStatesItem"]);
  expect(
    typesOf({ Thing: { type: "object", additionalProperties: choice } }),
  ).toEqual(["Thing+Input", "<>ThingValue"]);
});

test("a type that names such a type has two, however far away", () => {
  expect(
    typesOf({
      Thing: objectOf({ a: ref("A") }),
      A: objectOf({ b: { type: "array", items: ref("B") } }),
      B: objectOf({ c: { type: "object", additionalProperties: ref("C") } }),
      C: objectOf({ id: readOnly }),
      D: objectOf({ id: readOnly }),
      Beside: objectOf({ name: text }),
    }),
  ).toEqual(["A+Input", "B+Input", "Beside", "C+Input", "D", "Thing+Input"]);
});

test("a type that is only in a read-only field is never given", () => {
  expect(
    typesOf({
      Thing: objectOf({
        event: { ...ref("Event"), readOnly: true },
        name: text,
      }),
      Event: objectOf({ state: choice }),
    }),
  ).toEqual(["Event", "EventState", "Thing+Input"]);
});

test("a type that is given alone has one, read-only fields and enums or not", () => {
  expect(
    typesOf(
      {
        Body: objectOf({ state: choice, id: readOnly, part: ref("Part") }),
        Part: objectOf({ name: text }),
        Thing: objectOf({ id: readOnly }),
      },
      { request: ref("Body"), response: ref("Thing") },
    ),
  ).toEqual(["<Body", "<BodyState", "<Part", "Thing"]);
});

test("a type that no method reaches is taken as read", () => {
  expect(
    typesOf(
      { Metadata: objectOf({ id: readOnly, state: choice }) },
      { response: text },
    ),
  ).toEqual(["Metadata", "MetadataState"]);
});

test("recursion ends", () => {
  expect(
    typesOf({
      Thing: objectOf({ other: ref("Other"), self: ref("Thing") }),
      Other: objectOf({ thing: ref("Thing"), id: readOnly }),
    }),
  ).toEqual(["Other+Input", "Thing+Input"]);
  expect(typesOf({ Thing: { type: "array", items: ref("Thing") } })).toEqual([
    "<>Thing",
  ]);
});

test("inline types follow the schema that holds them", () => {
  expect(
    typesOf({
      Thing: objectOf({
        part: objectOf({ id: readOnly }),
        plain: objectOf({ a: text }),
      }),
    }),
  ).toEqual(["Thing+Input", "ThingPart+Input", "<>ThingPlain"]);
});

test("names that look like the way to an inline type are kept apart", () => {
  const inner = objectOf({
    b: objectOf({ x: text }),
    "b[]": objectOf({ y: text }),
  });
  const types = typesOf({
    Thing: objectOf({
      a: inner,
      "a.b": objectOf({ z: text }),
      "a.b[]": objectOf({ z: text }),
    }),
    "Thing.a": objectOf({ name: text }),
  });
  expect(new Set(types).size).toBe(7);
});

test("a key of the document may look like any other", () => {
  const method = restMethod({ request: objectOf({ x: text }) });
  const plan = planApi(
    modelOf({
      resources: {
        a: {
          methods: { "b/c": method },
          resources: { b: { methods: { c: method } } },
        },
        "a/b": { methods: { c: method } },
      },
    }),
  );
  expect(plan.types.map(({ name }) => name).sort()).toEqual([
    "ABCBody",
    "ABCBodyType",
    "ABCBodyType2",
  ]);
});
