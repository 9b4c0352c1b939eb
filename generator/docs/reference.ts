import type { Method } from "../model/method.js";
import type { ApiPlan, TypePlan } from "../plan/api.js";
import { isIdentifier } from "../plan/identifier.js";
import type { MethodPlan, ResourcePlan } from "../plan/resources.js";
import { byCodeUnit } from "../read/sorted.js";
import { schemaPageNames } from "./schemaGroups.js";
import { anchorOf, type Target } from "./target.js";
import { toUses, type Uses } from "./uses.js";

/** A resource and its page. */
export interface ResourcePage {
  readonly page: string;
  readonly plan: ResourcePlan;
  /** How its members are reached: `["drive", "files"]`. */
  readonly accessor: readonly string[];
  /** The resources above it, the API's own page left out. */
  readonly parents: readonly ResourcePage[];
  readonly children: readonly ResourcePage[];
}

/** A schema of the document and where it stands. */
export interface SchemaEntry {
  /** The document's name for it. */
  readonly schema: string;
  readonly type: TypePlan;
  readonly target: Target;
}

/** All of an API's reference, before any of it is written as text: which pages there are and where everything stands. */
export interface Reference {
  readonly plan: ApiPlan;
  /** What the API's client is called in examples and signatures. */
  readonly client: string;
  readonly title: string;
  /** Parents first. The first is that of the API's own methods, if there are some. */
  readonly resources: readonly ResourcePage[];
  /** The resources that stand at the top of the tree. */
  readonly top: readonly ResourcePage[];
  readonly schemas: readonly SchemaEntry[];
  /** Pages of schemas by their names; one `schemas`, or several as {@link schemaPageNames} has them. */
  readonly schemaPages: ReadonlyMap<string, readonly SchemaEntry[]>;
  readonly uses: Uses;
  schema(name: string): SchemaEntry | null;
  method(method: Method): MethodEntry | null;
}

export interface MethodEntry {
  readonly plan: MethodPlan;
  readonly page: ResourcePage;
  readonly target: Target;
}

/** The page of the API's own methods. */
const rootPage = "methods";

/** The anchor of the parameters that every method takes. No name of the document begins with a dash. */
export const standardAnchor = "-parameters";

export function toReference(plan: ApiPlan): Reference {
  const client = clientName(plan.root.className);
  const top = childPages(plan.root, [client], []);
  const root: readonly ResourcePage[] =
    plan.root.methods.length > 0
      ? [
          {
            page: rootPage,
            plan: plan.root,
            accessor: [client],
            parents: [],
            children: [],
          },
        ]
      : [];
  const resources = [...root, ...top.flatMap(withChildren)];
  const schemas = toSchemas(plan);
  const bySchema = new Map(schemas.map((entry) => [entry.schema, entry]));
  const byMethod = new Map(
    resources.flatMap((page) =>
      page.plan.methods.map((method): [Method, MethodEntry] => [
        method.method,
        {
          plan: method,
          page,
          target: { page: page.page, anchor: anchorOf(method.name) },
        },
      ]),
    ),
  );
  return {
    plan,
    client,
    title: plan.model.title || plan.root.className,
    resources,
    top: [...root, ...top],
    schemas,
    schemaPages: pagesOf(schemas),
    uses: toUses(plan),
    schema: (name) => bySchema.get(name) ?? null,
    method: (method) => byMethod.get(method) ?? null,
  };
}

/** The resource's name in the tree. */
export function resourceName({ plan, accessor }: ResourcePage): string {
  return plan.file === null ? "methods" : (accessor.at(-1) ?? "");
}

function childPages(
  { members }: ResourcePlan,
  accessor: readonly string[],
  parents: readonly ResourcePage[],
): readonly ResourcePage[] {
  return members.flatMap(({ name, plan }) => {
    if (plan.file === null) return [];
    const children: ResourcePage[] = [];
    const page: ResourcePage = {
      page: `resources/${plan.file}`,
      plan,
      accessor: [...accessor, name],
      parents,
      children,
    };
    for (const child of childPages(plan, page.accessor, [...parents, page]))
      children.push(child);
    return [page];
  });
}

function withChildren(page: ResourcePage): readonly ResourcePage[] {
  return [page, ...page.children.flatMap(withChildren)];
}

function toSchemas({ types }: ApiPlan): readonly SchemaEntry[] {
  const own = types.filter(({ node }) => node.isSchema);
  const pages = schemaPageNames(own);
  return own
    .map((type): SchemaEntry => {
      const { schema } = type.node;
      const page = pages.get(type) ?? "schemas";
      return { schema, type, target: { page, anchor: anchorOf(schema) } };
    })
    .sort((a, b) => byCodeUnit(a.schema, b.schema));
}

function pagesOf(
  schemas: readonly SchemaEntry[],
): ReadonlyMap<string, readonly SchemaEntry[]> {
  const pages = new Map<string, SchemaEntry[]>();
  for (const entry of schemas) {
    const { page } = entry.target;
    const others = pages.get(page);
    if (others) others.push(entry);
    else pages.set(page, [entry]);
  }
  return new Map([...pages].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** What examples call other things. */
const taken: ReadonlySet<string> = new Set(
  "auth console item key media next operation page process request response value waitFor".split(
    " ",
  ),
);

/** `Genomics` is `genomics`, `DLP` is `dlp`, `CloudRun` is `cloudRun`. */
function clientName(className: string): string {
  const name = className.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) =>
    start.toLowerCase(),
  );
  return isIdentifier(name) && !taken.has(name) && name !== className
    ? name
    : "client";
}
