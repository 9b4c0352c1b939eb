/** Documents at random: made of the format's grammar, with strings that break things wherever there may be any. */
import * as fc from "fast-check";
import { hostileStrings } from "./strings.js";

/** What breaks something when it comes to stand beside something else. */
const fragments = [
  ..."*/\\\"'`${}[]()<>|#@:;,.=+-_~!?&%\n\r\t\0 aA1",
  "*/",
  "/*",
  "//",
  "${",
  "\u2028",
  "\u202e",
  "\u200b",
  "\ufeff",
  "\ud800",
  "\udc00",
  "\u001b[",
  "::",
  "##[",
  "globalThis.x=1",
  "</script>",
  "<!--",
  "\\u0027",
  "sourceMappingURL=",
  "@ts-ignore",
  "__proto__",
  "constructor",
];

/** Text that nobody means well with. */
export const nasty: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileStrings) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...fragments), { maxLength: 8 })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);

/** Names that mean something to the generator, so that rules of the format apply at all. */
const meaningful = fc.constantFrom(
  "name",
  "id",
  "items",
  "things",
  "pageToken",
  "nextPageToken",
  "pageSize",
  "done",
  "error",
  "status",
  "response",
  "metadata",
  "get",
  "list",
  "list_next",
  "get_media",
  "operations",
  "body",
  "media",
  "options",
  "params",
  "client",
  "resource",
  "Operation",
  "ApiClient",
  "ApiRequest",
  "Client",
  "StandardParameters",
  "kind",
);

/** A key: not empty, and not `__proto__`, which ends everything. */
const key = fc
  .oneof(
    { weight: 2, arbitrary: nasty },
    { weight: 3, arbitrary: meaningful },
    { weight: 1, arbitrary: fc.constantFrom("a", "A", "a_", "a-", "a.", "aA") },
  )
  .filter((text) => text !== "__proto__" && text !== "" && text.length <= 300);

const text = fc.oneof(
  { weight: 3, arbitrary: nasty },
  { weight: 1, arbitrary: meaningful },
);

/** A text that mostly has to be a certain one for the document to be valid at all. */
const mostly = (...right: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: nasty },
  );

/**
 * @param few the most members of anything that has members of its author's choice
 */
function documentsOf(few: number): fc.Arbitrary<unknown> {
  const dictionary = <T>(
    values: fc.Arbitrary<T>,
    maxKeys: number,
  ): fc.Arbitrary<Record<string, T>> =>
    fc
      .array(fc.tuple(key, values), { maxLength: maxKeys })
      .map((entries) => Object.fromEntries(entries));

  const partial = <T>(
    model: { [K in keyof T]: fc.Arbitrary<T[K]> },
    ...required: (keyof T)[]
  ): fc.Arbitrary<Partial<T>> =>
    fc.record<T, keyof T>(model, { requiredKeys: required }) as fc.Arbitrary<
      Partial<T>
    >;

  /** Stands for the name of one of the document's schemas, which are not known yet. */
  const reference = fc.nat({ max: 7 }).map((index) => `\0ref ${index}`);

  const notes = {
    description: text,
    default: text,
    pattern: text,
    minimum: text,
    maximum: text,
    deprecated: fc.boolean(),
    readOnly: fc.boolean(),
  };

  const values = fc.record({
    type: mostly("string"),
    enum: fc.array(text, { minLength: 1, maxLength: few }),
    enumDescriptions: fc.array(text, { maxLength: few }),
    enumDeprecated: fc.array(fc.boolean(), { maxLength: few }),
  });

  const scalar = partial(
    {
      ...notes,
      type: mostly("string", "integer", "number", "boolean", "any"),
      format: mostly("int32", "int64", "double", "byte", "date-time"),
    },
    "type",
  );

  const { schema } = fc.letrec<{ schema: object }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 4, arbitrary: scalar },
      { weight: 2, arbitrary: values },
      { weight: 2, arbitrary: fc.record({ $ref: reference }) },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant("array"),
          items: tie("schema"),
          description: text,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant("object"),
          additionalProperties: tie("schema"),
        }),
      },
      {
        weight: 3,
        arbitrary: partial(
          {
            ...notes,
            type: fc.constant("object"),
            properties: dictionary(tie("schema"), few),
            annotations: fc.record({
              required: fc.array(text, { maxLength: few }),
            }),
          },
          "type",
          "properties",
        ),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant("object"),
          variant: fc.record({
            discriminant: text,
            map: fc.array(fc.record({ type_value: text, $ref: reference }), {
              maxLength: few,
            }),
          }),
        }),
      },
    ),
  }));

  /** Of those that are a reference and nothing else a few are enough: they soon form a ring, which is refused. */
  const named = fc.oneof(
    {
      weight: 12,
      arbitrary: schema.map((type) =>
        "$ref" in type ? { type: "array", items: type } : type,
      ),
    },
    { weight: 1, arbitrary: schema },
  );

  const queryParameter = fc
    .tuple(
      fc.oneof(scalar, values),
      partial({ required: fc.boolean(), repeated: fc.boolean() }),
    )
    .map(([type, rest]) => ({ ...type, ...rest, location: "query" }));

  /** Names that a variable of a path may have. */
  const variable = fc.constantFrom(
    "name",
    "parent",
    "a-b",
    "a.b",
    "$",
    "_",
    "1abc",
    "constructor",
    "toString",
    "then",
    "enum",
    "default",
    "body",
    "media",
    "\ufb00",
    "\u212a",
    "%2e",
    "$.xgafv",
  );

  const upload = partial({
    accept: fc.array(text, { maxLength: few }),
    maxSize: text,
    protocols: partial({
      simple: fc.record({ path: mostly("/upload/x") }),
      resumable: fc.record({ path: mostly("/resumable/x") }),
    }),
  });

  const method = fc
    .tuple(
      partial(
        {
          id: text.filter((id) => id !== "" && id.length <= 300),
          httpMethod: mostly("GET", "POST", "PATCH", "DELETE", "PUT"),
          description: text,
          deprecated: fc.boolean(),
          flatPath: text,
          parameterOrder: fc.array(text, { maxLength: few }),
          request: schema,
          response: schema,
          scopes: fc.array(text, { maxLength: few }),
          apiVersion: mostly("2024-01-02"),
          streamingType: text,
          supportsMediaDownload: fc.boolean(),
          supportsMediaUpload: fc.boolean(),
          mediaUpload: upload,
        },
        "httpMethod",
      ),
      mostly("x/", "", "v1/a:b/"),
      fc.array(fc.tuple(variable, fc.boolean()), { maxLength: few }),
      dictionary(queryParameter, few),
    )
    .map(([members, prefix, variables, parameters]) => ({
      ...members,
      path: `${prefix}${variables
        .map(([name, isReserved]) => `{${isReserved ? "+" : ""}${name}}`)
        .join("/y/")}`,
      parameters: {
        ...parameters,
        ...Object.fromEntries(
          variables.map(([name]) => [
            name,
            { type: "string", location: "path", required: true },
          ]),
        ),
      },
    }));

  const { resource } = fc.letrec<{ resource: object }>((tie) => ({
    resource: fc.record(
      {
        methods: dictionary(method, few),
        resources: fc.oneof(
          { maxDepth: 2, depthSize: "small" },
          { weight: 4, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: dictionary(tie("resource"), few) },
        ),
        deprecated: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  }));

  const whole = fc
    .tuple(
      partial(
        {
          kind: fc.constant("discovery#restDescription"),
          id: text.filter((id) => id !== "" && id.length <= 300),
          name: mostly("whole", "x.y", "a-b"),
          version: mostly("v1", "v1.2", "alpha"),
          canonicalName: text,
          title: text,
          description: text,
          revision: text,
          documentationLink: text,
          rootUrl: mostly("https://whole.googleapis.com/"),
          mtlsRootUrl: mostly("https://whole.mtls.googleapis.com/"),
          servicePath: mostly("", "v1/"),
          batchPath: mostly("batch"),
          features: fc.array(fc.oneof(fc.constant("dataWrapper"), text), {
            maxLength: few,
          }),
          labels: fc.array(text, { maxLength: few }),
          fullyEncodeReservedExpansion: fc.boolean(),
          endpoints: fc.array(
            partial(
              {
                endpointUrl: mostly("https://whole.eu.rep.googleapis.com/"),
                location: text,
                description: text,
                deprecated: fc.boolean(),
              },
              "endpointUrl",
            ),
            { maxLength: few },
          ),
          auth: fc.record({
            oauth2: fc.record({
              scopes: dictionary(fc.record({ description: text }), few),
            }),
          }),
          parameters: dictionary(queryParameter, few),
          methods: dictionary(method, few),
        },
        "name",
        "version",
        "rootUrl",
        "servicePath",
        "kind",
      ),
      dictionary(named, few),
      dictionary(resource, few),
    )
    .map(([members, schemas, resources]) =>
      resolved(
        {
          ...members,
          schemas: { Thing: { type: "object" }, ...schemas },
          resources,
        },
        ["Thing", ...Object.keys(schemas)],
      ),
    );

  return whole;
}

/** The document with names of its schemas in the place of references. */
function resolved(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, names));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => {
    const index =
      name === "$ref" && typeof member === "string"
        ? /^\0ref (\d)$/.exec(member)?.[1]
        : undefined;
    if (index === undefined) return [name, resolved(member, names)];
    return [name, names[Number(index) % names.length]];
  });
  return Object.fromEntries(entries);
}

/**
 * Whole documents. Most are valid; what is refused is tested as well. Small ones find as much as large ones in less time, but for
 * what takes several to come about.
 */
export const documents: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: documentsOf(1) },
  { weight: 1, arbitrary: documentsOf(3) },
);
