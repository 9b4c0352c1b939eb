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

class Requirements {
  readonly #writer: TypeWriter;
  readonly #method: Method;
  /** Null stands for an object that asks nothing, and for one that is being looked at: what recurs asks nothing more. */
  readonly #found = new Map<ObjectType, Code | null>();

  constructor(writer: TypeWriter, method: Method) {
    this.#writer = writer;
    this.#method = method;
  }

  /** What is asked of a value of a type, as a type that the value's own is to be intersected with. */
  of(type: TypeModel): Code | null {
    const resolved = resolveType(this.#writer.plan.model.schemas, type);
    switch (resolved?.kind) {
      case "object":
        return this.#ofObject(resolved);
      case "array": {
        const item = this.of(resolved.items);
        return item && code`(${this.#given(resolved.items)} & ${item})[]`;
      }
      case "map": {
        const value = this.of(resolved.values);
        return (
          value &&
          code`{ [key: string]: ${this.#given(resolved.values)} & ${value} }`
        );
      }
      default:
        return null;
    }
  }

  #ofObject(object: ObjectType): Code | null {
    const known = this.#found.get(object);
    if (known !== undefined) return known;
    this.#found.set(object, null);
    const members = object.properties.flatMap((property) => {
      const { name, type, readOnly, requiredFor } = property;
      if (readOnly) return [];
      const isRequired = requiredFor.includes(this.#method.id);
      const inner = this.of(type);
      if (!isRequired && !inner) return [];
      const key = propertyKey(name);
      if (isRequired) {
        const value = this.#given(type);
        return [code`${key}: ${inner ? code`${value} & ${inner}` : value};`];
      }
      const absent = this.#isPatch ? code`null | undefined` : code`undefined`;
      const given = this.#isPatch
        ? patched(this.#writer, this.#given(type))
        : this.#given(type);
      return [code`${key}?: (${given} & ${inner ?? given}) | ${absent};`];
    });
    const asked =
      members.length > 0 ? code`{ ${joinCode(members, "\n")} }` : null;
    this.#found.set(object, asked);
    return asked;
  }

  get #isPatch(): boolean {
    return this.#method.verb === "PATCH";
  }

  #given(type: TypeModel): Code {
    return typeExpression(this.#writer, type, "given");
  }
}
