/** What a page's visitors load. */
import { join } from "node:path";
import { budget, note, table } from "../report.js";
import { hasPeers, root } from "../workspace.js";
import { bundle, driveClients, gzipped } from "./clients.js";

const genomics = join(root, "generated/genomics-v1/index.ts");

export async function run(): Promise<void> {
  const rows: (readonly [string, number, number])[] = [];
  const size = async (
    name: string,
    program: string,
    platform?: "browser" | "node",
  ): Promise<number> => {
    const text = await bundle(program, platform);
    const compressed = gzipped(text);
    rows.push([name, text.length, compressed]);
    return compressed;
  };
  const call = await size(
    "one paged Genomics call",
    `import { Genomics } from ${JSON.stringify(genomics)};
    for await (const { name } of new Genomics({ auth: "T" }).operations.list({ name: "operations" })) console.log(name);`,
  );
  const clients = driveClients();
  let drive = NaN;
  if (clients) {
    const index = JSON.stringify(join(clients.ours, "drive-v3/index.ts"));
    await size(
      "one Drive call",
      `import { FilesResource } from ${JSON.stringify(join(clients.ours, "drive-v3/resources/files.ts"))};
      import { ApiClient } from ${JSON.stringify(join(clients.ours, "runtime/index.ts"))};
      import { service } from ${index};
      console.log(await new FilesResource(new ApiClient(service, { auth: "T" })).list({ pageSize: 10 }));`,
    );
    drive = await size(
      "all of drive v3",
      `import { Drive } from ${index}; console.log(new Drive({ auth: "T" }));`,
    );
  } else note("skipped: drive v3 is not in the corpus");
  if (hasPeers && clients?.heyApi && clients.types) {
    await size(
      "@googleapis/drive, one call",
      `import { drive } from "@googleapis/drive"; console.log(drive({ version: "v3", auth: "T" }).files.list({ pageSize: 10 }));`,
      "node",
    );
    await size(
      "openapi-fetch, one call",
      `import createClient from "openapi-fetch";
      import type { paths } from ${JSON.stringify(join(clients.types, "schema.ts"))};
      const client = createClient<paths>({ baseUrl: "https://www.googleapis.com/drive/v3", headers: { authorization: "Bearer T" } });
      console.log(await client.GET("/files", { params: { query: { pageSize: 10 } } }));`,
    );
    await size(
      "hey-api, one call",
      `import { driveFilesList } from ${JSON.stringify(join(clients.heyApi, "sdk.gen.ts"))};
      console.log(await driveFilesList({ query: { pageSize: 10 } }));`,
    );
  }
  table(["bundle, bytes", "min", "min+gzip"], rows);
  budget("one paged Genomics call", call, "at most", 5000);
  if (clients) budget("all of drive v3", drive, "at most", 12_000);
}
