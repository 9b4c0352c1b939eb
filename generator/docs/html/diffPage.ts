import { createHash } from "node:crypto";
import {
  groupsOf,
  levelTitles,
  reachText,
  revisionsText,
  type ChangeGroup,
} from "../../diff/groups.js";
import {
  placeText,
  type Change,
  type DiffReport,
  type Level,
} from "../../diff/report.js";
import { printable } from "../../read/printable.js";
import { asset } from "./assets.js";
import { htmlText, joinHtml, markup, nothing, type Html } from "./html.js";

/** How much of a text a cell shows. */
const cellLength = 600;

/**
 * A report on two revisions as one file, in the look of the reference: what breaks first, old beside new. It holds its own style,
 * whose hash its Content-Security-Policy names, and no script.
 */
export function formatDiffHtml(report: DiffReport): string {
  const style = `${asset("style.css")}\n${asset("report.css")}`;
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const title = text(revisionsText(report));
  const levels = groupsOf(report).filter(({ groups }) => groups.length > 0);
  const notes = report.notes.map(
    (note) => markup`<p class="behaviour">${text(note)}</p>`,
  );
  const main = markup`<h1>${text(report.new.id)} <span class="revisions">${revision(report.old.revision)} &rarr; ${revision(report.new.revision)}</span></h1>
${joinHtml(notes)}${summary(report)}
${levels.length === 0 ? markup`<p>Nothing changed.</p>` : joinHtml(levels.map((level) => levelSection(level, report)))}`;
  return `${markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="discovery-codegen">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style as Html}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="bar"><span class="brand">${title}</span></header>
<nav class="tree" aria-label="Changes">${joinHtml(levels.map(({ level, groups }) => markup`<h2>${htmlText(levelTitles[level])}</h2><ul>${joinHtml(groups.map((group) => treeEntry(level, group)))}</ul>`))}</nav>
<main id="main" tabindex="-1">${main}
<footer>Made by discovery-codegen.</footer>
</main>
</body>
</html>`}\n`;
}

function treeEntry(level: Level, group: ChangeGroup): Html {
  return markup`<li><a href="#${anchor(level, group)}">${htmlText(group.title)} <span class="count">${group.changes.length}</span></a></li>`;
}

/** Codes and audiences are words of ours. */
function anchor(level: Level, { code, changes }: ChangeGroup): Html {
  return htmlText([level, code, ...(changes[0]?.breaks ?? [])].join("-"));
}

function revision(name: string): Html {
  return name === "" ? markup`unknown` : text(name);
}

function summary({ counts, bump }: DiffReport): Html {
  const count = (level: Level): Html =>
    markup`<div class="tile ${htmlText(level)}"><dt>${htmlText(levelTitles[level])}</dt><dd>${counts[level]}</dd></div>`;
  return markup`<dl class="tiles">${count("breaking")}${count("compatible")}${count("docs")}<div class="tile"><dt>Version bump</dt><dd>${htmlText(bump)}</dd></div></dl>`;
}

function levelSection(
  { level, groups }: ReturnType<typeof groupsOf>[number],
  { counts }: DiffReport,
): Html {
  const title = markup`${htmlText(levelTitles[level])} <span class="count">${counts[level]}</span>`;
  const all = joinHtml(groups.map((group) => groupSection(level, group)));
  return markup`<section class="level ${htmlText(level)}"><h2>${title}</h2>${all}</section>\n`;
}

function groupSection(level: Level, group: ChangeGroup): Html {
  const { title, code, reasons, changes } = group;
  const hasMethods = changes.some(({ methods }) => methods !== null);
  const head = ["Where", "Old", "New", ...(hasMethods ? ["Methods"] : [])].map(
    (name) => markup`<th scope="col">${htmlText(name)}</th>`,
  );
  const said = reasons.map((reason) => {
    const [, audience = "", why = ""] = /^(\w+): (.*)$/s.exec(reason) ?? [];
    return markup`<li><span class="chip">${htmlText(audience)}</span> ${htmlText(why)}</li>`;
  });
  const why =
    said.length > 0
      ? markup`<ul class="reasons">${joinHtml(said)}</ul>`
      : nothing;
  const rows = joinHtml(
    changes.map((change) => row(change, hasMethods)),
    "\n",
  );
  const id = anchor(level, group);
  return markup`<section class="change"><h3 id="${id}">${htmlText(title)} <code>${htmlText(code)}</code></h3>${why}
<div class="table" role="region" tabindex="0" aria-labelledby="${id}"><table><thead><tr>${joinHtml(head)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function row(change: Change, hasMethods: boolean): Html {
  const { where, old, new: next, methods } = change;
  const cells = [
    markup`<th scope="row"><code>${text(placeText(where))}</code></th>`,
    markup`<td>${old === "" ? nothing : markup`<del>${text(old)}</del>`}</td>`,
    markup`<td>${next === "" ? nothing : markup`<ins>${text(next)}</ins>`}</td>`,
    ...(hasMethods ? [markup`<td>${text(reachText(methods))}</td>`] : []),
  ];
  return markup`<tr>${joinHtml(cells)}</tr>`;
}

function text(value: string): Html {
  return htmlText(printable(value, cellLength));
}
