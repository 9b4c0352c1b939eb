const patterns = (description: string) =>
  ({
    type: "array",
    items: { type: "string", minLength: 1 },
    description,
  }) as const;

const docs = (description: string) =>
  ({
    type: "array",
    items: { type: "string", pattern: "^(?:html|md)$" },
    description,
  }) as const;

/** JSON Schema of `discovery-codegen.json`; `docs/config.schema.json` is the same, for editors. */
export const configSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "discovery-codegen.json",
  description:
    "Which clients discovery-codegen generates. Paths are relative to this file.",
  type: "object",
  required: ["apis"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    out: {
      type: "string",
      minLength: 1,
      description: "Folder to write into; generated where it is absent.",
    },
    allowHosts: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description: "Hosts outside googleapis.com that an API may be on.",
    },
    docs: docs(
      "References to write beside the clients, into their folder docs: md, html or both.",
    ),
    typeCheck: {
      type: "boolean",
      description:
        "Whether your compiler checks the inside of the generated files, too: false where it is absent, as for declarations under skipLibCheck.",
    },
    apis: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["document"],
        additionalProperties: false,
        properties: {
          document: {
            type: "string",
            minLength: 1,
            description: "The API's Discovery document, or a folder of them.",
          },
          source: {
            type: "string",
            pattern: "^(?:[A-Za-z][A-Za-z0-9_-]+:[A-Za-z0-9._-]+|https?://.+)$",
            description:
              "Where fetch gets the document: an API id such as drive:v3, or an http(s) URL.",
          },
          headers: {
            type: "object",
            additionalProperties: false,
            patternProperties: {
              "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$": {
                type: "string",
                pattern:
                  "^(?:[A-Za-z][A-Za-z0-9-]* )?\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$",
              },
            },
            description:
              'Headers that fetch sends to the origin of a URL in source, each from an environment variable: { "Authorization": "Bearer ${TOKEN}" }.',
          },
          out: {
            type: "string",
            minLength: 1,
            description:
              "Folder to write this API into, in place of the common one.",
          },
          include: patterns(
            "Only these methods or resources: files.*, operations, **.list",
          ),
          exclude: patterns("Not these."),
          schemas: patterns(
            "With include or exclude: these schemas too, though no method uses them.",
          ),
          docs: docs(
            "References of this API, in place of the common ones; [] for none.",
          ),
          overlay: {
            type: "string",
            minLength: 1,
            description:
              "A JSON Patch that mends the document before it is read.",
          },
        },
      },
    },
  },
} as const;
