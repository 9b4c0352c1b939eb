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
import { DrawnForms } from "../drawnForms.js";
import { methodViews } from "../methodView.js";
import { standardArguments } from "../argumentView.js";
import {
  resourceName,
  standardAnchor,
  type Reference,
  type ResourcePage,
} from "../reference.js";
import { markdownFile } from "./file.js";
import { argumentEntry, markdownAnchor, methodPart } from "./methodPart.js";
import { MarkdownTexts, MarkdownWriter } from "./prose.js";
import { schemaIndex, schemaPage } from "./schemaPages.js";

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
  return markdownFile([
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
  return markdownFile([
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
