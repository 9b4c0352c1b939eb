import type { EnumValue } from "../../model/schema.js";
import {
  indentMarkdown,
  joinMarkdown,
  gfm,
  markdownCode,
  markdownFence,
  markdownText,
  type Markdown,
} from "../../prose/markdown.js";
import { behaviours } from "../behaviour.js";
import type { DrawnForms } from "../drawnForms.js";
import { constraintParts } from "../constraints.js";
import { exampleCode } from "../example.js";
import { answerType, type ArgumentView } from "../argumentView.js";
import { type MethodView } from "../methodView.js";
import { standardAnchor } from "../reference.js";
import type { Form } from "../form.js";
import { formFence } from "./form.js";
import type { MarkdownWriter } from "./prose.js";

/** A method under "Method Details". */
export function methodPart(
  writer: MarkdownWriter,
  view: MethodView,
  forms: DrawnForms,
): Markdown {
  const { plan, anchor, name, kind } = view;
  const { method } = plan;
  const { model } = writer.reference.plan;
  const parts: Markdown[] = [
    gfm`<a id="${anchorText(anchor)}"></a>`,
    gfm`### ${markdownText(name)}`,
  ];
  if (method.deprecated) parts.push(gfm`**Deprecated.**`);
  parts.push(
    markdownFence(
      `${view.call}: ${view.gives.map(({ text }) => text).join("")}`,
      "ts",
    ),
  );
  if (kind === "method")
    parts.push(
      gfm`${markdownCode(`${method.verb} ${model.rootUrl}${model.servicePath}${method.path}`)}`,
      writer.prose(method.description),
    );
  if (kind === "next") parts.push(gfm`Retrieves the next page of results.`);
  for (const { title, sentences } of behaviours(writer.reference, view))
    parts.push(gfm`**${markdownText(title)}.** ${writer.said(sentences)}`);
  if (kind !== "media") parts.push(...argumentParts(writer, view, forms));
  parts.push(...returnParts(writer, view, forms));
  if (kind === "method") parts.push(...scopeParts(view));
  parts.push(
    gfm`<details><summary>Example</summary>`,
    markdownFence(exampleCode(writer.reference, view), "ts"),
    gfm`</details>`,
  );
  return joinMarkdown(
    parts.filter((part) => part !== ""),
    "\n\n",
  );
}

/** An argument as an entry of a list. */
export function argumentEntry(
  writer: MarkdownWriter,
  argument: ArgumentView,
): Markdown {
  const { name, type, isRequired, notes, format, values, wireName } = argument;
  const facts = [
    writer.type(type),
    ...(format === "" ? [] : [markdownText(format)]),
    ...(isRequired ? [gfm`**required**`] : []),
    ...(notes.deprecated ? [gfm`**deprecated**`] : []),
    ...(wireName === "" ? [] : [gfm`on the wire ${markdownCode(wireName)}`]),
  ];
  const head = gfm`- <a id="${anchorText(argument.anchor)}"></a>**${markdownCode(name)}** · ${joinMarkdown(facts, " · ")}`;
  const below = [
    writer.prose(notes.description),
    joinMarkdown(
      constraintParts(notes).map(
        ([title, value]) =>
          gfm`${markdownText(title)}: ${markdownCode(value)}.`,
      ),
      " ",
    ),
    values.length > 0
      ? gfm`Allowed values:\n\n${valueList(writer, values)}`
      : gfm``,
  ].filter((part) => part !== "");
  return joinMarkdown(
    [head, ...below.map((part) => indentMarkdown(part, 2))],
    "\n\n",
  );
}

/** The anchors are made of letters, digits and a few signs, none of which is markup within quotes. */
function anchorText(anchor: string): Markdown {
  return anchor as Markdown;
}

export { anchorText as markdownAnchor };

export function valueList(
  writer: MarkdownWriter,
  values: readonly EnumValue[],
): Markdown {
  return joinMarkdown(
    values.map(({ value, description, deprecated }) => {
      const text = description.replaceAll(/\s+/g, " ");
      const said =
        text === ""
          ? gfm``
          : gfm` — ${writer.prose(text).replaceAll(/\s+/g, " ") as Markdown}`;
      return gfm`- ${markdownCode(value)}${deprecated ? gfm`(deprecated)` : gfm``}${said}`;
    }),
    "\n",
  );
}

function argumentParts(
  writer: MarkdownWriter,
  view: MethodView,
  forms: DrawnForms,
): readonly Markdown[] {
  const { plan, arguments: args, anchor, kind } = view;
  const isOwn = kind === "method";
  const hasStandard = isOwn && writer.reference.plan.parameters.length > 0;
  if (args.length === 0 && !hasStandard) return [];
  const entries = args.map((argument) => {
    const entry = argumentEntry(writer, argument);
    if (!argument.body) return entry;
    const { form, drawnAt } = forms.of(
      argument.body,
      "given",
      plan.method.id,
      anchor,
    );
    return gfm`${entry}\n\n${indentMarkdown(formPart(writer, form, drawnAt), 2)}`;
  });
  const standard = gfm`- and [what every method takes](#${anchorText(standardAnchor)})`;
  return [
    gfm`**Arguments**`,
    joinMarkdown([...entries, ...(hasStandard ? [standard] : [])], "\n"),
  ];
}

function returnParts(
  writer: MarkdownWriter,
  { plan, kind, anchor }: MethodView,
  forms: DrawnForms,
): readonly Markdown[] {
  const { method } = plan;
  if (kind === "media") return [];
  if (kind === "next")
    return [
      gfm`**Returns** a request that you can ${markdownCode("execute()")} for the next page, or ${markdownCode("null")} if there are no more items in the collection.`,
    ];
  const answer = answerType(method);
  if (!answer) return [gfm`**Returns** nothing.`];
  const { form, drawnAt } = forms.of(answer, "read", method.id, anchor);
  return [
    gfm`**Returns** ${writer.type(form.type)}${
      form.type.length > 0 ? gfm`` : gfm`an object`
    }`,
    formPart(writer, form, drawnAt),
  ];
}

function formPart(
  writer: MarkdownWriter,
  form: Form,
  drawnAt: string | null,
): Markdown {
  if (drawnAt !== null)
    return gfm`Its form is drawn [above](#${anchorText(drawnAt)}).`;
  return form.drawn ? formFence(form, writer.texts.comments) : gfm``;
}

function scopeParts({ plan: { method } }: MethodView): readonly Markdown[] {
  const { scopes } = method;
  if (scopes.length === 0) return [];
  return [
    gfm`**${scopes.length > 1 ? gfm`One of the scopes` : gfm`Scope`}**`,
    joinMarkdown(
      scopes.map((scope) => gfm`- ${markdownCode(scope)}`),
      "\n",
    ),
  ];
}
