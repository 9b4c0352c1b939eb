/**
 * What compiles with a generated client, and what must not. Nothing here is run: the compilers are the test, and an
 * `@ts-expect-error` on a line without an error is one.
 */
import {
  ApiError,
  type ClientOptions,
  type Empty,
  Genomics,
  type ListOperationsResponse,
  type Operation,
  type OperationsCancelParams,
  type OperationsGetParams,
  type OperationsListParams,
  type OperationsListRequest,
  type OperationsResource,
  waitFor,
} from "../../../generated/genomics-v1/index.js";
import { equal, type Equal } from "./equal.js";

declare const genomics: Genomics;
const { operations } = genomics;

export async function get(): Promise<void> {
  const operation = await operations.get({ name: "operations/1" });
  equal<Equal<typeof operation, Operation>>(true);
  equal<Equal<Operation["done"], boolean | undefined>>(true);
  equal<Equal<Operation["name"], string | undefined>>(true);
  const { code, message } = operation.error ?? {};
  equal<Equal<typeof code, number | undefined>>(true);
  equal<Equal<typeof message, string | undefined>>(true);
  const metadata: unknown = operation.metadata?.["@type"];
  equal<Equal<typeof metadata, unknown>>(true);

  const again = await operations.get({ name: "operations/1" }).execute();
  equal<Equal<typeof again, Operation>>(true);
  const response = await operations.get({ name: "operations/1" }).asResponse();
  equal<Equal<typeof response, Response>>(true);

  // @ts-expect-error the name is missing
  operations.get({});
  // @ts-expect-error so is everything
  operations.get();
  // @ts-expect-error a name is a text
  operations.get({ name: 1 });
  // @ts-expect-error a name must be given, and undefined is none
  operations.get({ name: undefined });
  // @ts-expect-error only 1 and 2
  operations.get({ name: "operations/1", x__xgafv: "3" });
  // @ts-expect-error they are texts
  operations.get({ name: "operations/1", x__xgafv: 1 });
  // @ts-expect-error get has no filter
  operations.get({ name: "operations/1", filter: "x" });
  // @ts-expect-error the wire's name is for the wire
  operations.get({ name: "operations/1", "$.xgafv": "1" });
  // @ts-expect-error an operation has no such field
  void operation.state;
  // @ts-expect-error get has no pages
  operations.get({ name: "operations/1" }).pages();
  // @ts-expect-error a field that the server may leave out
  void operation.name.length;
  // @ts-expect-error and that is never null
  operation.done = null;
}

export async function list(): Promise<void> {
  const request = operations.list({
    name: "operations",
    filter: undefined,
    pageSize: undefined,
    pageToken: undefined,
    x__xgafv: undefined,
    fields: undefined,
  });
  equal<Equal<typeof request, OperationsListRequest>>(true);
  const page = await request;
  equal<Equal<typeof page, ListOperationsResponse>>(true);
  equal<Equal<typeof page.operations, Operation[] | undefined>>(true);
  equal<Equal<typeof page.nextPageToken, string | undefined>>(true);

  for await (const operation of request)
    equal<Equal<typeof operation, Operation>>(true);
  for await (const one of request.pages())
    equal<Equal<typeof one, ListOperationsResponse>>(true);

  // @ts-expect-error the name is missing
  operations.list({ pageSize: 1 });
  // @ts-expect-error a size is a number
  operations.list({ name: "operations", pageSize: "1" });
  // @ts-expect-error list takes no body
  operations.list({ name: "operations", body: {} });
  // @ts-expect-error the items are to be waited for
  for (const operation of request) equal<Equal<typeof operation, never>>(true);
}

export async function listNext(): Promise<void> {
  let request: OperationsListRequest | null = operations.list({
    name: "operations",
  });
  while (request) {
    const response: ListOperationsResponse = await request.execute();
    request = operations.list_next(request, response);
  }
  const first = operations.list({ name: "operations" });
  const next = operations.list_next(first, await first);
  equal<Equal<typeof next, OperationsListRequest | null>>(true);
  const after = first.next({ nextPageToken: "2" });
  equal<Equal<typeof after, OperationsListRequest | null>>(true);

  // @ts-expect-error there may be none
  next.execute();
  // @ts-expect-error the answer is missing
  operations.list_next(first);
  // @ts-expect-error a request is no answer
  operations.list_next(first, first);
  // @ts-expect-error get is not paged
  operations.list_next(operations.get({ name: "operations/1" }), {});
  // @ts-expect-error nor has it a next
  void operations.get_next;
}

export async function cancel(): Promise<void> {
  const answer = await operations.cancel({ name: "operations/1" });
  equal<Equal<typeof answer, Empty>>(true);
  await operations.cancel({ name: "operations/1", body: {} });
  await operations.cancel({ name: "operations/1", body: undefined });

  // @ts-expect-error the body has no fields
  operations.cancel({ name: "operations/1", body: { force: true } });
  // @ts-expect-error the name is missing
  operations.cancel({ body: {} });
}

export function options(): void {
  const signal = AbortSignal.timeout(1000);
  operations.get({ name: "operations/1" }, { signal, timeout: 1000 });
  operations.get({ name: "operations/1" }, { signal: undefined });
  // @ts-expect-error milliseconds are a number
  operations.get({ name: "operations/1" }, { timeout: "1s" });
  // @ts-expect-error a call has no auth of its own
  operations.get({ name: "operations/1" }, { auth: "T" });

  new Genomics();
  new Genomics({ auth: "T" });
  new Genomics({ auth: () => "T" });
  new Genomics({ auth: async () => ({ token: "T" }) });
  new Genomics({ auth: { getAccessToken: async () => "T" } });
  new Genomics({ auth: { getRequestHeaders: async () => new Headers() } });
  new Genomics({ auth: { getRequestHeaders: () => ({ authorization: "T" }) } });
  new Genomics({ apiKey: "K", rootUrl: undefined, timeout: 1000 });
  new Genomics({ fetch });
  // @ts-expect-error not a way to authorize
  new Genomics({ auth: { token: "T" } });
  // @ts-expect-error no such option
  new Genomics({ key: "K" });

  // Wrappers of one's own can name all of it.
  const given: ClientOptions = { apiKey: "K" };
  const wrapped: OperationsResource = new Genomics(given).operations;
  const params: OperationsGetParams & OperationsListParams = {
    name: "operations",
    x__xgafv: "1",
  };
  const toCancel: OperationsCancelParams = { ...params, body: {} };
  wrapped.cancel(toCancel);
  // @ts-expect-error resources are set once
  genomics.operations = wrapped;
}

export function errors(error: unknown): number | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { code, status, details } = error;
  equal<Equal<typeof code, number>>(true);
  equal<Equal<typeof status, string | undefined>>(true);
  for (const detail of details) {
    if (detail["@type"] === "type.googleapis.com/google.rpc.RetryInfo") {
      equal<Equal<typeof detail.retryDelay, string | undefined>>(true);
      // @ts-expect-error that is another detail's
      void detail.reason;
    }
  }
  return code;
}

export async function wait(): Promise<void> {
  const request = operations.get({ name: "operations/1" });

  // Of its schema's type, where nothing is said
  const operation = await waitFor(request, {
    timeout: 1000,
    onProgress: (state) => equal<Equal<typeof state, Operation>>(true),
  });
  equal<Equal<typeof operation, Operation>>(true);
  const declared: Operation = await waitFor(request);
  void declared.error?.code;

  // Of the types that the caller knows
  interface Variants {
    variantSetId: string;
  }
  interface Metadata {
    progress?: number;
  }
  const imported = await waitFor<Variants, Metadata>(request, {
    onProgress: ({ name, metadata }) => {
      equal<Equal<typeof name, string | undefined>>(true);
      equal<Equal<typeof metadata, Metadata | undefined>>(true);
    },
  });
  equal<Equal<typeof imported.response, Variants>>(true);
  equal<Equal<typeof imported.metadata, Metadata | undefined>>(true);
  const { response, metadata } = await waitFor<Variants>(request);
  equal<Equal<typeof response, Variants>>(true);
  equal<Equal<typeof metadata, unknown>>(true);

  // @ts-expect-error cancelling is no operation
  void waitFor(operations.cancel({ name: "operations/1" }));
  // @ts-expect-error whatever is said of it
  void waitFor<Empty>(operations.cancel({ name: "operations/1" }));
  // @ts-expect-error nor is a page of them
  void waitFor(operations.list({ name: "operations" }));
  // @ts-expect-error a call is waited for, not its answer
  void waitFor(await request);
  // @ts-expect-error no such option
  void waitFor(request, { delay: 1 });
}
