import { join } from "node:path";
import type { Clients } from "./clients.js";

/** One call of `drive.files.list` by each client, as the source of a module that exports `call`; with `fetch` itself for the floor. */
export function programs(
  clients: Clients,
  rootUrl: string,
  withPeers: boolean,
): ReadonlyMap<string, string> {
  const url = JSON.stringify(rootUrl);
  const found = new Map([
    [
      "raw fetch",
      `const url = ${url} + "drive/v3/files?pageSize=10&q=trashed%3Dfalse&alt=json";
      export const call = async () => (await fetch(url, { headers: { authorization: "Bearer T" } })).json();`,
    ],
    [
      "discovery-codegen",
      `import { Drive } from ${file(clients.ours, "drive-v3/index.ts")};
      const drive = new Drive({ auth: "T", rootUrl: ${url} });
      export const call = () => drive.files.list({ pageSize: 10, q: "trashed=false" });`,
    ],
  ]);
  if (!withPeers || !clients.heyApi) return found;
  found.set(
    "openapi-fetch",
    `import createClient from "openapi-fetch";
    const client = createClient<any>({ baseUrl: ${url} + "drive/v3", headers: { authorization: "Bearer T" } });
    export const call = () => client.GET("/files", { params: { query: { pageSize: 10, q: "trashed=false" } } });`,
  );
  return found.set(
    "hey-api",
    `import { driveFilesList } from ${file(clients.heyApi, "sdk.gen.ts")};
    import { client } from ${file(clients.heyApi, "client.gen.ts")};
    client.setConfig({ baseUrl: ${url} + "drive/v3", auth: "T" });
    export const call = () => driveFilesList({ query: { pageSize: 10, q: "trashed=false" } });`,
  );
}

function file(folder: string, path: string): string {
  return JSON.stringify(join(folder, path));
}
