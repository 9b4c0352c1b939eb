import type { ApiPlan } from "../plan/api.js";
import type { FileDeclarations } from "./declarations.js";
import { indexFile, resourcePlans } from "./indexFile.js";
import { parametersFile } from "./parametersFile.js";
import { hasPolling, pollingFile } from "./pollingFile.js";
import { printFile } from "./printer.js";
import { resourceFile } from "./resourceFile.js";
import { schemasFile } from "./schemasFile.js";
import { hasScopes, scopesFile } from "./scopesFile.js";
import { checkedHeader, type TypeCheckOptions } from "./typeCheck.js";

/** The files of one API, by path relative to the output folder, formatted. */
export async function apiFiles(
  plan: ApiPlan,
  documentHash: string,
  options: TypeCheckOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const files: [path: string, declarations: FileDeclarations][] = [
    ["index.ts", indexFile(plan, documentHash)],
    ["parameters.ts", parametersFile(plan)],
    // A file without declarations would be no module.
    ...(plan.types.length > 0
      ? [["schemas.ts", schemasFile(plan)] as [string, FileDeclarations]]
      : []),
    ...(hasPolling(plan)
      ? [["polling.ts", pollingFile(plan)] as [string, FileDeclarations]]
      : []),
    ...(hasScopes(plan)
      ? [["scopes.ts", scopesFile(plan)] as [string, FileDeclarations]]
      : []),
    ...resourcePlans(plan.root).flatMap(
      (resource): [string, FileDeclarations][] =>
        resource.file === null
          ? []
          : [[`resources/${resource.file}.ts`, resourceFile(plan, resource)]],
    ),
  ];
  const texts = new Map<string, string>();
  for (const [path, declarations] of files) {
    const header = checkedHeader(declarations.header, options);
    texts.set(
      `${plan.folder}/${path}`,
      await printFile({ ...declarations, header }),
    );
  }
  return texts;
}
