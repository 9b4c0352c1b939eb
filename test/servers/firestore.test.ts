/** A client of Firestore's document, mended by the overlay that we ship, against Google's emulator. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientOptions } from "../../generated/genomics-v1/index.js";
import type {
  ApiError,
  ApiRequest,
  PagedRequest,
} from "../../generated/runtime/index.js";
import { describeCorpus } from "../support/corpus.js";
import { failure } from "../support/failure.js";
import { generatedFromCorpus } from "../support/generatedFrom.js";
import { repositoryRoot } from "../support/temporary.js";
import { describeComponent, type Emulator, startEmulator } from "./cloudSdk.js";

/** What the tests use of the generated module. */
interface FirestoreModule {
  readonly ApiError: typeof ApiError;
  readonly Firestore: new (options: ClientOptions) => {
    readonly projects: {
      readonly databases: { readonly documents: Documents };
    };
  };
}

interface Documents {
  batchGet(params: {
    database: string;
    body: {
      documents: string[];
      newTransaction?: object;
      transaction?: string;
    };
  }): ApiRequest<
    { found?: Document; missing?: string; transaction?: string }[]
  >;
  beginTransaction(params: {
    database: string;
    body?: object;
  }): ApiRequest<{ transaction?: string }>;
  commit(params: {
    database: string;
    body: { transaction?: string; writes: Write[] };
  }): ApiRequest<{ writeResults?: object[]; commitTime?: string }>;
  createDocument(params: {
    parent: string;
    collectionId: string;
    documentId?: string;
    body: Document;
  }): ApiRequest<Document>;
  delete(params: {
    name: string;
    currentDocument_exists?: boolean;
  }): ApiRequest<object>;
  get(params: {
    name: string;
    mask_fieldPaths?: string[];
  }): ApiRequest<Document>;
  list(params: {
    parent: string;
    collectionId: string;
    pageSize?: number;
    mask_fieldPaths?: string[];
  }): PagedRequest<{ documents?: Document[] }, Document>;
  listCollectionIds(params: {
    parent: string;
    body?: { pageSize?: number };
  }): PagedRequest<{ collectionIds?: string[] }, string>;
  patch(params: {
    name: string;
    updateMask_fieldPaths?: string[];
    currentDocument_exists?: boolean;
    body: Document;
  }): ApiRequest<Document>;
  rollback(params: {
    database: string;
    body: { transaction: string };
  }): ApiRequest<object>;
  runQuery(params: {
    parent: string;
    body: { structuredQuery: object };
  }): ApiRequest<{ document?: Document; readTime?: string }[]>;
}

interface Document {
  readonly name?: string;
  readonly fields?: { readonly [field: string]: Value };
  readonly createTime?: string;
  readonly updateTime?: string;
}

interface Value {
  readonly stringValue?: string;
  /** An int64. */
  readonly integerValue?: string;
  readonly doubleValue?: number;
  readonly bytesValue?: string;
}

interface Write {
  readonly update?: Document;
  readonly delete?: string;
}

const overlay = join(repositoryRoot, "docs/overlays/firestore-v1.json");
const database = "projects/test/databases/(default)";
const root = `${database}/documents`;

describeCorpus("firestore:v1", () => {
  describeComponent("cloud-firestore-emulator", () => {
    let api: FirestoreModule;
    let server: Emulator;
    let documents: Documents;
    beforeAll(async () => {
      const options = ["--overlay", overlay, "--include", "**.documents.*"];
      [api, server] = await Promise.all([
        generatedFromCorpus<FirestoreModule>(
          "firestore.v1",
          "firestore-v1",
          options,
        ),
        startEmulator("cloud-firestore-emulator"),
      ]);
      // The emulator's administrator.
      const auth = "owner";
      const { projects } = new api.Firestore({ rootUrl: server.url, auth });
      ({ documents } = projects.databases);
    }, 60_000);
    afterAll(() => server?.close());

    test.each([
      "simple",
      "a b",
      "ü日本😀",
      "a+b&c=d",
      "100%",
      "?#[]@!$'()*,;:",
    ])("a document called %j keeps its name in the path", async (id) => {
      const name = `${root}/names/${id}`;
      const fields = { id: { stringValue: id } };
      const written = await documents.patch({ name, body: { fields } });
      expect(written).toMatchObject({ name, fields });
      expect(await documents.get({ name })).toMatchObject({ name, fields });
      expect(await documents.delete({ name })).toEqual({});
      expect(await failure(documents.get({ name }))).toHaveProperty(
        "status",
        "NOT_FOUND",
      );
    });

    // Without "&": the emulator decodes a query before it takes it apart.
    test.each(["a b", "ü日本😀", "a+b=c", "?#[]@!$'()*,;:"])(
      "a document called %j keeps its name in the query",
      async (documentId) => {
        const { name } = await documents.createDocument({
          parent: root,
          collectionId: "queried",
          documentId,
          body: {},
        });
        expect(name).toBe(`${root}/queried/${documentId}`);
      },
    );

    test("values keep every digit and byte", async () => {
      const fields = {
        integer: { integerValue: "9223372036854775807" },
        double: { doubleValue: 0.1 },
        bytes: { bytesValue: Buffer.from([0, 255, 128]).toString("base64") },
      };
      const { name = "" } = await documents.createDocument({
        parent: root,
        collectionId: "values",
        body: { fields },
      });
      expect((await documents.get({ name })).fields).toEqual(fields);
    });

    test("a double that JSON cannot hold is text", async () => {
      const { name = "" } = await documents.createDocument({
        parent: root,
        collectionId: "values",
        body: { fields: { x: { doubleValue: "Infinity" as never } } },
      });
      const { fields } = await documents.get({ name });
      expect(fields).toEqual({ x: { doubleValue: "Infinity" } });
    });

    test("documents and collections are listed across pages", async () => {
      const parent = `${root}/paged/parent`;
      const documentIds = Array.from({ length: 7 }, (_, index) => `d${index}`);
      for (const documentId of documentIds) {
        await documents.createDocument({
          parent,
          collectionId: "children",
          documentId,
          body: {},
        });
        await documents.createDocument({
          parent,
          collectionId: `more-${documentId}`,
          body: {},
        });
      }
      const query = { parent, collectionId: "children", pageSize: 3 };
      const sizes: (number | undefined)[] = [];
      for await (const page of documents.list(query).pages())
        sizes.push(page.documents?.length);
      expect(sizes).toEqual([3, 3, 1]);
      const found: (string | undefined)[] = [];
      for await (const { name } of documents.list(query))
        found.push(name?.replace(/.*\//, ""));
      expect(found).toEqual(documentIds);

      // Here the token goes into the body.
      const ids: string[] = [];
      for await (const id of documents.listCollectionIds({
        parent,
        body: { pageSize: 3 },
      }))
        ids.push(id);
      expect(ids.toSorted()).toEqual([
        "children",
        ...documentIds.map((id) => `more-${id}`),
      ]);
    });

    test("a patch changes what its mask names, each field path a parameter of its own", async () => {
      const name = `${root}/patched/document`;
      const value = (stringValue: string): Value => ({ stringValue });
      const odd = "`odd field.ü`";
      await documents.patch({
        name,
        body: { fields: { a: value("1"), b: value("1"), c: value("1") } },
      });
      await documents.patch({
        name,
        updateMask_fieldPaths: ["a", "b", odd],
        body: { fields: { a: value("2"), "odd field.ü": value("2") } },
      });
      const { fields } = await documents.get({ name });
      expect(fields).toEqual({
        a: value("2"),
        c: value("1"),
        "odd field.ü": value("2"),
      });
      const masked = await documents.get({
        name,
        mask_fieldPaths: ["c", odd],
      });
      expect(Object.keys(masked.fields ?? {}).toSorted()).toEqual([
        "c",
        "odd field.ü",
      ]);
    });

    test("queries are answered by arrays", async () => {
      const numbers = [3, 1, 2];
      for (const number of numbers)
        await documents.createDocument({
          parent: root,
          collectionId: "numbers",
          documentId: `n${number}`,
          body: { fields: { number: { integerValue: String(number) } } },
        });
      const from = [{ collectionId: "numbers" }];
      const orderBy = [{ field: { fieldPath: "number" } }];
      const answers = await documents.runQuery({
        parent: root,
        body: { structuredQuery: { from, orderBy } },
      });
      expect(
        answers.map(({ document }) => document?.fields?.["number"]),
      ).toEqual([
        { integerValue: "1" },
        { integerValue: "2" },
        { integerValue: "3" },
      ]);
      // Nothing found is an array, too, of what is told beside the documents.
      const nothing = await documents.runQuery({
        parent: root,
        body: { structuredQuery: { from: [{ collectionId: "none" }] } },
      });
      expect(nothing.map(({ document }) => document)).toEqual([undefined]);

      const name = `${root}/numbers/n1`;
      const missing = `${root}/numbers/none`;
      const got = await documents.batchGet({
        database,
        body: { documents: [name, missing] },
      });
      expect(got.map(({ found, missing }) => found?.name ?? missing)).toEqual([
        name,
        missing,
      ]);
    });

    test("an error of a method that answers by arrays is an ApiError", async () => {
      const error = await failure(
        documents.runQuery({
          parent: root,
          body: { structuredQuery: { from: [{ collectionId: "//" }] } },
        }),
      );
      expect(error).toBeInstanceOf(api.ApiError);
      expect(error).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
    });

    test("a transaction is committed once, or rolled back", async () => {
      const name = `${root}/transactions/account`;
      const fields = (balance: number): { readonly balance: Value } => ({
        balance: { integerValue: String(balance) },
      });
      await documents.patch({ name, body: { fields: fields(1) } });

      const { transaction = "" } = await documents.beginTransaction({
        database,
        body: { options: { readWrite: {} } },
      });
      // By documents.get, too, but there the emulator waits for a lock that the transaction itself holds.
      const read = await documents.batchGet({
        database,
        body: { documents: [name], transaction },
      });
      expect(read.map(({ found }) => found?.fields)).toEqual([fields(1)]);
      const writes = [{ update: { name, fields: fields(2) } }];
      const committed = await documents.commit({
        database,
        body: { transaction, writes },
      });
      expect(committed.writeResults).toHaveLength(1);
      expect((await documents.get({ name })).fields).toEqual(fields(2));
      const again = { database, body: { transaction, writes } };
      expect(await failure(documents.commit(again))).toMatchObject({
        code: 400,
        status: "INVALID_ARGUMENT",
      });

      // The first of the answers tells of the transaction alone.
      const [begun] = await documents.batchGet({
        database,
        body: { documents: [name], newTransaction: { readWrite: {} } },
      });
      const other = begun?.transaction ?? "";
      expect(
        await documents.rollback({ database, body: { transaction: other } }),
      ).toEqual({});
    });

    test("Google's errors are ApiErrors", async () => {
      const parent = root;
      const created = { parent, collectionId: "errors", documentId: "taken" };
      await documents.createDocument({ ...created, body: {} });
      const conflict = await failure(
        documents.createDocument({ ...created, body: {} }),
      );
      expect(conflict).toBeInstanceOf(api.ApiError);
      expect(conflict).toMatchObject({
        methodId: "firestore.projects.databases.documents.createDocument",
        code: 409,
        status: "ALREADY_EXISTS",
      });
      const name = `${root}/errors/none`;
      expect(await failure(documents.get({ name }))).toMatchObject({
        code: 404,
        status: "NOT_FOUND",
        message: `Document (${name}) not found.`,
      });
      expect(
        await failure(documents.delete({ name, currentDocument_exists: true })),
      ).toMatchObject({ code: 404, status: "NOT_FOUND" });
      expect(
        await failure(documents.get({ name: `${root}/errors/__id__` })),
      ).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
      const body = { fields: { a: { nothing: 1 } as Value } };
      expect(await failure(documents.patch({ name, body }))).toMatchObject({
        code: 400,
        status: "INVALID_ARGUMENT",
      });
    });
  });
});
