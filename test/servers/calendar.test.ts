/** A client of Calendar's document against emulate. */
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
import { type Emulate, startEmulate } from "./emulate.js";

/** What the tests use of the generated module. */
interface CalendarModule {
  readonly ApiError: typeof ApiError;
  readonly Calendar: new (options: ClientOptions) => {
    readonly calendarList: {
      list(): PagedRequest<{ items?: Calendar[] }, Calendar>;
    };
    readonly events: {
      delete(params: {
        calendarId: string;
        eventId: string;
      }): ApiRequest<unknown>;
      insert(params: { calendarId: string; body: Event }): ApiRequest<Event>;
      list(params: EventsListParams): EventsListRequest;
      list_next(
        request: EventsListRequest,
        response: Events,
      ): EventsListRequest | null;
    };
    readonly freebusy: {
      query(params: {
        body: { timeMin: string; timeMax: string; items: { id: string }[] };
      }): ApiRequest<{
        calendars?: { [id: string]: { busy?: { start?: string }[] } };
      }>;
    };
  };
}

interface Calendar {
  readonly id?: string;
}

interface Event {
  readonly id?: string;
  readonly summary?: string;
  readonly start?: { readonly dateTime?: string };
  readonly end?: { readonly dateTime?: string };
}

interface Events {
  items?: Event[];
  nextPageToken?: string;
}

interface EventsListParams {
  calendarId: string;
  maxResults?: number;
  timeMin?: string;
}

type EventsListRequest = PagedRequest<Events, Event>;

/** The hour of a day that all events have. */
function hour(start: number): Pick<Event, "start" | "end"> {
  const time = (hour: number): string =>
    `2026-01-01T${String(hour).padStart(2, "0")}:00:00Z`;
  return {
    start: { dateTime: time(start) },
    end: { dateTime: time(start + 1) },
  };
}

describeCorpus("calendar:v3 at emulate", () => {
  // In a path it must be encoded, all of it.
  const calendarId = "team/a?b#c%41 ü@group.calendar.google.com";
  let api: CalendarModule;
  let server: Emulate;
  let calendar: InstanceType<CalendarModule["Calendar"]>;
  beforeAll(async () => {
    [api, server] = await Promise.all([
      generatedFromCorpus<CalendarModule>("calendar.v3", "calendar-v3"),
      startEmulate({ calendars: [{ id: calendarId, summary: "Team" }] }),
    ]);
    calendar = new api.Calendar({ rootUrl: server.url, auth: "T" });
  }, 60_000);
  afterAll(() => server?.close());

  test("calendars are iterated", async () => {
    const ids: (string | undefined)[] = [];
    for await (const { id } of calendar.calendarList.list()) ids.push(id);
    expect(ids).toContain(calendarId);
  });

  test("events are inserted, listed across pages, found and deleted", async () => {
    const { events, freebusy } = calendar;
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      const body = { summary: `Nº ${index}`, ...hour(index + 1) };
      const event = await events.insert({ calendarId, body });
      expect(event.summary).toBe(body.summary);
      ids.push(event.id ?? "");
    }

    const sizes: (number | undefined)[] = [];
    let request: EventsListRequest | null = events.list({
      calendarId,
      maxResults: 2,
    });
    while (request) {
      const page: Events = await request.execute();
      sizes.push(page.items?.length);
      request = events.list_next(request, page);
    }
    expect(sizes).toEqual([2, 2, 1]);

    const found = await freebusy.query({
      body: {
        timeMin: "2026-01-01T02:30:00Z",
        timeMax: "2026-01-01T03:30:00Z",
        items: [{ id: calendarId }],
      },
    });
    expect(found.calendars?.[calendarId]?.busy).toHaveLength(2);

    // The document promises no response: 204, and nothing in it.
    for (const eventId of ids)
      expect(await events.delete({ calendarId, eventId })).toBeUndefined();
    expect(await events.list({ calendarId })).toMatchObject({ items: [] });
    expect(
      await failure(events.delete({ calendarId, eventId: ids[0] ?? "" })),
    ).toMatchObject({ code: 404, status: "NOT_FOUND", reason: "notFound" });
  });

  test("what the server does not take is an ApiError 400", async () => {
    const error = await failure(
      calendar.events.insert({ calendarId, body: { summary: "never" } }),
    );
    expect(error).toBeInstanceOf(api.ApiError);
    expect(error).toMatchObject({
      methodId: "calendar.events.insert",
      code: 400,
      status: "INVALID_ARGUMENT",
      reason: "invalidArgument",
      message: "Event start and end are required.",
    });
  });

  test("a call without a token is an ApiError 401", async () => {
    const nobody = new api.Calendar({ rootUrl: server.url });
    expect(await failure(nobody.calendarList.list())).toMatchObject({
      name: "ApiError",
      code: 401,
      status: "UNAUTHENTICATED",
    });
  });
});
