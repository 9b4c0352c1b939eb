/** Calls that are sent with a condition. */
import {
  ApiClient,
  conditional,
  revalidate,
} from "../../../templates/runtime/index.js";
import { create, get, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";

export function conditionChecks({ api }: Servers): Checks {
  const client = new ApiClient(service, { rootUrl: api, retry: false });
  const read = () => client.request<object>(get, { name: "books/tagged" });

  return {
    "a result that has not changed": async () => {
      const known = await revalidate(read(), undefined);
      const { etag: ifNoneMatch } = known;
      return [
        known,
        await conditional(read(), { ifNoneMatch }),
        await conditional(read(), { ifNoneMatch: '"other"' }),
        (await revalidate(read(), known)) === known,
      ];
    },
    "a change under a condition": async () => {
      const change = () =>
        client.request<object>(create, { body: {}, tagged: true });
      const changed = await conditional(change(), { ifMatch: '"1"' });
      const conflict = conditional(change(), { ifMatch: '"other"' });
      return [changed, told(await failure(conflict), "code")];
    },
  };
}
