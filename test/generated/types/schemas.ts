/** What the schemas promise, and constants of the client. As calls.ts: compiled, not run. */
import {
  type ComputeEngine,
  documentHash,
  endpoints,
  type FailedEvent,
  type FailedEventCode,
  Genomics,
  type Operation,
  type OperationEvent,
  type OperationMetadata,
  revision,
  type RuntimeMetadata,
  scopes,
  type Status,
} from "../../../generated/genomics-v1/index.js";
import { equal, type Equal } from "./equal.js";

/** Schemas that no method reaches give an operation's parts their types. */
export function parts(operation: Operation): string[] | undefined {
  const metadata = operation.metadata as OperationMetadata | undefined;
  equal<Equal<OperationMetadata["createTime"], string | undefined>>(true);
  equal<Equal<OperationMetadata["events"], OperationEvent[] | undefined>>(true);
  const labels = metadata?.labels;
  equal<Equal<typeof labels, { [key: string]: string } | undefined>>(true);
  const label = labels?.["a"];
  equal<Equal<typeof label, string | undefined>>(true);
  const runtime = metadata?.runtimeMetadata as RuntimeMetadata | undefined;
  const engine: ComputeEngine | undefined = runtime?.computeEngine;
  return engine?.diskNames;
}

/** A server may answer a code that the document does not know yet. */
export function codes(event: FailedEvent): string | undefined {
  const code: string | undefined = event.code;
  const known: FailedEventCode = "NOT_FOUND";
  event.code = known;
  event.code = "A_NEW_ONE";
  // @ts-expect-error unlike the closed union
  const unknown: FailedEventCode = "A_NEW_ONE";
  // @ts-expect-error codes are texts
  event.code = 5;
  return code ?? unknown;
}

/** A value for a test of one's own is written down as it is. */
export const status: Status = {
  code: 5,
  message: "not found",
  details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo" }],
};

// @ts-expect-error a field that is not the schema's
export const misspelt: Status = { mesage: "not found" };

export function constants(): void {
  const scope:
    | "https://www.googleapis.com/auth/cloud-platform"
    | "https://www.googleapis.com/auth/genomics" = scopes[0];
  equal<Equal<typeof endpoints.mtls, "https://genomics.mtls.googleapis.com/">>(
    true,
  );
  const texts: string[] = [scope, revision, documentHash, ...scopes];
  new Genomics({ rootUrl: endpoints.mtls, headers: { texts: texts.join() } });
  // @ts-expect-error the list is as it is
  scopes.push("x");
}
