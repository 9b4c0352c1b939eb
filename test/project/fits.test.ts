/** The short way judges a configuration without ajv, just as ajv does. */
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { configSchema } from "../../generator/project/configSchema.js";
import { fits } from "../../generator/project/fits.js";

describe("a configuration is judged as ajv judges it", () => {
  const api = { document: "a.json" };
  test.each([
    {},
    [],
    null,
    "",
    { apis: [] },
    { apis: [api] },
    { apis: [api, 1] },
    { apis: [{}] },
    { apis: [{ document: "" }] },
    { apis: [{ document: 1 }] },
    { apis: [{ ...api, more: "" }] },
    { apis: [{ ...api, source: "drive:v3" }] },
    { apis: [{ ...api, source: "drive" }] },
    { apis: [{ ...api, include: "a" }] },
    { apis: [{ ...api, include: ["a", ""] }] },
    { apis: [{ ...api, include: ["a"], schemas: [] }] },
    { apis: [{ ...api, headers: { A: "${B}" } }] },
    { apis: [{ ...api, headers: { "A B": "${B}" } }] },
    { apis: [{ ...api, headers: { A: "B" } }] },
    { apis: [api], allowHosts: ["a"] },
    { apis: [api], allowHosts: {} },
    { apis: [api], out: "" },
    { apis: [api], $schema: "x" },
    { apis: [api], constructor: "x" },
    JSON.parse('{"apis":[{"document":"a"}],"__proto__":1}') as unknown,
  ])("%j", (value) => {
    const validate = new Ajv().compile(configSchema);
    expect(fits(value, configSchema)).toBe(validate(value));
  });

  test("with every rule that its schema has", () => {
    const known =
      /^(?:type|required|properties|patternProperties|additionalProperties|items|minItems|minLength|pattern|description|title|\$schema)$/;
    const rules = (schema: object): string[] =>
      Object.entries(schema).flatMap(([rule, value]: [string, unknown]) => {
        if (rule === "items") return [rule, ...rules(value as object)];
        return rule.endsWith("roperties") && typeof value === "object" && value
          ? [rule, ...Object.values(value).flatMap(rules)]
          : [rule];
      });
    const found = rules(configSchema);
    expect(found).toContain("patternProperties");
    expect(found.filter((rule) => !known.test(rule))).toEqual([]);
  });
});
