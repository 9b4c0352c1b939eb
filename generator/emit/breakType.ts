import { shapeOf } from "./typeShape.js";

/** Whether a line stands as it is, so many levels deeper than the code that is laid out. */
export type Fits = (line: string, levels?: number) => boolean;

/**
 * How prettier breaks what does not fit on a line: the shapes that generated code has many of. Each function gives lines, or
 * null where prettier has to be asked. `test/emit/breakType.test.ts` holds them against it.
 */

/** A member of an interface or class: `lead type;`, where `lead` ends with a colon. */
export function breakMember(
  lead: string,
  type: string,
  fits: Fits,
): readonly string[] | null {
  const shape = shapeOf(type);
  switch (shape.kind) {
    case "solid":
      return [`${lead} ${type};`];
    case "union":
      return breakUnion(lead, type, shape.members, fits);
    case "map":
      return breakMap(`${lead} {`, shape.value, fits);
    case "choices": {
      const list = breakChoices(shape.choices, fits, 1);
      return [
        `${lead} ${shape.start}`,
        ...list.map((line) => `  ${line}`),
        ")[];",
      ];
    }
    case "demand": {
      const start = `${lead} ${shape.base} & {`;
      const members = shape.members.map((member) => `${member};`);
      return [start, ...members].every((line, index) =>
        fits(line, Math.min(index, 1)),
      )
        ? [start, ...members.map((line) => `  ${line}`), "};"]
        : null;
    }
    case "generic":
    case "other":
      return null;
  }
}

/** `lead type;` of an alias, where `lead` ends with the equals sign. */
export function breakAlias(
  lead: string,
  type: string,
  fits: Fits,
): readonly string[] | null {
  const shape = shapeOf(type);
  switch (shape.kind) {
    case "solid":
      return [lead, `  ${type};`];
    case "union":
      return breakUnion(lead, type, shape.members, fits);
    case "map":
      if (fits(`${lead} {`)) return breakMap(`${lead} {`, shape.value, fits);
      return fits(`${type};`, 1) ? [lead, `  ${type};`] : null;
    case "generic": {
      const start = `${shape.name}<`;
      if (fits(`${lead} ${start}`)) {
        const broken = breakArguments(shape.arguments, fits, 1);
        return broken && [`${lead} ${start}`, ...broken, ">;"];
      }
      if (fits(`${type};`, 1)) return [lead, `  ${type};`];
      const broken = breakArguments(shape.arguments, fits, 2);
      return (
        broken && [
          lead,
          `  ${start}`,
          ...broken.map((line) => `  ${line}`),
          "  >;",
        ]
      );
    }
    case "choices":
    case "demand":
    case "other":
      return null;
  }
}

/** The first line of an interface with one base: `lead base {`, where `lead` ends with `extends`. */
export function breakHead(
  lead: string,
  base: string,
  fits: Fits,
): readonly string[] | null {
  const shape = shapeOf(base);
  if (shape.kind === "solid") return [`${lead} ${base} {`];
  if (shape.kind !== "generic") return null;
  const broken = breakArguments(shape.arguments, fits, 1);
  return broken && [`${lead} ${shape.name}<`, ...broken, "> {"];
}

/** A union on a line of its own, or one member a line. */
function breakUnion(
  lead: string,
  type: string,
  members: readonly string[],
  fits: Fits,
): readonly string[] | null {
  if (!members.every(isSettled)) return null;
  if (fits(`${type};`, 1)) return [lead, `  ${type};`];
  const broken = members.map((member) => breakCase(member, fits));
  if (!broken.every((lines) => lines !== null)) return null;
  const lines = broken.flat().map((line) => `  ${line}`);
  const last = lines.pop();
  return [lead, ...lines, `${last};`];
}

/** One member of a union that is broken. */
function breakCase(member: string, fits: Fits): readonly string[] | null {
  const line = `| ${member}`;
  const shape = shapeOf(member);
  if (shape.kind === "solid" || fits(line, 1)) return [line];
  if (shape.kind === "choices") {
    const list = breakChoices(shape.choices, fits, 3);
    return [`| ${shape.start}`, ...list.map((text) => `    ${text}`), "  )[]"];
  }
  if (shape.kind !== "map") return null;
  const entry = breakEntry(shape.value, fits, 3);
  return ["| {", ...entry.map((text) => `    ${text}`), "  }"];
}

/** Strings to choose from, on one line or each on its own. */
function breakChoices(
  choices: string,
  fits: Fits,
  levels: number,
): readonly string[] {
  return fits(choices, levels)
    ? [choices]
    : choices.split(/(?<=") \| (?=")/).map((choice) => `| ${choice}`);
}

/** `start` opens a map, whose only entry stands on a line below. */
function breakMap(
  start: string,
  value: string,
  fits: Fits,
): readonly string[] | null {
  if (!isSettled(value)) return null;
  const entry = breakEntry(value, fits, 1).map((line) => `  ${line}`);
  return [start, ...entry, "};"];
}

/** The entry of a map. Where its value is too long, it is the key that prettier breaks. */
function breakEntry(
  value: string,
  fits: Fits,
  levels: number,
): readonly string[] {
  const line = `[key: string]: ${value};`;
  return fits(line, levels) ? [line] : ["[", "  key: string", `]: ${value};`];
}

/** Type arguments one a line, without commas behind the last. */
function breakArguments(
  args: readonly string[],
  fits: Fits,
  levels: number,
): readonly string[] | null {
  const lines: string[] = [];
  for (const [index, argument] of args.entries()) {
    const comma = index < args.length - 1 ? "," : "";
    const shape = shapeOf(argument);
    if (shape.kind === "solid" || fits(`${argument}${comma}`, levels)) {
      lines.push(`  ${argument}${comma}`);
    } else if (
      shape.kind === "union" &&
      shape.members.every((member) => shapeOf(member).kind === "solid")
    ) {
      for (const member of shape.members) lines.push(`  | ${member}`);
      lines.push(`${lines.pop()}${comma}`);
    } else {
      return null;
    }
  }
  return lines;
}

/** Whether a part of a type has one spelling where it fits on a line. */
function isSettled(type: string): boolean {
  return ["solid", "map", "choices"].includes(shapeOf(type).kind);
}
