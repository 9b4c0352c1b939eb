import { firstSentence } from "../../prose/blocks.js";
import {
  joinMarkdown,
  gfm,
  markdownCode,
  markdownFence,
  markdownText,
  type Markdown,
} from "../../prose/markdown.js";
import { startCode } from "../example.js";
import { DrawnForms, schemaForm } from "../drawnForms.js";
import { methodViews, standardArguments } from "../methodView.js";
import {
  resourceName,
  standardAnchor,
  type Reference,
  type ResourcePage,
  type SchemaEntry,
} from "../reference.js";
import { schemaGroupName } from "../schemaGroups.js";
import { formFence } from "./form.js";
import {
  argumentEntry,
  markdownAnchor,
  methodPart,
  valueList,
} from "./methodPart.js";
import { MarkdownTexts, MarkdownWriter } from "./prose.js";

/** The reference as Markdown: `README.md`, a file for each resource, and the schemas. */
export function* markdownPages(
  reference: Reference,
): Generator<readonly [path: string, text: string]> {
  const texts = new MarkdownTexts();
  const writerOf = (page: string): MarkdownWriter =>
    new MarkdownWriter(reference, page, texts);
  yield ["README.md", indexPage(writerOf("index"))];
  for (const page of reference.resources)
    yield [`${page.page}.md`, resourcePage(writerOf(page.page), page)];
  if (!reference.schemaPages.has("schemas") && reference.schemas.length > 0)
    yield ["schemas.md", schemaIndex(writerOf("schemas"))];
  for (const [page, entries] of reference.schemaPages)
    yield [`${page}.md`, schemaPage(writerOf(page), entries)];
}

function file(parts: readonly Markdown[]): string {
  return `${joinMarkdown(
    parts.filter((part) => part !== ""),
    "\n\n",
  )}\n`;
}

function indexPage(writer: MarkdownWriter): string {
  const { reference } = writer;
  const { plan, top, schemas } = reference;
  const { model } = plan;
  const facts = [
    gfm`${markdownCode(model.id)}`,
    ...(model.revision === ""
      ? []
      : [gfm`revision ${markdownText(model.revision)}`]),
    gfm`${markdownCode(`${model.rootUrl}${model.servicePath}`)}`,
  ];
  return file([
    gfm`# ${markdownText(reference.title)}`,
    joinMarkdown(facts, " · "),
    writer.prose(model.description),
    ...(model.documentationLink === ""
      ? []
      : [writer.prose(`See ${model.documentationLink}`)]),
    markdownFence(startCode(reference), "ts"),
    gfm`## Resources`,
    ...top.map((page) => resourceTable(writer, page)),
    ...(schemas.length > 0
      ? [
          gfm`## Schemas`,
          gfm`The types that methods take and give: ${writer.link(gfm`all ${schemas.length}`, { page: "schemas", anchor: "" })}.`,
        ]
      : []),
    ...(model.scopes.length > 0
      ? [
          gfm`## Scopes`,
          joinMarkdown(
            model.scopes.map(
              ({ url, description }) =>
                gfm`- ${markdownCode(url)}: ${writer.inlines(firstSentence(description))}`,
            ),
            "\n",
          ),
        ]
      : []),
  ]);
}

/** The methods of a resource and of those below it, a row each. */
function resourceTable(writer: MarkdownWriter, page: ResourcePage): Markdown {
  const own = [page, ...descendants(page)].map((one) => {
    const name = one.accessor.slice(1).join(".") || one.accessor.join(".");
    const title = writer.link(markdownCode(name), {
      page: one.page,
      anchor: "",
    });
    const rows = methodViews(writer.reference, one)
      .filter(({ kind }) => kind === "method")
      .map(({ name: method, anchor, plan }) => {
        const link = writer.link(markdownCode(method), {
          page: one.page,
          anchor,
        });
        const sentence = writer.inlines(firstSentence(plan.method.description));
        return gfm`| ${link} | ${sentence} |`;
      });
    if (rows.length === 0) return gfm`### ${title}`;
    return gfm`### ${title}\n\n| method | |\n| --- | --- |\n${joinMarkdown(rows, "\n")}`;
  });
  return joinMarkdown(own, "\n\n");
}

function descendants(page: ResourcePage): readonly ResourcePage[] {
  return page.children.flatMap((child) => [child, ...descendants(child)]);
}

function resourcePage(writer: MarkdownWriter, page: ResourcePage): string {
  const { reference } = writer;
  const views = methodViews(reference, page);
  const forms = new DrawnForms(reference);
  const crumbs = [
    writer.link(markdownText(reference.title), { page: "index", anchor: "" }),
    ...page.parents.map((parent) =>
      writer.link(markdownText(resourceName(parent)), {
        page: parent.page,
        anchor: "",
      }),
    ),
    markdownText(resourceName(page)),
  ];
  const { className, file: fileName, resource } = page.plan;
  const standard = standardArguments(reference);
  return file([
    joinMarkdown(crumbs, " / "),
    gfm`# ${markdownText(resourceName(page))}`,
    resource.deprecated ? gfm`**Deprecated.**` : gfm``,
    gfm`${markdownCode(page.accessor.join("."))}, class ${markdownCode(className)}${fileName === null ? gfm`` : gfm` in ${markdownCode(`${reference.plan.folder}/resources/${fileName}.ts`)}`}`,
    ...(page.children.length > 0
      ? [
          gfm`## Resources`,
          joinMarkdown(
            page.children.map(
              (child) =>
                gfm`- ${writer.link(markdownCode(resourceName(child)), { page: child.page, anchor: "" })}`,
            ),
            "\n",
          ),
        ]
      : []),
    ...(views.length > 0
      ? [
          gfm`## Instance Methods`,
          joinMarkdown(
            views.map((view) => {
              const link = writer.link(markdownCode(view.shortCall), {
                page: page.page,
                anchor: view.anchor,
              });
              const sentence =
                view.kind === "next"
                  ? gfm`Retrieves the next page of results.`
                  : view.kind === "media"
                    ? gfm`The media itself.`
                    : writer.inlines(
                        firstSentence(view.plan.method.description),
                      );
              return gfm`- ${link}${sentence === "" ? gfm`` : gfm`<br>${sentence}`}`;
            }),
            "\n",
          ),
          gfm`## Method Details`,
          ...views.map((view) => methodPart(writer, view, forms)),
        ]
      : []),
    ...(standard.length > 0
      ? [
          gfm`<a id="${markdownAnchor(standardAnchor)}"></a>`,
          gfm`## What every method takes`,
          joinMarkdown(
            standard.map((argument) => argumentEntry(writer, argument)),
            "\n",
          ),
        ]
      : []),
  ]);
}

/** Where the schemas have several pages: all of them by name. */
function schemaIndex(writer: MarkdownWriter): string {
  const { reference } = writer;
  return file([
    writer.link(markdownText(reference.title), { page: "index", anchor: "" }),
    gfm`# Schemas`,
    joinMarkdown(
      reference.schemas.map(({ schema, target, type }) => {
        const sentence = writer.inlines(firstSentence(type.node.description));
        const link = writer.link(markdownCode(schema), target);
        return gfm`- <a id="${markdownAnchor(target.anchor)}"></a>${link} ${sentence}`;
      }),
      "\n",
    ),
  ]);
}

function schemaPage(
  writer: MarkdownWriter,
  entries: readonly SchemaEntry[],
): string {
  const { reference, page } = writer;
  const letter = page === "schemas" ? "" : schemaGroupName(page, entries);
  return file([
    joinMarkdown(
      [
        writer.link(markdownText(reference.title), {
          page: "index",
          anchor: "",
        }),
        ...(letter === ""
          ? []
          : [writer.link(gfm`Schemas`, { page: "schemas", anchor: "" })]),
      ],
      " / ",
    ),
    letter === "" ? gfm`# Schemas` : gfm`# Schemas: ${markdownText(letter)}`,
    joinMarkdown(
      entries.map(({ schema, target }) =>
        writer.link(markdownCode(schema), target),
      ),
      " · ",
    ),
    ...entries.flatMap((entry) => schemaParts(writer, entry)),
  ]);
}

function schemaParts(
  writer: MarkdownWriter,
  { schema, target, type }: SchemaEntry,
): readonly Markdown[] {
  const { node, name, inputName, isGiven } = type;
  const { reference } = writer;
  const names = inputName
    ? gfm`Type ${markdownCode(name)}; what is given is ${markdownCode(inputName)}, without what is read-only`
    : gfm`Type ${markdownCode(name)}`;
  const form = schemaForm(reference, schema, isGiven ? "given" : "read");
  return [
    gfm`<a id="${markdownAnchor(target.anchor)}"></a>`,
    gfm`## ${markdownText(schema)}`,
    node.deprecated ? gfm`**Deprecated.**` : gfm``,
    names,
    form.drawn ? gfm`` : writer.prose(node.description),
    node.type.kind === "enum"
      ? valueList(writer, node.type.values)
      : form.drawn
        ? formFence(form, writer.texts.comments)
        : writer.type(form.type),
    usesPart(writer, schema),
  ];
}

/** So many users of a schema are named. */
const shownUses = 12;

function usesPart(writer: MarkdownWriter, schema: string): Markdown {
  const { reference } = writer;
  const {
    requests = [],
    responses = [],
    schemas = [],
  } = reference.uses.get(schema) ?? {};
  const methods = [...new Set([...requests, ...responses])].flatMap(
    (method) => {
      const entry = reference.method(method);
      if (!entry) return [];
      const name = [...entry.page.accessor.slice(1), entry.plan.name].join(".");
      return [writer.link(markdownCode(name), entry.target)];
    },
  );
  const types = schemas.flatMap((other) => {
    const entry = reference.schema(other);
    return entry ? [writer.link(markdownCode(other), entry.target)] : [];
  });
  const all = [...methods, ...types];
  if (all.length === 0) return gfm``;
  const more = all.length - shownUses;
  return gfm`Used by ${joinMarkdown(all.slice(0, shownUses), ", ")}${more > 0 ? gfm` and ${more} more` : gfm``}.`;
}
