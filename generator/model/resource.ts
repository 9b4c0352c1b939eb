import type { RestResource } from "../read/restDescription.js";
import { toMethod, type Method } from "./method.js";
import type { Resolve } from "./pagination.js";
import { sortedEntries } from "../read/sorted.js";

/** A node of the resource tree. The API itself is the root, with an empty path. */
export interface Resource {
  /** Keys of the document that lead here. */
  readonly path: readonly string[];
  readonly deprecated: boolean;
  readonly methods: readonly Method[];
  readonly resources: readonly Resource[];
}

export function toResource(
  path: readonly string[],
  resource: RestResource,
  resolve: Resolve,
): Resource {
  return {
    path,
    deprecated: resource.deprecated === true,
    methods: sortedEntries(resource.methods).map(([name, method]) =>
      toMethod(name, path, method, resolve),
    ),
    resources: sortedEntries(resource.resources).map(([name, child]) =>
      toResource([...path, name], child, resolve),
    ),
  };
}

/** A resource and all below it, parents first. */
export function allResources(resource: Resource): readonly Resource[] {
  return [resource, ...resource.resources.flatMap(allResources)];
}

/** Every method of a resource and of all below it. */
export function allMethods(resource: Resource): readonly Method[] {
  return allResources(resource).flatMap(({ methods }) => methods);
}
