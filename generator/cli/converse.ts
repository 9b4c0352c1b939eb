import { createInterface } from "node:readline";
import type { Ask } from "./terminal.js";

/** Nobody wants to answer: Ctrl-C, or the end of the input. Exit code 130. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Talks with the person at the terminal. */
export async function converse<T>(talk: (ask: Ask) => Promise<T>): Promise<T> {
  const { stdin: input, stderr: output } = process;
  // One for all questions: lines that are pasted at once are answers to those that follow.
  const terminal = createInterface({ input, output });
  const lines = terminal[Symbol.asyncIterator]();
  terminal.on("SIGINT", () => terminal.close());
  try {
    return await talk(async (question) => {
      terminal.setPrompt(question);
      terminal.prompt();
      const { done, value } = await lines.next();
      if (done) throw new NoAnswer("nothing was answered");
      return value;
    });
  } finally {
    terminal.close();
  }
}
