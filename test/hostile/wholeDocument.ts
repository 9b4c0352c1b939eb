/** A document that uses the whole format: every key that the generator reads stands in it at least once. */
export const wholeDocument = {
  kind: "discovery#restDescription",
  id: "whole:v1",
  name: "whole",
  version: "v1",
  canonicalName: "Whole Thing",
  title: "Whole API",
  description: "Uses everything.",
  revision: "20240102",
  documentationLink: "https://developers.google.com/whole",
  discoveryVersion: "v1",
  protocol: "rest",
  ownerDomain: "google.com",
  ownerName: "Google",
  packagePath: "things",
  etag: '"e1"',
  icons: {
    x16: "http://www.google.com/images/x16.gif",
    x32: "http://www.google.com/images/x32.gif",
  },
  baseUrl: "https://whole.googleapis.com/whole/v1/",
  basePath: "/whole/v1/",
  rootUrl: "https://whole.googleapis.com/",
  mtlsRootUrl: "https://whole.mtls.googleapis.com/",
  servicePath: "whole/v1/",
  batchPath: "batch",
  endpoints: [
    {
      endpointUrl: "https://whole.europe.rep.googleapis.com/",
      location: "europe",
      description: "Regional Endpoint",
      deprecated: false,
    },
    {
      endpointUrl: "https://whole.asia.rep.googleapis.com/",
      location: "asia",
      description: "Another Regional Endpoint",
      deprecated: true,
    },
  ],
  features: ["dataWrapper"],
  labels: ["limited_availability"],
  fullyEncodeReservedExpansion: true,
  auth: {
    oauth2: {
      scopes: {
        openid: { description: "Who you are." },
        "https://www.googleapis.com/auth/whole": {
          description: "See all of it.",
        },
      },
    },
  },
  parameters: {
    alt: {
      type: "string",
      location: "query",
      description: "Data format.",
      enum: ["json", "media"],
      enumDescriptions: ["JSON.", "Media."],
      default: "json",
    },
    key: { type: "string", location: "query", description: "API key." },
    "$.xgafv": {
      type: "string",
      location: "query",
      enum: ["1", "2"],
      enumDescriptions: ["v1 error format", "v2 error format"],
    },
  },
  methods: {
    info: {
      id: "whole.info",
      httpMethod: "GET",
      path: "info",
      description: "Tells something.",
      response: { $ref: "Thing" },
    },
  },
  resources: {
    operations: {
      methods: {
        get: {
          id: "whole.operations.get",
          httpMethod: "GET",
          path: "{+name}",
          description: "Tells how far an operation is.",
          parameters: {
            name: {
              type: "string",
              location: "path",
              required: true,
              pattern: "^operations/.*$",
            },
          },
          parameterOrder: ["name"],
          response: { $ref: "Operation" },
        },
        cancel: {
          id: "whole.operations.cancel",
          httpMethod: "POST",
          path: "{+name}:cancel",
          parameters: {
            name: { type: "string", location: "path", required: true },
          },
          parameterOrder: ["name"],
        },
      },
    },
    things: {
      deprecated: false,
      methods: {
        list: {
          id: "whole.things.list",
          httpMethod: "GET",
          path: "{+parent}/things",
          flatPath: "projects/{projectsId}/things",
          description: "Lists things.",
          deprecated: true,
          apiVersion: "2024-01-02",
          parameterOrder: ["parent"],
          parameters: {
            parent: {
              type: "string",
              location: "path",
              required: true,
              description: "Whose things.",
              pattern: "^projects/[^/]+$",
              default: "projects/p",
            },
            pageSize: {
              type: "integer",
              format: "int32",
              location: "query",
              minimum: "1",
              maximum: "10",
              default: "5",
            },
            filters: { type: "string", location: "query", repeated: true },
            state: {
              type: "string",
              location: "query",
              enum: ["ON", "OFF"],
              enumDescriptions: ["Those that work.", "Those that do not."],
              enumDeprecated: [false, true],
            },
            "ratio.least": {
              type: "number",
              format: "double",
              location: "query",
              minimum: "0.5",
              maximum: "1e10",
              default: "1",
            },
            pageToken: { type: "string", location: "query" },
          },
          scopes: ["openid"],
          response: { $ref: "ListThingsResponse" },
        },
        create: {
          id: "whole.things.create",
          httpMethod: "POST",
          path: "things",
          request: { $ref: "Thing", parameterName: "resource" },
          response: { $ref: "Thing" },
          supportsMediaUpload: true,
          mediaUpload: {
            accept: ["image/*"],
            maxSize: "10MB",
            protocols: {
              simple: { path: "/upload/things", multipart: true },
              resumable: { path: "/resumable/things", multipart: true },
            },
          },
        },
        get: {
          id: "whole.things.get",
          httpMethod: "GET",
          path: "things",
          supportsMediaDownload: true,
          useMediaDownloadService: true,
          streamingType: "SERVER_SIDE",
          response: {
            type: "object",
            properties: { inline: { type: "string", enum: ["A"] } },
          },
        },
      },
      resources: {
        parts: {
          methods: {
            search: {
              id: "whole.things.parts.search",
              httpMethod: "POST",
              path: "parts:search",
              request: { $ref: "SearchRequest" },
              response: { $ref: "ListThingsResponse" },
            },
            build: {
              id: "whole.things.parts.build",
              httpMethod: "POST",
              path: "things/{thing}/parts/{part-id}",
              parameters: {
                thing: { type: "string", location: "path", required: true },
                "part-id": {
                  type: "string",
                  location: "path",
                  required: true,
                  enum: ["one", "two"],
                },
                until: {
                  type: "string",
                  format: "google-datetime",
                  location: "query",
                  required: true,
                },
              },
              parameterOrder: ["thing", "part-id", "until"],
              request: { $ref: "Thing" },
              response: { $ref: "Operation" },
              scopes: ["https://www.googleapis.com/auth/whole"],
            },
            patch: {
              id: "whole.things.parts.patch",
              httpMethod: "PATCH",
              path: "parts",
              request: { $ref: "Thing" },
            },
          },
        },
      },
    },
  },
  schemas: {
    ListThingsResponse: {
      id: "ListThingsResponse",
      type: "object",
      properties: {
        things: { type: "array", items: { $ref: "Thing" } },
        nextPageToken: { type: "string" },
      },
    },
    Thing: {
      type: "object",
      description: "A thing.",
      properties: {
        id: { type: "string", format: "int64", readOnly: true },
        name: {
          type: "string",
          description: "Its name.",
          pattern: "[a-z]+",
          default: "x",
          annotations: { required: ["whole.things.create"] },
        },
        state: {
          type: "string",
          enum: ["ON", "OFF"],
          enumDescriptions: ["Works.", "Does not."],
          enumDeprecated: [false, true],
        },
        size: {
          type: "object",
          description: "How large it is.",
          properties: { width: { type: "number", format: "double" } },
          additionalProperties: { type: "string" },
        },
        labels: { type: "object", additionalProperties: { type: "string" } },
        shape: { $ref: "Shape" },
      },
    },
    Shape: {
      type: "object",
      variant: {
        discriminant: "kind",
        map: [{ type_value: "round", $ref: "Round" }],
      },
    },
    Operation: {
      id: "Operation",
      type: "object",
      properties: {
        name: { type: "string" },
        done: { type: "boolean" },
        error: { $ref: "Status" },
        response: { type: "object", additionalProperties: { type: "any" } },
      },
    },
    Status: {
      id: "Status",
      type: "object",
      properties: {
        code: { type: "integer", format: "int32" },
        message: { type: "string" },
      },
    },
    SearchRequest: {
      id: "SearchRequest",
      type: "object",
      properties: {
        query: { type: "string" },
        pageSize: { type: "integer", format: "int32" },
        pageToken: { type: "string" },
      },
    },
    Alias: { $ref: "Thing" },
    Names: { type: "array", items: { type: "string" } },
    Level: { type: "string", enum: ["LOW", "HIGH"] },
    Round: { type: "object", properties: { radius: { type: "number" } } },
  },
};
