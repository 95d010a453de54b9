/** nginx's variables: `$host`, `$arg_name`, `$http_user_agent`, and those that `set` makes. */
import { byteLength } from "../../bytes.ts";
import type { HttpRequest } from "../../network/http.ts";
import { CLIENT_PORT, httpDate } from "../http-server.ts";
import { ConfigError } from "./syntax.ts";

/** One request on its way through the server. */
export interface Exchange {
  readonly request: HttpRequest;
  /** Decoded and without `..`; changes with rewrites and internal redirects. */
  uri: string;
  args: string;
  readonly hostname: string;
  readonly serverName: string;
  readonly serverAddress: string;
  readonly serverPort: number;
  readonly isSecure: boolean;
  readonly version: string;
  /** Unix milliseconds. */
  readonly now: number;
  readonly requestID: string;
  readonly connection: number;
  /** How many it has carried, this one among them. */
  readonly connectionRequests: number;
  readonly set: Map<string, string>;
  documentRoot: string;
  proxyHost: string;
  upstream: string;
  /** Of the answer, once there is one. */
  status: number;
  bodyBytes: number;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function timeLocal(now: number): string {
  const date = new Date(now);
  const two = (number: number): string => String(number).padStart(2, "0");
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  return `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
}

/** As nginx finds it: in the request line, the header Host, or the server's name; lower case, without port. */
function hostOf({ request, serverName }: Exchange): string {
  const host = (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, "");
  return host === "" ? serverName : host;
}

function forwardedFor({ request }: Exchange): string {
  const before = request.headers["x-forwarded-for"];
  return before === undefined || before === "" ? request.clientIP : `${before}, ${request.clientIP}`;
}

const VARIABLES: Readonly<Record<string, (exchange: Exchange) => string>> = {
  arg: () => "",
  args: ({ args }) => args,
  body_bytes_sent: ({ bodyBytes }) => String(bodyBytes),
  bytes_sent: ({ bodyBytes }) => String(bodyBytes),
  connection: ({ connection }) => String(connection),
  connection_requests: ({ connectionRequests }) => String(connectionRequests),
  content_length: ({ request }) => request.headers["content-length"] ?? "",
  content_type: ({ request }) => request.headers["content-type"] ?? "",
  date_gmt: ({ now }) => httpDate(now),
  date_local: ({ now }) => httpDate(now),
  document_root: ({ documentRoot }) => documentRoot,
  document_uri: ({ uri }) => uri,
  host: hostOf,
  hostname: ({ hostname }) => hostname,
  https: ({ isSecure }) => (isSecure ? "on" : ""),
  is_args: ({ args }) => (args === "" ? "" : "?"),
  msec: ({ now }) => (now / 1_000).toFixed(3),
  nginx_version: ({ version }) => version,
  pid: () => "29",
  proxy_add_x_forwarded_for: forwardedFor,
  proxy_host: ({ proxyHost }) => proxyHost,
  proxy_port: ({ proxyHost }) => /:(\d+)$/.exec(proxyHost)?.[1] ?? "80",
  query_string: ({ args }) => args,
  realpath_root: ({ documentRoot }) => documentRoot,
  remote_addr: ({ request }) => request.clientIP,
  remote_port: () => String(CLIENT_PORT),
  remote_user: () => "",
  request: ({ request }) => `${request.method} ${request.path} HTTP/1.1`,
  request_body: ({ request }) => request.body,
  request_completion: () => "OK",
  request_filename: ({ documentRoot, uri }) => `${documentRoot}${uri}`,
  request_id: ({ requestID }) => requestID,
  request_length: ({ request }) => String(requestLength(request)),
  request_method: ({ request }) => request.method,
  request_time: () => "0.000",
  request_uri: ({ request }) => request.path,
  scheme: ({ isSecure }) => (isSecure ? "https" : "http"),
  server_addr: ({ serverAddress }) => serverAddress,
  server_name: ({ serverName }) => serverName,
  server_port: ({ serverPort }) => String(serverPort),
  server_protocol: () => "HTTP/1.1",
  status: ({ status }) => String(status),
  time_iso8601: ({ now }) => `${new Date(now).toISOString().slice(0, 19)}+00:00`,
  time_local: ({ now }) => timeLocal(now),
  upstream_addr: ({ upstream }) => upstream,
  upstream_response_time: ({ upstream }) => (upstream === "" ? "" : "0.000"),
  upstream_status: ({ upstream, status }) => (upstream === "" ? "" : String(status)),
  uri: ({ uri }) => uri,
};

const FAMILIES: Readonly<Record<string, (exchange: Exchange, name: string) => string>> = {
  arg: ({ args }, name) => new Map(args.split("&").map((pair) => parted(pair, "="))).get(name) ?? "",
  cookie: ({ request }, name) =>
    new Map((request.headers.cookie ?? "").split(/;\s*/).map((pair) => parted(pair, "="))).get(name) ?? "",
  http: ({ request }, name) => request.headers[name.replaceAll("_", "-")] ?? "",
};

function parted(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function requestLength({ method, path, headers, body }: HttpRequest): number {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return byteLength(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

const NAME = /\$(?:\{(\w+)\}|(\w+))/g;

export function hasVariables(text: string): boolean {
  return text.search(NAME) >= 0;
}

/** Text with variables, to be filled in for each request. */
export type Template = (exchange: Exchange) => string;

/**
 * @param made the names that `set` makes anywhere.
 * @param empty what stands for a variable without a value: `-` in logs.
 * @throws ConfigError for a name that nobody makes.
 */
export function template(text: string, made: ReadonlySet<string>, empty = ""): Template {
  for (const [, braced, bare] of text.matchAll(NAME)) {
    const name = braced ?? bare ?? "";
    const isFamily = /^(?:arg|cookie|http)_./.test(name);
    if (!isFamily && !Object.hasOwn(VARIABLES, name) && !made.has(name) && !/^\d$/.test(name))
      throw new ConfigError(`unknown "${name}" variable`);
  }
  if (!hasVariables(text)) return () => text;
  return (exchange) =>
    text.replace(
      NAME,
      (_, braced?: string, bare?: string) => variable(exchange, braced ?? bare ?? "") || empty,
    );
}

function variable(exchange: Exchange, name: string): string {
  const set = exchange.set.get(name);
  if (set !== undefined) return set;
  const own = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
  if (own !== undefined) return own(exchange);
  const [family, rest] = parted(name, "_");
  return FAMILIES[family]?.(exchange, rest) ?? "";
}
