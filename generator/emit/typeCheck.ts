import { doc, type DocText } from "./docText.js";

/** How the code of an output folder is to be seen by its compiler. */
export interface TypeCheckOptions {
  /**
   * Whether users' compilers check the inside of the files, too. Unless given they parse them and resolve their types, as they
   * do with declarations under `skipLibCheck`, and check what uses them.
   */
  readonly typeCheck?: boolean | undefined;
}

/** The compiler takes it from the comment at the head of a file; the reason may follow behind a colon. */
const unchecked = doc`@ts-nocheck: discovery-codegen's own tests check this file; yours need not.`;

/** The lines of a comment at the head of a file, with that one at its end unless the file is to be checked. */
export function checkedHeader(
  lines: readonly DocText[],
  { typeCheck = false }: TypeCheckOptions,
): readonly DocText[] {
  return typeCheck ? lines : [...lines, unchecked];
}

/** The same for a file's text. */
export function withTypeCheck(
  text: string,
  { typeCheck = false }: TypeCheckOptions,
): string {
  if (typeCheck) return text;
  const { length } = /^(?:\/\/.*\n)*/.exec(text)?.[0] ?? "";
  return `${text.slice(0, length)}// ${unchecked}\n${text.slice(length)}`;
}
