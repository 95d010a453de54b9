/** The answers of nginx: its headers, its error pages, and what expires, add_header and sub_filter make of them. */
import { byteLength } from "../../bytes.ts";
import type { HttpReply } from "../../network/http.ts";
import { httpDate } from "../http-server.ts";
import type { Settings } from "./settings.ts";
import type { Exchange } from "./variables.ts";

const PHRASES: Readonly<Record<number, string>> = {
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Authorization Required",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Not Allowed",
  406: "Not Acceptable",
  408: "Request Time-out",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Request Entity Too Large",
  414: "Request-URI Too Large",
  415: "Unsupported Media Type",
  416: "Requested Range Not Satisfiable",
  421: "Misdirected Request",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
  505: "HTTP Version Not Supported",
  507: "Insufficient Storage",
};
/** For which add_header works without `always`, and expires. */
const GOOD = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly body: string;
  /** Headers of an upstream's answer that go behind nginx's own. */
  readonly passed?: Readonly<Record<string, string>>;
}

export function errorPage(
  status: number,
  version: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const phrase = PHRASES[status];
  if (phrase === undefined) return { status, headers, body: "" };
  const title = `${status} ${status === 302 ? "Found" : phrase}`;
  return { status, headers, type: "text/html", body: page(title, [`<h1>${title}</h1>`], version) };
}

/** To a client that speaks plain HTTP where TLS is spoken. */
export function plainRequestPage(version: string): Answer {
  const why = "The plain HTTP request was sent to HTTPS port";
  return {
    status: 400,
    type: "text/html",
    body: page(`400 ${why}`, ["<h1>400 Bad Request</h1>", why], version),
  };
}

function page(title: string, centered: readonly string[], version: string): string {
  const lines = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    ...centered.map((text) => `<center>${text}</center>`),
    `<hr><center>${version}</center>`,
    "</body>",
    "</html>",
    "",
  ];
  return lines.join("\r\n");
}

/** What nginx calls itself. */
export function productOf({ version }: Exchange, { isVersionShown }: Settings): string {
  return isVersionShown ? `nginx/${version}` : "nginx";
}

/** Statuses whose name in nginx differs from the usual one. */
const OWN_TEXTS: Readonly<Record<number, string>> = {
  302: "Moved Temporarily",
  401: "Unauthorized",
  405: "Not Allowed",
  408: "Request Time-out",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};

export function finish(exchange: Exchange, settings: Settings, answer: Answer): HttpReply {
  const { status, headers = {}, passed = {} } = answer;
  const isHead = exchange.request.method === "HEAD";
  const body =
    answer.type?.startsWith("text/html") === true ? filtered(answer.body, exchange, settings) : answer.body;
  exchange.status = status;
  exchange.bodyBytes = isHead ? 0 : byteLength(body);
  const all: Record<string, string> = {
    Server: productOf(exchange, settings),
    Date: httpDate(exchange.now),
    ...(answer.type === undefined ? {} : { "Content-Type": answer.type }),
    ...(status === 204 ? {} : { "Content-Length": String(byteLength(body)) }),
    ...(headers.Location === undefined ? {} : { Location: headers.Location }),
    Connection: isLast(exchange, settings) ? "close" : "keep-alive",
    ...headers,
    ...passed,
    ...(GOOD.has(status) ? expiry(settings.expires, exchange.now) : {}),
  };
  for (const { name, value, always } of settings.headers) {
    const text = always || GOOD.has(status) ? value(exchange) : "";
    if (text !== "") all[name] = text;
  }
  const statusText = OWN_TEXTS[status];
  return {
    status,
    ...(statusText === undefined ? {} : { statusText }),
    headers: all,
    body: isHead ? "" : body,
    idleTimeoutMs: settings.idleTimeoutMs,
  };
}

/** Of its connection. */
function isLast({ connectionRequests }: Exchange, { idleTimeoutMs, requestsMax }: Settings): boolean {
  return idleTimeoutMs === 0 || connectionRequests >= requestsMax;
}

function filtered(body: string, exchange: Exchange, { subFilters, subFilterOnce }: Settings): string {
  return subFilters.reduce((text, { from, to }) => {
    const value = to(exchange);
    return subFilterOnce ? text.replace(from, () => value) : text.replaceAll(from, () => value);
  }, body);
}

const UNITS_S: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
};

function expiry(expires: string, now: number): Readonly<Record<string, string>> {
  if (expires === "off") return {};
  if (expires === "epoch") return { Expires: "Thu, 01 Jan 1970 00:00:01 GMT", "Cache-Control": "no-cache" };
  if (expires === "max")
    return { Expires: "Thu, 31 Dec 2037 23:55:55 GMT", "Cache-Control": "max-age=315360000" };
  const [, sign = "", number = "0", unit = "s"] = /^(-?)(\d+)([smhdwMy]?)$/.exec(expires) ?? [];
  const seconds = Number(number) * (UNITS_S[unit === "" ? "s" : unit] ?? 1);
  if (sign === "-") return { Expires: httpDate(now - seconds * 1_000), "Cache-Control": "no-cache" };
  return { Expires: httpDate(now + seconds * 1_000), "Cache-Control": `max-age=${seconds}` };
}
