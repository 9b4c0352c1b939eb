// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/**
 * What a generated file tells the runtime of an API and of its methods. Everything that can be read off the
 * call itself (which parameters were given, and what) is not repeated here.
 */

/** The API as a whole: where it lives and how all its requests are made. */
export interface ServiceDescriptor {
  /** The API's id, such as `genomics:v1`. */
  readonly id: string;
  /** Scheme, host and slash: `https://genomics.googleapis.com/`. */
  readonly rootUrl: string;
  /** What stands between `rootUrl` and a method's path: empty, or `drive/v3/`. */
  readonly servicePath: string;
  /** Where several calls go in one request, relative to `rootUrl`: `batch/drive/v3`. */
  readonly batchPath?: string;
  /** Parameters of every method whose name differs on the wire: name in TypeScript to wire name. */
  readonly rename?: { readonly [name: string]: string };
  /** Bodies and responses are wrapped. */
  readonly wrapper?: Wrapper;
  /** In `{+x}` everything but `[-_.~/0-9A-Za-z]` is encoded. */
  readonly encodeReserved?: true;
}

/** How bodies and responses are wrapped. */
export interface Wrapper {
  wrap(body: unknown): unknown;
  unwrap(answer: unknown): unknown;
}

/** One method of the API. */
export interface MethodDescriptor {
  /** The method's id in the Discovery document, for messages: `genomics.operations.get`. */
  readonly id: string;
  readonly verb: string;
  /**
   * URI template (RFC 6570, `{x}` and `{+x}`), relative to `rootUrl` + `servicePath`. Its variables are parameters by their names in
   * TypeScript.
   */
  readonly path: string;
  /** Query parameters whose name differs on the wire: name in TypeScript to wire name. */
  readonly rename?: { readonly [name: string]: string };
  /** Required parameters that do not stand in the path, by their names in TypeScript. Path variables are always required. */
  readonly required?: readonly string[];
  /** Parameters that are not sent, by their names in TypeScript: path variables that the path does not name. */
  readonly unsent?: readonly string[];
  /** Values of path variables for when the caller gives none (gmail's `userId` is `me`). */
  readonly defaults?: { readonly [name: string]: string };
  /** Headers of every call, such as `x-goog-api-version`. */
  readonly headers?: { readonly [name: string]: string };
  /** The method answers without a body, so that `alt=json` is not asked for. */
  readonly noResponse?: true;
}

/** A place in a call's parameters for the token of a page. */
export interface RequestToken {
  of(params: object): string | undefined;
  /** The same parameters with another token. */
  with(params: object, token: string | undefined): object;
}

/** A method that answers in pages. */
export interface PagedMethodDescriptor extends MethodDescriptor {
  /**
   * The response's field that holds a page's items; absent where it is ambiguous. It is a list or a map, which is iterated as
   * `[key, value]` entries.
   */
  readonly items?: string;
  /** Where the request has the token, unless that is the parameter `pageToken`. */
  readonly requestToken?: RequestToken;
  /** The response's name for the token, where it is not `nextPageToken`. */
  readonly responseToken?: "pageToken";
}

/** A method that returns a long-running operation. */
export interface OperationMethodDescriptor extends MethodDescriptor {
  /**
   * The method that tells how far the operation is; "itself" for that method's own descriptor. The last variable of its path takes the
   * operation's name; the others, and what it requires beside them, are parameters that this method has as well, under the same names.
   */
  readonly poll: MethodDescriptor | "itself";
  /**
   * How the operation's name is made whole, where the server tells only its last segment: so many segments of a parameter, then the
   * collection.
   */
  readonly operationParent?: {
    readonly parameter: string;
    readonly segments: number;
    readonly collection: string;
  };
}

/** A method that takes media. Paths are relative to `rootUrl`. */
export interface UploadMethodDescriptor extends MethodDescriptor {
  readonly upload: {
    readonly simple?: string;
    readonly resumable?: string;
  };
}
