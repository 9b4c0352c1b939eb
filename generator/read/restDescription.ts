/**
 * The Discovery format's own shapes, as they stand in a document that has passed validation.
 *
 * Keys and nesting are those of `discovery#restDescription`. Every string in here is text from elsewhere:
 * nothing of it may be written to code, a path or a terminal except through a sink (see `emit/sinks.ts`,
 * `read/printable.ts`).
 */

/** A JSON object with the document's own keys. */
export interface Dictionary<T> {
  readonly [key: string]: T;
}

/** A whole Discovery document. */
export interface RestDescription {
  readonly kind?: string;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly canonicalName?: string;
  readonly title?: string;
  readonly description?: string;
  readonly revision?: string;
  readonly documentationLink?: string;
  readonly rootUrl: string;
  readonly mtlsRootUrl?: string;
  readonly servicePath: string;
  readonly batchPath?: string;
  readonly endpoints?: readonly RestEndpoint[];
  readonly features?: readonly string[];
  readonly labels?: readonly string[];
  readonly fullyEncodeReservedExpansion?: boolean;
  readonly auth?: {
    readonly oauth2?: {
      readonly scopes?: Dictionary<{ readonly description?: string }>;
    };
  };
  readonly parameters?: Dictionary<RestParameter>;
  readonly schemas?: Dictionary<RestSchema>;
  readonly methods?: Dictionary<RestMethod>;
  readonly resources?: Dictionary<RestResource>;
}

/** A regional endpoint. */
export interface RestEndpoint {
  readonly endpointUrl: string;
  readonly location?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
}

/** A node of the resource tree. */
export interface RestResource {
  readonly methods?: Dictionary<RestMethod>;
  readonly resources?: Dictionary<RestResource>;
  readonly deprecated?: boolean;
}

/** One method; known by where it stands in the tree, not by its `id`. */
export interface RestMethod {
  readonly id: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly flatPath?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters?: Dictionary<RestParameter>;
  readonly parameterOrder?: readonly string[];
  readonly request?: RestSchema & { readonly parameterName?: string };
  readonly response?: RestSchema;
  readonly scopes?: readonly string[];
  readonly apiVersion?: string;
  readonly streamingType?: string;
  readonly supportsMediaDownload?: boolean;
  readonly useMediaDownloadService?: boolean;
  readonly supportsMediaUpload?: boolean;
  readonly mediaUpload?: RestMediaUpload;
}

/** How a method takes media. Paths are relative to `rootUrl`. */
export interface RestMediaUpload {
  readonly accept?: readonly string[];
  readonly maxSize?: string;
  readonly protocols?: {
    readonly simple?: { readonly path: string; readonly multipart?: boolean };
    readonly resumable?: {
      readonly path: string;
      readonly multipart?: boolean;
    };
  };
}

/** A type: of a named schema, a property, an element, a parameter. */
export interface RestSchema {
  readonly id?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: string;
  readonly pattern?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly enumDeprecated?: readonly boolean[];
  readonly readOnly?: boolean;
  readonly deprecated?: boolean;
  readonly properties?: Dictionary<RestSchema>;
  readonly additionalProperties?: RestSchema;
  readonly items?: RestSchema;
  readonly annotations?: { readonly required?: readonly string[] };
  readonly variant?: {
    readonly discriminant: string;
    readonly map: readonly {
      readonly type_value: string;
      readonly $ref: string;
    }[];
  };
}

/** A path, query or global parameter. */
export interface RestParameter extends RestSchema {
  readonly location?: string;
  readonly required?: boolean;
  readonly repeated?: boolean;
}
