/** Parts of HTTP that clients print or decide by: URLs, status lines, redirects. Leaves out: IPv6 literals, other protocols. */
import type { ConnectError, HttpReply, OutgoingRequest } from "../../network/http.ts";

export interface Url {
  readonly scheme: string;
  /** `name:password`. */
  readonly user?: string;
  readonly host: string;
  readonly port: number;
  /** Whether the text names the port. */
  readonly hasPort: boolean;
  /** With query, without fragment. */
  readonly path: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** Undefined: no URL. A text without scheme is http. */
export function parseUrl(text: string): Url | undefined {
  const match =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:([^@/?#]*)@)?([^/?#:\s]+)(?::(\d*))?([/?][^\s#]*)?(?:#.*)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const scheme = (match[1] ?? "http").toLowerCase();
  const port = match[4] ? Number(match[4]) : (DEFAULT_PORTS[scheme] ?? 80);
  if (port > 65_535) return undefined;
  const path = match[5] ?? "/";
  const user = match[2];
  return {
    scheme,
    host: match[3] ?? "",
    port,
    hasPort: Boolean(match[4]),
    path: path.startsWith("/") ? path : `/${path}`,
    ...(user === undefined ? {} : { user }),
  };
}

/** Where a request goes. */
export function destination({
  scheme,
  host,
  port,
  path,
}: Url): Pick<OutgoingRequest, "scheme" | "host" | "port" | "path"> {
  return { scheme: scheme === "https" ? "https" : "http", host, port, path };
}

/** Why there is no connection, as the system words it. */
export function systemReason(code: ConnectError["code"]): string {
  if (code === "ETIMEDOUT") return "Connection timed out";
  if (code === "EHOSTUNREACH") return "No route to host";
  return code === "ECONNRESET" ? "Connection reset by peer" : "Connection refused";
}

/** As in a Host header: the port only when it is not the scheme's own. */
export function authority({ scheme, host, port }: Url): string {
  return port === DEFAULT_PORTS[scheme] ? host : `${host}:${port}`;
}

export function urlText(url: Url): string {
  return `${url.scheme}://${authority(url)}${url.path}`;
}

export function isAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** Where a redirect leads, or undefined when the reply is none. */
export function redirectTarget(from: Url, reply: HttpReply): Url | undefined {
  const location = header(reply, "location");
  if (location === undefined || ![301, 302, 303, 307, 308].includes(reply.status)) return undefined;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(location)) return parseUrl(location);
  if (location.startsWith("//")) return parseUrl(`${from.scheme}:${location}`);
  if (location.startsWith("/")) return { ...from, path: location };
  return { ...from, path: from.path.replace(/[^/]*(?:\?.*)?$/, "") + location };
}

/** @param name in lower case. */
export function header(reply: HttpReply, name: string): string | undefined {
  return Object.entries(reply.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Bytes that the reply announces; undefined for a chunked one. */
export function contentLength(reply: HttpReply): number | undefined {
  const value = header(reply, "content-length");
  return value === undefined ? undefined : Number(value);
}

/** `HTTP/1.1 200 OK`, then the headers; no line ends. */
export function headLines(reply: HttpReply): readonly string[] {
  return [
    `HTTP/1.1 ${statusText(reply)}`,
    ...Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`),
  ];
}

/** `200 OK` */
export function statusText({ status, statusText: words }: HttpReply): string {
  return `${status} ${words ?? REASONS[status] ?? ""}`.trimEnd();
}

/** The phrase of a status line whose server names none. Final answers only. */
const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  203: "Non-Authoritative Information",
  204: "No Content",
  205: "Reset Content",
  206: "Partial Content",
  207: "Multi-Status",
  208: "Already Reported",
  226: "IM Used",
  300: "Multiple Choices",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  305: "Use Proxy",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Payload Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  416: "Range Not Satisfiable",
  417: "Expectation Failed",
  418: "I'm a Teapot",
  421: "Misdirected Request",
  422: "Unprocessable Entity",
  423: "Locked",
  424: "Failed Dependency",
  425: "Too Early",
  426: "Upgrade Required",
  428: "Precondition Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
  506: "Variant Also Negotiates",
  507: "Insufficient Storage",
  508: "Loop Detected",
  509: "Bandwidth Limit Exceeded",
  510: "Not Extended",
  511: "Network Authentication Required",
};
