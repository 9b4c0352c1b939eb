import { toApiModel } from "../../generator/model/api.js";
import { describe, expect, test } from "vitest";

import { minimal, read, withMethod } from "./support.js";

/** The codes that reading reports, in order. */
async function codes(
  document: unknown,
  allowHosts?: readonly string[],
): Promise<readonly string[]> {
  const options = allowHosts === undefined ? {} : { allowHosts };
  return (await read(document, options)).diagnostics.map(({ code }) => code);
}

const name = { type: "string", location: "path", required: true };

describe("paths", () => {
  test.each([
    "v1/{name}",
    "v1/{+name}:cancel",
    "{name}/{name}",
    "",
    "v1/things:list",
    "v1/..{name}",
    "/v1/{+name}/.well-known/x..y",
  ])("%j is fine", async (path) => {
    const parameters = path.includes("{") ? { name } : {};
    expect(await codes(withMethod({ path, parameters }))).toEqual([]);
  });

  test.each([
    ["v1/{name", "template-syntax"],
    ["v1/name}", "template-syntax"],
    ["v1/{}", "template-syntax"],
    ["v1/{+}", "template-syntax"],
    ["v1/{a{b}}", "template-syntax"],
    ["v1/{a b}", "template-syntax"],
    ["v1{/name}", "template-operator"],
    ["v1{/name*}", "template-operator"],
    ["v1/{?name}", "template-operator"],
    ["v1/{&name}", "template-operator"],
    ["v1/{#name}", "template-operator"],
    ["v1/{.name}", "template-operator"],
    ["v1/{;name}", "template-operator"],
    ["v1/{++name}", "template-operator"],
    ["v1/{name*}", "template-operator"],
    ["v1/{name:3}", "template-operator"],
    ["v1/{name,other}", "template-operator"],
    ["..", "unsafe-path"],
    ["./v1", "unsafe-path"],
    ["v1/../../x", "unsafe-path"],
    ["v1/%2e%2E/x", "unsafe-path"],
    ["v1/.%2e", "unsafe-path"],
    ["v1?key=x", "unsafe-path"],
    ["v1#x", "unsafe-path"],
    ["//evil.example/x", "unsafe-path"],
    ["https://evil.example/x", "unsafe-path"],
    ["/https://evil.example/x", "unsafe-path"],
    ["javascript:", "unsafe-path"],
    ["v1\\..\\x", "unsafe-path"],
    ["v1/a b", "unsafe-path"],
    ["v1/\u202e", "unsafe-path"],
    ["v1/\r\nHost: evil", "unsafe-path"],
  ])("%j is %s", async (path, code) => {
    expect(await codes(withMethod({ path }))).toEqual([code]);
    expect(
      await codes(
        withMethod({
          supportsMediaUpload: true,
          mediaUpload: { protocols: { resumable: { path } } },
        }),
      ),
    ).toEqual([code]);
  });

  test.each(["..", "//evil.example/", "a?b", "{name}/"])(
    "servicePath and batchPath may not be %j",
    async (path) => {
      expect(
        await codes(minimal({ servicePath: path, batchPath: path })),
      ).toEqual(["unsafe-path", "unsafe-path"]);
    },
  );
});

describe("path variables", () => {
  test("may be parameters of the document", async () => {
    expect(
      await codes(withMethod({ path: "v1/{name}" }, { parameters: { name } })),
    ).toEqual([]);
  });

  test("are no query parameters", async () => {
    const parameters = { name: { type: "string", location: "query" } };
    expect(await codes(withMethod({ path: "v1/{name}", parameters }))).toEqual([
      "undeclared-path-variable",
    ]);
  });

  test("are no members of Object", async () => {
    expect(await codes(withMethod({ path: "v1/{constructor}" }))).toEqual([
      "undeclared-path-variable",
    ]);
  });

  test("of an upload path are declared too", async () => {
    const mediaUpload = { protocols: { simple: { path: "upload/{name}" } } };
    expect(
      await codes(withMethod({ supportsMediaUpload: true, mediaUpload })),
    ).toEqual(["undeclared-path-variable"]);
  });

  test("keep a parameter of the path from being unused, broken paths aside", async () => {
    expect(await codes(withMethod({ parameters: { name } }))).toEqual([
      "unused-path-parameter",
    ]);
    expect(
      await codes(withMethod({ path: "{", parameters: { name } })),
    ).toEqual(["template-syntax"]);
  });
});

describe("hosts", () => {
  test.each([
    ["https://genomics.googleapis.com/"],
    ["https://www.googleapis.com/some/path/"],
    ["https://googleapis.com/"],
    ["HTTPS://EU.REP.GOOGLEAPIS.COM/"],
    ["https://bücher.googleapis.com/"],
  ])("%s is allowed", async (url) => {
    expect(
      await codes(
        minimal({
          rootUrl: url,
          mtlsRootUrl: url,
          endpoints: [{ endpointUrl: url }],
        }),
      ),
    ).toEqual([]);
  });

  test.each([
    ["https://evil.example/", "host-not-allowed"],
    ["https://googleapis.com.evil.example/", "host-not-allowed"],
    ["https://evilgoogleapis.com/", "host-not-allowed"],
    ["https://googleapis.com./", "host-not-allowed"],
    ["https://www.googleapis.com:8443/", "host-not-allowed"],
    ["https://127.0.0.1/", "host-not-allowed"],
    ["http://localhost/", "host-not-allowed"],
    ["http://169.254.169.254/", "host-not-allowed"],
    ["https:evil.example/", "host-not-allowed"],
    ["file:///etc/passwd/", "host-not-allowed"],
    ["http://www.googleapis.com/", "unsafe-url"],
    ["ftp://www.googleapis.com/", "unsafe-url"],
    ["https://www.googleapis.com@evil.example/", "unsafe-url"],
    ["https://a:b@www.googleapis.com/", "unsafe-url"],
    ["https://@www.googleapis.com/", "unsafe-url"],
    ["https://www.googleapis.com/?", "unsafe-url"],
    ["https://www.googleapis.com/?a=b/", "unsafe-url"],
    ["https://www.googleapis.com/#/", "unsafe-url"],
    ["https://www.google\napis.com/", "unsafe-url"],
    ["https:\\\\www.googleapis.com/", "unsafe-url"],
    ["//www.googleapis.com/", "unsafe-url"],
    ["javascript:alert(1)/", "host-not-allowed"],
  ])("%j is refused: %s", async (url, code) => {
    expect(await codes(minimal({ rootUrl: url }))).toEqual([code]);
    expect(await codes(minimal({ mtlsRootUrl: url }))).toEqual([code]);
    expect(await codes(minimal({ endpoints: [{ endpointUrl: url }] }))).toEqual(
      [code],
    );
  });

  test("a slash at the end may be missing: it is added where paths are joined", async () => {
    const rootUrl = "https://tiny.googleapis.com";
    const document = withMethod({ path: ".evil.example/x" }, { rootUrl });
    expect(await codes(document)).toEqual([]);
    const result = await read(document);
    if (!result.ok) throw new Error("it is valid");
    const { rootUrl: joined } = toApiModel(result.document);
    expect(`${joined}.evil.example/x`).toBe(`${rootUrl}/.evil.example/x`);
  });

  test("an empty URL is none, which only mutual TLS can do without", async () => {
    expect(await codes(minimal({ rootUrl: "" }))).toEqual(["unsafe-url"]);
    expect(await codes(minimal({ mtlsRootUrl: "" }))).toEqual([]);
  });

  test.each([
    ["https://api.example/", "api.example"],
    ["https://api.example:8443/", "api.example:8443"],
    ["https://api.example:8443/", "API.example"],
    ["http://localhost:8080/", "localhost"],
    ["http://127.0.0.1:8080/", "127.0.0.1:8080"],
    ["http://[::1]:8080/", "[::1]"],
  ])("%s is allowed by the name %s", async (rootUrl, host) => {
    expect(await codes(minimal({ rootUrl }), [host])).toEqual([]);
  });

  test.each([
    ["http://api.example/", "api.example", "unsafe-url"],
    ["https://evil.api.example/", "api.example", "host-not-allowed"],
    ["https://api.example:8443/", "api.example:443", "host-not-allowed"],
  ])("%s is not allowed by the name %s", async (rootUrl, host, code) => {
    expect(await codes(minimal({ rootUrl }), [host])).toEqual([code]);
  });

  test("are named in the advice", async () => {
    const { diagnostics } = await read(
      minimal({ rootUrl: "https://api.example:8443/" }),
    );
    expect(diagnostics[0]?.fix).toBe(
      "If you trust it: --allow-host api.example:8443",
    );
  });
});

describe("names", () => {
  test.each(["v1", "v1b3", "v2.1", "directory_v1", "_x", "alpha-2"])(
    "the version %s is fine",
    async (version) => {
      expect(await codes(minimal({ version }))).toEqual([]);
    },
  );

  test.each([
    "",
    ".",
    "..",
    ".git",
    "v1..2",
    "x.",
    "-x",
    "a/b",
    "a\\b",
    "a b",
    "%2e",
    "v1\n",
    "ﬀ",
    "C:x",
  ])("the version %j cannot be part of a file name", async (version) => {
    expect(await codes(minimal({ version }))).toEqual(["unsafe-name"]);
  });

  test("may not be empty", async () => {
    const method = { id: "", httpMethod: "GET", path: "" };
    expect(
      await codes(
        minimal({
          id: "",
          schemas: {
            A: { type: "object", properties: { "": { type: "any" } } },
          },
          resources: { "": { methods: { "": method } } },
        }),
      ),
    ).toEqual([
      "empty-name",
      "empty-name",
      "empty-name",
      "empty-name",
      "empty-name",
    ]);
  });
});

describe("references", () => {
  const schemas = (
    schemas: Readonly<Record<string, unknown>>,
  ): Promise<readonly string[]> => codes(minimal({ schemas }));

  test("are found wherever a type may stand", async () => {
    const type = { $ref: "X" };
    const variant = {
      discriminant: "kind",
      map: [{ type_value: "x", $ref: "X" }],
    };
    const { diagnostics } = await read(
      withMethod(
        {
          request: type,
          response: type,
          parameters: { p: { location: "query", ...type } },
        },
        {
          schemas: {
            A: {
              type: "object",
              properties: { a: type },
              additionalProperties: type,
            },
            B: { type: "array", items: { type: "array", items: type } },
            C: { type: "object", variant },
          },
        },
      ),
    );
    expect(diagnostics.map(({ pointer }) => pointer).toSorted()).toEqual([
      "/resources/things/methods/get/parameters/p/$ref",
      "/resources/things/methods/get/request/$ref",
      "/resources/things/methods/get/response/$ref",
      "/schemas/A/additionalProperties/$ref",
      "/schemas/A/properties/a/$ref",
      "/schemas/B/items/items/$ref",
      "/schemas/C/variant/map/0/$ref",
    ]);
  });

  test("in a chain come to a type; in a ring each ring is told once", async () => {
    expect(
      await schemas({ A: { $ref: "B" }, B: { $ref: "C" }, C: { type: "any" } }),
    ).toEqual([]);
    expect(await schemas({ A: { $ref: "A" } })).toEqual(["ref-cycle"]);
    const { diagnostics } = await read(
      minimal({
        schemas: {
          A: { $ref: "B" },
          B: { $ref: "C" },
          C: { $ref: "B" },
          D: { $ref: "C" },
        },
      }),
    );
    expect(diagnostics).toMatchObject([
      {
        code: "ref-cycle",
        pointer: "/schemas/B/$ref",
        message:
          'schemas refer to each other without a type: "B" -> "C" -> "B"',
      },
    ]);
  });

  test("may be recursive through a property or an item", async () => {
    expect(
      await schemas({
        A: { type: "object", properties: { a: { $ref: "A" } } },
        B: { type: "array", items: { $ref: "B" } },
      }),
    ).toEqual([]);
  });

  test.each([
    ["Operaton", "Operation"],
    ["operation", "Operation"],
    ["Operations", "Operation"],
    ["Banana", undefined],
    ["X", undefined],
  ])("to %s suggest %s", async (name, suggestion) => {
    const { diagnostics } = await read(
      minimal({
        schemas: {
          Operation: { type: "object" },
          List: { type: "array", items: { $ref: name } },
        },
      }),
    );
    const suggested = /Did you mean "(.*)"/.exec(
      diagnostics[0]?.fix ?? "",
    )?.[1];
    expect(suggested).toBe(suggestion);
  });

  test("to nothing by the thousand, with names that are alike, do not take for ever", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `${"a".repeat(150)}${"b".repeat(100)}${index}`,
        {
          type: "array",
          items: { $ref: `${"a".repeat(151)}${"b".repeat(100)}${index}x` },
        },
      ]),
    );
    expect(await schemas(many)).toHaveLength(1001);
  }, 60_000);
});
