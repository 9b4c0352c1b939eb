import type { Method } from "../model/method.js";
import { answerType } from "./argumentView.js";
import { type MethodView } from "./methodView.js";
import type { Reference } from "./reference.js";
import type { Target } from "./target.js";
import { typeParts, typeText } from "./typeParts.js";

/** A piece of a sentence of ours: words, or a name of the API with the place that says more. */
export type Said =
  string | { readonly code: string; readonly target?: Target | null };

/** What a method does beyond one request and one answer. */
export interface Behaviour {
  readonly title: string;
  readonly sentences: readonly Said[];
}

/** Paging, operations, media, streams: what a caller of a method should know. */
export function behaviours(
  reference: Reference,
  { kind, plan }: MethodView,
): readonly Behaviour[] {
  const { method } = plan;
  if (kind === "media")
    return [
      {
        title: "Download",
        sentences: [
          "The media itself (",
          { code: "alt=media" },
          ") as a Blob, as bytes, as text or as a stream, instead of what describes it. Takes the arguments of ",
          methodName(reference, method),
          ".",
        ],
      },
    ];
  if (kind === "next") return [];
  return [
    ...paging(reference, plan),
    ...operation(reference, method),
    ...media(plan),
    ...(method.streams
      ? [
          {
            title: "Stream",
            sentences: ["The server answers with a list of these, bit by bit."],
          },
        ]
      : []),
    ...(method.apiVersion === ""
      ? []
      : [
          {
            title: "Version",
            sentences: [
              "Sent with the header ",
              { code: `x-goog-api-version: ${method.apiVersion}` },
              ".",
            ],
          },
        ]),
  ];
}

function paging(
  reference: Reference,
  { method, nextName }: MethodView["plan"],
): readonly Behaviour[] {
  const { pagination } = method;
  if (!pagination) return [];
  const { items, requestToken, responseToken, tokenIn } = pagination;
  const each: readonly Said[] =
    items.kind === "none"
      ? [
          "Awaiting it gives one page; ",
          { code: "for await (const page of request.pages())" },
          ` goes through all of them. Its items cannot be told: ${items.reason}.`,
        ]
      : [
          "Awaiting it gives one page; ",
          { code: "for await" },
          items.kind === "map"
            ? " goes through the entries of "
            : " goes through the items of ",
          { code: items.field },
          items.kind === "map"
            ? " across all pages, each a key and "
            : " across all pages, each ",
          {
            code: typeText(typeParts(reference, items.item, "read")),
            target: typeParts(reference, items.item, "read")[0]?.target ?? null,
          },
          ".",
        ];
  return [
    {
      title: "Pages",
      sentences: [
        ...each,
        " The next page is asked for with ",
        { code: tokenIn === "body" ? `body.${requestToken}` : requestToken },
        " from ",
        { code: responseToken },
        ", which ",
        { code: nextName ?? "" },
        " does.",
      ],
    },
  ];
}

function operation(reference: Reference, method: Method): readonly Behaviour[] {
  const found = reference.plan.operations.get(method);
  if (!found) return [];
  const { longRunning } = found;
  if (!longRunning.poll)
    return [
      {
        title: "Operation",
        sentences: [
          `Starts a long-running operation that cannot be waited for: ${longRunning.reason}.`,
        ],
      },
    ];
  const cancel: readonly Said[] = longRunning.cancel
    ? [" ", methodName(reference, longRunning.cancel), " asks it to stop."]
    : [];
  if (longRunning.poll === method)
    return [
      {
        title: "Operation",
        sentences: [
          "Tells how a long-running operation is getting on; ",
          { code: "waitFor(request)" },
          " asks until it is done.",
          ...cancel,
        ],
      },
    ];
  return [
    {
      title: "Operation",
      sentences: [
        "Starts a long-running operation: ",
        { code: "await waitFor(request)" },
        " asks ",
        methodName(reference, longRunning.poll),
        " until it is done, and throws when it failed.",
        ...cancel,
      ],
    },
  ];
}

function media({
  method: { upload, download, response },
  mediaName,
}: MethodView["plan"]): readonly Behaviour[] {
  const ways = [
    ...(upload?.simplePath ? ["in one request"] : []),
    ...(upload?.resumablePath
      ? ["in chunks that go on after a fault (resumable)"]
      : []),
  ];
  return [
    ...(upload
      ? [
          {
            title: "Upload",
            sentences: [
              "Takes a file in ",
              { code: "media" },
              `, ${ways.join(" or ")}.`,
            ],
          },
        ]
      : []),
    ...(download
      ? [
          {
            title: "Download",
            sentences: [
              { code: mediaName ?? "" },
              response
                ? " gives the media itself."
                : " gives the media itself; this method answers nothing else.",
            ],
          },
        ]
      : []),
  ];
}

function methodName(reference: Reference, method: Method): Said {
  const entry = reference.method(method);
  return {
    code: entry
      ? [...entry.page.accessor.slice(1), entry.plan.name].join(".")
      : [...method.resourcePath, method.name].join("."),
    target: entry?.target ?? null,
  };
}

/** The type that awaiting a method's request gives, as a sentence's name. */
export function answerText(reference: Reference, method: Method): string {
  const answer = answerType(method);
  return answer ? typeText(typeParts(reference, answer, "read")) : "";
}
