import { count } from "../read/count.js";
import { printable } from "../read/printable.js";
import type {
  ApiReport,
  LongRunningReport,
  MethodName,
  MethodReport,
} from "./inspectApi.js";

/** The surface as text: a heading for each resource, a line for each method, what is special about it below. */
export function formatReport(report: ApiReport): string {
  const lines = [
    `${report.id} revision ${report.revision || "unknown"}: ${report.title}`,
    `class ${report.className} in ${report.folder}/, ${count(report.methods.length, "method")}, ${count(report.schemas.length, "schema")}`,
  ];
  for (const [resource, methods] of byResource(report.methods)) {
    lines.push("", resource === "" ? "(the API itself)" : resource);
    const signatures = methods.map(signature);
    const width = Math.min(
      48,
      signatures.reduce((most, { length }) => Math.max(most, length), 0),
    );
    for (const [index, method] of methods.entries()) {
      lines.push(
        `  ${(signatures[index] ?? "").padEnd(width)}  ${method.verb} ${method.path}`,
      );
      lines.push(...remarks(method).map((remark) => `      ${remark}`));
    }
  }
  return `${lines.map((line) => printable(line, 1000)).join("\n")}\n`;
}

function byResource(
  methods: readonly MethodReport[],
): ReadonlyMap<string, readonly MethodReport[]> {
  const groups = new Map<string, MethodReport[]>();
  for (const method of methods) {
    const name = method.accessor.join(".");
    groups.set(name, [...(groups.get(name) ?? []), method]);
  }
  return groups;
}

/** `list(name, ?filter, body)`: what must be given first, then how many may be. */
function signature({ name, parameters, body, upload }: MethodReport): string {
  const needed = parameters
    .filter(({ mustBeGiven }) => mustBeGiven)
    .map((parameter) => parameter.name);
  const optional = parameters
    .filter(({ mustBeGiven }) => !mustBeGiven)
    .map((parameter) => `${parameter.name}?`);
  return `${name}(${[...needed, ...optional, ...(body ? ["body?"] : []), ...(upload ? ["media?"] : [])].join(", ")})`;
}

function remarks({
  next,
  download,
  longRunning,
  unpolled,
  streams,
  deprecated,
}: MethodReport): readonly string[] {
  return [
    ...(deprecated ? ["deprecated"] : []),
    ...(next
      ? [
          next.items.field === null
            ? `${next.name}: pages; items are not iterated, ${next.items.reason}`
            : `${next.name}: pages; items in ${next.items.field}, ${next.items.reason}`,
        ]
      : []),
    ...(download ? [`${download.name}: the media itself`] : []),
    ...(longRunning ? [`long-running: ${polling(longRunning)}`] : []),
    ...(unpolled === null
      ? []
      : [`long-running: waitFor cannot wait for it, ${unpolled}`]),
    ...(streams ? ["streams: the answer is an array"] : []),
  ];
}

function polling({ cancel, ...poll }: LongRunningReport): string {
  const cancelled = cancel ? `, cancelled by ${dotted(cancel)}` : "";
  return `polled by ${dotted(poll)}${cancelled}`;
}

function dotted({ resource, method }: MethodName): string {
  return [...resource, method].join(".");
}
