/** A host outside the cluster, described instead of reached. */
import type { HttpRequest } from "./http.ts";

export interface MockedHost {
  /** Default 80, or 443 with `https`. */
  readonly port?: number;
  /** Default `https` on port 443, else `http`. */
  readonly scheme?: "http" | "https";
  /** Default 200. */
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

/** The two parts of a mocked host that decide which requests are its own. */
export function portOf(host: MockedHost): { readonly scheme: "http" | "https"; readonly port: number } {
  const scheme = host.scheme ?? (host.port === 443 ? "https" : "http");
  return { scheme, port: host.port ?? (scheme === "https" ? 443 : 80) };
}
