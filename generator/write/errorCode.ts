/** Whether the system refused something for one of these reasons: `ENOENT`. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    codes.includes(String(error.code))
  );
}
