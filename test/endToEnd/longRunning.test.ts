/** Generated clients wait for long-running operations, held against real HTTP servers. */
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type * as genomics from "../../generated/genomics-v1/index.js";
import { renderOutput } from "../../generator/renderOutput.js";
import type {
  ClientOptions,
  OperationRequest,
  waitFor,
} from "../../templates/runtime/index.js";
import { FakeServer } from "../../templates/runtime/testing.js";
import { features, validDocument } from "../features/feature.js";
import { failure } from "../support/failure.js";
import { loadGenerated } from "../support/loadGenerated.js";
import {
  type Answer,
  type Handler,
  loopback,
  type Loopback,
} from "../support/loopback.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";

let server: Loopback;
afterEach(() => server?.close());

const quick = { initialDelay: 1, maxDelay: 2 };

const sent = (): readonly string[] =>
  server.received.map(({ method, url }) => `${method} ${url}`);

const loadGenomics = (): Promise<typeof genomics> =>
  loadGenerated(join(repositoryRoot, "generated/genomics-v1/index.ts"));

test("Genomics: an operation is resumed from its name", async () => {
  const { Genomics, waitFor } = await loadGenomics();
  const answers: Answer[] = [
    { body: { name: "operations/CJ4", metadata: { events: [] } } },
    { status: 503 },
    { body: { name: "operations/CJ4", done: false } },
    {
      body: {
        name: "operations/CJ4",
        done: true,
        response: { variantSetId: "7" },
      },
    },
  ];
  server = await loopback(answers);
  const { operations } = new Genomics({
    rootUrl: server.url,
    auth: "T",
    retry: { initialDelay: 1 },
  });
  const { response } = await waitFor<{ variantSetId: string }>(
    operations.get({ name: "operations/CJ4" }),
    quick,
  );
  expect(response.variantSetId).toBe("7");
  expect(sent()).toEqual(Array(4).fill("GET /v1/operations/CJ4?alt=json"));
  expect(
    server.received.every(
      ({ headers }) => headers.authorization === "Bearer T",
    ),
  ).toBe(true);
});

test("Genomics: an operation that is cancelled ends in an error", async () => {
  const { Genomics, OperationError, waitFor } = await loadGenomics();
  const name = "operations/CJ4";
  let cancelled = false;
  const handler: Handler = ({ method }) => {
    if (method === "POST") {
      cancelled = true;
      return { body: {} };
    }
    const error = { code: 1, message: "Operation canceled." };
    return { body: cancelled ? { name, done: true, error } : { name } };
  };
  server = await loopback(handler);
  const { operations } = new Genomics({ rootUrl: server.url });
  const waiting = failure(waitFor(operations.get({ name }), quick));
  await operations.cancel({ name });
  const error = await waiting;
  expect(error).toBeInstanceOf(OperationError);
  expect(error).toMatchObject({
    status: "CANCELLED",
    message: "Operation canceled.",
    methodId: "genomics.operations.get",
  });
});

/** The client of a feature's document, of all or some of its methods. */
function loadFeature<M extends object>(
  name: string,
  include: readonly string[] = [],
): Promise<M> {
  return inTemporaryFolder(async (folder) => {
    const feature = features.find((one) => one.name === name);
    const document = await validDocument(feature?.document);
    const selection = { include, exclude: [], schemas: [] };
    const { files } = await renderOutput([document], { selection });
    await writeFiles(folder, files);
    return loadGenerated<M>(join(folder, "test-v1/index.ts"));
  });
}

/** A generated module, as far as is used of it here. */
interface Module<Resources> {
  readonly Test: new (options: ClientOptions) => Resources;
  readonly waitFor: typeof waitFor;
}

type Method = (params: object) => OperationRequest<object>;

test("an operation is polled by a method that the selection leaves out", async () => {
  const { Test, waitFor } = await loadFeature<
    Module<{ jobs: { create: Method }; operations?: unknown }>
  >("long-running", ["jobs.create"]);
  server = await loopback([
    { body: { name: "operations/1" } },
    { body: { name: "operations/1", done: true } },
  ]);
  const { jobs, operations } = new Test({ rootUrl: server.url });
  expect(operations).toBeUndefined();
  await waitFor(jobs.create({ body: { name: "j" } }), quick);
  expect(sent()).toEqual([
    "POST /v1/jobs?alt=json",
    "GET /v1/operations/1?alt=json",
  ]);
});

test("operations by zone and of the whole project are polled where they are", async () => {
  const { Test, waitFor } = await loadFeature<
    Module<{ disks: { insert: Method }; images: { insert: Method } }>
  >("long-running-status");
  const running = { body: { name: "operation-1", status: "RUNNING" } };
  const done = { body: { name: "operation-1", status: "DONE" } };
  server = await loopback([running, done, running, done]);
  const { disks, images } = new Test({ rootUrl: server.url });
  await waitFor(disks.insert({ project: "p", zone: "z" }), quick);
  await waitFor(images.insert({ project: "p" }), quick);
  expect(sent()).toEqual([
    "POST /projects/p/zones/z/disks?alt=json",
    "GET /projects/p/zones/z/operations/operation-1?alt=json",
    "POST /projects/p/images?alt=json",
    "GET /projects/p/operations/operation-1?alt=json",
  ]);
});

test("an operation that tells but the end of its name is polled by all of it", async () => {
  const { Test, waitFor } = await loadFeature<Module<{ waitFor: Method }>>(
    "long-running-levels",
  );
  server = await loopback([
    { body: { name: "operation-1", status: "RUNNING" } },
    { body: { name: "operation-1", status: "DONE" } },
  ]);
  const cluster = "projects/p/locations/l/clusters/c";
  const client = new Test({ rootUrl: server.url });
  await waitFor(client.waitFor({ cluster }), quick);
  expect(sent()).toEqual([
    "POST /v1/projects/p/locations/l/clusters/c:waitFor?alt=json",
    "GET /v1/projects/p/locations/l/operations/operation-1?alt=json",
  ]);
});

test("a fake server answers what starts an operation and what polls it", async () => {
  const { Test, waitFor } =
    await loadFeature<
      Module<{ jobs: { create: Method }; operations: { get: Method } }>
    >("long-running");
  const google = new FakeServer();
  const client = new Test(google.options);
  google.on(client.jobs, "create").answer({ name: "operations/1" });
  const get = google.on(client.operations, "get");
  get.answerOnce({ name: "operations/1" }).answerOnce({ done: true });
  await waitFor(client.jobs.create({}), quick);
  google.verify();
  const polled = { name: "operations/1" };
  expect(get.calls.map(({ params }) => params)).toEqual([polled, polled]);
});
