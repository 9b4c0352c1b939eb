import { firstSentence } from "../../prose/blocks.js";
import {
  gfm,
  joinMarkdown,
  markdownCode,
  markdownText,
  type Markdown,
} from "../../prose/markdown.js";
import { schemaForm } from "../drawnForms.js";
import type { SchemaEntry } from "../reference.js";
import { schemaGroupName } from "../schemaGroups.js";
import { markdownFile } from "./file.js";
import { formFence } from "./form.js";
import { markdownAnchor, valueList } from "./methodPart.js";
import type { MarkdownWriter } from "./prose.js";

/** Where the schemas have several pages: all of them by name. */
export function schemaIndex(writer: MarkdownWriter): string {
  const { reference } = writer;
  return markdownFile([
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

/** The schemas of one page. */
export function schemaPage(
  writer: MarkdownWriter,
  entries: readonly SchemaEntry[],
): string {
  const { reference, page } = writer;
  const letter = page === "schemas" ? "" : schemaGroupName(page, entries);
  return markdownFile([
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
