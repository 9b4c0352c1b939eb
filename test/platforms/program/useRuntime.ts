import { useOperations } from "../../generated/program/useOperations.js";
import { batchChecks } from "./batchChecks.js";
import { callChecks } from "./callChecks.js";
import { run, type Servers, type Told } from "./checks.js";
import { conditionChecks } from "./conditionChecks.js";
import { downloadChecks } from "./downloadChecks.js";
import { faultChecks } from "./faultChecks.js";
import { iterationChecks } from "./iterationChecks.js";
import { operationChecks } from "./operationChecks.js";
import { uploadChecks } from "./uploadChecks.js";

/** Uses the generated client and all of the runtime, on a platform that it knows nothing of, and tells what came of it. */
export function useRuntime(servers: Servers): Promise<Told> {
  return run({
    "the generated client": () => useOperations(servers.genomics),
    ...callChecks(servers),
    ...faultChecks(servers),
    ...iterationChecks(servers),
    ...batchChecks(servers),
    ...conditionChecks(servers),
    ...operationChecks(servers),
    ...uploadChecks(servers),
    ...downloadChecks(servers),
  });
}
