import { firstSentence } from "../../prose/blocks.js";
import { DrawnForms } from "../drawnForms.js";
import { methodViews, type MethodView } from "../methodView.js";
import { resourceName, type ResourcePage } from "../reference.js";
import {
  htmlName,
  htmlText,
  joinHtml,
  markup,
  nothing,
  type Html,
} from "./html.js";
import { standardSection } from "./indexPage.js";
import { breadcrumbs, htmlPage } from "./layout.js";
import { methodSection, verb } from "./methodSection.js";
import { chip } from "./rows.js";
import type { HtmlWriter } from "./writer.js";

/** A resource: its methods in short, then each of them in full. */
export function resourcePage(writer: HtmlWriter, page: ResourcePage): string {
  const { reference } = writer;
  const views = methodViews(reference, page);
  const forms = new DrawnForms(reference);
  const name = resourceName(page);
  const { className, file, resource } = page.plan;
  const where =
    file === null
      ? nothing
      : markup`, in <code>${htmlText(`${reference.plan.folder}/resources/${file}.ts`)}</code>`;
  const main = markup`${breadcrumbs(
    writer,
    page.parents.map((parent) => [resourceName(parent), parent.page]),
    name,
  )}
<h1>${htmlName(name)} ${resource.deprecated ? chip("deprecated") : nothing}</h1>
<p class="class"><code>${htmlName(page.accessor.join("."))}</code> is of class <code>${htmlName(className)}</code>${where}.</p>
${children(writer, page)}${methodList(writer, views)}${joinHtml(
    views.map((view) => methodSection(writer, view, forms)),
    "\n",
  )}
${views.length > 0 ? standardSection(writer) : nothing}`;
  return htmlPage(writer, { title: name, main, resource: page, views });
}

function children(writer: HtmlWriter, { children: all }: ResourcePage): Html {
  if (all.length === 0) return nothing;
  const items = all.map(
    (child) =>
      markup`<li>${writer.link(htmlText(resourceName(child)), { page: child.page, anchor: "" })}</li>`,
  );
  return markup`<section><h2 id="-resources">Resources</h2><ul class="children">${joinHtml(items)}</ul></section>\n`;
}

function methodList(writer: HtmlWriter, views: readonly MethodView[]): Html {
  if (views.length === 0) return nothing;
  const items = views.map((view) => {
    const { shortCall, name, anchor, kind, plan } = view;
    const sentence =
      kind === "next"
        ? markup`Retrieves the next page of results.`
        : kind === "media"
          ? markup`The media itself.`
          : writer.inlines(firstSentence(plan.method.description));
    const rest = htmlText(shortCall.slice(name.length));
    const badge =
      kind === "method"
        ? verb(plan.method.verb)
        : markup`<span class="verb other">${kind === "next" ? markup`NEXT` : markup`MEDIA`}</span>`;
    const flag = plan.method.deprecated ? chip("deprecated") : nothing;
    return markup`<li>${badge}<div><a href="#${htmlText(anchor)}"><code><b>${htmlName(name)}</b>${rest}</code></a> ${flag}<p>${sentence}</p></div></li>`;
  });
  return markup`<section><h2 id="-methods">Instance Methods</h2><ul class="methods">${joinHtml(items)}</ul></section>
<h2 id="-details">Method Details</h2>
`;
}
