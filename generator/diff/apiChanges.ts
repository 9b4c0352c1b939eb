import type { ApiModel } from "../model/api.js";
import { change } from "./change.js";
import { apiNameChanges } from "./nameChanges.js";
import { descriptionChange, noteChanges } from "./noteChanges.js";
import type { Pairing } from "./pairing.js";
import { parameterChanges } from "./parameterChanges.js";
import type { Change, Place } from "./report.js";

const where: Place = { kind: "api" };

/** Changes that are for all methods. */
export function apiChanges(pairing: Pairing): readonly Change[] {
  const { plan: old } = pairing.old;
  const { plan: next } = pairing.new;
  const before = old.model;
  const after = next.model;
  const standard = (one: (typeof old.parameters)[number]) => ({
    ...one,
    isStandard: false,
  });
  return [
    ...apiNameChanges(pairing),
    ...urlChanges(pairing),
    ...endpointChanges(before, after),
    ...scopeChanges(before, after),
    ...parameterChanges(
      null,
      old.parameters.map(standard),
      next.parameters.map(standard),
    ),
    ...descriptionChange(where, before.title, after.title),
    ...descriptionChange(where, before.description, after.description),
    ...descriptionChange(
      where,
      before.documentationLink,
      after.documentationLink,
    ),
  ];
}

function urlChanges({
  old: { plan: old },
  new: { plan: next },
  methods,
}: Pairing): readonly Change[] {
  const before = old.model;
  const after = next.model;
  // A service path that moved into the methods' paths, or out of them, moved no method.
  const isMoved =
    before.servicePath !== after.servicePath &&
    (methods.length === 0 ||
      methods.some(
        (one) =>
          before.servicePath + one.old.method.path !==
          after.servicePath + one.new.method.path,
      ));
  const differ = (
    code: Parameters<typeof change>[0],
    from: string | boolean,
    to: string | boolean,
    wire: boolean,
  ): readonly Change[] =>
    from === to
      ? []
      : [change(code, where, { old: String(from), new: String(to), wire })];
  return [
    ...differ("root-url-changed", before.rootUrl, after.rootUrl, true),
    ...(isMoved
      ? differ(
          "service-path-changed",
          before.servicePath,
          after.servicePath,
          true,
        )
      : []),
    ...(before.batchPath === ""
      ? differ("batch-path-added", "", after.batchPath, false)
      : differ("batch-path-changed", before.batchPath, after.batchPath, true)),
    ...differ("wrapper-changed", before.dataWrapper, after.dataWrapper, true),
    ...differ(
      "encoding-changed",
      before.fullyEncodeReservedExpansion,
      after.fullyEncodeReservedExpansion,
      false,
    ),
  ];
}

interface Endpoint {
  readonly key: string;
  readonly url: string;
  readonly description: string;
  readonly deprecated: boolean;
}

/** Regional endpoints and that of mutual TLS. Of several at one location each is one of its own. */
function endpointChanges(before: ApiModel, after: ApiModel): readonly Change[] {
  const old = endpoints(before);
  const next = endpoints(after);
  return [
    ...[...old].flatMap(([key, endpoint]): readonly Change[] => {
      const other = next.get(key);
      if (!other)
        return [
          change("endpoint-removed", where, {
            old: shown(endpoint),
            wire: true,
            typescript: true,
          }),
        ];
      return [
        ...(endpoint.url === other.url
          ? []
          : [
              change("endpoint-changed", where, {
                old: shown(endpoint),
                new: shown(other),
                wire: true,
              }),
            ]),
        ...noteChanges(where, endpoint, other),
      ];
    }),
    ...[...next].flatMap(([key, endpoint]) =>
      old.has(key)
        ? []
        : [change("endpoint-added", where, { new: shown(endpoint) })],
    ),
  ];
}

function endpoints({
  endpoints: regional,
  mtlsRootUrl,
}: ApiModel): ReadonlyMap<string, Endpoint> {
  const byKey = new Map<string, Endpoint>();
  if (mtlsRootUrl !== "")
    byKey.set("mtls", {
      key: "mtls",
      url: mtlsRootUrl,
      description: "",
      deprecated: false,
    });
  for (const { location, url, description, deprecated } of regional) {
    const isAlone =
      regional.filter((other) => other.location === location).length === 1;
    const key = isAlone && location !== "" ? location : url;
    byKey.set(key, { key, url, description, deprecated });
  }
  return byKey;
}

function shown({ key, url }: Endpoint): string {
  return key === url ? url : `${key}: ${url}`;
}

function scopeChanges(before: ApiModel, after: ApiModel): readonly Change[] {
  const old = new Map(before.scopes.map((scope) => [scope.url, scope]));
  const next = new Map(after.scopes.map((scope) => [scope.url, scope]));
  return [
    ...[...old.values()].flatMap(({ url, description }) => {
      const other = next.get(url);
      return other
        ? descriptionChange(where, description, other.description)
        : [
            change("scope-removed", where, {
              old: url,
              wire: true,
              typescript: true,
            }),
          ];
    }),
    ...[...next.keys()].flatMap((url) =>
      old.has(url) ? [] : [change("scope-added", where, { new: url })],
    ),
  ];
}
