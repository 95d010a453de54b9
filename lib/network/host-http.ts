/**
 * Requests to hosts outside through Node's HTTP client, mocked hosts answered by nock. This is the only place where the
 * simulation meets the host's network, and it is shut: a request that no nock interceptor takes finds an agent that
 * refuses to connect, whatever nock's own switches say. So nock stays as it is for everybody else in this process.
 *
 * Two clusters in one process may mock the same address differently: each request carries a marker that only the
 * interceptors of its own cluster accept.
 *
 * A mocked host is asked through nock once for each method. The answer is the described one, byte for byte, so what is asked
 * after that is answered at once: nock waits for two of the host's timers each time. Only where somebody else has interceptors
 * in this process does nock decide every time.
 */
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import type nock from "nock";
import type { HttpReply, HttpRequest } from "./http.ts";
import { isHeader } from "./mocked-host.ts";
import type { OutsideAnswer, OutsideRequest, OutsideTransport } from "./outside.ts";

export interface HostHttpOptions {
  /** Lets requests to addresses that nobody mocked leave this computer. Default false. */
  readonly realNetwork?: boolean | undefined;
}

type Nock = typeof nock;
type Interceptor = ReturnType<ReturnType<Nock>["intercept"]>;
type Failure = Extract<OutsideAnswer, { readonly failure: string }>["failure"];

const MARKER = "x-simulated-request";
const FAILURE_CODES: Readonly<Record<Failure, string>> = {
  refused: "ECONNREFUSED",
  reset: "ECONNRESET",
  silent: "ETIMEDOUT",
  empty: "EMPTY",
};

/** The interceptors of all clusters in this process, as nock names them. */
const ownMocks = new Set<string>();
const require = createRequire(import.meta.url);
let clusters = 0;

/** Nothing leaves: what a connection would be is an error at once. */
function refuseConnection(): Socket {
  const { Socket } = require("node:net") as typeof import("node:net");
  return new Socket().destroy(
    Object.assign(new Error("the real network is closed to the simulated cluster"), { code: "ENETUNREACH" }),
  );
}

export class HostHttp implements OutsideTransport {
  readonly #realNetwork: boolean;
  readonly #cluster = ++clusters;
  /** By method, scheme, address and port; set up at the first request. */
  readonly #interceptors = new Map<string, Interceptor>();
  /** The keys of those that nock has chosen. */
  readonly #asked = new Set<string>();
  /** Their names in nock. */
  readonly #mocks: string[] = [];
  /** What is to be answered, by the request's marker. */
  readonly #inFlight = new Map<string, OutsideAnswer>();
  #requests = 0;

  constructor({ realNetwork = false }: HostHttpOptions = {}) {
    this.#realNetwork = realNetwork;
  }

  async send(request: OutsideRequest, answer: OutsideAnswer | undefined): Promise<OutsideAnswer> {
    if (answer !== undefined && (this.#isAsked(request) || !fitsClient(request.request, answer)))
      return answer;
    const marker = `${this.#cluster}-${++this.#requests}`;
    if (answer !== undefined) {
      this.#intercept(request);
      this.#inFlight.set(marker, answer);
    } else if (!this.#realNetwork && !isNockLoaded()) return { failure: "silent" };
    try {
      const reply = await exchange(request, marker, this.#realNetwork && answer === undefined);
      return answer === undefined || "failure" in answer ? reply : asDescribed(reply, answer);
    } catch (error) {
      return { failure: failureOf(error) };
    } finally {
      this.#inFlight.delete(marker);
    }
  }

  /** Removes the interceptors of this cluster from the process. */
  close(): void {
    for (const interceptor of this.#interceptors.values()) loadNock().removeInterceptor(interceptor);
    for (const mock of this.#mocks) ownMocks.delete(mock);
    this.#interceptors.clear();
    this.#asked.clear();
  }

  /** Whether nock would choose this cluster's interceptor once more, because it did before and nobody else has one. */
  #isAsked(request: OutsideRequest): boolean {
    if (!this.#asked.has(keyOf(request))) return false;
    const mocks = loadNock().activeMocks();
    return mocks.every((mock) => ownMocks.has(mock));
  }

  #intercept(request: OutsideRequest): void {
    const key = keyOf(request);
    if (this.#interceptors.has(key)) return;
    const inFlight = this.#inFlight;
    const asked = this.#asked;
    const reqheaders = { [MARKER]: (marker: string) => inFlight.has(marker) };
    const scope = loadNock()(baseOf(request), { reqheaders }).persist();
    // Any path; the number makes the name one that nobody else has.
    const interceptor = scope.intercept(new RegExp(`|cluster ${this.#cluster}`), request.request.method);
    interceptor.reply(function (_uri, _body, respond) {
      asked.add(key);
      const answer = inFlight.get(String(this.req.headers[MARKER])) as OutsideAnswer;
      if ("failure" in answer)
        respond(Object.assign(new Error(answer.failure), { code: FAILURE_CODES[answer.failure] }), [0]);
      else respond(null, [answer.status, answer.body, answer.headers]);
    });
    this.#interceptors.set(key, interceptor);
    this.#mocks.push(...scope.activeMocks());
    for (const mock of this.#mocks) ownMocks.add(mock);
  }
}

function baseOf({ scheme, ip, port }: OutsideRequest): string {
  return `${scheme}://${ip}:${port}`;
}

function keyOf(request: OutsideRequest): string {
  return `${request.request.method} ${baseOf(request)}`;
}

/** Whether Node's client sends such a request as it is, and takes such an answer. No server of the world is so strict. */
function fitsClient({ method, path, headers }: HttpRequest, answer: OutsideAnswer): boolean {
  return (
    clientFor("http").METHODS.includes(method) &&
    method !== "CONNECT" &&
    /^\/(?!\/)[\x21-\x7e]*$/.test(path) &&
    Object.entries(headers).every(([name, value]) => name !== "transfer-encoding" && isHeader(name, value)) &&
    ("failure" in answer || (answer.status !== 205 && (method === "HEAD" || hasItsLength(answer))))
  );
}

/** A mocked host may tell a length that its body has not. */
function hasItsLength({ headers, body }: HttpReply): boolean {
  const told = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-length");
  return told === undefined || body === "" || Number(told[1]) === Buffer.byteLength(body);
}

/** Only clusters that ask hosts outside pay for the loading of Node's client, and of nock, which takes some 50 ms. */
function clientFor(scheme: "http"): typeof import("node:http");
function clientFor(
  scheme: OutsideRequest["scheme"],
): typeof import("node:http") | typeof import("node:https");
function clientFor(scheme: OutsideRequest["scheme"]): unknown {
  return require(`node:${scheme}`);
}

function loadNock(): Nock {
  return require("nock") as Nock;
}

function isNockLoaded(): boolean {
  return require.cache[require.resolve("nock")] !== undefined;
}

/** @throws the error of Node's client, with its `code`. */
function exchange(
  { scheme, ip, port, request }: OutsideRequest,
  marker: string,
  isOpen: boolean,
): Promise<HttpReply> {
  const client = clientFor(scheme);
  const closed = Object.assign(new client.Agent(), { createConnection: refuseConnection });
  const length = request.body === "" ? {} : { "content-length": String(Buffer.byteLength(request.body)) };
  return new Promise((resolve, reject) => {
    const outgoing = client.request({
      host: ip,
      port,
      method: request.method,
      path: request.path,
      headers: { ...request.headers, ...length, [MARKER]: marker },
      agent: isOpen ? false : closed,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 0, statusMessage = "", rawHeaders } = response;
        const body = Buffer.concat(chunks).toString();
        resolve({ status: statusCode, statusText: statusMessage, headers: headersOf(rawHeaders), body });
      });
    });
    outgoing.end(request.body);
  });
}

/** @param raw names and values in turn, as they came. */
function headersOf(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name, value] = [raw[at] as string, raw[at + 1] as string];
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

/** nock carries neither a reason phrase nor simulated time. */
function asDescribed({ status, headers, body }: HttpReply, described: HttpReply): HttpReply {
  const { statusText, delayMs } = described;
  return {
    status,
    ...(statusText === undefined ? {} : { statusText }),
    headers,
    body,
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

/** What nobody answered is silence: the real network is shut, or nock had no match for this cluster. */
function failureOf(error: unknown): Failure {
  const { code } = error as { code?: string };
  const known = Object.entries(FAILURE_CODES).find(([, value]) => value === code);
  return (known?.[0] as Failure | undefined) ?? "silent";
}
