/** A client of Drive's document against emulate. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientOptions } from "../../generated/genomics-v1/index.js";
import type {
  ApiError,
  ApiRequest,
  Media,
  MediaRequest,
  PagedRequest,
  TransportError,
} from "../../templates/runtime/index.js";
import { describeCorpus } from "../support/corpus.js";
import { failure } from "../support/failure.js";
import { generatedFromCorpus } from "../support/generatedFrom.js";
import { type Emulate, startEmulate } from "./emulate.js";

/** What the tests use of the generated module. */
interface DriveModule {
  readonly ApiError: typeof ApiError;
  readonly TransportError: typeof TransportError;
  readonly Drive: new (options: ClientOptions) => {
    readonly files: {
      create(params: { body?: File; media?: Media }): ApiRequest<File>;
      get(params: { fileId: string }): ApiRequest<File>;
      get_media(params: { fileId: string }): MediaRequest;
      list(params: {
        q?: string;
        orderBy?: string;
        pageSize?: number;
      }): PagedRequest<{ files?: File[]; nextPageToken?: string }, File>;
      update(params: {
        fileId: string;
        addParents?: string;
        body?: File;
      }): ApiRequest<File>;
    };
  };
}

interface File {
  readonly id?: string;
  readonly name?: string;
  readonly mimeType?: string;
  readonly parents?: readonly string[];
  readonly size?: string;
}

/** Every byte, and the ends of lines and parts that a reader of multipart could take for its own. */
const allBytes = Uint8Array.from([
  ...Array.from({ length: 256 }, (_, byte) => byte),
  ...new TextEncoder().encode("\r\n\r\n--\r\n--boundary--\r\n\r\n"),
]);

describeCorpus("drive:v3 at emulate", () => {
  let api: DriveModule;
  let server: Emulate;
  let drive: InstanceType<DriveModule["Drive"]>;
  beforeAll(async () => {
    [api, server] = await Promise.all([
      generatedFromCorpus<DriveModule>("drive.v3", "drive-v3"),
      startEmulate({
        drive_items: [
          {
            id: "folder",
            name: "Folder",
            mime_type: "application/vnd.google-apps.folder",
          },
          ...Array.from({ length: 7 }, (_, index) => ({
            id: `seed-${index}`,
            name: `Seed ${index}`,
            mime_type: "text/plain",
            parent_ids: ["folder"],
          })),
        ],
      }),
    ]);
    drive = new api.Drive({ rootUrl: server.url, auth: "T" });
  }, 60_000);
  afterAll(() => server?.close());

  test("files are listed across pages", async () => {
    const query = { q: "'folder' in parents", orderBy: "name", pageSize: 3 };
    const sizes: (number | undefined)[] = [];
    for await (const { files } of drive.files.list(query).pages())
      sizes.push(files?.length);
    expect(sizes).toEqual([3, 3, 1]);
    const names: (string | undefined)[] = [];
    for await (const { name } of drive.files.list(query)) names.push(name);
    expect(names).toEqual(
      Array.from({ length: 7 }, (_, index) => `Seed ${index}`),
    );
  });

  test.each([
    ["every byte", allBytes],
    ["nothing", new Uint8Array()],
    ["a megabyte", new Uint8Array(1 << 20).map((_, index) => index * 31)],
  ])("%s comes back as it was uploaded", async (_what, bytes) => {
    const created = await drive.files.create({
      body: { name: "Grüße.bin", parents: ["folder"] },
      media: { body: bytes, mimeType: "application/x-test" },
    });
    expect(created).toMatchObject({
      mimeType: "application/x-test",
      parents: ["folder"],
      size: String(bytes.length),
    });
    // emulate takes the metadata's UTF-8 (RFC 8259, and its part says so) for Latin-1.
    const name = Buffer.from(created.name ?? "", "latin1").toString();
    expect(name).toBe("Grüße.bin");
    const media = drive.files.get_media({ fileId: created.id ?? "" });
    expect(Buffer.from(await media.bytes()).equals(bytes)).toBe(true);
    const blob = await media;
    expect(blob.type).toBe("application/x-test");
    expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
    const streamed = await new Response(await media.stream()).arrayBuffer();
    expect(Buffer.from(streamed).equals(bytes)).toBe(true);
  });

  test("a file without media is created, changed and read", async () => {
    const { id = "" } = await drive.files.create({
      body: { name: "Grüße", mimeType: "text/plain" },
    });
    const updated = await drive.files.update({
      fileId: id,
      addParents: "folder",
      body: { name: "日本語" },
    });
    expect(updated).toMatchObject({ id, name: "日本語" });
    expect(await drive.files.get({ fileId: id })).toMatchObject({
      id,
      name: "日本語",
      parents: ["root", "folder"],
    });
  });

  test("a file that is not there is an ApiError 404", async () => {
    const error = await failure(drive.files.get({ fileId: "a/b ü?#%" }));
    expect(error).toBeInstanceOf(api.ApiError);
    expect(error).toMatchObject({
      methodId: "drive.files.get",
      code: 404,
      status: "NOT_FOUND",
      reason: "notFound",
      message: "Requested entity was not found.",
    });
    expect(
      await failure(drive.files.get_media({ fileId: "none" })),
    ).toMatchObject({ code: 404, reason: "notFound" });
  });

  test("a call without a token is an ApiError 401", async () => {
    const nobody = new api.Drive({ rootUrl: server.url });
    const error = await failure(nobody.files.list({}));
    expect(error).toBeInstanceOf(api.ApiError);
    expect(error).toMatchObject({
      code: 401,
      status: "UNAUTHENTICATED",
      reason: "authError",
    });
  });

  // Drive opens a session and says where in Location; emulate makes a file at once.
  test("a server that opens no upload session is a TransportError", async () => {
    const error = await failure(
      drive.files.create({
        body: { name: "x" },
        media: { body: "x", resumable: true },
      }),
    );
    expect(error).toBeInstanceOf(api.TransportError);
    expect(error).toHaveProperty(
      "message",
      "drive.files.create: no upload session",
    );
  });
});
