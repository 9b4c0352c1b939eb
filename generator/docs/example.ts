import type { Parameter } from "../model/parameter.js";
import { isPolled } from "../plan/operations.js";
import type { ParameterPlan } from "../plan/parameters.js";
import { mustGive } from "../plan/resources.js";
import {
  exampleText,
  ExampleValues,
  kebab,
  printValue,
  type ExampleValue,
} from "./exampleValue.js";
import type { MethodView } from "./methodView.js";
import type { Reference } from "./reference.js";
import { quoted } from "./typeParts.js";

/**
 * A program that calls a method, made from its document: it compiles against the client that stands beside it in the output
 * folder, and runs with a token in the environment.
 */
export function exampleCode(reference: Reference, view: MethodView): string {
  const { className } = reference.plan.root;
  const isWaited = view.kind === "method" && waits(reference, view);
  const imports = [className, ...(isWaited ? ["waitFor"] : [])];
  return [
    importLine(reference, imports),
    "",
    ...constructorLines(reference),
    "",
    ...statements(reference, view, isWaited),
  ].join("\n");
}

/** What each program begins with: the client, with a token where the API wants one. */
export function startCode(reference: Reference): string {
  return [
    importLine(reference, [reference.plan.root.className]),
    "",
    ...constructorLines(reference),
  ].join("\n");
}

function importLine({ plan }: Reference, names: readonly string[]): string {
  return `import { ${names.join(", ")} } from "./${plan.folder}/index.js";`;
}

function constructorLines({ plan, client }: Reference): readonly string[] {
  const { className } = plan.root;
  if (plan.model.scopes.length === 0)
    return [`const ${client} = new ${className}();`];
  return [
    'const auth = process.env["TOKEN"];',
    `const ${client} = new ${className}({ auth });`,
  ];
}

/** Whether what a method starts can be waited for; one that tells of an operation is just asked. */
function waits({ plan }: Reference, { plan: { method } }: MethodView): boolean {
  const poll = plan.operations.get(method)?.poll;
  return isPolled(plan, method) && poll?.method !== method;
}

function statements(
  reference: Reference,
  view: MethodView,
  isWaited: boolean,
): readonly string[] {
  const { plan: methodPlan, kind } = view;
  const { method, name, nextName, mediaName } = methodPlan;
  const args = exampleArguments(reference, view);
  const accessor = accessorOf(view);
  const call = (before: string, member: string, indent = 0): string => {
    const start = `${" ".repeat(indent)}${before}${accessor}.${member}(`;
    return `${start}${args === null ? "" : printValue(args, indent, start.length + 2)})`;
  };
  if (kind === "media")
    return [
      `${call("const media = await ", mediaName ?? name)};`,
      "console.log(media.size);",
    ];
  if (kind === "next")
    return [
      `${call("let request = ", name)};`,
      "for (;;) {",
      "  const response = await request.execute();",
      "  console.log(response);",
      `  const next = ${accessor}.${nextName}(request, response);`,
      "  if (next === null) break;",
      "  request = next;",
      "}",
    ];
  const items = method.pagination?.items;
  if (items) {
    const [loop, member] =
      items.kind === "map"
        ? ["const [key, value]", "key, value"]
        : items.kind === "array"
          ? ["const item", "item"]
          : ["const page", "page"];
    const pages = items.kind === "none" ? ".pages()" : "";
    return [
      `${call(`for await (${loop} of `, name)}${pages}) {`,
      `  console.log(${member});`,
      "}",
    ];
  }
  if (isWaited)
    return [
      `${call("const request = ", name)};`,
      "const operation = await waitFor(request);",
      "console.log(operation);",
    ];
  if (!method.response) return [`${call("await ", name)};`];
  return [
    `${call("const response = await ", name)};`,
    "console.log(response);",
  ];
}

function accessorOf({ call, shortCall }: MethodView): string {
  return call.slice(0, call.length - shortCall.length - 1);
}

/** What must be given, and a body; null where nothing is. */
function exampleArguments(
  { plan, ...reference }: Reference,
  { plan: methodPlan }: MethodView,
): ExampleValue | null {
  const { method, parameters } = methodPlan;
  const needed = mustGive(methodPlan, plan.parameters);
  const named: readonly ParameterPlan[] = [...parameters, ...plan.parameters];
  const members = needed.map((parameter): readonly [string, ExampleValue] => [
    named.find((one) => one.parameter === parameter)?.name ?? parameter.name,
    parameterValue(parameter),
  ]);
  const body: readonly (readonly [string, ExampleValue])[] = method.request
    ? [
        [
          "body",
          new ExampleValues({ plan, ...reference }, method.id).body(
            method.request,
          ),
        ],
      ]
    : [];
  const media: readonly (readonly [string, ExampleValue])[] = method.upload
    ? [
        [
          "media",
          {
            kind: "object",
            members: [
              ["body", { kind: "literal", code: '"Hello"' }],
              ["mimeType", { kind: "literal", code: '"text/plain"' }],
            ],
          },
        ],
      ]
    : [];
  const all = [...members, ...body, ...media];
  return all.length === 0 ? null : { kind: "object", members: all };
}

function parameterValue(parameter: Parameter): ExampleValue {
  const { repeated } = parameter;
  const one: ExampleValue = { kind: "literal", code: parameterCode(parameter) };
  return repeated ? { kind: "array", items: [one] } : one;
}

function parameterCode({ name, type, pattern, minimum }: Parameter): string {
  switch (type.kind) {
    case "boolean":
      return "true";
    case "number":
      return /^-?\d{1,15}$/.test(minimum) && Number(minimum) > 1
        ? String(Number(minimum))
        : "1";
    case "enum":
      return quoted(
        type.values.find(({ value }) => !/UNSPECIFIED/.test(value))?.value ??
          type.values[0]?.value ??
          "",
      );
    case "string":
      return quoted(
        patternText(pattern, name) ?? exampleText(type.format, name),
      );
    default:
      return quoted(exampleText("", name));
  }
}

/**
 * A text that fits a pattern of segments: `^projects/[^/]+/jobs/[^/]+$` is `projects/my-project/jobs/my-job`. Null for a
 * pattern of another kind.
 */
function patternText(pattern: string, name: string): string | null {
  if (!/^\^[^^$]*(?:\[\^\/\]\+[^^$]*)*\$$/.test(pattern)) return null;
  const segments = pattern.slice(1, -1).replaceAll("[^/]+", "*").split("/");
  const texts: string[] = [];
  for (const [index, segment] of segments.entries()) {
    if (/^[\w-]+$/.test(segment)) {
      texts.push(segment);
      continue;
    }
    if (!/^(?:\*|\.\*|\.\+)$/.test(segment)) return null;
    const before = index > 0 ? (segments[index - 1] ?? "") : "";
    texts.push(
      `my-${kebab(/^[\w-]+$/.test(before) ? singular(before) : name)}`,
    );
  }
  return texts.join("/");
}

function singular(plural: string): string {
  if (plural.endsWith("ies")) return plural.replace(/ies$/, "y");
  if (/(?:ss|us|is)$/.test(plural)) return plural;
  return plural.replace(/(?<=ss|sh|ch|x)es$|s$/, "");
}
