import { behaviours } from "../behaviour.js";
import type { DrawnForms } from "../drawnForms.js";
import { exampleCode } from "../example.js";
import type { Form } from "../form.js";
import { answerType } from "../argumentView.js";
import { type MethodView } from "../methodView.js";
import { standardAnchor } from "../reference.js";
import { typeText } from "../typeParts.js";
import { highlight } from "./highlight.js";
import { htmlText, joinHtml, markup, nothing, type Html } from "./html.js";
import { anchorLink } from "./layout.js";
import { argumentRow, chip, formHtml } from "./rows.js";
import type { HtmlWriter } from "./writer.js";

/** A method under "Method Details". */
export function methodSection(
  writer: HtmlWriter,
  view: MethodView,
  forms: DrawnForms,
): Html {
  const { plan, anchor, name, kind } = view;
  const { method } = plan;
  const flag = method.deprecated ? chip("deprecated") : nothing;
  const example = highlight(exampleCode(writer.reference, view));
  const label = htmlText(name);
  const own = kind === "method";
  const parts = [
    own ? httpLine(writer, view) : nothing,
    signature(writer, view),
    own
      ? writer.prose(method.description)
      : kind === "next"
        ? markup`<p>Retrieves the next page of results.</p>`
        : nothing,
    ...behaviours(writer.reference, view).map(
      ({ title, sentences }) =>
        markup`<p class="behaviour"><strong>${htmlText(title)}</strong> ${writer.said(sentences)}</p>`,
    ),
    kind === "media" ? nothing : argumentList(writer, view, forms),
    returns(writer, view, forms),
    own ? scopes(view) : nothing,
  ];
  return markup`<section class="method" aria-labelledby="${htmlText(anchor)}">
<h3 id="${htmlText(anchor)}">${label} ${flag}${anchorLink(anchor, name)}</h3>
<div class="columns"><div class="text">${joinHtml(parts)}</div>
<div class="example"><h4>Example<span class="visually-hidden"> of ${label}</span></h4><pre tabindex="0"><code>${example}</code></pre></div></div>
</section>`;
}

/** `GET https://genomics.googleapis.com/v1/{+name}`, its variables marked. */
function httpLine(
  { reference }: HtmlWriter,
  { plan: { method } }: MethodView,
): Html {
  const { rootUrl, servicePath } = reference.plan.model;
  const path = method.path
    .split(/(\{[^{}]*\})/)
    .map((part, index) =>
      index % 2 === 1 ? markup`<var>${htmlText(part)}</var>` : breakable(part),
    );
  return markup`<p class="http">${verb(method.verb)} <code><span class="origin">${breakable(rootUrl + servicePath)}</span>${joinHtml(path)}</code></p>`;
}

/** An address, which may go on in the next line behind each slash. */
function breakable(address: string): Html {
  const parts = address.split(/(?<=[^/]\/)(?!\/)/).map(htmlText);
  return joinHtml(
    parts.flatMap((part, index) =>
      index > 0 ? [markup`<wbr>`, part] : [part],
    ),
  );
}

/** The HTTP verb, coloured by what it does. */
export function verb(name: string): Html {
  const known = /^(?:get|post|put|patch|delete)$/i.exec(name);
  return markup`<span class="verb ${htmlText(known ? name.toLowerCase() : "other")}">${htmlText(name)}</span>`;
}

function signature(writer: HtmlWriter, { call, gives }: MethodView): Html {
  return markup`<pre class="signature" tabindex="0"><code>${htmlText(call)}: <i>${writer.type(gives)}</i></code></pre>`;
}

function argumentList(
  writer: HtmlWriter,
  { plan, arguments: args, anchor, kind, name }: MethodView,
  forms: DrawnForms,
): Html {
  const rows = args.map((argument) => {
    if (!argument.body) return argumentRow(writer, argument);
    const { form, drawnAt } = forms.of(
      argument.body,
      "given",
      plan.method.id,
      anchor,
    );
    const below =
      form.drawn || drawnAt !== null
        ? formOrPlace(writer, form, drawnAt)
        : nothing;
    return argumentRow(writer, argument, below);
  });
  const standard =
    kind === "method" && writer.reference.plan.parameters.length > 0
      ? markup`<p class="also">And <a href="#${htmlText(standardAnchor)}">what every method takes</a>.</p>`
      : nothing;
  if (rows.length === 0 && standard === "") return nothing;
  return markup`<h4>Arguments<span class="visually-hidden"> of ${htmlText(name)}</span></h4><div class="arguments">${joinHtml(rows)}</div>${standard}`;
}

function returns(
  writer: HtmlWriter,
  { plan, kind, anchor, name }: MethodView,
  forms: DrawnForms,
): Html {
  if (kind === "media") return nothing;
  const title = markup`<h4>Returns<span class="visually-hidden"> of ${htmlText(name)}</span></h4>`;
  if (kind === "next")
    return markup`${title}<p>A request that you can <code>execute()</code> for the next page, or <code>null</code> if there are no more items in the collection.</p>`;
  const answer = answerType(plan.method);
  if (!answer) return markup`${title}<p>Nothing.</p>`;
  const { form, drawnAt } = forms.of(answer, "read", plan.method.id, anchor);
  return markup`${title}${formOrPlace(writer, form, drawnAt)}`;
}

function formOrPlace(
  writer: HtmlWriter,
  form: Form,
  drawnAt: string | null,
): Html {
  if (drawnAt === null) return formHtml(writer, form);
  const label = htmlText(typeText(form.type));
  return markup`<p class="also"><code>${writer.type(form.type)}</code>: the form of ${label} is drawn at <a href="#${htmlText(drawnAt)}">${htmlText(drawnAt)}</a>.</p>`;
}

function scopes({ plan: { method }, name }: MethodView): Html {
  if (method.scopes.length === 0) return nothing;
  const title =
    method.scopes.length > 1 ? markup`One of the scopes` : markup`Scope`;
  const items = method.scopes.map(
    (scope) => markup`<li><code>${htmlText(scope)}</code></li>`,
  );
  return markup`<h4>${title}<span class="visually-hidden"> for ${htmlText(name)}</span></h4><ul class="scopes">${joinHtml(items)}</ul>`;
}
