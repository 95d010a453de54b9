/**
 * HTTP requests of the kubelet to a Pod of its node, for probes and hooks, with the errors of Go's HTTP client.
 * Any certificate will do, as for the real one.
 */
import type { Container, Probe } from "../api/kinds/pod-spec.ts";
import type { ConnectError, HttpReply } from "../network/http.ts";
import type { PodRuntime } from "./node-runtime.ts";

type HttpGet = NonNullable<Probe["httpGet"]>;

export interface PodRequestOptions {
  readonly timeoutMs: number;
  /** `kube-probe` or `kube-lifecycle`. */
  readonly agent: string;
}

/** A failure reads `Get "http://10.244.1.2:8080/": dial tcp 10.244.1.2:8080: connect: connection refused`. */
export type PodReply = { readonly reply: HttpReply } | { readonly failure: string };

const VERSION = "1.33";
const REDIRECTS_MAX = 10;
/** What Go says to a server that answers a TLS greeting with text. */
export const NO_TLS = "http: server gave HTTP response to HTTPS client";

/** The number behind a port's name. @returns undefined when the container has no port of the name. */
export function portNumber(spec: Container, port: number | string): number | undefined {
  if (typeof port === "number") return port;
  return (
    spec.ports?.find(({ name }) => name === port)?.containerPort ??
    (/^\d+$/.test(port) ? Number(port) : undefined)
  );
}

/** Follows redirects on the same host. Only inside an actor. @returns undefined when the port has no number. */
export async function requestForPod(
  runtime: PodRuntime,
  spec: Container,
  action: HttpGet,
  options: PodRequestOptions,
): Promise<PodReply | undefined> {
  const port = portNumber(spec, action.port);
  if (port === undefined) return undefined;
  const host = action.host === undefined || action.host === "" ? runtime.podIP : action.host;
  let path = action.path ?? "/";
  for (let redirects = 0; ; redirects++) {
    const answer = await requestOnce(
      runtime,
      { ...action, path: path.startsWith("/") ? path : `/${path}`, host, port },
      options,
    );
    const next = "reply" in answer && redirects < REDIRECTS_MAX ? redirectOf(answer.reply, host) : undefined;
    if (next === undefined) return answer;
    path = next;
  }
}

async function requestOnce(
  { node }: PodRuntime,
  {
    path,
    host,
    port,
    scheme = "HTTP",
    httpHeaders = [],
  }: HttpGet & { readonly path: string; readonly host: string; readonly port: number },
  { timeoutMs, agent }: PodRequestOptions,
): Promise<PodReply> {
  const isSecure = scheme === "HTTPS";
  const url = `${scheme.toLowerCase()}://${host}:${port}${path}`;
  const own = Object.fromEntries(httpHeaders.map(({ name, value }) => [name.toLowerCase(), value]));
  const headers = { "user-agent": `${agent}/${VERSION}`, accept: "*/*", connection: "close", ...own };
  const request = {
    method: "GET",
    host,
    port,
    path,
    headers,
    body: "",
    timeoutMs,
    scheme: isSecure ? "https" : "http",
  } as const;
  const outcome = await node.network.send(node.source, host, request, {
    background: true,
    isUnrecorded: true,
  });
  return "reply" in outcome
    ? outcome
    : { failure: `Get "${url}": ${failureText(outcome.error, `${host}:${port}`)}` };
}

function failureText({ code, connected }: ConnectError, address: string): string {
  const tooLate = "(Client.Timeout exceeded while awaiting headers)";
  switch (code) {
    case "ECONNREFUSED":
      return `dial tcp ${address}: connect: connection refused`;
    case "ETIMEDOUT":
      return connected
        ? `context deadline exceeded ${tooLate}`
        : `dial tcp ${address}: i/o timeout ${tooLate}`;
    case "EHOSTUNREACH":
      return `dial tcp ${address}: connect: no route to host`;
    case "EPROTO":
      return NO_TLS;
    case "ECONNRESET":
      return "read: connection reset by peer";
    default:
      return "EOF";
  }
}

/** Where a reply sends its client, when that is on the same host. */
function redirectOf({ status, headers }: HttpReply, host: string): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = Object.entries(headers).find(([name]) => name.toLowerCase() === "location")?.[1];
  const url = location === undefined ? null : URL.parse(location, `http://${host}`);
  return url === null || url.hostname !== host ? undefined : `${url.pathname}${url.search}`;
}
