import type { Node } from "jsonc-parser";

import type { Place } from "./place.js";
import { quoted } from "./printable.js";
import type { Report } from "./problem.js";

/** Reports every key that an object has a second time. The tree's depth is bounded by the caller. */
export function reportDuplicateKeys(
  node: Node,
  report: Report,
  place?: Place,
): void {
  if (node.type === "array") {
    node.children?.forEach((item, key) => {
      reportDuplicateKeys(item, report, { parent: place, key });
    });
    return;
  }
  if (node.type !== "object") return;
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [keyNode, value] = property.children ?? [];
    if (keyNode === undefined) continue;
    const key = String(keyNode.value);
    const member: Place = { parent: place, key };
    if (seen.has(key))
      report({
        code: "duplicate-key",
        message: `the key ${quoted(key)} is in this object already`,
        place: member,
        offset: keyNode.offset,
      });
    seen.add(key);
    if (value !== undefined) reportDuplicateKeys(value, report, member);
  }
}
