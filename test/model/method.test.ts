/** Methods, their parameters and where they are sent. */
import { describe, expect, test } from "vitest";
import { toApiModel, type ApiModel } from "../../generator/model/api.js";
import type { Parameter } from "../../generator/model/parameter.js";
import type {
  RestMethod,
  RestParameter,
} from "../../generator/read/restDescription.js";
import { methodOf, modelOf } from "./modelOf.js";

const text = { type: "string" };

/** The parameter `x` of a method with this path. */
function parameterOf(
  parameter: RestParameter,
  path = "v1/things",
  method: Partial<RestMethod> = {},
): Parameter {
  const found = methodOf({ path, parameters: { x: parameter }, ...method })
    .parameters[0];
  if (!found) throw new Error("the method lacks the parameter");
  return found;
}

describe("where a parameter goes", () => {
  test.each(["v1/{x}", "v1/{+x}", "v1/{y}/{x}:run"])(
    "without a location, into the path that names it: %s",
    (path) => {
      expect(parameterOf(text, path)).toMatchObject({
        location: "path",
        required: true,
        mustBeGiven: true,
        isUnsent: false,
      });
    },
  );

  test("without a location, into the query where the path does not name it", () => {
    expect(parameterOf(text, "v1/{y}/x")).toMatchObject({
      location: "query",
      required: false,
      mustBeGiven: false,
      isUnsent: false,
    });
  });

  test("as it says, where it says so", () => {
    const query = { ...text, location: "query" };
    expect(parameterOf(query, "v1/{x}").location).toBe("query");
    const path = { ...text, location: "path" };
    expect(parameterOf(path, "v1/{y}")).toMatchObject({
      location: "path",
      isUnsent: true,
    });
  });
});

describe("whether a parameter must be given", () => {
  test.each<[RestParameter, boolean]>([
    [{ ...text, location: "query" }, false],
    [{ ...text, location: "query", required: true }, true],
    [{ ...text, location: "query", required: true, default: "" }, true],
    [{ ...text, location: "query", required: true, default: "me" }, false],
    [{ ...text, location: "path" }, true],
    [{ ...text, location: "path", required: true, default: "" }, true],
    [{ ...text, location: "path", required: true, default: "me" }, false],
  ])("%j", (parameter, mustBeGiven) => {
    expect(parameterOf(parameter, "v1/{x}").mustBeGiven).toBe(mustBeGiven);
  });
});

test("a parameter in the path is one value, whatever it says", () => {
  const repeated = { ...text, repeated: true };
  const path = { ...repeated, location: "path" };
  expect(parameterOf(path, "v1/{x}").repeated).toBe(false);
  expect(parameterOf(repeated, "v1/{x}").repeated).toBe(false);
  expect(parameterOf(repeated).repeated).toBe(true);
  const query = { ...repeated, location: "query" };
  expect(parameterOf(query).repeated).toBe(true);
});

describe("slashes", () => {
  const modelWith = (
    rootUrl: string,
    servicePath: string,
    path: string,
  ): ApiModel =>
    toApiModel({
      id: "test:v1",
      name: "test",
      version: "v1",
      rootUrl,
      servicePath,
      methods: { get: { id: "test.get", httpMethod: "GET", path } },
    });

  test.each<[root: string, service: string, path: string, url: string]>([
    ["https://a.com/", "bb/v1/", "x", "https://a.com/bb/v1/x"],
    ["https://a.com/", "/bb/v1", "/x", "https://a.com/bb/v1/x"],
    ["https://a.com", "/bb/v1/", "x", "https://a.com/bb/v1/x"],
    ["https://a.com//", "//bb/v1//", "//x", "https://a.com/bb/v1/x"],
    ["https://a.com/", "", "/v1/x", "https://a.com/v1/x"],
    ["https://a.com/", "/", "v1/x/", "https://a.com/v1/x/"],
    ["https://a.com/", "b", "{+name}", "https://a.com/b/{+name}"],
    ["https://a.com/p", "b/", "x//y", "https://a.com/p/b/x//y"],
  ])("%s and %s and %s", (rootUrl, servicePath, path, url) => {
    const model = modelWith(rootUrl, servicePath, path);
    const sent = model.root.methods[0]?.path ?? "";
    expect(model.rootUrl + model.servicePath + sent).toBe(url);
  });
});

describe("media", () => {
  const upload: Partial<RestMethod> = {
    httpMethod: "POST",
    supportsMediaUpload: true,
    mediaUpload: {
      accept: ["*/*"],
      protocols: { simple: { path: "/upload/v1/x", multipart: true } },
    },
  };
  const pages: Partial<RestMethod> = {
    parameters: { pageToken: { type: "string", location: "query" } },
    response: {
      type: "object",
      properties: { nextPageToken: { type: "string" } },
    },
  };

  test("a method that says so has an upload", () => {
    expect(methodOf(upload)).toMatchObject({
      upload: { accept: ["*/*"] },
      pagination: null,
    });
  });

  test("one that pages has none", () => {
    const method = methodOf({ ...upload, ...pages });
    expect(method.pagination).not.toBeNull();
    expect(method.upload).toBeNull();
  });
});

test("a required parameter of the API is one of the model", () => {
  expect(modelOf({}).parameters).toEqual([]);
  const model = toApiModel({
    id: "test:v1",
    name: "test",
    version: "v1",
    rootUrl: "https://test.googleapis.com/",
    servicePath: "",
    parameters: { key: { ...text, location: "query", required: true } },
  });
  expect(model.parameters).toMatchObject([{ name: "key", mustBeGiven: true }]);
});
