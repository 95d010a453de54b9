/** What servers on Node.js with Express have in common: the two echo servers of tutorials. Leaves out the header ETag. */
import { byteLength } from "../bytes.ts";
import type { HttpReply, HttpRequest } from "../network/http.ts";
import { httpDate, queryOf } from "./http-server.ts";

/** Node listens at IPv6 and IPv4, so that an IPv4 client is shown as one of IPv6. */
export const mapped = (ip: string): string => `::ffff:${ip}`;

export function expressReply(
  now: number,
  body: string,
  {
    status = 200,
    type = "application/json; charset=utf-8",
    headers = {},
  }: {
    readonly status?: number;
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): HttpReply {
  return {
    status,
    headers: {
      ...headers,
      "Content-Type": type,
      "Content-Length": String(byteLength(body)),
      Date: httpDate(now),
      Connection: "keep-alive",
      "Keep-Alive": "timeout=5",
    },
    body,
    idleTimeoutMs: 5_000,
  };
}

/** The query as Express gives it: a text, or a list for a name that is there more than once. */
export function expressQuery(request: HttpRequest): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of queryOf(request)) {
    const before = found[name];
    found[name] = before === undefined ? value : [before, value].flat();
  }
  return found;
}

export function cookiesOf({ headers }: HttpRequest): Record<string, string> {
  const pairs = (headers.cookie ?? "").split(/;\s*/).filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

/** The header `Host` without its port. */
export function hostnameOf({ headers }: HttpRequest): string {
  return (headers.host ?? "").replace(/:\d+$/, "");
}

export function isJson({ headers }: HttpRequest): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/.test(headers["content-type"] ?? "");
}

/** @returns undefined when the text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
