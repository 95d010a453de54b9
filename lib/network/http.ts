/** An HTTP exchange inside the simulation: plain data, one request and one reply on one connection unless it is kept alive. */

import type { Certificate } from "./certificate.ts";
import type { ListeningSockets } from "./listening-sockets.ts";

export interface HttpRequest {
  readonly method: string;
  /** Path with query, as in the request line. */
  readonly path: string;
  /** Names in lower case; `host` is always there. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The address that the server sees as its client: after source NAT, where there is any. */
  readonly clientIP: string;
  /** The same object for all requests of one connection, where it may carry several. */
  readonly connection?: object | undefined;
}

export interface HttpReply {
  readonly status: number;
  /** The reason phrase, when it is not the usual one of the status. */
  readonly statusText?: string;
  /** Names as the server writes them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Simulated milliseconds that the server thinks before it answers. Default 0. */
  readonly delayMs?: number;
  /** Simulated milliseconds until the server closes the connection when no other request comes. Default: never. */
  readonly idleTimeoutMs?: number;
}

/** How a server that does not answer properly ends a connection. */
export type ServerFailure = { readonly failure: "empty" | "reset" | "silent" };

/** What listens on a port. A promise is for hosts outside only, and takes no simulated time unless the reply says so. */
export interface HttpHandler {
  (request: HttpRequest): HttpReply | ServerFailure | Promise<HttpReply | ServerFailure>;
  /** For a server that understands more than HTTP; absent: what is no HTTP gets a 400. */
  readonly raw?: RawConversation;
  /** Of a server that speaks TLS. */
  readonly tls?: TlsServer;
}

export interface TlsServer {
  /** What it shows to its clients. */
  readonly certificate: Certificate;
  /** What it says to a client that does not speak TLS. */
  readonly answerPlain: (request: HttpRequest) => HttpReply | ServerFailure;
}

/** @param text what a client sends over one connection. @returns all that the server sends to it. */
export type RawConversation = (text: string, clientIP: string) => string | Promise<string>;

/** Where a request comes from. */
export interface Source {
  /** The address on the packet as it leaves. */
  readonly ip: string;
  /** The node whose kube-proxy sees the packet first; absent outside the cluster. */
  readonly node?: string;
  /** The Pod, when it is one. */
  readonly pod?: { readonly namespace: string; readonly name: string };
}

/** Who answers a request. Names may come again; a Pod is one and the same only as long as its uid is. */
export interface Server {
  /** `node`: a program on a machine of the cluster, also a Pod in the network of its node. */
  readonly kind: "pod" | "node" | "outside";
  /** Of a Pod. */
  readonly namespace?: string;
  /** Of a host outside its address. */
  readonly name: string;
  /** Of a Pod. */
  readonly uid?: string;
  readonly ip: string;
}

export type ConnectErrorCode =
  | "ENOTFOUND"
  | "ECONNREFUSED"
  | "ETIMEDOUT"
  | "ECONNRESET"
  | "EMPTY"
  | "EHOSTUNREACH"
  /** No TLS: the server does not speak it, or the client does not trust its certificate. */
  | "EPROTO";

/** A request that got no reply. */
export interface ConnectError {
  readonly code: ConnectErrorCode;
  /** Of ENOTFOUND: nobody could tell whether there is such a name. */
  readonly isTemporary?: boolean;
  /** The cause in one plain sentence: `"default/http-go-svc" has no endpoints`. For feedback and pictures, not for curl. */
  readonly reason: string;
  /** The address that was tried; empty when the name did not resolve. */
  readonly ip: string;
  readonly port: number;
  /** Whether the connection was established before it failed. */
  readonly connected: boolean;
  /** Simulated milliseconds until the client knew. */
  readonly afterMs: number;
}

/** What happened to one request: the raw material of checks and pictures. */
export interface Hop {
  /** When its route was decided. */
  readonly at: number;
  readonly from: Source;
  /** What was asked for: host name or address as typed. */
  readonly host: string;
  readonly port: number;
  /** The address that DNS gave, or the one typed. */
  readonly ip: string;
  /** `namespace/name` of the Service that the address belongs to. */
  readonly service?: string;
  /** `ip:port` that kube-proxy chose. */
  readonly endpoint?: string;
  /** The name of who answered, for people: of a Pod, or the address of a host outside. */
  readonly servedBy?: string;
  readonly server?: Server;
  /** The node whose kube-proxy decided, and in which mode it works; absent when the address was none of a Service. */
  readonly node?: string;
  readonly mode?: string;
  /** The connection was open already, so kube-proxy decided nothing. */
  readonly isReused?: true;
  /** HTTP status, or the error instead. */
  readonly status?: number;
  readonly error?: ConnectErrorCode;
  /** The cause in one plain sentence, as in `ConnectError`. */
  readonly reason?: string;
  /** Simulated milliseconds until the client had its reply, or knew that there is none. */
  readonly latencyMs: number;
}

export interface OutgoingRequest {
  readonly method: string;
  /** Host name or address. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the client waits for a connection, then for everything; absent: as long as the kernel does. */
  readonly connectTimeoutMs?: number;
  readonly timeoutMs?: number;
  readonly scheme?: "http" | "https";
  /** Whether the client trusts a server inside the cluster, asked before https is sent. Default: it does. */
  readonly trusts?: (certificate: Certificate) => boolean;
  /** Requests with the same object go over one connection per host and port, as long as it is open; absent: over a new one each. */
  readonly keepAlive?: object;
}

export type Outcome =
  | { readonly reply: HttpReply; readonly hop: Hop }
  | { readonly error: ConnectError; readonly hop: Hop };

/** A connection that stands, or why there is none. */
export type Connected =
  | { readonly ip: string; readonly raw?: (text: string) => string | Promise<string> }
  | { readonly error: ConnectError };

export interface DnsQuestion {
  readonly name: string;
  readonly type: "A" | "AAAA" | "CNAME" | "SRV" | "PTR" | "SOA" | "NS" | "MX" | "TXT" | "ANY";
}

export interface DnsRecord {
  readonly name: string;
  readonly type: "A" | "AAAA" | "CNAME" | "SRV" | "PTR" | "SOA";
  /** As text; names in it have no last dot, but for those of an SOA. */
  readonly value: string;
  /** Seconds. */
  readonly ttl: number;
}

/** What a server answers; or that nothing came back, or only that nobody listens there. */
export type DnsStatus = "NOERROR" | "NXDOMAIN" | "SERVFAIL" | "NO_REPLY" | "PORT_UNREACHABLE";

export interface DnsAnswer {
  readonly status: DnsStatus;
  readonly records: readonly DnsRecord[];
  /** The zone's own record, when there is no other. */
  readonly authority?: readonly DnsRecord[];
  /** Addresses of the names in the records. */
  readonly additional?: readonly DnsRecord[];
  /** Whether the name belongs to a zone of the server. */
  readonly isAuthoritative?: boolean;
}

/** What comes back for an ICMP echo request: with `unreachable`, who says so, and whether the host or its port. */
export type EchoReply =
  | { readonly kind: "reply" | "silence" }
  | { readonly kind: "unreachable"; readonly what: "Host" | "Port"; readonly from: string };

/** What getaddrinfo finds. */
export interface NameLookup {
  /** Absent: there is no such name, or nobody could tell. */
  readonly ip?: string | undefined;
  /** The error EAI_AGAIN instead of EAI_NONAME: a name server did not answer, or could not find out. */
  readonly isTemporary?: boolean;
  /** Simulated milliseconds that the resolver waits for servers without an answer. */
  readonly waitMs: number;
}

/** The network as one Pod, one node or the learner's own machine sees it. Client tools know nothing else. */
export interface NetworkClient {
  readonly source: Source;
  /** What listens on the machine; absent where nothing can. */
  readonly sockets?: ListeningSockets;
  /** The first name server of /etc/resolv.conf. */
  readonly nameServer: string;
  /**
   * One question to a name server, the name taken as it is (no search list). Takes no time: who gets no reply waits by itself.
   * @param server its address; default: the first one of /etc/resolv.conf. @param protocol default: as /etc/resolv.conf says.
   */
  query(question: DnsQuestion, server?: string, protocol?: "TCP" | "UDP"): DnsAnswer;
  /** Address of a host as getaddrinfo finds it: /etc/hosts, then the search list of /etc/resolv.conf. Takes no time. */
  resolve(host: string): string | undefined;
  /** The same, and waits for name servers that do not answer. Only inside an actor. */
  lookUp(host: string): Promise<NameLookup>;
  /** One ICMP echo request. The caller waits for what does not come. */
  ping(ip: string): EchoReply;
  /**
   * Sends one request, on a new connection unless it is kept alive. Only inside an actor: a wait takes simulated time.
   * @returns a promise only where something has to be waited for, for most is answered at once.
   */
  send(request: OutgoingRequest): Outcome | Promise<Outcome>;
  /**
   * Opens a connection and closes it, as a port scanner does. Only inside an actor.
   * @param timeoutMs absent: the kernel's.
   * @param keepAlive it stays open, for requests with the same object.
   */
  connect(host: string, port: number, timeoutMs?: number, keepAlive?: object): Promise<Connected>;
}
