import { resolveType } from "../model/api.js";
import type { Method } from "../model/method.js";
import type { ObjectType, TypeModel } from "../model/schema.js";
import { code, joinCode, propertyKey, type Code } from "./code.js";
import { typeExpression, type TypeWriter } from "./typeExpression.js";

/**
 * What a method asks of its body beyond the body's type: the fields whose `annotations.required` names the method, at
 * any depth. Null where it asks nothing.
 */
export function bodyRequirements(
  writer: TypeWriter,
  method: Method,
): Code | null {
  if (!method.request) return null;
  return new Requirements(writer, method).of(method.request);
}

/** The body of a PATCH may have null for any field that is not required (RFC 7396). */
export function patched(writer: TypeWriter, given: Code): Code {
  return code`${writer.imports.runtimeType("Patch")}<${given}>`;
}

/**
 * Characters of what a type asks. It is written out wherever the type is used, so that schemas that use each other twice would
 * double it with each step; what is longer is not asked. The longest of a public document has under 1,000.
 */
const mostAsked = 20_000;
/** Schemas may use each other in a chain that is longer than the stack; nobody asks for a field at its end. */
const mostLevels = 100;

class Requirements {
  readonly #writer: TypeWriter;
  readonly #method: Method;
  /** Null stands for a type that asks nothing, and for one that is being looked at: what recurs asks nothing more. */
  readonly #found = new Map<TypeModel, Code | null>();
  #depth = 0;

  constructor(writer: TypeWriter, method: Method) {
    this.#writer = writer;
    this.#method = method;
  }

  /** What is asked of a value of a type, as a type that the value's own is to be intersected with. */
  of(type: TypeModel): Code | null {
    const resolved = resolveType(this.#writer.plan.model.schemas, type);
    if (!resolved) return null;
    const known = this.#found.get(resolved);
    if (known !== undefined) return known;
    if (this.#depth >= mostLevels) return null;
    this.#found.set(resolved, null);
    this.#depth++;
    const asked = this.#of(resolved);
    this.#depth--;
    const kept = asked && asked.length <= mostAsked ? asked : null;
    this.#found.set(resolved, kept);
    return kept;
  }

  #of(resolved: TypeModel): Code | null {
    switch (resolved.kind) {
      case "object":
        return this.#ofObject(resolved);
      case "array": {
        const item = this.of(resolved.items);
        return item && code`(${this.#given(resolved.items)} & ${item})[]`;
      }
      case "map": {
        const asked = this.of(resolved.values);
        if (!asked) return null;
        const value = code`${this.#value(resolved.values)} & ${asked}`;
        return this.#isPatch
          ? code`{ [key: string]: (${value}) | null | undefined }`
          : code`{ [key: string]: ${value} }`;
      }
      default:
        return null;
    }
  }

  #ofObject(object: ObjectType): Code | null {
    const members = object.properties.flatMap((property) => {
      const { name, type, readOnly, requiredFor } = property;
      if (readOnly) return [];
      const isRequired = requiredFor.includes(this.#method.id);
      const inner = this.of(type);
      if (!isRequired && !inner) return [];
      const key = propertyKey(name);
      const given = this.#value(type);
      const value = inner ? code`${given} & ${inner}` : given;
      if (isRequired) return [code`${key}: ${value}`];
      const absent = this.#isPatch ? code`null | undefined` : code`undefined`;
      return [code`${key}?: (${value}) | ${absent}`];
    });
    return members.length > 0 ? code`{ ${joinCode(members, "; ")} }` : null;
  }

  get #isPatch(): boolean {
    return this.#method.verb === "PATCH";
  }

  /** A value of the body. Within an object of a PATCH, too, null clears what is not required; an array is replaced whole. */
  #value(type: TypeModel): Code {
    const given = this.#given(type);
    const { schemas } = this.#writer.plan.model;
    const kind = resolveType(schemas, type)?.kind;
    return this.#isPatch && (kind === "object" || kind === "map")
      ? patched(this.#writer, given)
      : given;
  }

  #given(type: TypeModel): Code {
    return typeExpression(this.#writer, type, "given");
  }
}
