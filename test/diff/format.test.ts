/** How a report looks to people: in a terminal, and in a pull request; whatever the document says. */
import { describe, expect, test } from "vitest";
import { diff } from "../../generator/diff/diff.js";
import { formatDiffMarkdown } from "../../generator/diff/formatMarkdown.js";
import { formatDiffText } from "../../generator/diff/formatText.js";
import { tinyApi, type TinyParts } from "./tinyApi.js";

const text = { type: "string" };
const things = (properties: object, list: object = {}): TinyParts => ({
  list: { response: { $ref: "Thing" }, ...list },
  schemas: { Thing: { type: "object", properties: { ...properties } } },
});

const report = diff(
  tinyApi(things({ id: text, size: { type: "integer", format: "int32" } })),
  tinyApi({
    ...things(
      { size: { ...text, format: "int64" }, name: text },
      { path: "v2/things", description: "Lists the things." },
    ),
    methods: {
      get: {
        id: "tiny.things.get",
        httpMethod: "GET",
        path: "v2/things/{id}",
        parameters: { id: { ...text, location: "path" } },
        response: { $ref: "Thing" },
      },
    },
  }),
);

test("in a terminal: what changed, whom it breaks and why, where, from what to what, in which methods", () => {
  expect(formatDiffText(report)).toMatchInlineSnapshot(`
    "tiny:v1, revision 20210101 to 20210101
    3 breaking, 2 compatible, 1 docs; suggested version bump: major

    Breaking: 3

      Path changed [path-changed]
      wire: Requests go to the old URL.
        tiny.things.list  v1/things -> v2/things

      Property removed [property-removed]
      wire: It is no longer answered, or refused where it is given.
      TypeScript: It can be neither read nor given, or an exported type is gone.
        Thing.id  - string  in tiny.things.list

      Type changed [type-changed]
      wire: Old values are refused, or readers get values of another type.
      TypeScript: What is given or read has another type, or an exported type is gone.
        Thing.size  number (int32) -> string (int64)  in tiny.things.list

    Compatible: 2

      Method added [method-added]
        tiny.things.get  + GET v2/things/{id}

      Property added [property-added]
        Thing.name  + string  in tiny.things.list

    Documentation: 1

      Description changed [description-changed]
        tiny.things.list  + Lists the things.
    "
  `);
});

test("in a pull request: tables, with what breaks nobody folded", () => {
  expect(formatDiffMarkdown(report)).toMatchInlineSnapshot(`
    "## tiny:v1, revision 20210101 to 20210101

    **3 breaking, 2 compatible, 1 docs; suggested version bump: major**

    ### Breaking (3)

    **Path changed** (\`path-changed\`)
    - wire: Requests go to the old URL.

    | where | old | new |
    | --- | --- | --- |
    | tiny.things.list | v1/things | v2/things |

    **Property removed** (\`property-removed\`)
    - wire: It is no longer answered, or refused where it is given.
    - TypeScript: It can be neither read nor given, or an exported type is gone.

    | where | old | new | methods |
    | --- | --- | --- | --- |
    | Thing.id | string |  | tiny.things.list |

    **Type changed** (\`type-changed\`)
    - wire: Old values are refused, or readers get values of another type.
    - TypeScript: What is given or read has another type, or an exported type is gone.

    | where | old | new | methods |
    | --- | --- | --- | --- |
    | Thing.size | number \\(int32\\) | string \\(int64\\) | tiny.things.list |

    <details><summary>Compatible (2)</summary>

    **Method added** (\`method-added\`)

    | where | old | new |
    | --- | --- | --- |
    | tiny.things.get |  | GET v2/things/\\{id\\} |

    **Property added** (\`property-added\`)

    | where | old | new | methods |
    | --- | --- | --- | --- |
    | Thing.name |  | string | tiny.things.list |

    </details>

    <details><summary>Documentation (1)</summary>

    **Description changed** (\`description-changed\`)

    | where | old | new |
    | --- | --- | --- |
    | tiny.things.list |  | Lists the things. |

    </details>
    "
  `);
});

test("nothing changed", () => {
  const none = diff(tinyApi(), tinyApi({ api: { revision: "20220101" } }));
  expect(formatDiffText(none)).toBe(
    "tiny:v1, revision 20210101 to 20220101\nno changes; suggested version bump: none\n",
  );
  expect(formatDiffMarkdown(none)).toBe(
    "## tiny:v1, revision 20210101 to 20220101\n\n**no changes; suggested version bump: none**\n",
  );
});

describe("text of a document", () => {
  const hostile = [
    "\u001B[31mred",
    "\u202Eback",
    "line\nbreak",
    "a|b",
    "`code`",
    "<img src=x onerror=x>",
    "[x](javascript:1)",
    "**bold** _it_ ~~no~~",
    "@someone #1 &lt;",
    "https://evil.example www.evil.example",
    "</details>",
    "\\",
  ];
  const hostileReport = diff(
    tinyApi(),
    tinyApi({
      list: { description: hostile.join(" ") },
      schemas: Object.fromEntries(hostile.map((name) => [name, text])),
    }),
  );

  test("has no control or bidirectional character in either form", () => {
    for (const shown of [
      formatDiffText(hostileReport),
      formatDiffMarkdown(hostileReport),
    ])
      expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });

  test("is no markup in a table", () => {
    const rows = formatDiffMarkdown(hostileReport)
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| --"));
    for (const row of rows) {
      const bare = row
        .replaceAll(/(?:@|:|www|GH-)&#8203;/g, "")
        .replaceAll(/\\[\\`*_{}[\]<>()#+!|~&]|&#\d+;/g, "");
      expect(bare).not.toMatch(/[\\`*<>[\]~#@]|:\/\/|www\./);
      expect(bare.match(/\|/g)?.length).toBeLessThanOrEqual(5);
    }
    expect(rows.length).toBeGreaterThan(hostile.length);
  });

  test("that is long is cut", () => {
    const long = diff(
      tinyApi(),
      tinyApi({ schemas: { ["A".repeat(290)]: text } }),
    );
    for (const line of formatDiffText(long).split("\n"))
      expect(line.length).toBeLessThanOrEqual(1001);
  });
});
