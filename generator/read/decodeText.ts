import type { Problem } from "./problem.js";

/** A document's text, without its byte order mark, or why there is none. */
export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly problem?: Problem }
  /** `text` is what stands before the fault, for counting lines. */
  | { readonly ok: false; readonly text: string; readonly problem: Problem };

/** Decodes bytes strictly as UTF-8, the only encoding of JSON (RFC 8259, section 8.1). */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b)
    return refused({
      code: "document-gzip",
      message: "the document is compressed with gzip",
    });
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined)
    return refused({ code: "not-utf8", message: `the document is ${utf16}` });

  let text: string;
  try {
    // The decoder drops a byte order mark by itself.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return invalidUtf8(bytes);
  }
  if (!/\S/.test(text))
    return refused({
      code: "document-empty",
      message: "the document is empty",
    });
  if (first === 0xef && second === 0xbb && bytes[2] === 0xbf)
    return {
      ok: true,
      text,
      problem: {
        code: "byte-order-mark",
        message: "the document begins with a byte order mark",
        offset: 0,
      },
    };
  return { ok: true, text };
}

function refused(problem: Problem): DecodedText {
  return { ok: false, text: "", problem };
}

/** JSON begins with an ASCII character, so that a zero byte among the first two betrays UTF-16. */
function utf16Of(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (second === undefined) return undefined;
  if ((first === 0xff && second === 0xfe) || second === 0)
    return "UTF-16 (little endian)";
  if ((first === 0xfe && second === 0xff) || first === 0)
    return "UTF-16 (big endian)";
  return undefined;
}

function invalidUtf8(bytes: Uint8Array): DecodedText {
  // What decodes without complaint is the text before the fault: find its length by halving.
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (decodesAsPrefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  const before = new TextDecoder().decode(bytes.subarray(0, low), {
    stream: true,
  });
  const byte = bytes[low];
  return {
    ok: false,
    text: before,
    problem: {
      code: "not-utf8",
      message:
        byte === undefined
          ? "the document ends within a UTF-8 sequence"
          : `the byte 0x${byte.toString(16).padStart(2, "0")} at offset ${low} does not continue the UTF-8 text`,
      offset: before.length,
    },
  };
}

function decodesAsPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
