/** Several calls in one request. */
import { ApiClient, batch } from "../../../templates/runtime/index.js";
import { type Book, create, get, service } from "../../runtime/service.js";
import { type Checks, type Servers, told } from "./checks.js";

export function batchChecks({ batches }: Servers): Checks {
  const client = new ApiClient(
    { ...service, batchPath: "batch/library/v1" },
    { rootUrl: batches, auth: "TOKEN", retry: false },
  );
  const read = (name: string) => client.request<Book>(get, { name });

  return {
    "a batch": async () => {
      const results = await batch([
        read("books/ü"),
        client.request<Book>(create, { body: { title: "Grüße" } }),
        read("none"),
      ]);
      return results.map((result) =>
        result.status === "fulfilled"
          ? result.value
          : told(result.reason, "code", "status"),
      );
    },
  };
}
