/** One request: its clock, its limits, and the record of what happened. */
import type { Loop } from "../sim/loop.ts";
import type {
  ConnectError,
  ConnectErrorCode,
  Hop,
  HttpReply,
  HttpRequest,
  Outcome,
  OutgoingRequest,
  Server,
  ServerFailure,
  Source,
} from "./http.ts";

/** When Linux gives up a connection that gets no answer. */
export const CONNECT_TIMEOUT_MS = 133_820;
/** A server that accepts and never answers would hold a client without a time limit for ever; the simulation ends that after an hour. */
const SILENT_SERVER_LIMIT_MS = 3_600_000;

/** The Service that a request passed, and the endpoint that was chosen there. */
export interface Passage {
  readonly node?: string | undefined;
  readonly mode?: string | undefined;
  readonly service?: string | undefined;
  readonly endpoint?: string | undefined;
}

/** A record that is not finished. */
type OpenHop = { -readonly [Field in keyof Hop]: Hop[Field] };

export class Call {
  readonly request: OutgoingRequest;
  /** The address that it goes to. */
  readonly ip: string;
  /** When the client stops waiting for a connection. */
  readonly connectLimitMs: number;
  readonly #loop: Loop;
  readonly #source: Source;
  readonly #background: boolean;
  readonly #isReused: boolean;
  readonly #startedAt: number;

  /**
   * @param background whether `settle` need not wait for it.
   * @param isReused whether the connection was open before.
   */
  constructor(
    loop: Loop,
    source: Source,
    ip: string,
    request: OutgoingRequest,
    background: boolean,
    isReused: boolean,
  ) {
    this.#loop = loop;
    this.#source = source;
    this.ip = ip;
    this.request = request;
    this.#background = background;
    this.#isReused = isReused;
    this.#startedAt = loop.now;
    this.connectLimitMs = Math.min(
      request.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      request.timeoutMs ?? CONNECT_TIMEOUT_MS,
    );
  }

  /** @param sinceStartMs simulated milliseconds after the start of the call. */
  async waitUntil(sinceStartMs: number): Promise<void> {
    const delayMs = this.#startedAt + sinceStartMs - this.#loop.now;
    if (delayMs > 0) await this.#loop.sleep(delayMs, { background: this.#background });
  }

  incoming(clientIP: string): HttpRequest {
    const { method, path, headers, body, keepAlive } = this.request;
    return { method, path, headers: withHost(headers, this.request), body, clientIP, connection: keepAlive };
  }

  hop(route: Passage, server?: Server): OpenHop {
    const hop: OpenHop = {
      at: this.#loop.now,
      from: this.#source,
      host: this.request.host,
      port: this.request.port,
      ip: this.ip,
      latencyMs: 0,
    };
    if (route.node !== undefined) hop.node = route.node;
    if (route.mode !== undefined) hop.mode = route.mode;
    if (this.#isReused) hop.isReused = true;
    if (route.service !== undefined) hop.service = route.service;
    if (route.endpoint !== undefined) hop.endpoint = route.endpoint;
    if (server !== undefined) {
      hop.servedBy = server.name;
      hop.server = server;
    }
    return hop;
  }

  fail(hop: Hop, code: ConnectErrorCode, reason: string, connected = false): Outcome {
    const afterMs = this.#loop.now - this.#startedAt;
    const error: ConnectError = { code, reason, ip: this.ip, port: this.request.port, connected, afterMs };
    const { servedBy: _name, server: _server, ...unserved } = hop;
    return { error, hop: { ...unserved, error: code, reason, latencyMs: afterMs } };
  }

  /** The failure comes after `afterMs`, or at the client's own time limit if that is earlier. */
  async failLater(hop: Hop, code: ConnectErrorCode, reason: string, afterMs: number): Promise<Outcome> {
    const isTimeout = this.connectLimitMs < afterMs;
    await this.waitUntil(isTimeout ? this.connectLimitMs : afterMs);
    return this.fail(hop, isTimeout ? "ETIMEDOUT" : code, reason);
  }

  answer(hop: OpenHop, answer: HttpReply | ServerFailure): Outcome | Promise<Outcome> {
    if (!("failure" in answer))
      return answer.delayMs === undefined
        ? this.#answered(hop, answer)
        : this.#answerLater(hop, answer, answer.delayMs);
    if (answer.failure === "empty")
      return this.fail(hop, "EMPTY", "the server closed the connection without an answer", true);
    if (answer.failure === "reset")
      return this.fail(hop, "ECONNRESET", "the server broke the connection", true);
    return this.#neverAnswered(hop);
  }

  #answered(hop: OpenHop, reply: HttpReply): Outcome {
    hop.status = reply.status;
    hop.latencyMs = this.#loop.now - this.#startedAt;
    return { reply, hop };
  }

  async #answerLater(hop: OpenHop, reply: HttpReply, delayMs: number): Promise<Outcome> {
    const readyAt = this.#loop.now - this.#startedAt + delayMs;
    const limitMs = this.request.timeoutMs ?? Number.POSITIVE_INFINITY;
    await this.waitUntil(Math.min(readyAt, limitMs));
    return readyAt > limitMs
      ? this.fail(hop, "ETIMEDOUT", `the server took longer than ${limitMs} ms to answer`, true)
      : this.#answered(hop, reply);
  }

  async #neverAnswered(hop: Hop): Promise<Outcome> {
    await this.waitUntil(this.request.timeoutMs ?? SILENT_SERVER_LIMIT_MS);
    return this.fail(
      hop,
      "ETIMEDOUT",
      "the server accepted the connection and never answered (silentServerLimit without a limit of the client's own)",
      true,
    );
  }
}

/** The headers as a server sees them: names in lower case, and always a host. */
function withHost(
  headers: Readonly<Record<string, string>>,
  { host, port }: OutgoingRequest,
): Readonly<Record<string, string>> {
  const lower: Record<string, string> = { host: port === 80 ? host : `${host}:${port}` };
  for (const name in headers) lower[name.toLowerCase()] = headers[name] as string;
  return lower;
}
