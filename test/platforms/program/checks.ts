/** What programs tell: of each check its name and what came of it, as JSON has it. */
export type Told = Record<string, unknown>;

/** A check does something with the runtime and gives what it saw. None knows on which platform it runs. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** Where the servers are. */
export interface Servers {
  /** The root URL of the library, of which `books.ts` and `scans.ts` tell. */
  readonly api: string;
  /** The root URL of Genomics. */
  readonly genomics: string;
  /** The root URL of a library that takes batches, and has each book but `none`. */
  readonly batches: string;
  /** Another origin, which is no party to the API's credentials. */
  readonly other: string;
  /** Nobody listens there. */
  readonly nobody: string;
}

/** Runs checks one after the other. One that throws does not keep the others from running. */
export async function run(checks: Checks): Promise<Told> {
  const told: Told = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      told[name] = await check();
    } catch (error) {
      told[name] = `threw ${String(error)}`;
    }
  }
  return told;
}

/** What a call rejects with, as far as it is the same everywhere. */
export async function failure(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    return { resolved: await work };
  } catch (error) {
    return error;
  }
}

/** The properties of an error that are named, where it has them. */
export function told(
  error: unknown,
  ...names: readonly string[]
): Record<string, unknown> {
  const from = Object(error) as Record<string, unknown>;
  return Object.fromEntries(
    ["name", ...names].map((name) => [name, from[name]]),
  );
}
