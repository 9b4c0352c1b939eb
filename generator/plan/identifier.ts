declare const memberBrand: unique symbol;
declare const identifierBrand: unique symbol;
declare const filePartBrand: unique symbol;

/** A name that may stand behind a dot or as a member: an IdentifierName of ECMAScript in ASCII, reserved words included. */
export type MemberName = string & { readonly [memberBrand]: true };

/** A name that may be declared: a {@link MemberName} that is no reserved word. */
export type Identifier = MemberName & { readonly [identifierBrand]: true };

/** A single file or folder name that is safe on every file system. */
export type FilePart = string & { readonly [filePartBrand]: true };

/**
 * Words that cannot be the name of a declaration in a module in strict mode, and names whose declaration TypeScript
 * refuses or which would change the meaning of other code: keywords (ECMAScript §12.7.2), the predefined types, and
 * bindings that are no words but behave like them.
 */
const undeclarable: ReadonlySet<string> = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "as async await implements interface let package private protected public static yield " +
    "any asserts bigint boolean never number object string symbol undefined unknown " +
    "arguments eval globalThis Infinity NaN exports module require"
  ).split(" "),
);

const identifierName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export function isMemberName(text: string): boolean {
  return identifierName.test(text);
}

export function isIdentifier(text: string): boolean {
  return identifierName.test(text) && !undeclarable.has(text);
}

/** @throws {RangeError} for a text that is no such name; that would be a fault of the planner, not of the document. */
export function memberName(text: string): MemberName {
  if (!isMemberName(text))
    throw new RangeError(`not a member name: ${JSON.stringify(text)}`);
  return text as MemberName;
}

/** @throws {RangeError} as {@link memberName}. */
export function identifier(text: string): Identifier {
  if (!isIdentifier(text))
    throw new RangeError(`not an identifier: ${JSON.stringify(text)}`);
  return text as Identifier;
}

/** Device names of Windows, which no file may bear, whatever its ending. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

export function isFilePart(text: string): boolean {
  return (
    /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(text) &&
    !text.endsWith(".") &&
    !deviceName.test(text) &&
    text.length <= 200
  );
}

/** @throws {RangeError} as {@link memberName}. */
export function filePart(text: string): FilePart {
  if (!isFilePart(text))
    throw new RangeError(`not a file name: ${JSON.stringify(text)}`);
  return text as FilePart;
}
