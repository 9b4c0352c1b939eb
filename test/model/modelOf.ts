import { toApiModel, type ApiModel } from "../../generator/model/api.js";
import type { Method } from "../../generator/model/method.js";
import type {
  RestDescription,
  RestMethod,
  RestSchema,
} from "../../generator/read/restDescription.js";

/** The model of a document that consists of these parts. */
export function modelOf(
  parts: Partial<Pick<RestDescription, "methods" | "resources" | "schemas">>,
): ApiModel {
  return toApiModel({
    id: "test:v1",
    name: "test",
    version: "v1",
    rootUrl: "https://test.googleapis.com/",
    servicePath: "",
    ...parts,
  });
}

/** A method `list` of a resource, in a document with these schemas. */
export function methodOf(
  method: Partial<RestMethod>,
  schemas: Readonly<Record<string, RestSchema>> = {},
  resource = "things",
): Method {
  const model = modelOf({
    schemas,
    resources: { [resource]: { methods: { list: restMethod(method) } } },
  });
  const found = model.root.resources[0]?.methods[0];
  if (!found) throw new Error("the model lacks the method");
  return found;
}

export function restMethod(method: Partial<RestMethod> = {}): RestMethod {
  return { id: "test.things.list", httpMethod: "GET", path: "v1/x", ...method };
}
