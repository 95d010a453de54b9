/** One HTTP request as notebooks and checks send it, without a shell. */

import { toMs } from "./duration.ts";
import type {
  ConnectErrorCode,
  HttpReply,
  NetworkClient,
  Outcome,
  OutgoingRequest,
  Server,
} from "./network/http.ts";

export interface RequestOptions {
  /** `pod/NAME`, `pod/NAMESPACE/NAME`, `node/NAME` or `outside`. */
  readonly from: string;
  /** `http://http-go-svc`, `http://10.96.3.4:8080/path`. */
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the client waits, in simulated time. Default: as long as the kernel does, about two minutes. */
  readonly timeout?: number | string;
}

export interface Reply {
  /** 0 when there was no reply. */
  readonly status: number;
  readonly headers: HttpReply["headers"];
  readonly body: string;
  /** The name of who answered, for people: of a Pod, or the address of a host outside. */
  readonly servedBy?: string;
  /** Who answered; to tell two servers apart, compare these. */
  readonly server?: Server;
  /** `namespace/name` of the Service that the request went through. */
  readonly service?: string;
  readonly error?: { readonly code: ConnectErrorCode; readonly message: string };
}

/** @throws RangeError for a URL that is none. */
export function sendRequest(client: NetworkClient, options: RequestOptions): Reply | Promise<Reply> {
  const outcome = client.send(outgoingRequest(options));
  return outcome instanceof Promise ? outcome.then(replyOf) : replyOf(outcome);
}

function replyOf(outcome: Outcome): Reply {
  if ("error" in outcome)
    return {
      status: 0,
      headers: {},
      body: "",
      error: { code: outcome.error.code, message: outcome.error.reason },
    };
  const { status, headers, body } = outcome.reply;
  const { servedBy, server, service } = outcome.hop;
  return {
    status,
    headers,
    body,
    ...(servedBy === undefined ? {} : { servedBy }),
    ...(server === undefined ? {} : { server }),
    ...(service === undefined ? {} : { service }),
  };
}

/** @throws RangeError for a URL that is none. */
export function outgoingRequest(options: Omit<RequestOptions, "from">): OutgoingRequest {
  const { headers, ...target } = targetOf(options.url);
  return {
    method: options.method ?? "GET",
    ...target,
    headers: options.headers === undefined ? headers : { ...headers, ...lowerCaseNames(options.headers) },
    body: options.body ?? "",
    ...(options.timeout === undefined ? {} : { timeoutMs: toMs(options.timeout) }),
  };
}

/** What a URL alone says of a request. */
type Target = Pick<OutgoingRequest, "scheme" | "host" | "port" | "path" | "headers">;

/** A loop asks for the same URL again and again, and to read it takes longer than to answer. */
const targets = new Map<string, Target>();
const TARGETS_MAX = 100;

function targetOf(url: string): Target {
  const known = targets.get(url);
  if (known !== undefined) return known;
  if (targets.size >= TARGETS_MAX) targets.clear();
  const target = parseTarget(url);
  targets.set(url, target);
  return target;
}

function parseTarget(text: string): Target {
  if (!URL.canParse(text)) throw new RangeError(`"${text}" is not a URL: write it as http://NAME:PORT/PATH`);
  const url = new URL(text);
  const scheme = url.protocol === "https:" ? "https" : "http";
  return {
    scheme,
    host: url.hostname,
    port: url.port === "" ? (scheme === "https" ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host },
  };
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
