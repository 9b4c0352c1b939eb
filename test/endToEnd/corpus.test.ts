/** Clients of the real Genomics documents, generated for the test. */
import { beforeAll, describe, expect, test } from "vitest";
import type * as genomics from "../../generated/genomics-v1/index.js";
import type {
  ClientOptions,
  OperationsResource,
} from "../../generated/genomics-v1/index.js";
import type {
  ApiRequest,
  PagedRequest,
} from "../../generated/runtime/index.js";
import { describeCorpus } from "../support/corpus.js";
import { generatedFromCorpus } from "../support/generatedFrom.js";
import { loopback } from "../support/loopback.js";
import { describeOperations } from "./describeOperations.js";

/** A generated module of which a test knows only what it uses. */
interface GenomicsModule<Client> {
  readonly ApiError: typeof genomics.ApiError;
  readonly Genomics: new (options: ClientOptions) => Client;
}

interface WithOperations {
  readonly operations: OperationsResource;
}

interface Pipeline {
  readonly pipelineId?: string;
}

describeCorpus("genomics.v1-2021, as it was published", () => {
  describeOperations(
    "operations",
    { version: "v1", parent: "operations" },
    async () => {
      const { ApiError, Genomics } = await generatedFromCorpus<
        GenomicsModule<WithOperations>
      >("genomics.v1-2021", "genomics-v1");
      return {
        ApiError,
        connect: (options) => new Genomics(options).operations,
      };
    },
  );
});

describeCorpus("genomics.v1alpha2", () => {
  interface Client extends WithOperations {
    readonly pipelines: {
      create(params: { body: object }): ApiRequest<Pipeline>;
      delete(params: { pipelineId: string }): ApiRequest<object>;
      list(params: {
        projectId: string;
        namePrefix?: string;
      }): PagedRequest<object, Pipeline>;
      run(params: { body: object }): ApiRequest<genomics.Operation>;
    };
  }
  let loaded: Promise<GenomicsModule<Client>>;
  beforeAll(() => {
    loaded = generatedFromCorpus("genomics.v1alpha2", "genomics-v1alpha2");
  });

  describeOperations(
    "operations",
    { version: "v1alpha2", parent: "operations" },
    async () => {
      const { ApiError, Genomics } = await loaded;
      return {
        ApiError,
        connect: (options) => new Genomics(options).operations,
      };
    },
  );

  describe("pipelines", () => {
    test("create, delete, list and run go where the document says", async () => {
      const { Genomics } = await loaded;
      const server = await loopback(({ url }) => ({
        body: url.includes("projectId")
          ? { pipelines: [{ pipelineId: "1" }] }
          : {},
      }));
      const { pipelines } = new Genomics({ rootUrl: server.url });
      await pipelines.create({ body: { name: "x" } });
      await pipelines.delete({ pipelineId: "a/b" });
      await pipelines.run({ body: {} });
      const found: unknown[] = [];
      for await (const { pipelineId } of pipelines.list({ projectId: "p" }))
        found.push(pipelineId);
      await server.close();
      expect(found).toEqual(["1"]);
      expect(
        server.received.map(({ method, url }) => `${method} ${url}`),
      ).toEqual([
        "POST /v1alpha2/pipelines?alt=json",
        "DELETE /v1alpha2/pipelines/a%2Fb?alt=json",
        "POST /v1alpha2/pipelines:run?alt=json",
        "GET /v1alpha2/pipelines?projectId=p&alt=json",
      ]);
      expect(server.received[0]?.body.toString()).toBe('{"name":"x"}');
    });
  });
});

describeCorpus("genomics.v2alpha1", () => {
  describeOperations(
    "projects.operations",
    { version: "v2alpha1", parent: "projects/p/operations" },
    async () => {
      const { ApiError, Genomics } = await generatedFromCorpus<
        GenomicsModule<{ readonly projects: WithOperations }>
      >("genomics.v2alpha1", "genomics-v2alpha1");
      return {
        ApiError,
        connect: (options) => new Genomics(options).projects.operations,
      };
    },
  );
});
