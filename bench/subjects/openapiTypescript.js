// `openapiTypescript.js DOCUMENT OUT`: types of an API, by way of OpenAPI.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { toOpenApi } from "./toOpenApi.js";

const [document, out] = process.argv.slice(2);
const types = await openapiTS(await toOpenApi(document), { silent: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "schema.ts"), astToString(types));
