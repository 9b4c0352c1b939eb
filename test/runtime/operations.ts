/** Methods of several APIs' kinds that start operations or poll them, and answers to them. */
import type {
  MethodDescriptor,
  OperationMethodDescriptor,
} from "../../templates/runtime/descriptor.js";
import type { OperationRequest } from "../../templates/runtime/index.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import { client } from "./service.js";

export const operationsGet: OperationMethodDescriptor = {
  id: "library.operations.get",
  verb: "GET",
  path: "v1/{+name}",
  poll: "itself",
};

export const bind: OperationMethodDescriptor = {
  id: "library.books.bind",
  verb: "POST",
  path: "v1/{+name}:bind",
  poll: operationsGet,
};

/** google.longrunning's kind. */
export interface Operation {
  name?: string;
  done?: boolean;
  metadata?: { pages?: number };
  response?: { [key: string]: unknown };
  error?: { code?: number; message?: string };
}

export const running = { name: "operations/1", metadata: { pages: 1 } };
export const finished = {
  name: "operations/1",
  done: true,
  metadata: { pages: 9 },
  response: { "@type": "Book", title: "T" },
};

/** Compute Engine's kind. */
export interface StatusOperation {
  name?: string;
  status?: string;
  progress?: number;
}

/** A method that is polled by another, whose required parameters it has. */
export function polledBy(
  path: string,
  poll: MethodDescriptor,
  more: Partial<OperationMethodDescriptor> = {},
): OperationMethodDescriptor {
  return { id: "library.books.scan", verb: "POST", path, poll, ...more };
}

export function poll(
  path: string,
  more: Partial<MethodDescriptor> = {},
): MethodDescriptor {
  return { id: "library.scans.get", verb: "GET", path, ...more };
}

/** Binds a book on a server. */
export function bindBook(
  url: string,
  options: Parameters<ReturnType<typeof client>["request"]>[2] = {},
  params: object = {},
): OperationRequest<Operation> {
  return client(url).request<Operation>(
    bind,
    { name: "books/1", ...params },
    options,
  );
}

/** Delays that a test does not notice. */
export const quick = { initialDelay: 1, maxDelay: 2 };

/** A server that gives these bodies, one after the other. */
export function serve(...bodies: readonly unknown[]): Promise<Loopback> {
  return loopback(bodies.map((body): Answer => ({ body })));
}

/** Verb and URL of what a server received. */
export function sent({ received }: Loopback): readonly string[] {
  return received.map(({ method, url }) => `${method} ${url}`);
}
