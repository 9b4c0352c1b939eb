import { describe, expect, test } from "vitest";

import { BrokenOverlay, parseOverlay } from "../../generator/read/overlay.js";
import { minimal, read } from "./support.js";

describe("an overlay", () => {
  test("mends a document before it is validated", async () => {
    const document = minimal({ schemas: { A: { $ref: "Nowhere" } } });
    expect((await read(document)).ok).toBe(false);
    const overlay = parseOverlay(
      "tiny.patch.json",
      JSON.stringify([
        { op: "test", path: "/schemas/A/$ref", value: "Nowhere" },
        { op: "replace", path: "/schemas/A", value: { type: "string" } },
      ]),
    );
    const result = await read(document, { overlay });
    expect(result.ok && result.document.schemas).toEqual({
      A: { type: "string" },
    });
  });

  test("that no longer applies names each operation and the place", async () => {
    const overlay = parseOverlay(
      "tiny.patch.json",
      JSON.stringify([
        { op: "remove", path: "/schemas/Gone" },
        { op: "test", path: "/version", value: "v2" },
      ]),
    );
    const result = await read(minimal(), { overlay });
    expect(result.ok).toBe(false);
    expect(
      result.diagnostics.map(({ code, message, pointer, location }) => ({
        code,
        message,
        pointer,
        line: location.line,
      })),
    ).toEqual([
      {
        code: "overlay-failed",
        message:
          'operation 0 (remove "/schemas/Gone") of tiny.patch.json no longer applies: there is nothing at that place',
        pointer: "/schemas/Gone",
        line: 1,
      },
      {
        code: "overlay-failed",
        message:
          'operation 1 (test "/version") of tiny.patch.json no longer applies: the value there is another one',
        pointer: "/version",
        line: 4,
      },
    ]);
  });

  test.each([
    ["/schemas/toString/x", /there is nothing at that place/],
    ["/schemas/hasOwnProperty", /there is nothing at that place/],
    ["/constructor/prototype/x", /"constructor" cannot be followed/],
    ["/schemas/constructor/description", /"constructor" cannot be followed/],
  ])("does not leave the document: %s", async (path, message) => {
    const schemas = { constructor: { type: "string" } };
    for (const operation of [
      { op: "add", path, value: "1" },
      { op: "replace", path, value: "1" },
      { op: "remove", path },
      { op: "copy", from: path, path: "/title" },
    ]) {
      const overlay = parseOverlay("x.json", JSON.stringify([operation]));
      const result = await read(minimal({ schemas }), { overlay });
      expect(result.diagnostics.map(({ code }) => code)).toContain(
        "overlay-failed",
      );
      expect(result.diagnostics[0]?.message).toMatch(message);
    }
    expect("x" in Object.prototype.toString).toBe(false);
    expect("x" in {}).toBe(false);
  });

  test.each([
    ["{", /is no JSON/],
    ["{}", /must be an array/],
    ["[3]", /operation 0 is no object/],
    ['[{"op":"mend","path":""}]', /no "op"/],
    ['[{"op":"remove","path":"a"}]', /no JSON pointer in "path"/],
    ['[{"op":"remove","path":"/__proto__/x"}]', /no JSON pointer in "path"/],
    ['[{"op":"copy","path":"/a"}]', /no JSON pointer in "from"/],
    ['[{"op":"add","path":"/a"}]', /no "value"/],
  ])("that is none is refused: %s", (text, message) => {
    const parse = (): unknown => parseOverlay("tiny.patch.json", text);
    expect(parse).toThrow(BrokenOverlay);
    expect(parse).toThrow(message);
  });
});
