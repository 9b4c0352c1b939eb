import { firstSentence } from "../../prose/blocks.js";
import { webUrl } from "../../prose/inlines.js";
import { startCode } from "../example.js";
import { methodViews } from "../methodView.js";
import { standardArguments } from "../argumentView.js";
import { standardAnchor, type ResourcePage } from "../reference.js";
import { highlight } from "./highlight.js";
import {
  htmlName,
  htmlText,
  joinHtml,
  markup,
  nothing,
  type Html,
} from "./html.js";
import { anchorLink, htmlPage, ownAnchor } from "./layout.js";
import { argumentRow } from "./rows.js";
import type { HtmlWriter } from "./writer.js";

/** The API's own page: what it is, and all there is to call. */
export function indexPage(writer: HtmlWriter): string {
  const { reference } = writer;
  const { model } = reference.plan;
  const link = webUrl(model.documentationLink);
  const facts = [
    ["API", markup`<code>${htmlText(model.id)}</code>`],
    ...(model.revision === ""
      ? []
      : [["Revision", htmlText(model.revision)] as const]),
    [
      "Root URL",
      markup`<code>${htmlText(model.rootUrl + model.servicePath)}</code>`,
    ],
    ...(link === null
      ? []
      : [
          [
            "Documentation",
            markup`<a href="${htmlText(link)}" rel="noopener noreferrer">${htmlText(model.documentationLink)}</a>`,
          ] as const,
        ]),
  ] as const;
  const main = markup`<div class="hero"><h1>${htmlText(reference.title)}</h1>
<div class="lead">${writer.prose(model.description)}</div>
<dl class="about">${joinHtml(facts.map(([name, value]) => markup`<div><dt>${htmlText(name)}</dt><dd>${value}</dd></div>`))}</dl>
<div class="example"><pre tabindex="0"><code>${highlight(startCode(reference))}</code></pre></div></div>
${resources(writer)}${scopes(writer)}${endpoints(writer)}${standardSection(writer)}`;
  return htmlPage(writer, {
    title: reference.title,
    main,
    resource: null,
    views: [],
  });
}

/** A resource in each row, with its methods. */
function resources(writer: HtmlWriter): Html {
  const rows = writer.reference.resources.map((page) =>
    resourceRow(writer, page),
  );
  return markup`<section>${heading("Resources")}<div class="resources">${joinHtml(rows)}</div></section>\n`;
}

function resourceRow(writer: HtmlWriter, page: ResourcePage): Html {
  const name = page.accessor.slice(1).join(".") || page.accessor.join(".");
  const methods = methodViews(writer.reference, page)
    .filter(({ kind }) => kind === "method")
    .map(({ name: method, anchor }) =>
      writer.link(htmlName(method), { page: page.page, anchor }),
    );
  return markup`<div class="resource"><h3>${writer.link(htmlName(name), { page: page.page, anchor: "" })}</h3><p>${joinHtml(methods, " ")}</p></div>`;
}

function scopes(writer: HtmlWriter): Html {
  const { scopes: all } = writer.reference.plan.model;
  if (all.length === 0) return nothing;
  const rows = all.map(
    ({ url, description }) =>
      markup`<div class="row"><code>${htmlText(url)}</code><div class="note"><p>${writer.inlines(firstSentence(description))}</p></div></div>`,
  );
  return markup`<section>${heading("Scopes")}<div class="arguments">${joinHtml(rows)}</div></section>\n`;
}

function endpoints(writer: HtmlWriter): Html {
  const { endpoints: regional, mtlsRootUrl } = writer.reference.plan.model;
  const all = [
    ...(mtlsRootUrl === "" ? [] : [["Mutual TLS", mtlsRootUrl] as const]),
    ...regional.map(({ location, url }) => [location, url] as const),
  ];
  if (all.length === 0) return nothing;
  const rows = all.map(
    ([location, url]) =>
      markup`<div class="row"><code>${htmlText(url)}</code><div class="note"><p>${htmlText(location)}</p></div></div>`,
  );
  return markup`<section>${heading("Endpoints")}<div class="arguments">${joinHtml(rows)}</div></section>\n`;
}

/** The parameters that every method takes, with the anchor that methods link to. */
export function standardSection(writer: HtmlWriter): Html {
  const all = standardArguments(writer.reference);
  if (all.length === 0) return nothing;
  const rows = all.map((argument) => argumentRow(writer, argument));
  return markup`<section><h2 id="${htmlText(standardAnchor)}">What every method takes ${anchorLink(standardAnchor, "what every method takes")}</h2><div class="arguments">${joinHtml(rows)}</div></section>\n`;
}

function heading(title: string): Html {
  const anchor = ownAnchor(title.toLowerCase());
  return markup`<h2 id="${htmlText(anchor)}">${htmlText(title)} ${anchorLink(anchor, title)}</h2>`;
}
