import { sha256 } from "../model/canonicalJson.js";
import type { ApiModel } from "../model/api.js";
import { allMethods } from "../model/resource.js";
import { refsIn, shapeOf } from "./shape.js";

/**
 * The schemas of the old revision that the new one has under another name, where that is certain: they are alike in all but
 * name and descriptions, what refers to them stands at the same places, and no other schema that came or went is like them.
 *
 * Colours are refined until they tell no more schemas apart, so that schemas that refer to each other are recognised
 * together: the colour of a schema is made of its own shape and of its users, each with the colours of the round before. A
 * schema of both revisions keeps its name as its colour.
 */
export function renamedSchemas(
  old: ApiModel,
  next: ApiModel,
): ReadonlyMap<string, string> {
  const isShared = (name: string): boolean =>
    old.schemas.has(name) && next.schemas.has(name);
  const gone = [...old.schemas.keys()].filter((name) => !isShared(name));
  const come = [...next.schemas.keys()].filter((name) => !isShared(name));
  if (gone.length === 0 || come.length === 0) return new Map();

  const before = new Colouring(old, isShared);
  const after = new Colouring(next, isShared);
  for (let known = 0; ;) {
    before.refine();
    after.refine();
    const different = before.countColours(gone) + after.countColours(come);
    if (different === known) break;
    known = different;
  }
  const wanted = byColour(before, gone);
  const offered = byColour(after, come);
  const renamed = new Map<string, string>();
  for (const [colour, [name, ...others]] of wanted) {
    const [newName, ...otherOffers] = offered.get(colour) ?? [];
    if (
      name !== undefined &&
      newName !== undefined &&
      others.length + otherOffers.length === 0
    )
      renamed.set(name, newName);
  }
  return renamed;
}

function byColour(
  colouring: Colouring,
  names: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    // Without a user there is no place to tell it by.
    if (!colouring.isUsed(name)) continue;
    const colour = colouring.of(name);
    groups.set(colour, [...(groups.get(colour) ?? []), name]);
  }
  return groups;
}

interface User {
  /** The schema that refers, or null for a method. */
  readonly schema: string | null;
  readonly way: string;
}

class Colouring {
  readonly #model: ApiModel;
  readonly #isShared: (name: string) => boolean;
  readonly #users = new Map<string, User[]>();
  #colours: ReadonlyMap<string, string> = new Map();

  constructor(model: ApiModel, isShared: (name: string) => boolean) {
    this.#model = model;
    this.#isShared = isShared;
    const note = (user: string | null, from: string, type: Refers): void => {
      for (const { schema, way } of refsIn(type, from))
        this.#users.set(schema, [
          ...(this.#users.get(schema) ?? []),
          { schema: user, way },
        ]);
    };
    for (const [name, { type }] of model.schemas) note(name, "", type);
    for (const method of allMethods(model.root)) {
      const { name, resourcePath, request, response } = method;
      const path = JSON.stringify([...resourcePath, name]);
      if (request) note(null, `${path} body`, request);
      if (response) note(null, `${path} response`, response);
    }
  }

  of = (name: string): string =>
    this.#isShared(name) ? `=${name}` : (this.#colours.get(name) ?? "?");

  isUsed(name: string): boolean {
    // By another one than itself.
    return (this.#users.get(name) ?? []).some(({ schema }) => schema !== name);
  }

  countColours(names: readonly string[]): number {
    return new Set(names.map(this.of)).size;
  }

  refine(): void {
    const next = new Map<string, string>();
    for (const [name, { type }] of this.#model.schemas) {
      if (this.#isShared(name)) continue;
      const users = (this.#users.get(name) ?? []).map(({ schema, way }) =>
        JSON.stringify([schema === null ? null : this.of(schema), way]),
      );
      next.set(
        name,
        sha256(JSON.stringify([shapeOf(type, this.of), users.sort()])),
      );
    }
    this.#colours = next;
  }
}

type Refers = Parameters<typeof refsIn>[0];
