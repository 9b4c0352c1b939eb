import { resolveType } from "../model/api.js";
import type { ObjectType, Property, TypeModel } from "../model/schema.js";
import type { TypeNode } from "../plan/types.js";
import type { Direction } from "../plan/usage.js";
import { formatHolds } from "./formats.js";
import type { Pairing } from "./pairing.js";
import type { Audience } from "./report.js";
import { asksForMore } from "./requirements.js";
import type { Revision } from "./revision.js";

/**
 * Whether callers of an old type get on with a new one: on the wire, or in TypeScript; who reads values of the new type where
 * the old one was expected, or who gives values of the old type where the new one is expected.
 *
 * A type that is declared in both revisions fits itself: what changed in it is reported there.
 */
export function fits(
  pairing: Pairing,
  old: TypeModel,
  next: TypeModel,
  audience: Audience,
  direction: Direction,
): boolean {
  return new Fit(pairing, audience, direction).of(old, next);
}

/** The same of the types behind two names: without regard to whether they are one declaration. */
export function bodiesFit(
  pairing: Pairing,
  old: TypeModel,
  next: TypeModel,
  audience: Audience,
  direction: Direction,
): boolean {
  return new Fit(pairing, audience, direction).ofBodies(old, next);
}

/** The declaration of a type, if it has one. */
export function nodeOf(
  { plan: { graph } }: Revision,
  type: TypeModel,
): TypeNode | undefined {
  return type.kind === "ref"
    ? graph.bySchema.get(type.schema)
    : graph.byType.get(type);
}

/** Whether two types are one declaration of both revisions. */
export function isPaired(
  { old: before, new: after, nodes }: Pairing,
  old: TypeModel,
  next: TypeModel,
): boolean {
  const node = nodeOf(before, old);
  const other = nodeOf(after, next);
  return !!node && !!other && nodes.get(node) === other;
}

class Fit {
  readonly #pairing: Pairing;
  readonly #audience: Audience;
  readonly #direction: Direction;
  /** Pairs that are being looked at: what recurs fits if the rest does. */
  readonly #assumed = new Map<TypeModel, Set<TypeModel>>();

  constructor(pairing: Pairing, audience: Audience, direction: Direction) {
    this.#pairing = pairing;
    this.#audience = audience;
    this.#direction = direction;
  }

  of(old: TypeModel, next: TypeModel): boolean {
    if (isPaired(this.#pairing, old, next)) return true;
    const { old: before, new: after } = this.#pairing;
    // The whole graph's schemas: those of a selection's model are fewer.
    const from = resolveType(before.plan.model.schemas, old);
    const to = resolveType(after.plan.model.schemas, next);
    if (!from || !to) return !from && !to;
    return this.ofBodies(from, to);
  }

  ofBodies(old: TypeModel, next: TypeModel): boolean {
    const assumed = this.#assumed.get(old) ?? new Set();
    if (assumed.has(next)) return true;
    this.#assumed.set(old, assumed.add(next));
    // What is given goes from the old type to the new one, what is read the other way.
    if (this.#isGiven ? next.kind === "any" : old.kind === "any") return true;
    if (old.kind === "enum" || next.kind === "enum")
      return this.#ofEnum(old, next);
    if (old.kind !== next.kind) return this.#ofKinds(old, next);
    switch (old.kind) {
      case "number":
      case "string":
        return this.#ofFormats(old, next);
      case "array":
        return next.kind === "array" && this.of(old.items, next.items);
      case "map":
        return next.kind === "map" && this.of(old.values, next.values);
      case "object":
        return next.kind === "object" && this.#ofObjects(old, next);
      case "variant":
        return next.kind === "variant" && this.#ofVariants(old, next);
      case "ref":
        return this.of(old, next);
      default:
        return true;
    }
  }

  get #isGiven(): boolean {
    return this.#direction === "given";
  }

  get #isOnWire(): boolean {
    return this.#audience === "wire";
  }

  /** An enum that is read is open: any text may come. */
  #ofEnum(old: TypeModel, next: TypeModel): boolean {
    if (next.kind !== "enum" && next.kind !== "string") return false;
    if (old.kind !== "enum" && old.kind !== "string") return false;
    if (!this.#isGiven) return true;
    if (next.kind === "string") return true;
    if (old.kind === "string") return false;
    const taken = new Set(next.values.map(({ value }) => value));
    return old.values.every(({ value }) => taken.has(value));
  }

  /** A 64-bit integer may be given as a number too (ProtoJSON). */
  #ofKinds(old: TypeModel, next: TypeModel): boolean {
    return (
      this.#isOnWire &&
      this.#isGiven &&
      old.kind === "number" &&
      next.kind === "string" &&
      next.format !== "" &&
      formatHolds(next.format, old.format)
    );
  }

  #ofFormats(
    old: TypeModel & { kind: "number" | "string" },
    next: TypeModel,
  ): boolean {
    if (!this.#isOnWire || !("format" in next)) return true;
    return this.#isGiven
      ? formatHolds(next.format, old.format)
      : formatHolds(old.format, next.format);
  }

  #ofObjects(old: ObjectType, next: ObjectType): boolean {
    if (old.additional && !next.additional) return false;
    if (this.#isGiven && asksForMore(this.#pairing, old, next)) return false;
    const fields = new Map(this.#fields(next).map((one) => [one.name, one]));
    const known = this.#fields(old);
    // An object without fields is declared as one that can have none.
    if (known.length === 0 && !old.additional && !this.#isOnWire)
      return this.#isGiven || (fields.size === 0 && !next.additional);
    return known.every(({ name, type }) => {
      const field = fields.get(name);
      return field !== undefined && this.of(type, field.type);
    });
  }

  #fields({ properties }: ObjectType): readonly Property[] {
    return this.#isGiven
      ? properties.filter(({ readOnly }) => !readOnly)
      : properties;
  }

  #ofVariants(
    old: TypeModel & { kind: "variant" },
    next: TypeModel & { kind: "variant" },
  ): boolean {
    const cases = new Map(next.cases.map((one) => [one.value, one.schema]));
    return (
      old.discriminant === next.discriminant &&
      old.cases.every(({ value, schema }) => {
        const other = cases.get(value);
        return (
          other !== undefined &&
          this.of({ kind: "ref", schema }, { kind: "ref", schema: other })
        );
      })
    );
  }
}
