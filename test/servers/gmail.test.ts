/** A client of Gmail's document against emulate. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientOptions } from "../../generated/genomics-v1/index.js";
import type {
  ApiError,
  ApiRequest,
  Media,
  PagedRequest,
} from "../../templates/runtime/index.js";
import { describeCorpus } from "../support/corpus.js";
import { failure } from "../support/failure.js";
import { generatedFromCorpus } from "../support/generatedFrom.js";
import { type Emulate, startEmulate, user } from "./emulate.js";

/** What the tests use of the generated module. */
interface GmailModule {
  readonly ApiError: typeof ApiError;
  readonly Gmail: new (options: ClientOptions) => {
    readonly users: {
      readonly labels: {
        create(params: { userId?: string; body: Label }): ApiRequest<Label>;
        delete(params: { id: string }): ApiRequest<unknown>;
        get(params: { id: string }): ApiRequest<Label>;
        patch(params: { id: string; body: Label }): ApiRequest<Label>;
        update(params: { id: string; body: Label }): ApiRequest<Label>;
      };
      readonly messages: {
        readonly attachments: {
          get(params: {
            messageId: string;
            id: string;
          }): ApiRequest<{ data?: string; size?: number }>;
        };
        batchDelete(params: { body: { ids: string[] } }): ApiRequest<unknown>;
        get(params: { id: string; format?: string }): ApiRequest<Message>;
        insert(params: {
          body?: { raw?: string; labelIds?: string[] };
          media?: Media;
        }): ApiRequest<Message>;
        list(params?: {
          userId?: string;
          labelIds?: string[];
          maxResults?: number;
        }): PagedRequest<{ messages?: Message[] }, Message>;
        send(params: { body: { raw: string } }): ApiRequest<Message>;
      };
    };
  };
}

interface Label {
  readonly id?: string;
  readonly name?: string;
  readonly messageListVisibility?: string;
}

interface Message {
  readonly id?: string;
  readonly labelIds?: readonly string[];
  readonly snippet?: string;
  readonly raw?: string;
  readonly payload?: Part;
}

interface Part {
  readonly filename?: string;
  readonly headers?: readonly { name?: string; value?: string }[];
  readonly body?: { readonly attachmentId?: string };
  readonly parts?: readonly Part[];
}

const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** A message with a file of all bytes. */
const mail = [
  "From: a@example.com",
  "To: b@example.com",
  "Subject: Hello",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain",
  "",
  "Text",
  "--b",
  'Content-Type: application/octet-stream; name="all.bin"',
  'Content-Disposition: attachment; filename="all.bin"',
  "Content-Transfer-Encoding: base64",
  "",
  allBytes.toString("base64"),
  "--b--",
  "",
].join("\r\n");

describeCorpus("gmail:v1 at emulate", () => {
  let api: GmailModule;
  let server: Emulate;
  let users: InstanceType<GmailModule["Gmail"]>["users"];
  beforeAll(async () => {
    [api, server] = await Promise.all([
      generatedFromCorpus<GmailModule>("gmail.v1", "gmail-v1"),
      startEmulate(),
    ]);
    ({ users } = new api.Gmail({ rootUrl: server.url, auth: "T" }));
  }, 60_000);
  afterAll(() => server?.close());

  test("a label is created, updated, patched, read and deleted", async () => {
    const { labels } = users;
    // The document requires a user, and says that it is "me" unless given.
    const { id = "" } = await labels.create({ body: { name: "Grüße/日本" } });
    expect(await labels.get({ id })).toMatchObject({ name: "Grüße/日本" });
    await labels.update({ id, body: { name: "B" } });
    await labels.patch({ id, body: { messageListVisibility: "hide" } });
    expect(await labels.get({ id })).toMatchObject({
      name: "B",
      messageListVisibility: "hide",
    });
    expect(await labels.delete({ id })).toBeUndefined();
    const error = await failure(labels.get({ id }));
    expect(error).toBeInstanceOf(api.ApiError);
    expect(error).toMatchObject({
      methodId: "gmail.users.labels.get",
      code: 404,
      status: "NOT_FOUND",
      reason: "notFound",
    });
  });

  test("a conflict is an ApiError 400", async () => {
    await users.labels.create({ body: { name: "Twice" } });
    expect(
      await failure(users.labels.create({ body: { name: "Twice" } })),
    ).toMatchObject({
      name: "ApiError",
      code: 400,
      status: "FAILED_PRECONDITION",
      reason: "failedPrecondition",
    });
  });

  test("messages are listed across pages, by several labels, and deleted", async () => {
    const { labels, messages } = users;
    const label = await labels.create({ body: { name: "Paged" } });
    const labelIds = ["INBOX", label.id ?? ""];
    const raw = Buffer.from(mail).toString("base64url");
    const inserted = new Set<string | undefined>();
    for (let index = 0; index < 5; index++) {
      const body = { raw, labelIds: index === 4 ? ["INBOX"] : labelIds };
      inserted.add((await messages.insert({ body })).id);
    }
    const query = { userId: user, labelIds, maxResults: 3 };
    const sizes: (number | undefined)[] = [];
    for await (const page of messages.list(query).pages())
      sizes.push(page.messages?.length);
    expect(sizes).toEqual([3, 1]);
    const ids: string[] = [];
    for await (const { id = "" } of messages.list(query)) ids.push(id);
    expect(ids.filter((id) => inserted.has(id))).toHaveLength(4);
    expect(await messages.batchDelete({ body: { ids } })).toBeUndefined();
    expect(await messages.list(query)).toMatchObject({ messages: [] });
  });

  test("a message is sent as base64url, and its attachment has every byte", async () => {
    const { messages } = users;
    const raw = Buffer.from(mail).toString("base64url");
    const { id: messageId = "" } = await messages.send({ body: { raw } });
    await expectMail(messageId);
  });

  // Together with metadata it would be multipart, which emulate takes for the message itself. Gmail does not.
  test("a message is uploaded as media", async () => {
    const { id = "" } = await users.messages.insert({
      media: { body: mail, mimeType: "message/rfc822" },
    });
    await expectMail(id);
  });

  test("a call without a token is an ApiError 401, for another user a 404", async () => {
    const nobody = new api.Gmail({ rootUrl: server.url });
    expect(await failure(nobody.users.messages.list())).toMatchObject({
      name: "ApiError",
      code: 401,
      status: "UNAUTHENTICATED",
      reason: "authError",
    });
    expect(
      await failure(users.messages.list({ userId: "other@example.com" })),
    ).toMatchObject({ name: "ApiError", code: 404 });
  });

  async function expectMail(messageId: string): Promise<void> {
    const { messages } = users;
    const { payload } = await messages.get({ id: messageId, format: "full" });
    const subject = payload?.headers?.find(({ name }) => name === "Subject");
    expect(subject?.value).toBe("Hello");
    const file = payload?.parts?.find(({ filename }) => filename === "all.bin");
    const id = file?.body?.attachmentId ?? "";
    const { data = "", size } = await messages.attachments.get({
      messageId,
      id,
    });
    expect(size).toBe(256);
    expect(Buffer.from(data, "base64url").equals(allBytes)).toBe(true);
  }
});
