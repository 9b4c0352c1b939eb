import { isPolled } from "../plan/operations.js";
import { mustGive, type MethodPlan } from "../plan/resources.js";
import {
  answerType,
  methodArguments,
  nextArguments,
  type ArgumentView,
} from "./argumentView.js";
import type { Reference, ResourcePage } from "./reference.js";
import { anchorOf } from "./target.js";
import { typeParts, word, type TypePart } from "./typeParts.js";

/** What can be called, as a page shows it: a method, its `_next`, its `_media`. */
export interface MethodView {
  readonly name: string;
  readonly anchor: string;
  readonly plan: MethodPlan;
  readonly kind: "method" | "next" | "media";
  /** `genomics.operations.list({ name, filter? })`. */
  readonly call: string;
  /** The same without what leads to the method. */
  readonly shortCall: string;
  /** What the call gives: `PagedRequest<ListOperationsResponse, Operation>`. */
  readonly gives: readonly TypePart[];
  readonly arguments: readonly ArgumentView[];
}

/** What a resource's page shows, in its order. */
export function methodViews(
  reference: Reference,
  page: ResourcePage,
): readonly MethodView[] {
  return page.plan.methods.flatMap((plan) => {
    const args = methodArguments(reference, plan);
    const own = (
      kind: MethodView["kind"],
      name: string,
      names: string,
      gives: readonly TypePart[],
      shown: readonly ArgumentView[],
    ): MethodView => ({
      name,
      anchor: anchorOf(name),
      plan,
      kind,
      call: `${page.accessor.join(".")}.${name}(${names})`,
      shortCall: `${name}(${names})`,
      gives,
      arguments: shown,
    });
    const { nextName, mediaName, requestName } = plan;
    return [
      own(
        "method",
        plan.name,
        callArguments(reference, plan, args),
        givesParts(reference, plan),
        args,
      ),
      ...(nextName
        ? [
            own(
              "next",
              nextName,
              "previousRequest, previousResponse",
              [word(`${requestName ?? ""} | null`)],
              nextArguments(reference, plan, nextName),
            ),
          ]
        : []),
      ...(mediaName
        ? [
            own(
              "media",
              mediaName,
              callArguments(reference, plan, args),
              [word("MediaRequest")],
              [],
            ),
          ]
        : []),
    ];
  });
}

/** `{ name, filter?, pageSize? }`; nothing where there is nothing to give. */
function callArguments(
  { plan }: Reference,
  method: MethodPlan,
  args: readonly ArgumentView[],
): string {
  const own = args.map(({ name, isRequired }) =>
    isRequired ? name : `${name}?`,
  );
  const isNeeded = plan.parameters.some(
    ({ parameter }) => parameter.mustBeGiven,
  );
  const needed = isNeeded ? mustGive(method, plan.parameters) : [];
  const standard = plan.parameters
    .filter(({ parameter }) => needed.includes(parameter))
    .map(({ name }) => name);
  const all = [...standard, ...own];
  return all.length === 0 ? "" : `{ ${all.join(", ")} }`;
}

/** As the client declares it. */
function givesParts(
  reference: Reference,
  { method, requestName }: MethodPlan,
): readonly TypePart[] {
  const answer = answerType(method);
  const response = answer
    ? typeParts(reference, answer, "read")
    : [word("void")];
  const items = method.pagination?.items;
  if (requestName && items) {
    if (items.kind === "none")
      return [word("PageRequest<"), ...response, word(">")];
    const item = typeParts(reference, items.item, "read");
    return [
      word("PagedRequest<"),
      ...response,
      word(items.kind === "map" ? ", [string, " : ", "),
      ...item,
      word(items.kind === "map" ? "]>" : ">"),
    ];
  }
  const name = isPolled(reference.plan, method)
    ? "OperationRequest"
    : "ApiRequest";
  return [word(`${name}<`), ...response, word(">")];
}
