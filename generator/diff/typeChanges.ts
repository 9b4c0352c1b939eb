import type { EnumValue, TypeModel } from "../model/schema.js";
import { change } from "./change.js";
import { fits, isPaired, nodeOf } from "./fit.js";
import { descriptionChange } from "./noteChanges.js";
import type { Pairing } from "./pairing.js";
import type { Change, Place, Reach } from "./report.js";
import { typeText } from "./shape.js";

/** How two types at one place are different; `format`, in their formats alone, which TypeScript does not see. */
type Difference = "same" | "format" | "type";

/** Declarations that both revisions have are the same here: what changed in them is reported there. */
export function differenceOf(
  pairing: Pairing,
  old: TypeModel,
  next: TypeModel,
): Difference {
  if (isPaired(pairing, old, next)) return "same";
  if (old.kind !== next.kind) return "type";
  switch (old.kind) {
    case "number":
    case "string":
      return "format" in next && old.format !== next.format ? "format" : "same";
    case "array":
      return next.kind === "array"
        ? differenceOf(pairing, old.items, next.items)
        : "type";
    case "map":
      return next.kind === "map"
        ? differenceOf(pairing, old.values, next.values)
        : "type";
    case "ref":
    case "object":
    case "enum":
      return "type";
    case "variant":
      return typeText(old) === typeText(next) ? "same" : "type";
    default:
      return "same";
  }
}

/** Which ways values go at a place. */
export interface Directions {
  readonly isRead: boolean;
  readonly isGiven: boolean;
}

/** Whom it breaks that a type became another one. */
export function typeVerdict(
  pairing: Pairing,
  old: TypeModel,
  next: TypeModel,
  { isRead, isGiven }: Directions,
): { readonly wire: boolean; readonly typescript: boolean } {
  const breaks = (audience: "wire" | "typescript"): boolean =>
    (isRead && !fits(pairing, old, next, audience, "read")) ||
    (isGiven && !fits(pairing, old, next, audience, "given"));
  return {
    wire: breaks("wire"),
    typescript: breaks("typescript") || losesDeclaration(pairing, old),
  };
}

/** Whether a type that is declared within another one, and so exported, is no longer declared. */
export function losesDeclaration(pairing: Pairing, type: TypeModel): boolean {
  const node = type.kind === "ref" ? undefined : nodeOf(pairing.old, type);
  if (node) return !pairing.nodes.has(node);
  if (type.kind === "array") return losesDeclaration(pairing, type.items);
  return type.kind === "map" && losesDeclaration(pairing, type.values);
}

/** That a type at a place, or its format, became another one. */
export function typeChange(
  pairing: Pairing,
  where: Place,
  old: TypeModel,
  next: TypeModel,
  directions: Directions,
  methods: Reach | null,
): readonly Change[] {
  const difference = differenceOf(pairing, old, next);
  if (difference === "same") return [];
  return [
    change(difference === "format" ? "format-changed" : "type-changed", where, {
      old: typeText(old),
      new: typeText(next),
      ...typeVerdict(pairing, old, next, directions),
      methods,
    }),
  ];
}

/** Values that came and went. Where an enum is read alone, callers are ready for others, and wait for none. */
export function enumChanges(
  where: Place,
  old: readonly EnumValue[],
  next: readonly EnumValue[],
  isGiven: boolean,
  methods: Reach | null,
): readonly Change[] {
  const before = new Map(old.map((one) => [one.value, one]));
  const after = new Map(next.map((one) => [one.value, one]));
  const gone = old.filter(({ value }) => !after.has(value));
  const come = next.filter(({ value }) => !before.has(value));
  const both = next.filter(({ value }) => before.has(value));
  const list = (values: readonly EnumValue[]): string =>
    values.map(({ value }) => value).join(", ");
  const nowDeprecated = both.filter(
    ({ value, deprecated }) => deprecated && !before.get(value)?.deprecated,
  );
  const noLonger = both.filter(
    ({ value, deprecated }) => !deprecated && before.get(value)?.deprecated,
  );
  const [reworded] = both.filter(
    ({ value, description }) => description !== before.get(value)?.description,
  );
  return [
    ...(gone.length === 0
      ? []
      : [
          change("enum-value-removed", where, {
            old: list(gone),
            wire: isGiven,
            typescript: isGiven,
            methods,
          }),
        ]),
    ...(come.length === 0
      ? []
      : [change("enum-value-added", where, { new: list(come), methods })]),
    ...(nowDeprecated.length === 0
      ? []
      : [change("deprecated", where, { old: list(nowDeprecated), methods })]),
    ...(noLonger.length === 0
      ? []
      : [
          change("no-longer-deprecated", where, {
            new: list(noLonger),
            methods,
          }),
        ]),
    ...(reworded
      ? descriptionChange(
          where,
          `${reworded.value}: ${before.get(reworded.value)?.description}`,
          `${reworded.value}: ${reworded.description}`,
          methods,
        )
      : []),
  ];
}
