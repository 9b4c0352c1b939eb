import type { ApiReport } from "../../generator/inspect/inspectApi.js";
import type { OracleCase } from "./oracleData.js";

/**
 * Why our client does on purpose what neither of Google's does; null for a case in which it does not. Such cases are
 * listed by the run with their reason, and left out of what is compared.
 */
export function deliberateDifference(
  { methods }: ApiReport,
  { category, resourcePath, method, params }: OracleCase,
): string | null {
  if (category !== "err-missing") return null;
  const path = [...resourcePath, method].join(".");
  const report = methods.find(
    (candidate) => [...candidate.resource, candidate.method].join(".") === path,
  );
  const missing = report?.parameters.filter(
    ({ required, wireName }) => required && !Object.hasOwn(params, wireName),
  );
  return missing &&
    missing.length > 0 &&
    missing.every(({ mustBeGiven }) => !mustBeGiven)
    ? `${missing.map(({ wireName }) => wireName).join(", ")} is required and has a default, so that a caller may leave it out; Google's clients refuse`
    : null;
}
