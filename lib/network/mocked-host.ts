/** A host outside the cluster, described instead of reached. */
import type { HttpRequest } from "./http.ts";

export interface MockedHost {
  /** Default 80, or 443 with `https`. */
  readonly port?: number;
  /** Default `https` on port 443, else `http`. */
  readonly scheme?: "http" | "https";
  /** 200 to 599, default 200. */
  readonly status?: number;
  /** The reason phrase, when it is not the usual one of the status. */
  readonly statusText?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A function when the answer depends on the request: many servers echo the Host header. Default empty. */
  readonly body?: string | ((request: HttpRequest) => string);
  /** Simulated milliseconds until the answer. */
  readonly delayMs?: number;
  /** Instead of an answer: the port is closed, the connection breaks, no reply ever comes, or the server closes the connection without one. */
  readonly failure?: "refused" | "reset" | "silent" | "empty";
  /** Names under which the outside world's DNS knows the host. */
  readonly names?: readonly string[];
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** What one line of latin1 can carry. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export function isHeader(name: string, value: string): boolean {
  return HEADER_NAME.test(name) && HEADER_VALUE.test(value);
}

/**
 * @returns the host with its headers as they arrive: without blanks around the values.
 * @throws RangeError for an answer that no server can give.
 */
export function described(host: MockedHost): MockedHost {
  const { status = 200, headers } = host;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new RangeError(`a mocked host answers with a status from 200 to 599, and not with ${status}`);
  if (headers === undefined) return host;
  const trimmed = Object.entries(headers).map(([name, value]) => [name, String(value).trim()] as const);
  for (const [name, value] of trimmed) {
    if (!isHeader(name, value))
      throw new RangeError(
        `${JSON.stringify(`${name}: ${value}`)} is no header: a name has letters, digits and dashes, and a value is one line of ASCII text`,
      );
  }
  return { ...host, headers: Object.fromEntries(trimmed) };
}

/** The two parts of a mocked host that decide which requests are its own. */
export function portOf(host: MockedHost): { readonly scheme: "http" | "https"; readonly port: number } {
  const scheme = host.scheme ?? (host.port === 443 ? "https" : "http");
  return { scheme, port: host.port ?? (scheme === "https" ? 443 : 80) };
}
