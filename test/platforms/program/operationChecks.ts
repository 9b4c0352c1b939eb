/** Operations that take a while. */
import {
  ApiClient,
  type OperationMethodDescriptor,
  waitFor,
  type WaitOptions,
} from "../../../templates/runtime/index.js";
import { get, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";

interface Operation {
  readonly name?: string;
  readonly done?: boolean;
  readonly metadata?: unknown;
  readonly response?: unknown;
}

const poll: OperationMethodDescriptor = { ...get, poll: "itself" };

export function operationChecks({ api }: Servers): Checks {
  const client = new ApiClient(service, { rootUrl: api, retry: false });
  const wait = (
    name: string,
    options: WaitOptions<Operation>,
  ): Promise<Operation> =>
    waitFor(client.request<Operation>(poll, { name }), {
      initialDelay: 1,
      ...options,
    });

  return {
    "an operation that ends": async () => {
      const seen: unknown[] = [];
      const onProgress = ({ metadata }: Operation): void =>
        void seen.push(metadata);
      return [await wait("books/scanned", { onProgress }), seen];
    },
    "an operation that fails": async () =>
      told(await failure(wait("books/lost", {})), "code", "status", "message"),
    "an operation that is not waited for to its end": async () =>
      told(await failure(wait("books/scanning", { timeout: 200 })), "message"),
  };
}
