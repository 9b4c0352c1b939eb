import type {
  RestDescription,
  RestMethod,
  RestSchema,
} from "../../generator/read/restDescription.js";

/** What a test says of a tiny API; all else is the same in each. */
export interface TinyParts {
  readonly api?: Partial<RestDescription>;
  /** The method `things.list`; null for an API without it. */
  readonly list?: Partial<RestMethod> | null;
  /** More methods of `things`. */
  readonly methods?: Readonly<Record<string, RestMethod>>;
  readonly schemas?: Readonly<Record<string, RestSchema>>;
}

/** An API `tiny:v1` with one method, `things.list`. */
export function tinyApi({
  api = {},
  list = {},
  methods = {},
  schemas = {},
}: TinyParts = {}): RestDescription {
  return {
    id: "tiny:v1",
    name: "tiny",
    version: "v1",
    revision: "20210101",
    rootUrl: "https://tiny.googleapis.com/",
    servicePath: "",
    schemas,
    resources: {
      things: {
        methods: {
          ...(list && {
            list: {
              id: "tiny.things.list",
              httpMethod: "GET",
              path: "v1/things",
              ...list,
            },
          }),
          ...methods,
        },
      },
    },
    ...api,
  };
}
