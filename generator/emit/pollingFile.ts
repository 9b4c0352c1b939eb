import { byCodeUnit } from "../read/sorted.js";
import type { ApiPlan } from "../plan/api.js";
import type { FileDeclarations } from "./declarations.js";
import { FileImports } from "./fileImports.js";
import { header } from "./header.js";
import { descriptorDeclaration } from "./methods.js";
import type { TypeWriter } from "./typeExpression.js";

/** Whether the API has methods that are waited for by polling another, so that there is a file of these. */
export function hasPolling({ polls }: ApiPlan): boolean {
  return polls.size > 0;
}

/**
 * `polling.ts`: what the runtime must know of the methods that poll long-running operations, for all methods that start one. A file
 * of its own, since the method that polls may not be among those that are wanted.
 */
export function pollingFile(plan: ApiPlan): FileDeclarations {
  const imports = new FileImports("./");
  const writer: TypeWriter = {
    plan,
    imports,
    schema: (name) => imports.schema(name),
  };
  const polls = [...plan.polls].sort((a, b) =>
    byCodeUnit(a.descriptorName, b.descriptorName),
  );
  const declarations = polls.map((poll) => ({
    ...descriptorDeclaration(writer, poll),
    isExported: true,
  }));
  return {
    header: header(plan.model),
    imports: imports.declarations(),
    exports: [],
    declarations,
  };
}
