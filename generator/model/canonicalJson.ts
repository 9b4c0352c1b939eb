import { createHash } from "node:crypto";
import { byCodeUnit } from "../read/sorted.js";

/** JSON with sorted keys and no white space, so that the order of keys in a document does not count (RFC 8785 in spirit). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member).sort(([a], [b]) => byCodeUnit(a, b)),
        )
      : member,
  );
}

/** `sha256:` and 64 hexadecimal digits. */
export function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
