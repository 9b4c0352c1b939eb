/** Call sites of old clients against new ones, with the compiler as the judge. */
import { wholeRuntime } from "../../generator/emit/runtimeFiles.js";
import { sharedFiles } from "../../generator/emit/sharedFiles.js";
import { generate } from "../../generator/generate.js";
import { diff } from "../../generator/diff/diff.js";
import { placeText, type DiffReport } from "../../generator/diff/report.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import {
  compile,
  resolutions,
  strictestOptions,
} from "../generated/compile.js";
import { inTemporaryFolder, writeFiles } from "../support/temporary.js";
import { callSites } from "./callSites.js";

/** Two revisions of an API. */
export interface Case {
  readonly old: RestDescription;
  readonly new: RestDescription;
}

/** A line of a caller that does not compile with the new client. */
export interface CompileError {
  readonly message: string;
  readonly line: string;
  /** The places of which one must be the cause. */
  readonly subjects: readonly string[];
}

/** Compiles everything that callers of the old clients may have written with the new ones; all cases in one program. */
export async function compileCases(
  cases: readonly Case[],
): Promise<readonly (readonly CompileError[])[]> {
  return inTemporaryFolder(async (folder) => {
    const files: [string, string][] = [
      ["package.json", '{ "type": "module" }'],
      ...(await sharedFiles(wholeRuntime, { typeCheck: true })),
    ];
    const callers = cases.map(({ old }, index) =>
      callSites(old, `../client${index}`, "../runtime"),
    );
    for (const [index, { new: document }] of cases.entries()) {
      for (const [path, text] of await generate(document, {
        typeCheck: true,
      }))
        files.push([path.replace(/^[^/]*/, `client${index}`), text]);
      files.push([`callers/${index}.ts`, callers[index]?.text ?? ""]);
    }
    await writeFiles(folder, files);
    const { stdout, stderr } = await compile("typescript", [folder], {
      ...strictestOptions("typescript"),
      ...resolutions.NodeNext,
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    });
    const errors = cases.map((): CompileError[] => []);
    for (const text of stdout.split("\n")) {
      const found =
        /^(.*?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(text) ??
        // Lines of an explanation are indented.
        (/^\s|^$/.test(text) ? null : [text]);
      if (!found) continue;
      const [, file = "", row = "0", message = ""] = found;
      const index = /callers\/(\d+)\.ts$/.exec(file)?.[1];
      const caller = callers[Number(index)];
      const into = errors[Number(index)];
      if (index === undefined || !caller || !into)
        throw new Error(`an error outside of the callers: ${text}${stderr}`);
      into.push({
        message,
        line: caller.text.split("\n")[Number(row) - 1] ?? "",
        subjects: caller.subjects.get(Number(row)) ?? [],
      });
    }
    return errors;
  });
}

/** Where `diff` and the compiler do not agree: what breaks whom is told in words. Empty where they do. */
export function disagreements(
  report: DiffReport,
  errors: readonly CompileError[],
): readonly string[] {
  const announced = report.changes.filter(({ breaks }) =>
    breaks.includes("typescript"),
  );
  const places = announced.map(({ where }) => placeText(where));
  const subjects = new Set(errors.flatMap((error) => error.subjects));
  return [
    ...errors
      .filter(
        (error) => !places.some((place) => concerns(error.subjects, place)),
      )
      .map(
        (error) =>
          `not announced: ${error.message}\n    ${error.line}\n    (${error.subjects.join("; ")})`,
      ),
    ...announced
      .filter(({ where }) => !concerns([...subjects], placeText(where)))
      .map(
        ({ code, where, old, new: next }) =>
          `compiles: ${code} at ${placeText(where)}: ${old} -> ${next}`,
      ),
  ];
}

/** Whether a place is among some: `drive.files.list parameter *` stands for any of those. */
function concerns(subjects: readonly string[], place: string): boolean {
  return subjects.some((subject) =>
    subject.endsWith("*")
      ? place.startsWith(subject.slice(0, -1))
      : subject === place,
  );
}

/** What `diff` says of a case, and where the compiler says otherwise. */
export async function judge(cases: readonly Case[]): Promise<
  readonly {
    readonly report: DiffReport;
    readonly errors: readonly CompileError[];
    readonly disagreements: readonly string[];
  }[]
> {
  const all = await compileCases(cases);
  return cases.map(({ old, new: next }, index) => {
    const report = diff(old, next);
    const errors = all[index] ?? [];
    return { report, errors, disagreements: disagreements(report, errors) };
  });
}
