import type { Method } from "../model/method.js";
import { allMethods } from "../model/resource.js";
import type { TypeModel } from "../model/schema.js";
import type { ApiPlan } from "../plan/api.js";

/** Who uses a schema. */
export interface SchemaUses {
  /** Methods that take it as their body. */
  readonly requests: readonly Method[];
  /** Methods that answer with it. */
  readonly responses: readonly Method[];
  /** Schemas that have it in a field, by name. */
  readonly schemas: readonly string[];
}

export type Uses = ReadonlyMap<string, SchemaUses>;

/** The uses of all schemas of a plan, by their names. */
export function toUses({ root, types }: ApiPlan): Uses {
  const uses = new Map<
    string,
    { requests: Method[]; responses: Method[]; schemas: string[] }
  >();
  const of = (
    schema: string,
  ): { requests: Method[]; responses: Method[]; schemas: string[] } => {
    const known = uses.get(schema);
    if (known) return known;
    const none = { requests: [], responses: [], schemas: [] };
    uses.set(schema, none);
    return none;
  };
  for (const method of allMethods(root.resource)) {
    for (const schema of namesIn(method.request))
      of(schema).requests.push(method);
    for (const schema of namesIn(method.response))
      of(schema).responses.push(method);
  }
  for (const { node } of types)
    if (node.isSchema)
      for (const schema of namesIn(node.type))
        of(schema).schemas.push(node.schema);
  return uses;
}

/** The schemas that a type names, each once; those that these name are their affair. */
function namesIn(type: TypeModel | null): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: TypeModel): void => {
    switch (one.kind) {
      case "ref":
        names.add(one.schema);
        return;
      case "array":
        return visit(one.items);
      case "map":
        return visit(one.values);
      case "variant":
        for (const { schema } of one.cases) names.add(schema);
        return;
      case "object":
        for (const property of one.properties) visit(property.type);
        if (one.additional) visit(one.additional);
        return;
      default:
    }
  };
  if (type) visit(type);
  return names;
}
