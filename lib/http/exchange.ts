/** One HTTP request to the API server and its answer, as plain data: the handler knows no socket. */
import type { Api } from "../api/api.ts";
import { ApiError, internalError } from "../api/api-error.ts";
import type { Subject } from "./reviews.ts";

/** What the handler works with besides the request. */
export interface HandlerOptions {
  readonly api: Api;
  /** Simulated Unix milliseconds. */
  readonly now: () => number;
  /** Calls back when so many milliseconds have passed for the client. */
  readonly after: (delayMs: number, call: () => void) => () => void;
  /** Runs what takes simulated time. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Who asks, where it is not the one user who may do everything. */
  readonly subject?: Subject;
}

export type Handler = (exchange: Exchange) => Promise<Answer | Stream>;

export interface Exchange {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** A request on its way through the handler. */
export interface Served extends HandlerOptions {
  readonly exchange: Exchange;
  /** The text of a `Warning` header of the answer; each text once. */
  readonly warn: (text: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** Texts of `Warning` headers. */
  readonly warnings?: readonly string[];
}

/** An object that goes out in the form that the client asks for (encoding.ts). */
export interface ObjectAnswer {
  readonly status: number;
  readonly object: object;
  /** Parameters of the content type: `;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList`. */
  readonly parameters?: string;
}

/** An answer that goes on: `start` writes pieces until it calls `end`; it returns what stops it when the client leaves. */
export interface Stream {
  readonly contentType: string;
  readonly start: (write: (text: string) => void, end: () => void) => () => void;
  readonly warnings?: readonly string[];
}

export type Result = Answer | ObjectAnswer | Stream;

export const plainText = (status: number, body: string): Answer => ({
  status,
  contentType: "text/plain; charset=utf-8",
  body,
});

/** The answer to a request that failed: a Status. */
export function failure(error: unknown): ObjectAnswer {
  const refused = asApiError(error);
  return { status: refused.code, object: refused.toStatus() };
}

/** Anything else than an ApiError is a fault of ours, and tells its message. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return internalError(error instanceof Error ? error.message : String(error));
}
