import type { ApiReport } from "../../generator/inspect/inspectApi.js";
import type { ClientNode } from "./loadClient.js";
import type { SurfaceRow } from "./oracleData.js";

/**
 * What the client lacks of the surface of Google's Python client, and what it has too much: every resource, method,
 * `_media` and `_next` must be there, with each argument, and no `_next` elsewhere.
 */
export function compareSurface(
  {
    report,
    client,
  }: { readonly report: ApiReport; readonly client: ClientNode },
  rows: readonly SurfaceRow[],
): readonly string[] {
  const faults: string[] = [];
  const expectedNext = new Set<string>();
  const nodeAt = (accessor: readonly string[]): unknown =>
    accessor.reduce<unknown>(
      (node, name) => (node as ClientNode | undefined)?.[name],
      client,
    );
  const has = (
    accessor: readonly string[],
    type: "function" | "object",
  ): boolean => typeof nodeAt(accessor) === type;

  for (const row of rows) {
    if (row.kind === "document" || row.kind === "batch") continue;
    const where = [...row.resource, row.name].join(".");
    const base = row.kind === "next" ? row.name.replace(/_?_next$/, "") : "";
    const method = report.methods.find(
      (candidate) =>
        sameNames(candidate.resource, row.resource) &&
        (row.kind === "next"
          ? candidate.method.replaceAll(/[^A-Za-z0-9]/g, "_") === base
          : candidate.method === row.discovery),
    );
    switch (row.kind) {
      case "resource": {
        const path = [...row.resource, row.discovery ?? ""];
        const inside = report.methods.find(({ resource }) =>
          sameNames(resource.slice(0, path.length), path),
        );
        if (inside && !has(inside.accessor.slice(0, path.length), "object"))
          faults.push(`resource ${where} is missing`);
        break;
      }
      case "method":
      case "media": {
        const name =
          row.kind === "media" ? method?.download?.name : method?.name;
        if (
          !method ||
          name === undefined ||
          !has([...method.accessor, name], "function")
        ) {
          faults.push(`${row.kind} ${where} is missing`);
          break;
        }
        const known = new Set([
          ...report.standardParameters.map(({ wireName }) => wireName),
          ...method.parameters.map(({ wireName }) => wireName),
          ...(method.body ? ["body"] : []),
          ...(method.upload ? ["media_body", "media_mime_type"] : []),
        ]);
        for (const argument of row.args ?? []) {
          const wireName = argument.name ?? argument.py;
          if (!known.has(wireName)) faults.push(`${where} lacks ${wireName}`);
        }
        break;
      }
      case "next": {
        const next = method?.next;
        if (
          !method ||
          !next ||
          !has([...method.accessor, next.name], "function")
        ) {
          faults.push(`next ${where} is missing`);
          break;
        }
        expectedNext.add(keyOf(method));
        for (const token of [
          "requestToken",
          "responseToken",
          "tokenIn",
        ] as const) {
          if (next[token] !== row[token])
            faults.push(
              `${where}: ${token} is ${next[token]}, not ${row[token]}`,
            );
        }
      }
    }
  }
  for (const method of report.methods) {
    if (method.next && !expectedNext.has(keyOf(method)))
      faults.push(`${keyOf(method)} has a next that Python's client lacks`);
  }
  return faults;
}

function keyOf({
  resource,
  method,
}: {
  resource: readonly string[];
  method: string;
}): string {
  return [...resource, method].join(".");
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
