// `heyApi.js DOCUMENT OUT`: a client of an API on hey-api's fetch client, by way of OpenAPI.
import { createClient } from "@hey-api/openapi-ts";
import { toOpenApi } from "./toOpenApi.js";

const [document, out] = process.argv.slice(2);
await createClient({
  input: await toOpenApi(document),
  output: { path: out },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
  logs: { level: "silent" },
});
