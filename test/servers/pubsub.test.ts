/** A client of Pub/Sub's document against Google's emulator. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientOptions } from "../../generated/genomics-v1/index.js";
import type {
  ApiError,
  ApiRequest,
  PagedRequest,
  RequestOptions,
} from "../../generated/runtime/index.js";
import { describeCorpus } from "../support/corpus.js";
import { failure } from "../support/failure.js";
import { generatedFromCorpus } from "../support/generatedFrom.js";
import { describeComponent, type Emulator, startEmulator } from "./cloudSdk.js";

/** What the tests use of the generated module. */
interface PubsubModule {
  readonly ApiError: typeof ApiError;
  readonly Pubsub: new (options: ClientOptions) => {
    readonly projects: {
      readonly topics: {
        create(params: { name: string; body?: Topic }): ApiRequest<Topic>;
        delete(params: { topic: string }): ApiRequest<object>;
        get(params: { topic: string }): ApiRequest<Topic>;
        list(params: TopicsListParams): TopicsListRequest;
        list_next(
          request: TopicsListRequest,
          response: Topics,
        ): TopicsListRequest | null;
        patch(params: {
          name: string;
          body: { topic: Topic; updateMask: string };
        }): ApiRequest<Topic>;
        publish(params: {
          topic: string;
          body: { messages: PubsubMessage[] };
        }): ApiRequest<{ messageIds?: string[] }>;
        readonly subscriptions: {
          list(params: {
            topic: string;
            pageSize?: number;
          }): PagedRequest<{ subscriptions?: string[] }, string>;
        };
      };
      readonly subscriptions: {
        acknowledge(params: {
          subscription: string;
          body: { ackIds: string[] };
        }): ApiRequest<object>;
        create(params: {
          name: string;
          body: Subscription;
        }): ApiRequest<Subscription>;
        patch(params: {
          name: string;
          body: { subscription: Subscription; updateMask: string };
        }): ApiRequest<Subscription>;
        pull(
          params: {
            subscription: string;
            body: { maxMessages: number; returnImmediately?: boolean };
          },
          options?: RequestOptions,
        ): ApiRequest<{ receivedMessages?: ReceivedMessage[] }>;
      };
    };
  };
}

interface Topic {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Topics {
  topics?: Topic[];
  nextPageToken?: string;
}

interface TopicsListParams {
  project: string;
  pageSize?: number;
}

type TopicsListRequest = PagedRequest<Topics, Topic>;

interface Subscription {
  readonly name?: string;
  readonly topic?: string;
  readonly ackDeadlineSeconds?: number;
}

interface PubsubMessage {
  readonly data?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

interface ReceivedMessage {
  readonly ackId?: string;
  readonly message?: PubsubMessage & { readonly messageId?: string };
}

const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

describeCorpus("pubsub:v1", () => {
  describeComponent("pubsub-emulator", () => {
    let api: PubsubModule;
    let server: Emulator;
    let projects: InstanceType<PubsubModule["Pubsub"]>["projects"];
    beforeAll(async () => {
      [api, server] = await Promise.all([
        generatedFromCorpus<PubsubModule>("pubsub.v1", "pubsub-v1"),
        startEmulator("pubsub-emulator"),
      ]);
      ({ projects } = new api.Pubsub({ rootUrl: server.url, auth: "T" }));
    }, 60_000);
    afterAll(() => server?.close());

    // Not "%25": the emulator decodes a path twice, which RFC 3986, section 2.4, forbids.
    test.each(["simple", "a.b~c+d", "percent%2F", "x%", "-._~%+"])(
      "a topic called t%s keeps its name in the path",
      async (id) => {
        const name = `projects/names/topics/t${id}`;
        expect(await projects.topics.create({ name })).toEqual({ name });
        expect(await projects.topics.get({ topic: name })).toEqual({ name });
        expect(await projects.topics.delete({ topic: name })).toEqual({});
        const error = await failure(projects.topics.get({ topic: name }));
        expect(error).toHaveProperty("status", "NOT_FOUND");
      },
    );

    test("topics and the names of subscriptions are listed across pages", async () => {
      const { topics, subscriptions } = projects;
      const names = Array.from(
        { length: 7 },
        (_, index) => `projects/paged/topics/topic-${index}`,
      );
      for (const name of names) await topics.create({ name });
      const query = { project: "projects/paged", pageSize: 3 };

      const sizes: (number | undefined)[] = [];
      let request: TopicsListRequest | null = topics.list(query);
      while (request) {
        const page: Topics = await request.execute();
        sizes.push(page.topics?.length);
        request = topics.list_next(request, page);
      }
      expect(sizes).toEqual([3, 3, 1]);
      const found: (string | undefined)[] = [];
      for await (const { name } of topics.list(query)) found.push(name);
      expect(found.toSorted()).toEqual(names);

      const [topic = ""] = names;
      for (const id of ["one", "two", "three"])
        await subscriptions.create({
          name: `projects/paged/subscriptions/${id}`,
          body: { topic },
        });
      const listed: string[] = [];
      for await (const name of topics.subscriptions.list({
        topic,
        pageSize: 2,
      }))
        listed.push(name.replace(/.*\//, ""));
      expect(listed.toSorted()).toEqual(["one", "three", "two"]);
    });

    test("a message arrives with every byte, and is gone when acknowledged", async () => {
      const { topics, subscriptions } = projects;
      const topic = "projects/bytes/topics/messages";
      const subscription = "projects/bytes/subscriptions/messages";
      await topics.create({ name: topic });
      await subscriptions.create({ name: subscription, body: { topic } });
      const message = {
        data: allBytes.toString("base64"),
        attributes: { "schlüssel/": "wert 日本 \u0000\n" },
      };
      const { messageIds } = await topics.publish({
        topic,
        body: { messages: [message, { attributes: { only: "this" } }] },
      });
      expect(messageIds).toHaveLength(2);

      const { receivedMessages = [] } = await subscriptions.pull({
        subscription,
        body: { maxMessages: 10 },
      });
      expect(receivedMessages.map(({ message }) => message?.messageId)).toEqual(
        messageIds,
      );
      expect(receivedMessages[0]?.message).toMatchObject(message);
      const data = receivedMessages[0]?.message?.data ?? "";
      expect(Buffer.from(data, "base64").equals(allBytes)).toBe(true);

      const ackIds = receivedMessages.map(({ ackId = "" }) => ackId);
      expect(
        await subscriptions.acknowledge({ subscription, body: { ackIds } }),
      ).toEqual({});
      expect(
        await subscriptions.pull({
          subscription,
          body: { maxMessages: 10, returnImmediately: true },
        }),
      ).toEqual({});
    });

    test("a pull that waits for messages ends with its time, and with its signal", async () => {
      const { topics, subscriptions } = projects;
      const topic = "projects/waiting/topics/silent";
      const subscription = "projects/waiting/subscriptions/silent";
      await topics.create({ name: topic });
      await subscriptions.create({ name: subscription, body: { topic } });
      const params = { subscription, body: { maxMessages: 1 } };
      const late = await failure(subscriptions.pull(params, { timeout: 300 }));
      expect(late).toMatchObject({
        name: "TimeoutError",
        message: "pubsub.projects.subscriptions.pull: no answer in 300 ms",
      });
      const reason = new Error("enough");
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 300);
      const { signal } = controller;
      expect(await failure(subscriptions.pull(params, { signal }))).toBe(
        reason,
      );
    });

    test("a patch changes what its mask names", async () => {
      const { topics, subscriptions } = projects;
      const topic = "projects/patched/topics/topic";
      const name = "projects/patched/subscriptions/subscription";
      await topics.create({ name: topic, body: { labels: { a: "1" } } });
      await subscriptions.create({ name, body: { topic } });
      const patched = await subscriptions.patch({
        name,
        body: {
          subscription: { name, ackDeadlineSeconds: 42 },
          updateMask: "ackDeadlineSeconds",
        },
      });
      expect(patched).toMatchObject({ name, topic, ackDeadlineSeconds: 42 });
    });

    test("Google's errors are ApiErrors", async () => {
      const { topics } = projects;
      const name = "projects/errors/topics/taken";
      await topics.create({ name });
      const conflict = await failure(topics.create({ name }));
      expect(conflict).toBeInstanceOf(api.ApiError);
      expect(conflict).toMatchObject({
        methodId: "pubsub.projects.topics.create",
        code: 409,
        status: "ALREADY_EXISTS",
        message: "Topic already exists",
      });
      const topic = "projects/errors/topics/none";
      expect(await failure(topics.get({ topic }))).toMatchObject({
        code: 404,
        status: "NOT_FOUND",
        message: "Topic not found",
      });
      expect(
        await failure(topics.create({ name: "projects/errors/topics/1" })),
      ).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
      expect(
        await failure(
          topics.publish({ topic: name, body: { messages: [{ data: "!" }] } }),
        ),
      ).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
      // No method of the server's is there: what answers is no JSON.
      expect(await failure(topics.get({ topic: "elsewhere" }))).toMatchObject({
        code: 404,
        status: undefined,
        message: "Not Found",
      });
    });
  });
});
