import type { Method } from "../model/method.js";
import type { Parameter } from "../model/parameter.js";
import { allResources, type Resource } from "../model/resource.js";
import {
  filePart,
  isFilePart,
  isMemberName,
  memberName,
  type FilePart,
  type Identifier,
  type MemberName,
} from "./identifier.js";
import { planParameters, type ParameterPlan } from "./parameters.js";
import { Scope } from "./scope.js";
import { accessorName, constantName, fileName, typeName } from "./wireNames.js";

/** A method with all its names. */
export interface MethodPlan {
  readonly method: Method;
  /** As a member of its resource's class. */
  readonly name: MemberName;
  /** `list_next`, for a method that pages. */
  readonly nextName: MemberName | null;
  /** `get_media`, for a method that gives media. */
  readonly mediaName: MemberName | null;
  /** The interface of its parameters. */
  readonly paramsName: Identifier;
  /** The alias of its paged request. */
  readonly requestName: Identifier | null;
  /** The constant that describes it to the runtime. */
  readonly descriptorName: Identifier;
  /** Its own parameters. */
  readonly parameters: readonly ParameterPlan[];
  /** Standard parameters that it declares itself, by the names of {@link ApiPlan.parameters}. */
  readonly overridden: readonly MemberName[];
}

/** A resource with all its names. The root stands for the API itself. */
export interface ResourcePlan {
  readonly resource: Resource;
  readonly className: Identifier;
  /** The file's name without its ending; null for the root, which lives in the index. */
  readonly file: FilePart | null;
  readonly methods: readonly MethodPlan[];
  /** The resources one level below, with the property that leads to each. */
  readonly members: readonly {
    readonly name: MemberName;
    readonly plan: ResourcePlan;
  }[];
}

/** Members that a resource's class must not have: they mean something else to the language. */
const notMembers = [
  "constructor",
  "prototype",
  "then",
  "__proto__",
  "toString",
  "valueOf",
  "toJSON",
];

/** Keys by which the names of one API are claimed. JSON keeps the parts of a path apart, whatever they hold. */
const keyOf = (what: string, path: readonly string[]): string =>
  `${what} ${JSON.stringify(path)}`;

/** Claims the top-level names that resources and methods need. Their rank is below that of the schemas' names. */
export function claimResourceNames(
  scope: Scope<Identifier>,
  root: Resource,
  rank: number,
): void {
  for (const { path, methods } of allResources(root)) {
    if (path.length > 0)
      scope.claim(
        keyOf("resource", path),
        [`${typeName(...path)}Resource`],
        rank,
      );
    for (const { name, pagination } of methods) {
      const method = [...path, name];
      const base = typeName(...method);
      scope.claim(
        keyOf("params", method),
        [`${base}Params`, `${base}MethodParams`],
        rank + 1,
      );
      if (pagination)
        scope.claim(
          keyOf("request", method),
          [`${base}Request`, `${base}PagedRequest`],
          rank + 1,
        );
      scope.claim(
        keyOf("descriptor", method),
        [constantName(...method), `${constantName(...method)}Method`],
        rank + 1,
      );
    }
  }
}

/** Names the files of the resources: dotted paths, unique where case does not count. */
export function planResourceFiles(
  root: Resource,
): ReadonlyMap<string, FilePart> {
  const scope = new Scope({
    brand: filePart,
    accepts: isFilePart,
    fold: (name) => name.toLowerCase(),
  });
  for (const { path } of allResources(root)) {
    const name = fileName(path.join("."));
    if (path.length > 0)
      scope.claim(keyOf("resource", path), [name, `${name}_`]);
  }
  return scope.seal();
}

/** The plan of a resource and of all below it. */
export function planResource(
  resource: Resource,
  names: ReadonlyMap<string, Identifier>,
  files: ReadonlyMap<string, FilePart>,
  standard: readonly ParameterPlan[],
  rootName: Identifier,
): ResourcePlan {
  const members = planMembers(resource);
  return {
    resource,
    className:
      resource.path.length === 0
        ? rootName
        : settled(names, keyOf("resource", resource.path)),
    file: files.get(keyOf("resource", resource.path)) ?? null,
    methods: resource.methods.map((method): MethodPlan => {
      const path = [...resource.path, method.name];
      return {
        method,
        name: settled(members, keyOf("method", [method.name])),
        nextName: members.get(keyOf("next", [method.name])) ?? null,
        mediaName: members.get(keyOf("media", [method.name])) ?? null,
        paramsName: settled(names, keyOf("params", path)),
        requestName: names.get(keyOf("request", path)) ?? null,
        descriptorName: settled(names, keyOf("descriptor", path)),
        ...planOwnParameters(method, standard),
      };
    }),
    members: resource.resources.map((child) => ({
      name: settled(members, keyOf("resource", [child.path.at(-1) ?? ""])),
      plan: planResource(child, names, files, standard, rootName),
    })),
  };
}

/** A method chooses its name before a resource of the same name, so that both can be reached. */
function planMembers({
  methods,
  resources,
}: Resource): ReadonlyMap<string, MemberName> {
  const scope = new Scope({
    brand: memberName,
    accepts: isMemberName,
    reserved: notMembers,
  });
  // A name that can stand as it is goes before one that must be changed.
  const rank = (name: string): number => (accessorName(name) === name ? 0 : 2);
  for (const { name, pagination, download } of methods) {
    const accessor = accessorName(name);
    const claim = (what: string, proposal: string, at: number): void =>
      scope.claim(keyOf(what, [name]), [proposal, `${proposal}_`], at);
    claim("method", accessor, rank(name));
    if (pagination) claim("next", `${accessor}_next`, 4);
    if (download) claim("media", `${accessor}_media`, 4);
  }
  for (const { path } of resources) {
    const name = path.at(-1) ?? "";
    const accessor = accessorName(name);
    scope.claim(
      keyOf("resource", [name]),
      [accessor, `${accessor}Resource`],
      rank(name) + 1,
    );
  }
  return scope.seal();
}

function planOwnParameters(
  method: Method,
  standard: readonly ParameterPlan[],
): Pick<MethodPlan, "parameters" | "overridden"> {
  const own = new Set(method.parameters.map(({ name }) => name));
  const shadowed = standard.filter(({ parameter }) => own.has(parameter.name));
  const inherited = standard.filter(
    ({ parameter }) => !own.has(parameter.name),
  );
  const parameters = planParameters(method.parameters, [
    "body",
    "media",
    ...inherited.map(({ name }) => name),
  ]);
  return { parameters, overridden: shadowed.map(({ name }) => name) };
}

/** @throws {RangeError} when nobody claimed the key: a fault of the planner */
export function settled<Name extends string>(
  names: ReadonlyMap<string, Name>,
  key: string,
): Name {
  const name = names.get(key);
  if (name === undefined)
    throw new RangeError(`no name was claimed for ${key}`);
  return name;
}

/** The parameters that a caller of a method must give, standard ones included. */
export function mustGive(
  { parameters, overridden }: MethodPlan,
  standard: readonly ParameterPlan[],
): readonly Parameter[] {
  const inherited = standard.filter(({ name }) => !overridden.includes(name));
  return [...parameters, ...inherited]
    .map(({ parameter }) => parameter)
    .filter(({ mustBeGiven }) => mustBeGiven);
}
