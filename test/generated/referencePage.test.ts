/** Everything on the reference page of the Genomics API's operations is in the generated client. */
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discoveryCodegen } from "../support/commandLine.js";
import {
  corpusDirectory,
  corpusPath,
  describeCorpus,
} from "../support/corpus.js";
import { describeIf } from "../support/describeIf.js";
import { repositoryRoot, temporaryFolder } from "../support/temporary.js";
import { type ClientResource, readResource } from "./clientTypes.js";
import { readReferencePage } from "./referencePage.js";

/** Beside the corpus, outside the repository. */
const pagePath = join(dirname(corpusDirectory), "reference-page.txt");
const file = "genomics-v1/resources/operations.ts";

describe("the page's notation", () => {
  test("signatures, arguments, allowed values and shapes", () => {
    const page = `
Method Details

find(id, body=None, x=None)
Finds.

Args:
  id: string, The id. With
a second line: of text (required)
  body: object, The request body.
    The object takes the form of:

{ # A message.
  "names": [ # Names.
    "A String",
  ],
}

  x: string, One of two.
    Allowed values
      a - the first
      b - the second

Returns:
  An object of the form:

    { # An answer, { or so.
      "count": 42, # A number
          # that counts.
      "labels": {
        "a_key": "A String",
      },
      "is": True or False,
    }
find_next(previous_request)
`;
    const [find, next] = readReferencePage(page);
    expect(find).toEqual({
      name: "find",
      signature: ["id", "body", "x"],
      args: [
        {
          name: "id",
          type: "string",
          isRequired: true,
          allowed: new Map(),
          shape: null,
        },
        {
          name: "body",
          type: "object",
          isRequired: false,
          allowed: new Map(),
          shape: {
            kind: "object",
            fields: { names: { kind: "list", of: { kind: "string" } } },
          },
        },
        {
          name: "x",
          type: "string",
          isRequired: false,
          allowed: new Map([
            ["a", "the first"],
            ["b", "the second"],
          ]),
          shape: null,
        },
      ],
      returns: {
        kind: "object",
        fields: {
          count: { kind: "number" },
          labels: { kind: "map", of: { kind: "string" } },
          is: { kind: "boolean" },
        },
      },
    });
    expect(next).toMatchObject({ signature: ["previous_request"], args: [] });
  });
});

describeIf(
  existsSync(pagePath),
  "the reference page",
  `there is none at ${pagePath}`,
  () => {
    describePage("generated/genomics-v1", async () =>
      join(repositoryRoot, "generated"),
    );
    describeCorpus("the client of the real document", () => {
      let out: string;
      afterAll(() => rm(out, { recursive: true }));
      describePage(
        "genomics.v1-2021",
        async () => {
          out = await temporaryFolder();
          const { code, stderr } = await discoveryCodegen([
            "generate",
            corpusPath("genomics.v1-2021"),
            "--out",
            out,
          ]);
          expect(stderr).toContain("genomics:v1");
          expect(code).toBe(0);
          return out;
        },
        { hasTextsOfPage: true },
      );
    });
  },
);

function describePage(
  name: string,
  folder: () => Promise<string>,
  { hasTextsOfPage = false } = {},
): void {
  const methods = readReferencePage(readFileSync(pagePath, "utf8"));
  const requests = methods.filter(({ returns }) => returns !== null);

  describe(name, () => {
    let client: ClientResource;
    beforeAll(async () => {
      client = readResource(await folder(), file);
    });

    test("the page was understood", () => {
      expect(
        methods.map(({ name: method, signature }) => [method, ...signature]),
      ).toEqual([
        ["cancel", "name", "body", "x__xgafv"],
        ["get", "name", "x__xgafv"],
        ["list", "name", "pageToken", "x__xgafv", "pageSize", "filter"],
        ["list_next", "previous_request", "previous_response"],
      ]);
      for (const { signature, args } of methods)
        expect(args.map((argument) => argument.name)).toEqual(signature);
    });

    test("methods", () => {
      expect(client.methods).toEqual(methods.map((method) => method.name));
    });

    describe.each(requests)("$name", (method) => {
      test.each(method.args)("argument $name", (argument) => {
        const found = client.arguments(method.name).get(argument.name);
        expect(found).toMatchObject({
          type: argument.type === "integer" ? "number" : argument.type,
          isRequired: argument.isRequired,
          allowed: [...argument.allowed.keys()],
        });
        if (argument.shape) expect(found?.shape).toEqual(argument.shape);
        for (const [value, text] of argument.allowed) {
          // The pinned document has the texts in our own words.
          const said = new RegExp(`^- \`${value}\`: (.+)$`, "m").exec(
            found?.doc ?? "",
          )?.[1];
          expect(said).toMatch(/\w{3}/);
          if (hasTextsOfPage) expect(said?.replace(/\.$/, "")).toBe(text);
        }
      });

      test("what it returns", () => {
        expect(client.returns(method.name)).toEqual(method.returns);
      });
    });

    test("list_next takes what the page says, and gives a request or null", () => {
      const { parameters, result } = client.signature("list_next");
      expect(parameters.map(({ isOptional }) => isOptional)).toEqual(
        methods
          .find((method) => method.name === "list_next")
          ?.args.map(({ isRequired }) => !isRequired),
      );
      expect(parameters.map(({ type }) => type)).toEqual([
        "OperationsListRequest",
        "ListOperationsResponse",
      ]);
      expect(result).toBe(`${parameters[0]?.type} | null`);
      expect(client.signature("list").result).toBe(parameters[0]?.type);
    });
  });
}
