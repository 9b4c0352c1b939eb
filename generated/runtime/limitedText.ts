// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import { TransportError } from "./apiError.js";
import { orTransportError } from "./transport.js";

/**
 * Reads a response's body as UTF-8, but no more of it than a limit.
 *
 * @param limit Bytes.
 * @throws TransportError if the body breaks off or is larger.
 */
export async function limitedText(
  methodId: string,
  response: Response,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let left = limit;
  while (reader) {
    const { done, value } = await orTransportError(
      methodId,
      reader.read(),
      signal,
    );
    if (done) break;
    left -= value.length;
    if (left < 0) {
      reader.cancel().catch(() => {});
      throw new TransportError(
        methodId,
        `the answer is larger than ${limit} bytes`,
      );
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
