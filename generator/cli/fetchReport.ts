import { join, relative } from "node:path";
import { shownUrl } from "../read/inputUrl.js";
import { printable } from "../read/printable.js";
import type { FetchOutcome } from "./fetchDocument.js";
import type { FetchPlan, FetchTarget } from "./fetchPlan.js";
import { tellDiagnostics } from "./tellDiagnostics.js";
import { styled, type Terminal } from "./terminal.js";

/** What `fetch --json` prints. `changed` is for CI: whether a document is, or in a dry run would be, another than before. */
export interface FetchReport {
  readonly dryRun: boolean;
  readonly changed: boolean;
  readonly apis: readonly ({ readonly source: string } & Omit<
    FetchOutcome,
    "locked"
  >)[];
}

export function fetchReport(
  { targets }: FetchPlan,
  outcomes: readonly FetchOutcome[],
  dryRun: boolean,
): FetchReport {
  return {
    dryRun,
    changed: outcomes.some(isChange),
    apis: outcomes.map((outcome, index) => {
      const { locked: _locked, ...told } = { locked: undefined, ...outcome };
      return { source: shownUrl(targets[index]?.source ?? ""), ...told };
    }),
  };
}

function isChange({ status }: FetchOutcome): boolean {
  return status === "new" || status === "updated";
}

/** One line for a document; all its problems where it has some. */
export function tellOutcome(
  target: FetchTarget,
  outcome: FetchOutcome,
  { project }: FetchPlan,
  { "dry-run": isDryRun }: { readonly "dry-run": boolean },
  terminal: Terminal,
): void {
  const source = shownUrl(target.source);
  if (outcome.status === "failed") {
    const { diagnostics } = outcome;
    const told = diagnostics.filter(({ severity }) => severity !== "note");
    tellDiagnostics(told, true, ` in ${source}; nothing was written`, terminal);
    return;
  }
  const say = (what: string, text: string): void =>
    terminal.stderr(
      `${styled(terminal, "bold", printable(what, 200))} ${text}\n`,
    );
  if (outcome.status === "refused") {
    const refused = styled(terminal, "red", "refused");
    say(source, `${refused}: ${printable(outcome.message, 500)}`);
    return;
  }
  const { status, id, from, document } = outcome;
  const [to, before] = [shown(outcome.to), shown(from)];
  const place = join(fromHere(project.path), document);
  const written = `${isDryRun ? "would be written to " : ""}${place}`;
  switch (status) {
    case "new":
      return say(id, `${styled(terminal, "green", "new")} ${to}: ${written}`);
    case "updated":
      return say(
        id,
        to === before
          ? `${to} changed without a new revision: ${written}`
          : `${before} -> ${styled(terminal, "green", to)}: ${written}`,
      );
    case "unchanged":
      return say(id, `unchanged ${styled(terminal, "dim", to)}`);
    case "kept":
      return say(
        id,
        `${before} kept: the server gave an older revision, ${to}; --force takes it`,
      );
  }
}

/** A revision is text from elsewhere, and short. */
function shown(revision: string | undefined): string {
  return printable(revision || "(no revision)", 40);
}

/** What to do with documents that were not there before. */
export function tellWhatIsNext(
  { config, project, targets }: FetchPlan,
  outcomes: readonly FetchOutcome[],
  terminal: Terminal,
): void {
  const added = outcomes.flatMap((outcome, index) =>
    outcome.status === "new" && targets[index]?.document === undefined
      ? [{ source: shownUrl(targets[index]?.source ?? ""), ...outcome }]
      : [],
  );
  const [first] = added;
  const isUpdate = outcomes.some(({ status }) => status === "updated");
  if (config !== null && isUpdate)
    terminal.stderr(
      "what that breaks: npx discovery-codegen diff; next: npx discovery-codegen generate\n",
    );
  if (first === undefined) return;
  if (config === null) {
    const input = join(fromHere(project.path), first.document);
    terminal.stderr(`next: npx discovery-codegen generate ${input}\n`);
    return;
  }
  const entries = added.map(({ document, id, source }) =>
    JSON.stringify({
      document,
      source: /^https?:/i.test(source) ? source : id,
    }),
  );
  terminal.stderr(
    `to generate ${added.length === 1 ? "it" : "them"}, add to "apis" in ${config.file}: ${printable(entries.join(", "))}\n`,
  );
}

/** A folder as seen from the working directory. */
function fromHere(folder: string): string {
  return relative(".", folder);
}
