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
  rootUrl: "https://whole.googleapis.com/",
  mtlsRootUrl: "https://whole.mtls.googleapis.com/",
  servicePath: "whole/v1/",
  batchPath: "batch",
  endpoints: [
    {
      endpointUrl: "https://whole.europe.rep.googleapis.com/",
      location: "europe",
      description: "Regional Endpoint",
    },
  ],
  features: ["dataWrapper"],
  labels: ["limited_availability"],
  fullyEncodeReservedExpansion: true,
  auth: { oauth2: { scopes: { openid: { description: "Who you are." } } } },
  parameters: {
    alt: {
      type: "string",
      location: "query",
      description: "Data format.",
      enum: ["json", "media"],
      enumDescriptions: ["JSON.", "Media."],
      default: "json",
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
    Round: { type: "object", properties: { radius: { type: "number" } } },
  },
};
