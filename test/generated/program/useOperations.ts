import {
  ApiError,
  Genomics,
  type OperationsListRequest,
} from "../../../generated/genomics-v1/index.js";

/** A day in the life of a program: uses the whole client, and tells what it got. Runs anywhere, and knows no platform. */
export async function useOperations(rootUrl: string): Promise<string[]> {
  const { operations } = new Genomics({
    rootUrl,
    auth: async () => "T",
    apiKey: "K",
  });
  const lines: string[] = [];

  const { name, done } = await operations.get({ name: "operations/1" });
  lines.push(`get: ${name} ${done}`);

  for await (const operation of operations.list({ name: "operations" }))
    lines.push(`item: ${operation.name}`);

  let request: OperationsListRequest | null = operations.list({
    name: "operations",
    x__xgafv: "2",
  });
  while (request) {
    const page = await request.execute();
    lines.push(`page: ${page.operations?.length ?? 0}`);
    request = operations.list_next(request, page);
  }

  const empty = await operations.cancel({ name: "operations/1", body: {} });
  lines.push(`cancel: ${JSON.stringify(empty)}`);

  try {
    await operations.get({ name: "operations/unknown" });
  } catch (error) {
    lines.push(
      error instanceof ApiError
        ? `error: ${error.code} ${error.status} ${error.message}`
        : `not an ApiError: ${String(error)}`,
    );
  }
  try {
    await operations.get({ name: "operations/silent" }, { timeout: 100 });
  } catch (error) {
    lines.push(`timeout: ${(error as Error).name}`);
  }
  try {
    const signal = AbortSignal.abort();
    await operations.get({ name: "operations/1" }, { signal });
  } catch (error) {
    lines.push(`abort: ${(error as Error).name}`);
  }
  return lines;
}
