import { useOperations } from "../../generated/program/useOperations.js";
import { callChecks } from "./callChecks.js";
import { run, type Servers, type Told } from "./checks.js";
import { faultChecks } from "./faultChecks.js";
import { mediaChecks } from "./mediaChecks.js";

/** Uses the generated client and all of the runtime, on a platform that it knows nothing of, and tells what came of it. */
export function useRuntime(servers: Servers): Promise<Told> {
  return run({
    "the generated client": () => useOperations(servers.genomics),
    ...callChecks(servers),
    ...faultChecks(servers),
    ...mediaChecks(servers),
  });
}
