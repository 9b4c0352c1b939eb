import type { Method } from "../model/method.js";
import type { ApiPlan } from "../plan/api.js";
import { change } from "./change.js";
import { mediaChanges } from "./mediaChanges.js";
import { methodNameChanges } from "./nameChanges.js";
import { noteChanges } from "./noteChanges.js";
import { pagingChanges } from "./pagingChanges.js";
import type { MethodPair, Pairing } from "./pairing.js";
import { pollingChanges } from "./pollingChanges.js";
import { parameterChanges, type MethodParameter } from "./parameterChanges.js";
import { requiredNow } from "./requirements.js";
import type { Change, Place } from "./report.js";
import { pathKey, type MethodAt } from "./revision.js";
import { typeText } from "./shape.js";
import { differenceOf, typeVerdict } from "./typeChanges.js";

/** Methods that came, went or are called otherwise, and what changed in the others. */
export function methodChanges(pairing: Pairing): readonly Change[] {
  const line = ({ method }: MethodAt): string =>
    `${method.verb} ${method.path}`;
  return [
    ...pairing.removedMethods.map((method) =>
      change("method-removed", placeOf(method), {
        old: line(method),
        wire: true,
        typescript: true,
      }),
    ),
    ...pairing.methods.flatMap((both) => [
      ...renaming(both),
      ...pairChanges(pairing, both),
    ]),
    ...pairing.addedMethods.map((method) =>
      change("method-added", placeOf(method), { new: line(method) }),
    ),
  ];
}

function placeOf({ name }: MethodAt): Place & { readonly kind: "method" } {
  return { kind: "method", method: name };
}

function renaming({ old, new: next }: MethodPair): readonly Change[] {
  const where = placeOf(old);
  if (pathKey(old.method) === pathKey(next.method))
    return methodNameChanges(where, old, next);
  const isMoved =
    JSON.stringify(old.method.resourcePath) !==
    JSON.stringify(next.method.resourcePath);
  return [
    change(isMoved ? "method-moved" : "method-renamed", where, {
      old: old.accessor,
      new: next.accessor,
      typescript: true,
    }),
  ];
}

function pairChanges(pairing: Pairing, both: MethodPair): readonly Change[] {
  const { old: before, new: after } = both;
  const where = placeOf(before);
  const old = before.method;
  const next = after.method;
  return [
    ...httpChanges(pairing, where, old, next),
    ...parameterChanges(
      before.name,
      parametersOf(before, pairing.old.plan),
      parametersOf(after, pairing.new.plan),
    ),
    ...requestChanges(pairing, where, old, next),
    ...responseChanges(pairing, where, old, next),
    ...pagingChanges(pairing, where, old.pagination, next.pagination),
    ...mediaChanges(where, old, next),
    ...scopeChanges(pairing, where, old, next),
    ...pollingChanges(pairing, where, both),
    ...noteChanges(where, old, next),
  ];
}

function httpChanges(
  { old: { plan: before }, new: { plan: after } }: Pairing,
  where: Place,
  old: Method,
  next: Method,
): readonly Change[] {
  // What a variable is called is nothing to the server.
  const template = ({ path }: Method): string =>
    path.replaceAll(/\{(\+?)[^}]*\}/g, "{$1}");
  const isSameUrl =
    before.model.servicePath + template(old) ===
    after.model.servicePath + template(next);
  return [
    ...(old.verb === next.verb
      ? []
      : [
          change("verb-changed", where, {
            old: old.verb,
            new: next.verb,
            wire: true,
            // Only a PATCH takes null for a field.
            typescript:
              old.verb === "PATCH" &&
              old.request !== null &&
              next.request !== null,
          }),
        ]),
    ...(isSameUrl || template(old) === template(next)
      ? []
      : [
          change("path-changed", where, {
            old: old.path,
            new: next.path,
            wire: true,
          }),
        ]),
    ...(old.apiVersion === next.apiVersion
      ? []
      : [
          change("api-version-changed", where, {
            old: old.apiVersion,
            new: next.apiVersion,
            wire: true,
          }),
        ]),
  ];
}

/** A method's own parameters and the standard ones that it does not declare itself. */
function parametersOf(
  { plan: { parameters, overridden } }: MethodAt,
  plan: ApiPlan,
): readonly MethodParameter[] {
  return [
    ...parameters.map((one) => ({ ...one, isStandard: false })),
    ...plan.parameters
      .filter(({ name }) => !overridden.includes(name))
      .map((one) => ({ ...one, isStandard: true })),
  ];
}

function requestChanges(
  pairing: Pairing,
  where: Place & { readonly kind: "method" },
  { request: old }: Method,
  next: Method,
): readonly Change[] {
  const { request } = next;
  if (!old) {
    if (!request) return [];
    const isRequired = requiredNow(pairing.new, next).size > 0;
    return [
      change("request-added", where, {
        new: typeText(request),
        wire: isRequired,
        typescript: isRequired,
      }),
    ];
  }
  if (!request)
    return [
      change("request-removed", where, {
        old: typeText(old),
        wire: true,
        typescript: true,
      }),
    ];
  if (differenceOf(pairing, old, request) === "same") return [];
  return [
    change("request-type-changed", where, {
      old: typeText(old),
      new: typeText(request),
      ...typeVerdict(pairing, old, request, { isRead: false, isGiven: true }),
    }),
  ];
}

function responseChanges(
  pairing: Pairing,
  where: Place,
  old: Method,
  next: Method,
): readonly Change[] {
  if (!old.response)
    return next.response
      ? [change("response-added", where, { new: typeText(next.response) })]
      : [];
  if (!next.response)
    return [
      change("response-removed", where, {
        old: typeText(old.response),
        wire: true,
        typescript: true,
      }),
    ];
  return [
    ...(differenceOf(pairing, old.response, next.response) === "same"
      ? []
      : [
          change("response-type-changed", where, {
            old: typeText(old.response),
            new: typeText(next.response),
            ...typeVerdict(pairing, old.response, next.response, {
              isRead: true,
              isGiven: false,
            }),
          }),
        ]),
    ...(old.streams === next.streams
      ? []
      : [
          change("streaming-changed", where, {
            old: old.streams ? "array" : "one",
            new: next.streams ? "array" : "one",
            wire: true,
            typescript: true,
          }),
        ]),
  ];
}

/** A method needs any one of its scopes. One that the whole API gained or lost is told there. */
function scopeChanges(
  { old: { plan: before }, new: { plan: after } }: Pairing,
  where: Place,
  { scopes: old }: Method,
  { scopes: next }: Method,
): readonly Change[] {
  const known = (plan: ApiPlan): ReadonlySet<string> =>
    new Set(plan.model.scopes.map(({ url }) => url));
  const gone = old.filter(
    (url) => !next.includes(url) && known(after).has(url),
  );
  const come = next.filter(
    (url) => !old.includes(url) && known(before).has(url),
  );
  return [
    ...gone.map((url) =>
      change("scope-removed", where, {
        old: url,
        // Without any the method is open to all.
        wire: next.length > 0,
        typescript: true,
      }),
    ),
    ...come.map((url) =>
      change("scope-added", where, {
        new: url,
        wire: old.length === 0,
      }),
    ),
  ];
}
