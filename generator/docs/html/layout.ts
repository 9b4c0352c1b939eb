import { anchorOf, toRoot } from "../target.js";
import type { MethodView } from "../methodView.js";
import { resourceName, type ResourcePage } from "../reference.js";
import {
  htmlName,
  htmlText,
  joinHtml,
  markup,
  nothing,
  type Html,
} from "./html.js";
import type { HtmlWriter } from "./writer.js";

/**
 * Nothing but what stands beside the page: no script within it, no style, no request elsewhere. Without a server, too: `'self'` of a
 * page that was opened from disk is what is on disk.
 */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/** What a page is. */
export interface PageParts {
  readonly title: string;
  readonly main: Html;
  /** The resource whose page it is. */
  readonly resource: ResourcePage | null;
  /** The methods of the page, which its entry in the tree has below it. */
  readonly views: readonly MethodView[];
}

/** A page with all that surrounds it. */
export function htmlPage(writer: HtmlWriter, parts: PageParts): string {
  const { reference, page } = writer;
  const { model } = reference.plan;
  const root = htmlText(toRoot(page));
  const title =
    page === "index"
      ? htmlText(reference.title)
      : markup`${htmlText(parts.title)} · ${htmlText(reference.title)}`;
  return `${markup`<!doctype html>
<html lang="en" data-root="${root}" data-page="${htmlText(page)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="discovery-codegen">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}assets/style.css">
<script src="${root}assets/theme.js"></script>
<script src="${root}assets/app.js" defer></script>
</head>
<body>
<a class="skip" href="#-main">Skip to content</a>
<header class="bar">
<button type="button" class="icon menu" aria-expanded="false" aria-controls="-tree" hidden>Menu</button>
<a class="brand" href="${writer.href({ page: "index", anchor: "" })}"><span>${htmlText(reference.title)}</span> <span class="version">${htmlText(model.version)}</span></a>
<button type="button" class="search-open" aria-haspopup="dialog" hidden><span>Search</span> <kbd>/</kbd></button>
<button type="button" class="icon theme" hidden>Theme</button>
</header>
<nav class="tree" id="-tree" aria-label="Resources and schemas">${tree(writer, parts)}</nav>
<main id="-main" tabindex="-1">
${parts.main}
<footer>Made by discovery-codegen from ${htmlText(model.id)}${model.revision === "" ? nothing : markup`, revision ${htmlText(model.revision)}`}.</footer>
</main>
</body>
</html>`}\n`;
}

/** Resources, with the methods of the one whose page it is, and the schemas. */
function tree(writer: HtmlWriter, parts: PageParts): Html {
  const { top, schemas } = writer.reference;
  const resources = markup`<h2>Resources</h2><ul>${joinHtml(top.map((page) => topBranch(writer, page, parts)))}</ul>`;
  if (schemas.length === 0) return resources;
  const current =
    writer.page === "schemas"
      ? markup` aria-current="page"`
      : writer.page.startsWith("schemas/")
        ? markup` aria-current="true"`
        : nothing;
  return markup`${resources}<h2>Schemas</h2><ul><li data-branch="-schemas"><a href="${writer.href({ page: "schemas", anchor: "" })}"${current}>All ${schemas.length} schemas</a></li></ul>`;
}

/** One that is not on the way to the page is the same on all pages of a folder. */
function topBranch(
  writer: HtmlWriter,
  page: ResourcePage,
  parts: PageParts,
): Html {
  const { resource } = parts;
  if (page === resource || resource?.parents.includes(page))
    return branch(writer, page, parts);
  const { branches } = writer.texts;
  const key = `${toRoot(writer.page)} ${page.page}`;
  const written = branches.get(key) ?? branch(writer, page, parts);
  branches.set(key, written);
  return written;
}

function branch(
  writer: HtmlWriter,
  page: ResourcePage,
  { resource, views }: PageParts,
): Html {
  const isCurrent = page === resource;
  const current = isCurrent ? markup` aria-current="page"` : nothing;
  const methods = isCurrent
    ? views.map(
        ({ name, anchor }) =>
          markup`<li class="method"><a href="#${htmlText(anchor)}">${htmlName(name)}</a></li>`,
      )
    : [];
  const below = [
    ...methods,
    ...page.children.map((child) =>
      branch(writer, child, { resource, views, title: "", main: nothing }),
    ),
  ];
  const list = below.length > 0 ? markup`<ul>${joinHtml(below)}</ul>` : nothing;
  const flag = page.plan.resource.deprecated
    ? markup` class="deprecated"`
    : nothing;
  return markup`<li data-branch="${htmlText(page.page)}"${flag}><a href="${writer.href({ page: page.page, anchor: "" })}"${current}>${htmlName(resourceName(page))}</a>${list}</li>`;
}

/** The way to a page: the API, and the resources above. */
export function breadcrumbs(
  writer: HtmlWriter,
  parents: readonly (readonly [label: string, page: string])[],
  own: string,
): Html {
  const links = [[writer.reference.title, "index"] as const, ...parents].map(
    ([label, page]) =>
      markup`<li>${writer.link(htmlText(label), { page, anchor: "" })}</li>`,
  );
  return markup`<nav class="crumbs" aria-label="Breadcrumbs"><ol>${joinHtml(links)}<li aria-current="page">${htmlName(own)}</li></ol></nav>`;
}

/** A heading that can be linked to. */
export function anchorLink(anchor: string, name: string): Html {
  return markup`<a class="anchor" href="#${htmlText(anchor)}" aria-label="Link to ${htmlText(name)}">#</a>`;
}

/** The anchor of a part of a page that is no name of the document. */
export function ownAnchor(name: string): string {
  return `-${anchorOf(name)}`;
}
