/** True where two types are the same, also in what may be left out and what may not be written. */
export type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false;

/** Compiles where the type argument is true. */
export function equal<T extends boolean>(_isEqual: T): void {}
