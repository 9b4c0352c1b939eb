import { firstSentence } from "../../prose/blocks.js";
import { schemaForm } from "../drawnForms.js";
import type { SchemaEntry } from "../reference.js";
import { schemaGroupName } from "../schemaGroups.js";
import {
  htmlName,
  htmlText,
  joinHtml,
  markup,
  nothing,
  type Html,
} from "./html.js";
import { anchorLink, breadcrumbs, htmlPage } from "./layout.js";
import { chip, formHtml, valueList } from "./rows.js";
import type { HtmlWriter } from "./writer.js";

/** Where the schemas have several pages: all of them by name, each with the anchor that it has on its own page. */
export function schemaIndex(writer: HtmlWriter): string {
  const { schemas } = writer.reference;
  const items = schemas.map(({ schema, target, type }) => {
    const sentence = writer.inlines(firstSentence(type.node.description));
    return markup`<li id="${htmlText(target.anchor)}">${writer.link(markup`<code>${htmlName(schema)}</code>`, target)} <span>${sentence}</span></li>`;
  });
  return htmlPage(writer, {
    title: "Schemas",
    main: markup`${breadcrumbs(writer, [], "Schemas")}
<h1>Schemas</h1>
<p>The types that methods take and give.</p>
<ul class="names">${joinHtml(items, "\n")}</ul>`,
    resource: null,
    views: [],
  });
}

export function schemaPage(
  writer: HtmlWriter,
  entries: readonly SchemaEntry[],
): string {
  const { page } = writer;
  const isOnly = page === "schemas";
  const letter = isOnly ? "" : schemaGroupName(page, entries);
  const title = isOnly ? "Schemas" : `Schemas: ${letter}`;
  const crumbs = isOnly
    ? breadcrumbs(writer, [], "Schemas")
    : breadcrumbs(writer, [["Schemas", "schemas"]], letter);
  const links = entries.map(({ schema, target }) =>
    writer.link(htmlName(schema), target),
  );
  return htmlPage(writer, {
    title,
    main: markup`${crumbs}
<h1>${htmlText(title)}</h1>
<p class="letters">${joinHtml(links, " ")}</p>
${joinHtml(
  entries.map((entry) => schemaSection(writer, entry)),
  "\n",
)}`,
    resource: null,
    views: [],
  });
}

function schemaSection(
  writer: HtmlWriter,
  { schema, target, type }: SchemaEntry,
): Html {
  const { node, name, inputName, isGiven } = type;
  const form = schemaForm(writer.reference, schema, isGiven ? "given" : "read");
  const input = inputName
    ? markup` What is given is of type <code>${htmlName(inputName)}</code>, without what is read-only.`
    : nothing;
  const anchor = htmlText(target.anchor);
  const flag = node.deprecated ? chip("deprecated") : nothing;
  const body =
    node.type.kind === "enum"
      ? markup`${writer.prose(node.description)}${valueList(writer, node.type.values)}`
      : form.drawn
        ? formHtml(writer, form, [schema])
        : markup`${writer.prose(node.description)}${formHtml(writer, form)}`;
  return markup`<section class="schema" aria-labelledby="${anchor}"><h2 id="${anchor}">${htmlName(schema)} ${flag}${anchorLink(target.anchor, schema)}</h2>
<p class="class">Type <code>${htmlName(name)}</code>.${input}</p>
${body}${uses(writer, schema)}</section>`;
}

/** So many users of a schema are shown without being asked for. */
const shownUses = 12;

function uses(writer: HtmlWriter, schema: string): Html {
  const { reference } = writer;
  const found = reference.uses.get(schema);
  if (!found) return nothing;
  const methods = [...new Set([...found.requests, ...found.responses])].flatMap(
    (method) => {
      const entry = reference.method(method);
      if (!entry) return [];
      const name = [...entry.page.accessor.slice(1), entry.plan.name].join(".");
      return [writer.link(htmlName(name), entry.target)];
    },
  );
  const types = found.schemas.flatMap((other) => {
    const entry = reference.schema(other);
    return entry ? [writer.link(htmlName(other), entry.target)] : [];
  });
  const all = [...methods, ...types];
  if (all.length === 0) return nothing;
  const rest = all.slice(shownUses);
  const more =
    rest.length > 0
      ? markup`<details><summary>and ${rest.length} more</summary>${joinHtml(rest, ", ")}</details>`
      : nothing;
  return markup`<div class="uses"><span>Used by</span> ${joinHtml(all.slice(0, shownUses), ", ")} ${more}</div>`;
}
