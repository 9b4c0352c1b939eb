import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What every page uses, copied as it is: `templates/docs`. */
const names = ["app.js", "style.css", "theme.js"] as const;

/** By path. */
export function htmlAssets(): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [`assets/${name}`, asset(name)]));
}

/** The text of one, with LF at its line ends, which version control may have made CRLF. */
export function asset(name: (typeof names)[number] | "report.css"): string {
  const path = new URL(`../../../templates/docs/${name}`, import.meta.url);
  return readFileSync(fileURLToPath(path), "utf8").replaceAll("\r\n", "\n");
}
