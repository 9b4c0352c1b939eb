import type { MethodReport } from "../../generator/inspect/inspectApi.js";
import type { ClientNode, LoadedClient } from "./loadClient.js";
import type { OracleCase } from "./oracleData.js";
import { noteRequest, type SentRequest } from "./sentRequest.js";

type Call = (params: object) => PromiseLike<unknown> & {
  execute(): Promise<unknown>;
};

/** What the generated client did with a case, as the comparer reads it. */
export type CaseRecord = { readonly id: string; readonly ok: boolean } & {
  readonly [member: string]: unknown;
};

/** Makes the call of a case with the generated client, and notes what it would have sent. */
export async function runCase(
  client: LoadedClient,
  oracleCase: OracleCase,
): Promise<CaseRecord> {
  const sent: SentRequest[] = [];
  const { id } = oracleCase;
  try {
    const api = client.create(async (url, init) => {
      sent.push(await noteRequest(url, init));
      return answer(oracleCase, sent.length);
    });
    const hasNext = await call(client, api, oracleCase);
    if (oracleCase.category.startsWith("next"))
      return { id, ok: true, next: hasNext ? sent[1] : null };
  } catch (error) {
    // What happens after the request is no refusal of it.
    if (sent.length === 0 || oracleCase.category.startsWith("next"))
      return { id, ok: false, error: describe(error) };
  }
  return oracleCase.media?.resumable
    ? { id, ok: true, requests: sent }
    : { id, ok: true, ...sent[0] };
}

/** Gives whether the client made a request for a next page. */
async function call(
  { report }: LoadedClient,
  api: ClientNode,
  oracleCase: OracleCase,
): Promise<boolean> {
  const method = findMethod(report.methods, oracleCase);
  const resource = method.accessor.reduce<ClientNode>(
    (node, name) => node[name] as ClientNode,
    api,
  );
  const name = oracleCase.download ? method.download?.name : method.name;
  if (name === undefined) throw new Error("the method gives no media");
  const params = toParams(
    oracleCase,
    new Map(
      [...report.standardParameters, ...method.parameters].map((parameter) => [
        parameter.wireName,
        parameter.name,
      ]),
    ),
  );
  const request = (resource[name] as Call).call(resource, params);
  if (!oracleCase.category.startsWith("next")) {
    await request;
    return false;
  }
  if (!method.next) throw new Error("the method does not page");
  const response = await request.execute();
  const next = (
    resource[method.next.name] as (
      a: unknown,
      b: unknown,
    ) => typeof request | null
  ).call(resource, request, response);
  await next?.execute();
  return next !== null;
}

function findMethod(
  methods: readonly MethodReport[],
  { resourcePath, method }: OracleCase,
): MethodReport {
  const path = JSON.stringify([...resourcePath, method]);
  const found = methods.find(
    (candidate) =>
      JSON.stringify([...candidate.resource, candidate.method]) === path,
  );
  if (!found) throw new Error(`the client has no method ${path}`);
  return found;
}

function toParams(
  { params, nulls = [], body, media }: OracleCase,
  names: ReadonlyMap<string, string>,
): object {
  return {
    ...Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        names.get(name) ?? name,
        value,
      ]),
    ),
    // Half of the world gives null, the other half undefined.
    ...Object.fromEntries(
      nulls.map((name, index) => [
        names.get(name) ?? name,
        index % 2 === 0 ? null : undefined,
      ]),
    ),
    ...(body !== undefined && { body }),
    ...(media && {
      media: {
        body: media.content,
        mimeType: media.mimeType,
        ...(media.resumable && { resumable: true }),
      },
    }),
  };
}

function answer({ media, prevResponse }: OracleCase, count: number): Response {
  if (media?.resumable && count === 1) {
    return new Response(null, {
      headers: { location: "https://session.example.com/upload-1" },
    });
  }
  return Response.json(count === 1 ? (prevResponse ?? {}) : {});
}

function describe(error: unknown): { class: string; message: string } {
  return error instanceof Error
    ? { class: error.name, message: error.message }
    : { class: "unknown", message: String(error) };
}
