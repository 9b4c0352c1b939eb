import type { Pagination } from "../model/pagination.js";
import { change } from "./change.js";
import { fits } from "./fit.js";
import type { Pairing } from "./pairing.js";
import type { Change, Place } from "./report.js";
import { typeText } from "./shape.js";

/** Changes of how a method pages. */
export function pagingChanges(
  pairing: Pairing,
  where: Place,
  old: Pagination | null,
  next: Pagination | null,
): readonly Change[] {
  if (!old)
    return next
      ? [change("paging-added", where, { new: itemsText(next) })]
      : [];
  if (!next)
    return [
      change("paging-removed", where, {
        old: itemsText(old),
        typescript: true,
      }),
    ];
  const token = ({ requestToken, tokenIn, responseToken }: Pagination) =>
    `${responseToken} to ${requestToken} in the ${tokenIn}`;
  return [
    ...(token(old) === token(next)
      ? []
      : [
          change("page-token-changed", where, {
            old: token(old),
            new: token(next),
            wire: true,
          }),
        ]),
    ...(itemsText(old) === itemsText(next)
      ? []
      : [
          change("items-changed", where, {
            old: itemsText(old),
            new: itemsText(next),
            typescript: !isIteratedAlike(pairing, old, next),
          }),
        ]),
  ];
}

/** Which field is iterated is the client's own affair, as long as it gives the same. */
function isIteratedAlike(
  pairing: Pairing,
  { items: old }: Pagination,
  { items: next }: Pagination,
): boolean {
  if (old.kind === "none") return true;
  return (
    old.kind === next.kind &&
    fits(pairing, old.item, next.item, "typescript", "read")
  );
}

function itemsText({ items }: Pagination): string {
  if (items.kind === "none") return "pages without items";
  return `${items.field}: ${items.kind} of ${typeText(items.item)}`;
}
