// A Discovery document as OpenAPI 3, as the routes of the peers need it.
import { readFileSync } from "node:fs";
import googleDiscovery from "google-discovery-to-swagger";
import swagger2openapi from "swagger2openapi";

export async function toOpenApi(file) {
  const discovery = JSON.parse(readFileSync(file, "utf8"));
  const swagger = googleDiscovery.convert(discovery);
  const { openapi } = await swagger2openapi.convertObj(swagger, {
    patch: true,
    warnOnly: true,
  });
  return openapi;
}
