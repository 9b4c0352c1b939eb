/** Nothing was written, because writing could have lost something or gone where it must not. Exit code 8. */
export class RefusedToWrite extends Error {
  override readonly name = "RefusedToWrite";
}
