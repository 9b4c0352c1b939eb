import { runtimeTypes, runtimeValues } from "./runtimeNames.js";
import type { ApiModel } from "../model/api.js";
import type { Method } from "../model/method.js";
import {
  filePart,
  identifier,
  isIdentifier,
  type FilePart,
  type Identifier,
} from "./identifier.js";
import { planOperations, pollsOf, type OperationPlan } from "./operations.js";
import { planParameters, type ParameterPlan } from "./parameters.js";
import {
  claimResourceNames,
  planResource,
  planResourceFiles,
  settled,
  type MethodPlan,
  type ResourcePlan,
} from "./resources.js";
import { Scope } from "./scope.js";
import { toTypeGraph, type TypeGraph, type TypeNode } from "./types.js";
import { toUsage, type Usage } from "./usage.js";
import { fileName, typeName } from "./wireNames.js";

/** A declared type with its names. */
export interface TypePlan {
  readonly node: TypeNode;
  readonly name: Identifier;
  /** The declaration of what is given, where it differs from what is read. */
  readonly inputName: Identifier | null;
  /** Whether the declaration under {@link name} is of what is given: the type is never read, or both are the same. */
  readonly isGiven: boolean;
}

/** Everything that is to be written for one API, with every name and file decided. */
export interface ApiPlan {
  readonly model: ApiModel;
  /** The folder of the API: `genomics-v1`. */
  readonly folder: FilePart;
  readonly graph: TypeGraph;
  readonly usage: Usage;
  readonly types: readonly TypePlan[];
  readonly typeOf: ReadonlyMap<TypeNode, TypePlan>;
  /** The interface of the parameters that every method takes. */
  readonly standardName: Identifier;
  readonly parameters: readonly ParameterPlan[];
  readonly root: ResourcePlan;
  /** The long-running operations of methods, whatever is selected of them. */
  readonly operations: ReadonlyMap<Method, OperationPlan>;
  /** The methods that poll what others of {@link root} start. */
  readonly polls: ReadonlySet<MethodPlan>;
}

/** Names that generated files import from the runtime, that the index exports beside the document's own, or that parameters bear. */
const reserved = [
  ...runtimeTypes,
  ...runtimeValues,
  ..."ApiError OperationError TransportError client documentHash endpoints methodScopes options params revision scopes service waitFor".split(
    " ",
  ),
];

/**
 * Plans an API. Who chooses first among the top-level names: the API's class, since users construct it by that name and
 * a new schema must not rename it; the schemas, whose names the API's own documentation uses; then what is derived.
 */
export function planApi(model: ApiModel): ApiPlan {
  const graph = toTypeGraph(model);
  const usage = toUsage(model, graph);

  const scope = new Scope({
    brand: identifier,
    accepts: isIdentifier,
    reserved,
  });
  const className = typeName(model.canonicalName || model.name);
  // `class Object` is an error where modules become CommonJS.
  scope.claim(
    "api",
    className === "Object" ? ["ObjectApi"] : [className, `${className}Api`],
    0,
  );
  for (const node of graph.nodes) {
    scope.claim(
      `type ${node.key}`,
      node.candidates,
      node.isSchema ? rankOf(node) : 3,
    );
    if (usage.isSplit(node)) {
      const input = node.candidates.map((candidate) => `${candidate}Input`);
      scope.claim(`input ${node.key}`, input, 4);
    }
  }
  scope.claim("standard", ["StandardParameters", "StandardQueryParameters"], 5);
  claimResourceNames(scope, model.root, 5);
  const names = scope.seal();

  const types = graph.nodes.map((node): TypePlan => {
    const isSplit = usage.isSplit(node);
    return {
      node,
      name: settled(names, `type ${node.key}`),
      inputName: isSplit ? settled(names, `input ${node.key}`) : null,
      isGiven: usage.isGiven(node) && !isSplit,
    };
  });
  const parameters = planParameters(model.parameters, ["body", "media"]);
  const root = planResource(
    model.root,
    names,
    planResourceFiles(model.root),
    parameters,
    settled(names, "api"),
  );
  const operations = planOperations(model, root);
  return {
    model,
    folder: filePart(fileName(`${model.name}-${model.version}`)),
    graph,
    usage,
    types,
    typeOf: new Map(types.map((type) => [type.node, type])),
    standardName: settled(names, "standard"),
    parameters,
    root,
    operations,
    polls: pollsOf(root, operations),
  };
}

/** A schema whose name can stand as it is goes before one whose name must be changed. */
function rankOf({ schema, candidates }: TypeNode): number {
  return candidates[0] === schema && isIdentifier(schema) ? 1 : 2;
}
