/** What text for people and programs may hold, whatever the document says. */

/** Controls, format and bidirectional characters, surrogates that stand alone, line separators: all but LF. */
const raw = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;

/**
 * Faults of what goes to a terminal or a log. In CI the log is read by a runner, which takes lines for commands: GitHub's those
 * that begin with `::`, and `##[` wherever it stands (actions/runner, ActionCommand.cs); Azure's `##vso[`, TeamCity's
 * `##teamcity[`.
 */
export function terminalFaults(text: string): readonly string[] {
  const faults: string[] = [];
  const found = raw.exec(text);
  if (found)
    faults.push(
      `a raw character ${found[0].codePointAt(0)?.toString(16)} at ${found.index}`,
    );
  if (/^\s*::/m.test(text)) faults.push("a line is a command of GitHub's");
  if (/##[a-z]*\[/i.test(text)) faults.push("a line holds a command of CI's");
  return faults;
}

/** Faults of JSON that is printed or written: it must say what it was made from, without raw characters. */
export function jsonFaults(text: string, value: unknown): readonly string[] {
  const faults: string[] = [];
  const found = raw.exec(text);
  if (found)
    faults.push(
      `a raw character ${found[0].codePointAt(0)?.toString(16)} at ${found.index}`,
    );
  if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(value))
    faults.push("the JSON says something else");
  return faults;
}

/** What GitHub's runner makes of a line (actions/runner, ActionCommand.TryParseV2); undefined where it is no command. */
export function runnerCommand(line: string):
  | {
      readonly command: string;
      readonly properties: ReadonlyMap<string, string>;
      readonly data: string;
    }
  | undefined {
  const [, command, list = "", data = ""] =
    /^\s*::([^ :]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
  if (command === undefined) return undefined;
  const unescape = (text: string): string =>
    text
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%25", "%");
  return {
    command,
    properties: new Map(
      list
        .split(",")
        .filter((part) => part !== "")
        .map((part) => {
          const at = part.indexOf("=");
          return [part.slice(0, at), unescape(part.slice(at + 1))];
        }),
    ),
    data: unescape(data),
  };
}
