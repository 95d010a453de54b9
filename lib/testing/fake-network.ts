/** A network of one machine for tests of its client tools: what answers, by `host:port`, and what DNS knows. */
import type { Certificate } from "../network/certificate.ts";
import type {
  ConnectErrorCode,
  DnsAnswer,
  DnsQuestion,
  DnsRecord,
  EchoReply,
  HttpReply,
  HttpRequest,
  NetworkClient,
  OutgoingRequest,
} from "../network/http.ts";
import { closesConnection } from "../network/kept-connections.ts";
import type { Loop } from "../sim/loop.ts";

/** An answer, or how the attempt ends: the code, and after how long where it is not at once. */
export type FakeAnswer =
  | (Partial<HttpReply> & {
      /** Of a server that speaks TLS; those of addresses in 10.0.0.0/8 speak none without. */
      readonly certificate?: Certificate;
    })
  | { readonly code: ConnectErrorCode; readonly afterMs?: number; readonly connected?: boolean };

export interface FakeNetworkOptions {
  readonly loop: Loop;
  /** Address by name. */
  readonly names?: Readonly<Record<string, string>>;
  /** By `ip:port`. */
  readonly servers?: Readonly<Record<string, FakeAnswer | ((request: OutgoingRequest) => FakeAnswer)>>;
  readonly records?: readonly DnsRecord[];
  /** Addresses where no name server listens; from others than the first one nothing comes back. */
  readonly closed?: readonly string[];
  /** What comes back for an ICMP echo request to an address; silence to all others. */
  readonly echoes?: Readonly<Record<string, EchoReply>>;
}

export interface FakeNetwork extends NetworkClient {
  /** All that was sent. */
  readonly sent: OutgoingRequest[];
}

const KERNEL_GIVES_UP_MS = 133_820;

export function fakeNetwork({
  loop,
  names = {},
  servers = {},
  records = [],
  closed = [],
  echoes = {},
}: FakeNetworkOptions): FakeNetwork {
  const sent: OutgoingRequest[] = [];
  const kept = new WeakMap<object, Set<string>>();
  /** Whether the request goes over a connection that stood, and whether it goes on standing. */
  const reuse = ({ keepAlive, host, port }: OutgoingRequest, isClosed: boolean): boolean => {
    if (keepAlive === undefined) return false;
    const open = kept.get(keepAlive) ?? new Set();
    kept.set(keepAlive, open);
    const isReused = open.has(`${host}:${port}`);
    if (isClosed) open.delete(`${host}:${port}`);
    else open.add(`${host}:${port}`);
    return isReused;
  };
  const source = { ip: "10.244.1.9" };
  const resolve = (host: string) => names[host] ?? (/^[\d.]+$/.test(host) ? host : undefined);
  return {
    source,
    nameServer: "10.96.0.10",
    sent,
    resolve,
    lookUp: async (host) => ({ ip: resolve(host), waitMs: 0 }),
    ping: (ip) => echoes[ip] ?? { kind: "silence" },
    query: (question, server = "10.96.0.10") =>
      server === "10.96.0.10" ? answerFrom(records, question) : nobody(closed.includes(server)),
    async connect(host, port, timeoutMs, keepAlive) {
      const target = { method: "", path: "", headers: {}, body: "", host, port };
      const outcome = await this.send({
        ...target,
        ...(timeoutMs === undefined ? {} : { connectTimeoutMs: timeoutMs }),
        ...(keepAlive === undefined ? {} : { keepAlive }),
      });
      sent.pop();
      return "error" in outcome && !outcome.error.connected ? outcome : { ip: outcome.hop.ip };
    },
    async send(request) {
      sent.push(request);
      const { host, port } = request;
      const ip = resolve(host);
      const at = loop.now;
      const hop = { at, from: source, host, port, ip: ip ?? "", latencyMs: 0 };
      const fail = (code: ConnectErrorCode, afterMs: number, connected: boolean) => ({
        error: { code, reason: "", ip: ip ?? "", port, connected, afterMs },
        hop,
      });
      if (ip === undefined) return fail("ENOTFOUND", 0, false);
      const server = servers[`${ip}:${port}`] ?? { code: "ECONNREFUSED" };
      const answer = typeof server === "function" ? server(request) : server;
      if (!("code" in answer)) {
        const { certificate } = answer;
        const isTrusted = certificate !== undefined && request.trusts?.(certificate) !== false;
        if (request.scheme === "https" && ip.startsWith("10.") && !isTrusted) return fail("EPROTO", 0, true);
        const reply = { status: 200, headers: {}, body: "", ...answer };
        const servedBy = ip.startsWith("10.") ? "pod" : ip;
        return {
          reply,
          hop: { ...hop, servedBy, ...(reuse(request, closesConnection(reply)) ? { isReused: true } : {}) },
        };
      }
      const { code, connected = false } = answer;
      const limits =
        code === "ETIMEDOUT" ? [request.timeoutMs, connected ? undefined : request.connectTimeoutMs] : [];
      const afterMs = Math.min(
        answer.afterMs ?? (code === "ETIMEDOUT" ? KERNEL_GIVES_UP_MS : 0),
        ...limits.filter((limit) => limit !== undefined),
      );
      if (afterMs > 0) await loop.sleep(afterMs);
      return fail(code, afterMs, connected);
    },
  };
}

const nobody = (isClosed: boolean): DnsAnswer => ({
  status: isClosed ? "PORT_UNREACHABLE" : "NO_REPLY",
  records: [],
});

/** A name server that has nothing but these records, and is the authority for those of its zone. */
function answerFrom(records: readonly DnsRecord[], { name, type }: DnsQuestion): DnsAnswer {
  const known = records.filter((record) => record.name === name && record.type !== "SOA");
  const target = known.find((record) => record.type === "CNAME");
  const followed =
    target === undefined
      ? []
      : records.filter((record) => record.name === target.value && record.type === type);
  const isWanted = (record: DnsRecord) => record.type === type || record.type === "CNAME" || type === "ANY";
  const found = [...known.filter(isWanted), ...followed];
  const additional = found.flatMap(({ type: own, value }) =>
    own === "SRV" ? records.filter((record) => record.name === value.split(" ")[3]) : [],
  );
  const zone = records.find((record) => record.type === "SOA");
  if (type === "SOA" && zone?.name === name) found.push(zone);
  const isParent = records.some((record) => record.name.endsWith(`.${name}`));
  const isAuthoritative =
    zone !== undefined && (name.endsWith(zone.name) || known.some((record) => record.type === "PTR"));
  return {
    status: known.length === 0 && found.length === 0 && !isParent ? "NXDOMAIN" : "NOERROR",
    records: found,
    ...(isAuthoritative ? { isAuthoritative } : {}),
    ...(isAuthoritative && found.length === 0 ? { authority: [zone] } : {}),
    ...(additional.length > 0 ? { additional } : {}),
  };
}

/** A server as gasbugs/http-go: a body, its length, its type. */
export function welcome(body = "Welcome! http-go-568f649bb-r6psq\n"): HttpReply {
  return {
    status: 200,
    headers: {
      Date: "Sun, 22 Nov 2026 00:00:00 GMT",
      "Content-Length": String(Buffer.byteLength(body)),
      "Content-Type": "text/plain; charset=utf-8",
    },
    body,
  };
}

export type { HttpRequest };
