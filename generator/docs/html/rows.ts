import type { EnumValue, ValueNotes } from "../../model/schema.js";
import { constraintParts } from "../constraints.js";
import { formatOf, type Form, type FormField } from "../form.js";
import type { ArgumentView } from "../argumentView.js";
import { anchorOf } from "../target.js";
import { propertyKey } from "../typeParts.js";
import {
  htmlName,
  htmlText,
  joinHtml,
  markup,
  nothing,
  type Html,
} from "./html.js";
import type { HtmlWriter } from "./writer.js";

/** What is said beside a name. */
interface Note {
  /** Small facts before the words. */
  readonly chips: readonly Html[];
  readonly notes: ValueNotes;
  readonly values: readonly EnumValue[];
}

/** Arguments, a row each, with the body's form below it. */
export function argumentRow(
  writer: HtmlWriter,
  argument: ArgumentView,
  below: Html = nothing,
): Html {
  const { name, anchor, type, isRequired, notes, format, values, wireName } =
    argument;
  const chips = [
    ...(isRequired ? [chip("required")] : []),
    ...(notes.deprecated ? [chip("deprecated")] : []),
    ...(format === "" ? [] : [chip("format", format)]),
    ...(wireName === "" ? [] : [chip("wire", `on the wire ${wireName}`)]),
  ];
  const optional = isRequired ? nothing : markup`?`;
  const code = markup`<a href="#${htmlText(anchor)}"><b>${htmlName(name)}</b></a>${optional}: <i>${writer.type(type)}</i>`;
  return markup`<div class="row" id="${htmlText(anchor)}"><code>${code}</code><div class="note">${noteBlocks(writer, { chips, notes, values })}</div></div>${below}`;
}

/**
 * A form: what is before its fields, the fields with their comments beside them, what is behind them. Objects within it fold.
 *
 * @param anchors the names on the way to the form, where its fields have anchors
 */
export function formHtml(
  writer: HtmlWriter,
  { type, drawn }: Form,
  anchors: readonly string[] | null = null,
): Html {
  if (!drawn)
    return markup`<div class="form"><div class="row"><code><i>${writer.type(type)}</i></code></div></div>`;
  const name = type.length > 0 ? markup`<i>${writer.type(type)}</i> ` : nothing;
  const { open, close, description } = drawn;
  const said = writer.prose(description);
  return markup`<div class="form"><div class="row edge"><code>${name}${htmlText(open)}</code>${said === "" ? nothing : markup`<div class="note">${said}</div>`}</div><div class="inner">${members(writer, drawn, anchors)}</div><div class="edge"><code>${htmlText(close)}</code></div></div>`;
}

function members(
  writer: HtmlWriter,
  { fields, further }: NonNullable<Form["drawn"]>,
  anchors: readonly string[] | null,
): Html {
  const rest = further
    ? markup`<div class="row"><code>[<b>key</b>: string]: <i>${writer.type(further.type)}</i></code><div class="note">${writer.prose(further.description)}</div></div>`
    : nothing;
  return markup`${joinHtml(fields.map((field) => fieldHtml(writer, field, anchors)))}${rest}`;
}

function fieldHtml(
  writer: HtmlWriter,
  field: FormField,
  anchors: readonly string[] | null,
): Html {
  const { name, property, isRequired, values, form } = field;
  const way = anchors && [...anchors, name];
  const anchor = way ? htmlText(anchorOf(...way)) : nothing;
  const id = way ? markup` id="${anchor}"` : nothing;
  const label = htmlName(propertyKey(name));
  const key = way
    ? markup`<a href="#${anchor}"><b>${label}</b></a>`
    : markup`<b>${label}</b>`;
  const format = formatOf(property.type);
  const chips = [
    ...(isRequired ? [chip("required")] : []),
    ...(property.readOnly ? [chip("read-only")] : []),
    ...(property.deprecated ? [chip("deprecated")] : []),
    ...(format === "" ? [] : [chip("format", format)]),
  ];
  const note: Note = { chips, notes: property, values };
  const optional = isRequired ? nothing : markup`?`;
  const { type, drawn } = form;
  const types = markup`<i>${writer.type(type)}</i>`;
  if (!drawn)
    return markup`<div class="row"${id}><code>${key}${optional}: ${types}</code><div class="note">${noteBlocks(writer, note)}</div></div>`;
  const said = noteBlocks(writer, note, writer.prose(drawn.description));
  const before = type.length > 0 ? markup`${types} ` : nothing;
  const count = drawn.fields.length;
  // Nothing that can be clicked stands in what is clicked to fold.
  const summary =
    count === 0
      ? markup`any key`
      : count === 1
        ? markup`1 field`
        : markup`${count} fields`;
  return markup`<div class="nest"><div class="row"${id}><code>${key}${optional}: ${before}${htmlText(drawn.open)}</code><div class="note">${said}</div></div><details open class="fold"><summary>${summary}<span class="visually-hidden"> of ${label}</span></summary><div class="inner">${members(writer, drawn, way)}</div></details><div class="edge"><code>${htmlText(drawn.close)}</code></div></div>`;
}

/** @param below what is said beyond it */
function noteBlocks(
  writer: HtmlWriter,
  { chips, notes, values }: Note,
  below: Html = nothing,
): Html {
  const { first, rest } = writer.proseParts(notes.description);
  const start = joinHtml([...chips, first]);
  const more = joinHtml([
    rest,
    constraints(notes),
    valueList(writer, values),
    below,
  ]);
  return more === "" || start === ""
    ? joinHtml([start, more])
    : markup`<p>${start}</p>${more}`;
}

function constraints(notes: ValueNotes): Html {
  const parts = constraintParts(notes);
  if (parts.length === 0) return nothing;
  return markup`<p class="facts">${joinHtml(
    parts.map(
      ([title, value]) =>
        markup`<span>${htmlText(title)} <code>${htmlText(value)}</code></span>`,
    ),
    " ",
  )}</p>`;
}

/** So many values of an enum are shown without being asked for. */
const openValues = 8;

export function valueList(
  writer: HtmlWriter,
  values: readonly EnumValue[],
): Html {
  if (values.length === 0) return nothing;
  const open = values.length <= openValues ? markup` open` : nothing;
  const items = joinHtml(
    values.map(({ value, description, deprecated }) => {
      const flag = deprecated ? chip("deprecated") : nothing;
      const { first, rest } = writer.proseParts(description);
      return markup`<li><code>${htmlText(value)}</code> ${flag}${first}${rest}</li>`;
    }),
  );
  return markup`<details class="values"${open}><summary>${values.length} ${values.length === 1 ? markup`value` : markup`values`}</summary><ul>${items}</ul></details>`;
}

/** A small fact in a frame. */
export function chip(
  kind: "required" | "read-only" | "deprecated" | "format" | "wire",
  text: string = kind,
): Html {
  return markup`<span class="chip ${htmlText(kind)}">${htmlText(text)}</span> `;
}
