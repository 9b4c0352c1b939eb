/** The part of JSON Schema that the format needs. */
export type FormatSchema = {
  readonly $ref?: string;
  readonly type?: "string" | "boolean" | "array" | "object";
  readonly items?: FormatSchema;
  readonly properties?: Readonly<Record<string, FormatSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: FormatSchema;
  readonly definitions?: Readonly<Record<string, FormatSchema>>;
};

/**
 * The Discovery format as a JSON Schema (draft-07): the shapes of `restDescription.ts`, the members of the
 * published format (the schemas of `discovery.v1`), and those that real documents have beside them.
 *
 * Types are asked of the members that the generator uses. Others are known but free (`{}`): documents
 * differ in them, and nothing depends on it. A key that is not listed is only worth a note
 * (`unknownKeys.ts`). What one member says about another is checked in `checks/`.
 */

const string: FormatSchema = { type: "string" };
const boolean: FormatSchema = { type: "boolean" };
const strings: FormatSchema = { type: "array", items: string };
const free: FormatSchema = {};

const ref = (name: string): FormatSchema => ({ $ref: `#/definitions/${name}` });
const dictionary = (values: FormatSchema): FormatSchema => ({
  type: "object",
  additionalProperties: values,
});
const object = (
  properties: Readonly<Record<string, FormatSchema>>,
  required: readonly string[] = [],
): FormatSchema => ({
  type: "object",
  properties,
  required,
});

/** A type wherever it stands; also a parameter and a request, which have the last four members beside it. */
const schema = object({
  id: string,
  $ref: string,
  type: string,
  format: string,
  description: string,
  default: string,
  pattern: string,
  minimum: string,
  maximum: string,
  enum: strings,
  enumDescriptions: strings,
  enumDeprecated: { type: "array", items: boolean },
  readOnly: boolean,
  deprecated: boolean,
  properties: dictionary(ref("schema")),
  additionalProperties: ref("schema"),
  items: ref("schema"),
  annotations: object({ required: strings }),
  variant: object(
    {
      discriminant: string,
      map: {
        type: "array",
        items: object({ type_value: string, $ref: string }, [
          "type_value",
          "$ref",
        ]),
      },
    },
    ["discriminant", "map"],
  ),
  location: string,
  required: boolean,
  repeated: boolean,
  parameterName: string,
});

const uploadProtocol = object({ path: string, multipart: boolean }, ["path"]);

const method = object(
  {
    id: string,
    httpMethod: string,
    path: string,
    flatPath: free,
    description: string,
    deprecated: boolean,
    parameters: dictionary(ref("schema")),
    parameterOrder: strings,
    request: ref("schema"),
    response: ref("schema"),
    scopes: strings,
    apiVersion: string,
    streamingType: string,
    etagRequired: free,
    supportsMediaDownload: boolean,
    useMediaDownloadService: boolean,
    supportsMediaUpload: boolean,
    supportsSubscription: free,
    mediaUpload: object({
      accept: strings,
      maxSize: string,
      protocols: object({
        simple: uploadProtocol,
        resumable: uploadProtocol,
      }),
    }),
  },
  ["httpMethod", "path"],
);

const resource = object({
  methods: dictionary(ref("method")),
  resources: dictionary(ref("resource")),
  deprecated: boolean,
});

export const discoverySchema: FormatSchema = {
  definitions: { schema, method, resource },
  ...object(
    {
      kind: string,
      id: string,
      name: string,
      version: string,
      canonicalName: string,
      title: string,
      description: string,
      revision: string,
      documentationLink: string,
      rootUrl: string,
      mtlsRootUrl: string,
      servicePath: string,
      baseUrl: string,
      basePath: string,
      batchPath: string,
      endpoints: {
        type: "array",
        items: object(
          {
            endpointUrl: string,
            location: string,
            description: string,
            deprecated: boolean,
          },
          ["endpointUrl"],
        ),
      },
      features: strings,
      labels: strings,
      fullyEncodeReservedExpansion: boolean,
      auth: object({
        oauth2: object({
          scopes: dictionary(object({ description: string })),
        }),
      }),
      parameters: dictionary(ref("schema")),
      schemas: dictionary(ref("schema")),
      methods: dictionary(ref("method")),
      resources: dictionary(ref("resource")),
      discoveryVersion: free,
      etag: free,
      exponentialBackoffDefault: free,
      generation: free,
      icons: free,
      ownerDomain: free,
      ownerName: free,
      packagePath: free,
      protocol: free,
      rpcPath: free,
      rpcUrl: free,
      serviceVersion: free,
      version_module: free,
    },
    ["name", "version"],
  ),
};
