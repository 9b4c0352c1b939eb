/** What the command's exit code says. */
export const exitCodes = {
  ok: 0,
  /** A fault of the tool. */
  internal: 1,
  /** Wrong words on the command line, or a configuration or lock that cannot be read. */
  usage: 2,
  /** `check` found output that is not what the tool would write. */
  drift: 4,
  /** `diff --fail-on breaking` found a breaking change. */
  breaking: 5,
  /** A document is invalid or unsafe. */
  invalidDocument: 6,
  /** A document could not be fetched. */
  fetchFailed: 7,
  /** Writing could have lost something. */
  refusedToWrite: 8,
  /** Somebody pressed Ctrl-C, or gave no answer. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
