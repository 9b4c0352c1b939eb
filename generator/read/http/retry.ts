/** Statuses after which the same request may succeed: the server is busy or restarting (AIP-194, RFC 9110). */
const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Failures of a connection that are final: the name or the certificate will be wrong the next time too. */
const finalCodes =
  /^(?:ENOTFOUND$|ERR_INVALID|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO$|UND_ERR_INVALID_ARG)/;

/** Node's and undici's own. */
const connectionCodes =
  /^(?:E[A-Z_]+|UND_ERR_(?:SOCKET|CONNECT_TIMEOUT|HEADERS_TIMEOUT|BODY_TIMEOUT))$/;

export function isTransientStatus(status: number): boolean {
  return transientStatuses.includes(status);
}

/** Whether a request that failed with this error is worth another try. */
export function isTransientError(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code !== undefined && !finalCodes.test(code) && connectionCodes.test(code)
  );
}

/** fetch wraps what happened in a TypeError, as its cause. */
function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return undefined;
}

/** The milliseconds that `Retry-After` asks for (RFC 9110, section 10.2.3): seconds, or a date. */
export function retryAfterMs(
  value: string | null,
  now: number,
): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Only the form of the RFC: Date.parse takes much else for a date.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value))
    return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The delay before another try, in milliseconds: twice as long each time, with jitter, so that clients do not come back in step. */
export function backoffMs(attempt: number, first: number): number {
  return first * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}
