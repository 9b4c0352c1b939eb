import type { ApiReport } from "../../generator/inspect/inspectApi.js";
import type { OracleCase } from "./oracleData.js";

/** A case in which our client does on purpose something else than Google's, and why. */
export interface Difference {
  readonly reason: string;
  /** Google's two clients agree, so that the case would count as a failure: it is left out of what is compared. */
  readonly isLeftOut: boolean;
}

/** Whether a case is one of those; the run lists them with their reasons. */
export function deliberateDifference(
  report: ApiReport,
  oracleCase: OracleCase,
  isRefused: boolean,
): Difference | null {
  switch (oracleCase.category) {
    case "dots-path":
      return isRefused
        ? {
            reason:
              "a path segment `.` or `..` is refused: URL parsing would collapse it",
            isLeftOut: false,
          }
        : null;
    case "inject-path":
      return {
        reason:
          "`?` and `#` in {+x} are encoded; Google's Python client leaves them, which cuts the URL",
        isLeftOut: false,
      };
    case "err-missing":
      return isRefused || !lacksOnlyDefaulted(report, oracleCase)
        ? null
        : {
            reason:
              "a required parameter with a default may be left out; Google's clients refuse",
            isLeftOut: true,
          };
    default:
      return null;
  }
}

function lacksOnlyDefaulted(
  { methods }: ApiReport,
  { resourcePath, method, params }: OracleCase,
): boolean {
  const path = JSON.stringify([...resourcePath, method]);
  const report = methods.find(
    (candidate) =>
      JSON.stringify([...candidate.resource, candidate.method]) === path,
  );
  const missing = (report?.parameters ?? []).filter(
    ({ required, wireName }) => required && !Object.hasOwn(params, wireName),
  );
  return missing.length > 0 && missing.every(({ mustBeGiven }) => !mustBeGiven);
}
