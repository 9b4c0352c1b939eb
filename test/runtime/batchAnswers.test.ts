/** Answers to batches as servers may write them, and as they may not. */
import { afterEach, expect, test } from "vitest";
import { batch, TransportError } from "../../templates/runtime/index.js";
import { limitedText } from "../../templates/runtime/limitedText.js";
import { readMultipart } from "../../templates/runtime/multipartMixed.js";
import {
  type BatchServer,
  batchServer,
  type BatchServerOptions,
} from "../support/batchServer.js";
import { loopback } from "../support/loopback.js";
import { batchClient, echo, titles } from "./batching.js";
import { type Book, failure, get } from "./service.js";

let server: BatchServer | undefined;
afterEach(() => server?.close());

const names = ["a", "b", "c"];

/** What comes of three calls, the books a, b and c. */
async function results(
  options: BatchServerOptions,
  handler = echo,
): Promise<PromiseSettledResult<Book>[]> {
  server = await batchServer(handler, options);
  const api = batchClient(server.url);
  return batch(names.map((name) => api.request<Book>(get, { name })));
}

/** A text with one of its words changed, which it has. */
function changed(text: string, from: string | RegExp, to: string): string {
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  return other;
}

const good: Record<string, BatchServerOptions> = {
  "with LF alone": { rewrite: (body) => body.replaceAll("\r\n", "\n") },
  "with text before the first part and behind the last": {
    rewrite: (body) =>
      `--batch\r\nbatch_answer\r\n\r\n${body}--batch_answer\r\n`,
  },
  "without a line break at its end": { rewrite: (body) => body.trimEnd() },
  "with white space behind boundaries": {
    rewrite: (body) =>
      body.replaceAll("--batch_answer\r\n", "--batch_answer \t\r\n"),
  },
  "with a quoted boundary": {
    boundary: "a+b(c)'d/e:f=g?h",
    contentType: `Multipart/Mixed; charset=UTF-8; Boundary="a+b(c)'d/e:f=g?h"; x=y`,
  },
  "with header lines that go on": {
    arrange: (parts) =>
      parts.map((part) => changed(part, "Content-ID: ", "Content-ID:\r\n\t ")),
  },
  "with headers that are none": {
    arrange: (parts) =>
      parts.map(
        (part) => `x y: z\r\nnonsense\r\nx-smile: \u{1F600}\r\n${part}`,
      ),
  },
  "without reasons behind the status": {
    arrange: (parts) => parts.map((part) => changed(part, " OK", "")),
  },
  "with reasons that no header can hold": {
    arrange: (parts) => parts.map((part) => changed(part, " OK", " 好\u0001")),
  },
  "without hyphens and brackets around ids": {
    arrange: (parts) =>
      parts.map((part) => changed(part, /<(response-\d@batch)>/, "$1")),
  },
  "with more parts than calls": {
    arrange: (parts) => [
      changed(parts[0]!, "<response-0@", "<response-3@"),
      changed(parts[0]!, "<response-0@", "<other-0@"),
      ...parts,
    ],
  },
};

test.each(Object.entries(good))("an answer %s", async (_name, options) => {
  expect(titles(await results(options))).toEqual(names);
});

test("text in a part that looks like a boundary", async () => {
  const title = "x --batch_answer-- \r\n--batch_answer--\r\n";
  const handler = () => ({ body: { title } });
  expect(titles(await results({}, handler))).toEqual([title, title, title]);
});

test("a boundary ends a part only on a line of its own", () => {
  const content = "x\r\n--batch_2\r\n --batch\r\ny--batch\r\n--batch-- z\r\n";
  const contentType = "multipart/mixed; boundary=batch";
  const body = `--batch\r\n\r\n${content}\r\n--batch--`;
  const parts = readMultipart({ contentType, body });
  expect(parts?.map((part) => part.content)).toEqual([content]);
});

const unusable =
  "library.books.get: the batch's answer has no usable part for the call";

const bad: Record<string, BatchServerOptions["arrange"]> = {
  "is missing": ([a, , c]) => [a!, c!],
  "has no Content-ID": ([a, b, c]) => [
    a!,
    changed(b!, /Content-ID.*\r\n/, ""),
    c!,
  ],
  "has an unknown Content-ID": ([a, b, c]) => [
    a!,
    changed(b!, "response-1", "response-7"),
    c!,
  ],
  "has a Content-ID of somebody else": ([a, b, c]) => [
    a!,
    changed(b!, "@batch", "@other"),
    c!,
  ],
  "comes twice": ([a, b, c]) => [b!, a!, b!, c!],
  "is no HTTP response": ([a, b, c]) => [
    a!,
    changed(b!, "HTTP/1.1 200 OK", "200 OK"),
    c!,
  ],
  "has a status that is none": ([a, b, c]) => [
    a!,
    changed(b!, "HTTP/1.1 200", "HTTP/1.1 100"),
    c!,
  ],
  "is empty": ([a, , c]) => [a!, "", c!],
};

test.each(Object.entries(bad))(
  "a part that %s fails its call alone, and nobody knows what became of it",
  async (_name, arrange) => {
    const all = await results({ arrange: arrange! });
    expect(titles(all)).toEqual(["a", unusable, "c"]);
    const { reason } = all[1] as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(TransportError);
    expect(reason).toHaveProperty("outcome", "unknown");
  },
);

test("a part that may be cut off fails its call", async () => {
  const rewrite = (body: string): string =>
    changed(body, /..--batch_answer--\r\n$/s, "");
  expect(titles(await results({ rewrite }))).toEqual(["a", "b", unusable]);
});

test("a part that is not JSON fails its call as it would alone", async () => {
  const arrange: BatchServerOptions["arrange"] = ([a, b, c]) => [
    a!,
    changed(b!, "{", "<"),
    c!,
  ];
  expect(titles(await results({ arrange }))[1]).toMatch(
    /^library\.books\.get: the server answered 200 application\/json; charset=UTF-8, not JSON/,
  );
});

test.each<[string, BatchServerOptions]>([
  ["of another type", { contentType: "application/json" }],
  ["without a boundary", { contentType: "multipart/mixed" }],
  ["of another boundary", { contentType: "multipart/mixed; boundary=other" }],
  ["that is empty", { rewrite: () => "" }],
])("an answer %s fails all calls", async (_name, options) => {
  const all = await results(options);
  const type = options.contentType ?? "multipart/mixed; boundary=batch_answer";
  for (const result of all) {
    const { reason } = result as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(TransportError);
    expect(reason).toHaveProperty(
      "message",
      `library:v1 batch: the answer (200, ${type}) is not that of a batch`,
    );
  }
});

test("an answer is read up to a limit, whatever its characters", async () => {
  const { url, close } = await loopback(() => ({ body: "ü€😀" }));
  try {
    const read = async (limit: number): Promise<string> =>
      limitedText("library:v1 batch", await fetch(url), limit, undefined);
    expect(await read(9)).toBe("ü€😀");
    const error = await failure(read(8));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      "library:v1 batch: the answer is larger than 8 bytes",
    );
  } finally {
    await close();
  }
});
