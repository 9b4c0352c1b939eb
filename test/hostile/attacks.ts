/** Documents that ask for more than anybody has: time, memory, patience. Each is read, and generated from where it is valid. */
import { wholeDocument } from "./wholeDocument.js";

export interface Attack {
  readonly name: string;
  /** The document's bytes, made as they are asked for. */
  readonly bytes: () => Iterable<Uint8Array>;
  /** The code of the diagnostic that refuses it; undefined where it is valid, and a client is generated. */
  readonly refused?: string;
  /** Bytes that may be taken of it before it is refused, where that is less than all. */
  readonly taken?: number;
}

const mebibyte = 1 << 20;

const minimal = (members: object): object => ({
  kind: "discovery#restDescription",
  name: "x",
  version: "v1",
  rootUrl: "https://x.googleapis.com/",
  servicePath: "",
  ...members,
});
const json = (value: unknown) => (): Uint8Array[] => [
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
];
const dictionary = <T>(
  count: number,
  entry: (index: number) => readonly [string, T],
): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));

function* endless(chunk: Buffer, count: number): Generator<Uint8Array> {
  for (let index = 0; index < count; index++) yield chunk;
}

/** Each schema uses the next one twice, so that whoever follows them all has 2^40 to do. */
const doubling = dictionary(40, (index) => [
  `S${index}`,
  {
    type: "object",
    properties: {
      id: { type: "string", readOnly: true },
      name: { type: "string", annotations: { required: ["x.a", "x.b"] } },
      left: { $ref: `S${(index + 1) % 40}` },
      right: { type: "array", items: { $ref: `S${(index + 1) % 40}` } },
      map: {
        type: "object",
        additionalProperties: { $ref: `S${(index + 1) % 40}` },
      },
    },
  },
]);

/** The same written out: as deep as the limit lets it, two at each of the last levels. */
function inline(depth: number): object {
  const below = depth === 0 ? { type: "string" } : inline(depth - 1);
  return { type: "object", properties: { left: below, right: below } };
}

const method = (id: string, httpMethod: string, schema: string): object => ({
  id,
  httpMethod,
  path: "x",
  request: { $ref: schema },
  response: { $ref: schema },
});

/** What wrapping, lists and escapes of comments have to look at closely. */
const prose = [
  "*/",
  "a ",
  "` ",
  "`",
  ": * a",
  ": - A",
  "```\n",
  "- a\n",
  "<!--",
  "@a ",
  "\u202e",
  "\\",
  "1. a\n",
  " ".repeat(50),
  "\n\n",
  "/# source",
  "a`b ",
  "# ",
  "[a](b)",
  ": ",
];

export const attacks: readonly Attack[] = [
  {
    name: "cut off in the middle",
    bytes: json(JSON.stringify(wholeDocument).slice(0, 5000)),
    refused: "json-syntax",
  },
  {
    name: "10,000 levels",
    bytes: json(`{"a":`.repeat(10_000)),
    refused: "too-deep",
  },
  {
    name: "60 MB of opening brackets",
    bytes: () => endless(Buffer.alloc(mebibyte, "["), 60),
    refused: "too-deep",
  },
  {
    name: "1 GB of a string, as a stream",
    bytes: () => endless(Buffer.alloc(mebibyte, "a"), 1024),
    refused: "document-too-large",
    taken: 66 * mebibyte,
  },
  {
    name: "1 GB of white space, as a stream",
    bytes: () => endless(Buffer.alloc(mebibyte, " "), 1024),
    refused: "document-too-large",
    taken: 66 * mebibyte,
  },
  {
    name: "63 MB of white space",
    bytes: () => endless(Buffer.alloc(mebibyte, " "), 63),
    refused: "document-empty",
  },
  {
    name: "63 MB of empty arrays",
    bytes: () => [
      Buffer.from("["),
      ...endless(Buffer.alloc(mebibyte, "[],[],[],"), 63),
    ],
    refused: "too-many-values",
  },
  {
    name: "100,000 keys twice",
    bytes: json(
      JSON.stringify(
        minimal({ schemas: dictionary(100, (index) => [`S${index}`, {}]) }),
      ).replace(
        '"S0":{}',
        Array.from({ length: 100_000 }, () => '"S0":{}').join(","),
      ),
    ),
    refused: "duplicate-key",
  },
  {
    name: "__proto__ as a key, 1,000 times",
    bytes: json(
      JSON.stringify(
        minimal({
          schemas: dictionary(1000, (index) => [
            `S${index}`,
            { type: "object", properties: { p__: { type: "string" } } },
          ]),
        }),
      ).replaceAll("p__", "__proto__"),
    ),
    refused: "forbidden-key",
  },
  {
    name: "UTF-16",
    bytes: () => [Buffer.from(JSON.stringify(wholeDocument), "utf16le")],
    refused: "not-utf8",
  },
  {
    name: "Latin-1 after 10 MB of UTF-8",
    bytes: () => [
      Buffer.from(`{"a":"${"ü".repeat(5 * mebibyte)}`),
      Buffer.from("ü", "latin1"),
      Buffer.from('"}'),
    ],
    refused: "not-utf8",
  },
  {
    name: "a byte order mark",
    bytes: () => [
      Buffer.from(`\ufeff${JSON.stringify(wholeDocument)}`, "utf8"),
    ],
  },
  {
    name: "10,000 schemas that are references to each other in a ring",
    bytes: json(
      minimal({
        schemas: dictionary(10_000, (index) => [
          `S${index}`,
          { $ref: `S${(index + 1) % 10_000}` },
        ]),
      }),
    ),
    refused: "ref-cycle",
  },
  {
    name: "10,000 schemas that use each other in a ring",
    bytes: json(
      minimal({
        schemas: dictionary(10_000, (index) => [
          `S${index}`,
          {
            type: "object",
            properties: {
              id: { type: "string", readOnly: true },
              next: { $ref: `S${(index + 1) % 10_000}` },
            },
          },
        ]),
        methods: { a: method("x.a", "POST", "S0") },
      }),
    ),
  },
  {
    name: "40 schemas that use the next one three times: 3^40 ways",
    bytes: json(
      minimal({
        schemas: doubling,
        methods: {
          a: method("x.a", "POST", "S0"),
          b: method("x.b", "PATCH", "S0"),
        },
      }),
    ),
  },
  {
    name: "objects within objects, two each, 14 levels: 32,767",
    bytes: json(
      minimal({
        schemas: { S: inline(14) },
        methods: { a: method("x.a", "PATCH", "S") },
      }),
    ),
  },
  {
    name: "20,000 schemas whose names become one",
    bytes: json(
      minimal({
        schemas: dictionary(20_000, (index) => [
          String.fromCodePoint(0x4e00 + index),
          { type: "string" },
        ]),
      }),
    ),
  },
  {
    name: "20,001 schemas",
    bytes: json(
      minimal({
        schemas: dictionary(20_001, (index) => [
          `S${index}`,
          { type: "string" },
        ]),
      }),
    ),
    refused: "too-many-schemas",
  },
  {
    name: "a name of 1 MB",
    bytes: json(
      minimal({ schemas: { ["a".repeat(mebibyte)]: { type: "string" } } }),
    ),
    refused: "name-too-long",
  },
  {
    name: "300,000 references to nothing",
    bytes: json(
      minimal({
        schemas: {
          S: {
            type: "object",
            properties: dictionary(300_000, (index) => [
              `p${index}`,
              { $ref: `N${index}` },
            ]),
          },
        },
      }),
    ),
    refused: "dangling-ref",
  },
  {
    name: "an enum of 200,000 values",
    bytes: json(
      minimal({
        schemas: {
          S: {
            type: "string",
            enum: Array.from({ length: 200_000 }, (_, index) => `V${index}`),
          },
        },
      }),
    ),
  },
  ...prose.map((part): Attack => ({
    name: `1 MB of ${JSON.stringify(part.slice(0, 12)).replace("\u202e", "U+202E")} as a description`,
    bytes: json(
      minimal({
        description: part.repeat(mebibyte / part.length),
        schemas: {
          S: {
            type: "string",
            description: part.repeat(mebibyte / part.length),
            pattern: part.repeat(mebibyte / part.length),
          },
        },
      }),
    ),
  })),
];
