/** One HTTP request to the API server and its answer, as plain data: the handler knows no socket. */
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/api-error.ts";

/** What the handler works with besides the request. */
export interface HandlerOptions {
  readonly api: Api;
  /** Simulated Unix milliseconds. */
  readonly now: () => number;
  /** Calls back when so many milliseconds have passed for the client. */
  readonly after: (delayMs: number, call: () => void) => () => void;
  /** Runs what takes simulated time. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
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

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** Texts of `Warning` headers. */
  readonly warnings?: readonly string[];
}

/** An answer that goes on: `start` writes pieces until it calls `end`; it returns what stops it when the client leaves. */
export interface Stream {
  readonly contentType: string;
  readonly start: (write: (text: string) => void, end: () => void) => () => void;
}

export const json = (status: number, value: unknown, warnings: readonly string[] = []): Answer => ({
  status,
  contentType: "application/json",
  body: `${JSON.stringify(value)}\n`,
  ...(warnings.length === 0 ? {} : { warnings }),
});

/** The answer to a request that failed: a Status. */
export function failure(error: unknown): Answer {
  const status = asApiError(error);
  return json(status.code, status.toStatus());
}

/** Anything else than an ApiError is a fault of ours, and tells its message. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(500, "InternalError", `Internal error occurred: ${message}`);
}
