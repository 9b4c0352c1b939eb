import type { ApiModel } from "../model/api.js";
import type { Method } from "../model/method.js";
import { allMethods, allResources } from "../model/resource.js";
import type { TypeModel } from "../model/schema.js";
import { nearest } from "../read/nearest.js";
import { matcher } from "./pattern.js";

/**
 * What is wanted of an API. A pattern names a method or a resource by its dotted path, with or without the API's name
 * before it: `files.list`, `drive.files.*`, `operations`. A resource stands for all below it.
 */
export interface Selection {
  /** Methods to write; all where it is empty. */
  readonly include: readonly string[];
  /** Methods not to write, of those. */
  readonly exclude: readonly string[];
  /** Schemas to write though no chosen method reaches them, such as what an operation's `metadata` holds. */
  readonly schemas: readonly string[];
  /** Where the patterns were written, for messages: a file and a JSON pointer. */
  readonly writtenAt?: { readonly file: string; readonly pointer: string };
}

/** A pattern that fits nothing, most likely a slip of the keys, or patterns that leave nothing. Exit code 2. */
export class UnmatchedPattern extends Error {
  override readonly name = "UnmatchedPattern";

  constructor(message: string, { writtenAt }: Selection) {
    super(
      writtenAt
        ? `${writtenAt.file}: ${message}\n    at #${writtenAt.pointer}`
        : message,
    );
  }
}

/** @throws {UnmatchedPattern} when a pattern fits nothing in any of the APIs */
export function requireMatches(
  models: readonly ApiModel[],
  selection: Selection,
): void {
  const { include, exclude, schemas } = selection;
  for (const pattern of [...include, ...exclude]) {
    if (!models.some((model) => matchingMethods(model, [pattern]).size > 0))
      throw unmatched("method", pattern, models.flatMap(methodNames));
  }
  for (const pattern of schemas) {
    if (!models.some((model) => matchingSchemas(model, [pattern]).size > 0))
      throw unmatched("schema", pattern, models.flatMap(schemaNames));
  }

  /** Suggests what may have been meant. */
  function unmatched(
    what: string,
    pattern: string,
    names: readonly string[],
  ): UnmatchedPattern {
    const near = nearest(pattern, names);
    const suggestion =
      near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
    return new UnmatchedPattern(
      `no ${what} fits ${JSON.stringify(pattern)}${suggestion}`,
      selection,
    );
  }
}

/** The methods that one of the patterns fits. */
export function matchingMethods(
  { name, root }: ApiModel,
  patterns: readonly string[],
): Set<Method> {
  const matchers = patterns.map(matcher);
  return new Set(
    allMethods(root).filter((method) => {
      const path = [...method.resourcePath, method.name];
      const paths = [path, [name, ...path], method.id.split(".")];
      return matchers.some((matches) => paths.some(matches));
    }),
  );
}

/** References to the schemas that one of the patterns fits. */
export function matchingSchemas(
  { schemas }: ApiModel,
  patterns: readonly string[],
): Set<TypeModel> {
  const matchers = patterns.map(matcher);
  return new Set(
    [...schemas.keys()]
      .filter((name) => matchers.some((matches) => matches([name])))
      .map((schema) => ({ kind: "ref", schema })),
  );
}

/** What a pattern may name: resources and methods, with and without the API's name. */
function methodNames({ name, root }: ApiModel): readonly string[] {
  const paths = allResources(root).flatMap(({ path, methods }) => [
    path,
    ...methods.map((method) => [...path, method.name]),
  ]);
  return paths
    .filter((path) => path.length > 0)
    .flatMap((path) => [path.join("."), [name, ...path].join(".")]);
}

function schemaNames({ schemas }: ApiModel): readonly string[] {
  return [...schemas.keys()];
}
