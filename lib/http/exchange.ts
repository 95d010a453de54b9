/** One HTTP request to the API server and its answer, as plain data: the handler knows no socket. */

export interface Exchange {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
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
