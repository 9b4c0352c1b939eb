import { styleText } from "node:util";
import { printable } from "../read/printable.js";

/** Where a command's words go, so that a test can listen. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Data: what another program may read. */
  readonly stdout: (text: string) => void;
  /** Words for people. */
  readonly stderr: (text: string) => void;
  /** Whether standard error is a terminal: only then is there progress and colour. */
  readonly isInteractive: boolean;
  readonly hasColour: boolean;
  /** Whether GitHub Actions reads along, and takes annotations from standard output. */
  readonly annotates?: boolean;
  /** Talks with the person at the terminal; absent where there is none. */
  readonly converse?: Converse | undefined;
  /** Columns for help. */
  readonly columns: number;
}

/** Asks a question, and gives the answer without its line end. Throws `NoAnswer`. */
export type Ask = (question: string) => Promise<string>;

/** Runs a talk in which questions can be asked, and gives what it gives. */
export type Converse = <T>(talk: (ask: Ask) => Promise<T>) => Promise<T>;

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // Whoever reads may have enough (`check 2>&1 | head`): what was begun is ended, with the exit code that it has anyway.
  for (const stream of [stdout, stderr])
    stream.on("error", (error: Error & { readonly code?: string }) => {
      if (error.code !== "EPIPE") throw error;
    });
  return {
    // Opened when it is read: few commands do.
    get stdin() {
      return process.stdin;
    },
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    isInteractive: stderr.isTTY === true,
    hasColour: stderr.isTTY === true && stderr.hasColors(env),
    annotates: env["GITHUB_ACTIONS"] === "true",
    columns: Math.min(stdout.columns ?? 80, 100),
    // Few commands ask, and to know whether somebody could answer loads what sockets need.
    get converse(): Converse | undefined {
      const { isatty } = process.getBuiltinModule("node:tty");
      return isatty(0) && stderr.isTTY
        ? async (talk) => (await import("./converse.js")).converse(talk)
        : undefined;
    },
  };
}

type Style = "red" | "yellow" | "green" | "dim" | "bold";

/** A text in a style where the terminal has colour. */
export function styled(
  { hasColour }: Terminal,
  style: Style,
  text: string,
): string {
  // The stream is known; `styleText` would look at standard output.
  return hasColour ? styleText(style, text, { validateStream: false }) : text;
}

/** A line that is written over: which of several documents is at work. Nothing where nobody watches. */
export function progress({ isInteractive, stderr }: Terminal): {
  readonly at: (text: string, index: number, total: number) => void;
  readonly done: () => void;
} {
  let isShown = false;
  return {
    at: (text, index, total) => {
      if (!isInteractive || total < 2) return;
      isShown = true;
      stderr(`\r\u001B[K[${index + 1}/${total}] ${printable(text, 60)}`);
    },
    done: () => {
      if (isShown) stderr("\r\u001B[K");
    },
  };
}
