/**
 * A workflow command of GitHub Actions that marks a line of a file as an error. What is in it cannot end it or be another
 * command, whatever its characters (actions/toolkit, packages/core/src/command.ts).
 *
 * @param file relative to the repository
 */
export function errorAnnotation(
  file: string,
  line: number,
  title: string,
  message: string,
): string {
  const properties = Object.entries({ file, line: String(line), title })
    .map(([name, value]) => `${name}=${escapeProperty(value)}`)
    .join(",");
  return `::error ${properties}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
