import { catalogue } from "./catalogue.js";
import { reasonOf } from "./change.js";
import {
  levels,
  type Audience,
  type Change,
  type DiffReport,
  type Level,
  type Reach,
} from "./report.js";

/** Changes of one level and one kind, for people to read together. */
export interface ChangeGroup {
  readonly title: string;
  readonly code: string;
  /** Whom these changes break, and why: `wire: Requests go to the old URL.` */
  readonly reasons: readonly string[];
  readonly changes: readonly Change[];
}

/** The changes of each level by what they are, in the order in which each kind is first met. */
export function groupsOf({ changes }: DiffReport): readonly {
  readonly level: Level;
  readonly groups: readonly ChangeGroup[];
}[] {
  return levels.map((level) => {
    const groups = new Map<string, ChangeGroup>();
    for (const change of changes) {
      if (change.level !== level) continue;
      const { code, breaks } = change;
      const key = [code, ...breaks].join(" ");
      const others = groups.get(key)?.changes ?? [];
      const { title } = catalogue[code];
      groups.set(key, {
        title,
        code,
        reasons: breaks.map(
          (audience) => `${audiences[audience]}: ${reasonOf(code, audience)}`,
        ),
        changes: [...others, change],
      });
    }
    return { level, groups: [...groups.values()] };
  });
}

/** What the levels are called. */
export const levelTitles: Readonly<Record<Level, string>> = {
  breaking: "Breaking",
  compatible: "Compatible",
  docs: "Documentation",
};

const audiences: Readonly<Record<Audience, string>> = {
  wire: "wire",
  typescript: "TypeScript",
};

/** `drive.files.get, drive.files.list and 12 more`; empty where no method has to do with it. */
export function reachText(reach: Reach | null): string {
  if (!reach) return "";
  const more = reach.count - reach.some.length;
  return reach.count === 0
    ? "no method"
    : `${reach.some.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** `genomics:v1, revision 20210410 to 20210512`. */
export function revisionsText({ old, new: next }: DiffReport): string {
  const revision = (text: string): string => text || "unknown";
  return old.id === next.id
    ? `${old.id}, revision ${revision(old.revision)} to ${revision(next.revision)}`
    : `${old.id}, revision ${revision(old.revision)}, to ${next.id}, revision ${revision(next.revision)}`;
}

/** `3 breaking, 1 compatible, 12 docs; suggested version bump: major`. */
export function summaryText({ counts, bump }: DiffReport): string {
  const { breaking, compatible, docs } = counts;
  return breaking + compatible + docs === 0
    ? "no changes; suggested version bump: none"
    : `${breaking} breaking, ${compatible} compatible, ${docs} docs; suggested version bump: ${bump}`;
}
