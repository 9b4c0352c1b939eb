import type {
  Dictionary,
  RestDescription,
  RestMethod,
  RestResource,
  RestSchema,
} from "../../generator/read/restDescription.js";

/** A small document of a large one: some methods, by their dotted paths, and the schemas that these reach. */
export function subset(
  document: RestDescription,
  wanted: readonly string[],
): RestDescription {
  const methods: RestMethod[] = [];
  const keep = (resource: RestResource, path: string): RestResource => {
    const own = entries(resource.methods).filter(([name]) =>
      wanted.includes(path + name),
    );
    methods.push(...own.map(([, method]) => method));
    const below = entries(resource.resources)
      .map(([name, child]) => [name, keep(child, `${path}${name}.`)] as const)
      .filter(([, child]) => child.methods ?? child.resources);
    return {
      ...(own.length > 0 && { methods: Object.fromEntries(own) }),
      ...(below.length > 0 && { resources: Object.fromEntries(below) }),
    };
  };
  const { methods: _, resources: __, ...rest } = document;
  const root = keep(document, "");
  if (methods.length !== wanted.length)
    throw new Error(`${document.id} has not all of ${wanted.join(", ")}`);
  const reached = new Map<string, RestSchema>();
  const pending: unknown[] = methods.flatMap(({ request, response }) => [
    request,
    response,
  ]);
  for (
    let value = pending.pop();
    pending.length > 0 || value;
    value = pending.pop()
  ) {
    if (typeof value !== "object" || value === null) continue;
    if ("$ref" in value && typeof value.$ref === "string") {
      const schema = document.schemas?.[value.$ref];
      if (schema && !reached.has(value.$ref)) {
        reached.set(value.$ref, schema);
        pending.push(schema);
      }
    }
    pending.push(...Object.values(value));
  }
  return { ...rest, ...root, schemas: Object.fromEntries(reached) };
}

function entries<T>(dictionary: Dictionary<T> | undefined): [string, T][] {
  return Object.entries(dictionary ?? {});
}
