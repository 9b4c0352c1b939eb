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
  return (
    method.request && requirementsOf(writer, method.request, method, new Set())
  );
}

function requirementsOf(
  writer: TypeWriter,
  type: TypeModel,
  method: Method,
  above: ReadonlySet<ObjectType>,
): Code | null {
  const object = resolveType(writer.plan.model.schemas, type);
  if (object?.kind !== "object" || above.has(object)) return null;
  const within = new Set(above).add(object);
  const members = object.properties.flatMap(
    ({ name, type: field, readOnly, requiredFor }) => {
      if (readOnly) return [];
      const isRequired = requiredFor.includes(method.id);
      const inner = requirementsOf(writer, field, method, within);
      if (!isRequired && !inner) return [];
      const given = typeExpression(writer, field, "given");
      const value = inner ? code`${given} & ${inner}` : given;
      return [
        isRequired
          ? code`${propertyKey(name)}: ${value};`
          : code`${propertyKey(name)}?: (${value}) | undefined;`,
      ];
    },
  );
  return members.length > 0 ? code`{ ${joinCode(members, "\n")} }` : null;
}
