/** What the servers in the images have in common: replies as net/http of Go and its neighbours write them. */
import { byteLength } from "../bytes.ts";
import type { HttpHandler, HttpReply, HttpRequest } from "../network/http.ts";
import type { ListenFailure } from "./image.ts";

/** The path of a request without its query. */
export function pathOf(request: HttpRequest): string {
  const query = request.path.indexOf("?");
  return query < 0 ? request.path : request.path.slice(0, query);
}

let dateSecond = Number.NaN;
let dateText = "";

/** A Date header's value; the last one is kept, because a second holds many requests. @param now Unix milliseconds. */
export function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(now).toUTCString();
  }
  return dateText;
}

/** A page whose type the program did not set, as Go's net/http sends it. */
export function goText(now: number, body: string, status = 200): HttpReply {
  return {
    status,
    headers: {
      Date: httpDate(now),
      "Content-Length": String(byteLength(body)),
      "Content-Type": "text/plain; charset=utf-8",
    },
    body,
  };
}

/** Headers that a Go program sets, by name, and what net/http adds behind them. */
export function goReply(
  now: number,
  body: string,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): HttpReply {
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  const sniffed =
    Object.hasOwn(headers, "Content-Type") || body === ""
      ? {}
      : { "Content-Type": "text/plain; charset=utf-8" };
  return {
    status,
    headers: {
      ...Object.fromEntries(sorted),
      Date: httpDate(now),
      "Content-Length": String(byteLength(body)),
      ...sniffed,
    },
    body,
  };
}

/** Go's http.Error: headers that the program set come first, in the order of their names. */
export function goError(
  now: number,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  const body = `${message}\n`;
  const length = String(byteLength(body));
  const own = { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" };
  return { status, headers: { ...headers, ...own, Date: httpDate(now), "Content-Length": length }, body };
}

/** A server never sends a body in answer to HEAD. */
export function withoutBodyForHead(handler: (request: HttpRequest) => HttpReply): HttpHandler {
  return (request) => {
    const reply = handler(request);
    return request.method === "HEAD" ? { ...reply, body: "" } : reply;
  };
}

/** The query of a request. */
export function queryOf({ path }: HttpRequest): URLSearchParams {
  const question = path.indexOf("?");
  return new URLSearchParams(question < 0 ? "" : path.slice(question + 1));
}

/** Whether a flag of a Go program that needs no value is set: `--unready`, `--unready=true`. */
export function goBooleanFlag(argv: readonly string[], name: string): boolean {
  return argv.some(
    (arg) => arg === `--${name}` || arg === `-${name}` || arg === `--${name}=true` || arg === `-${name}=true`,
  );
}

/** A flag of a Go program, `-text=hello`, `--text hello`: the value of the first one of the name. */
export function goFlag(argv: readonly string[], name: string): string | undefined {
  for (const [at, arg] of argv.entries()) {
    const match = /^--?([a-z-]+)(?:=(.*))?$/s.exec(arg);
    if (match?.[1] === name) return match[2] ?? argv[at + 1];
  }
  return undefined;
}

/** Go's error of net.Listen. */
export function goListenError({ address, port, isInUse }: ListenFailure): string {
  const why = isInUse ? "address already in use" : "cannot assign requested address";
  return `listen tcp ${address === "*" ? "" : address}:${port}: bind: ${why}`;
}

/** A line of Go's log package: `2026/01/05 09:00:01 text`. */
export function goLogLine(now: number, text: string): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ")} ${text}\n`;
}

/** The headers of a request but `host`, by name, as Go's net/http spells them: `User-Agent`. */
export function sortedHeaders({ headers }: HttpRequest): (readonly [name: string, value: string])[] {
  const spelled = (name: string): string => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  const named = Object.entries(headers).filter(([name]) => name !== "host");
  return named.map(([name, value]) => [spelled(name), value] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The simulated network has no client ports; the first of Linux's range stands for all. */
export const CLIENT_PORT = 32_768;
