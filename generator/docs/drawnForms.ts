import type { TypeModel } from "../model/schema.js";
import type { Direction } from "../plan/usage.js";
import { fieldCount, toForm, type Form } from "./form.js";
import type { Reference } from "./reference.js";
import { typeText } from "./typeParts.js";

/** So many fields a form on a resource's page has, about. */
const shownFields = 45;

/** A form of more fields is drawn once on a page. */
const repeatedFields = 20;

/** The forms of one page: a long one is drawn once, and the methods that have it too refer to where. */
export class DrawnForms {
  readonly #reference: Reference;
  readonly #drawn = new Map<string, string>();
  readonly #seen = { read: new Set<string>(), given: new Set<string>() };

  constructor(reference: Reference) {
    this.#reference = reference;
  }

  /**
   * The form of a body or an answer, or the anchor of the method where it is drawn already.
   *
   * @param anchor of the method that has it
   */
  of(
    type: TypeModel,
    direction: Direction,
    methodId: string,
    anchor: string,
  ): { readonly form: Form; readonly drawnAt: string | null } {
    const form = toForm(this.#reference, type, {
      direction,
      methodId,
      entersSchemas: true,
      fields: shownFields,
      seen: this.#seen[direction],
    });
    const isNamed = type.kind === "ref";
    if (!isNamed || fieldCount(form) <= repeatedFields)
      return { form, drawnAt: null };
    const key = `${direction} ${typeText(form.type)}`;
    const drawnAt = this.#drawn.get(key);
    if (drawnAt !== undefined)
      return { form: { ...form, drawn: null }, drawnAt };
    this.#drawn.set(key, anchor);
    return { form, drawnAt: null };
  }
}

/** The form of a schema on its own page: schemas within it are named, not drawn. */
export function schemaForm(
  reference: Reference,
  schema: string,
  direction: Direction,
): Form {
  return toForm(
    reference,
    { kind: "ref", schema },
    { direction, methodId: null, entersSchemas: false, fields: Infinity },
  );
}
