import type { Parameter } from "../model/parameter.js";
import { isMemberName, memberName, type MemberName } from "./identifier.js";
import { Scope } from "./scope.js";
import { parameterName } from "./wireNames.js";

/** A parameter and what it is called in TypeScript. */
export interface ParameterPlan {
  readonly parameter: Parameter;
  readonly name: MemberName;
}

/** Names that mean something else on the object they would be members of. */
const notParameters = Object.getOwnPropertyNames(Object.prototype);

/**
 * Names the parameters of one object.
 *
 * @param reserved names that the object uses for something else, such as `body`
 */
export function planParameters(
  parameters: readonly Parameter[],
  reserved: readonly string[] = [],
): readonly ParameterPlan[] {
  const scope = new Scope({
    brand: memberName,
    accepts: isMemberName,
    reserved: [...notParameters, ...reserved],
  });
  for (const { name } of parameters) {
    const proposal = parameterName(name);
    scope.claim(name, [proposal, `${proposal}_`], proposal === name ? 0 : 1);
  }
  const names = scope.seal();
  return parameters.flatMap((parameter) => {
    const name = names.get(parameter.name);
    return name ? [{ parameter, name }] : [];
  });
}
