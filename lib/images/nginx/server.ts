/** nginx at work: which server a request belongs to, the phases it passes, and the lines in the logs. */
import type { Certificate } from "../../network/certificate.ts";
import type { HttpHandler, HttpReply, HttpRequest, ServerFailure } from "../../network/http.ts";
import { Random } from "../../sim/random.ts";
import type { ProcessContext } from "../image.ts";
import type { Config, VirtualServer } from "./config.ts";
import { runPhases } from "./phases.ts";
import { finish, plainRequestPage, productOf } from "./reply.ts";
import { UpstreamProxy } from "./upstream.ts";
import type { Exchange } from "./variables.ts";

export class NginxServer {
  readonly #context: ProcessContext;
  readonly #version: string;
  readonly #isMusl: boolean;
  readonly #random: Random;
  readonly #connections = new WeakMap<object, { readonly number: number; requests: number }>();
  #connectionCount = 0;
  #config: Config;
  #proxy: UpstreamProxy;

  constructor(
    context: ProcessContext,
    config: Config,
    { version, isMusl }: { version: string; isMusl: boolean },
  ) {
    this.#context = context;
    this.#version = version;
    this.#isMusl = isMusl;
    this.#random = new Random(`nginx/${context.hostname}`);
    this.#config = config;
    this.#proxy = new UpstreamProxy(config, context.network, isMusl);
  }

  /** From now on it serves another configuration. */
  reload(config: Config): void {
    this.#config = config;
    this.#proxy = new UpstreamProxy(config, this.#context.network, this.#isMusl);
  }

  get endpoints(): readonly string[] {
    return [...this.#config.listeners.keys()];
  }

  /** @param endpoint `0.0.0.0:80`, as in the configuration. */
  handler(endpoint: string): HttpHandler {
    const serve = (request: HttpRequest) => this.#serve(endpoint, request);
    if (!this.#config.certificates.has(endpoint)) return serve;
    const certificate = () => this.#config.certificates.get(endpoint) as Certificate;
    const answerPlain = (request: HttpRequest) => this.#refusePlain(endpoint, request);
    // A reload brings another certificate.
    return Object.assign(serve, {
      tls: {
        get certificate() {
          return certificate();
        },
        answerPlain,
      },
    });
  }

  /** nginx's status 497. */
  #refusePlain(endpoint: string, request: HttpRequest): HttpReply | ServerFailure {
    const server = serverFor(this.#config.listeners.get(endpoint) ?? [], request);
    if (server === undefined) return { failure: "reset" };
    const exchange = this.#exchange(server, endpoint, request);
    const reply = finish(exchange, server.settings, plainRequestPage(productOf(exchange, server.settings)));
    for (const line of server.settings.logs) this.#context.log(`${line(exchange)}\n`);
    return reply;
  }

  async #serve(endpoint: string, request: HttpRequest): Promise<HttpReply | ServerFailure> {
    const server = serverFor(this.#config.listeners.get(endpoint) ?? [], request);
    if (server === undefined) return { failure: "reset" };
    const exchange = this.#exchange(server, endpoint, request);
    const outcome = await runPhases(exchange, server, {
      readFile: this.#context.readFile,
      readFolder: this.#context.readFolder,
      proxy: this.#proxy,
      logError: (what, upstream) => {
        if (server.settings.logsErrors)
          this.#context.log(errorLine(exchange, what, upstream ?? ""), "stderr");
      },
    });
    if ("failure" in outcome) return outcome;
    const reply = finish(exchange, outcome.settings, outcome.answer);
    if (reply.headers.Connection === "close" && request.connection !== undefined)
      this.#connections.delete(request.connection);
    for (const line of outcome.settings.logs) this.#context.log(`${line(exchange)}\n`);
    return reply;
  }

  #exchange(server: VirtualServer, endpoint: string, request: HttpRequest): Exchange {
    const { hostname, podIP, now } = this.#context;
    const question = request.path.indexOf("?");
    const connection = this.#connectionOf(request);
    return {
      request,
      uri: question < 0 ? request.path : request.path.slice(0, question),
      args: question < 0 ? "" : request.path.slice(question + 1),
      hostname,
      serverName: server.names[0] ?? "",
      serverAddress: request.clientIP === "127.0.0.1" ? "127.0.0.1" : podIP,
      serverPort: Number(endpoint.slice(endpoint.lastIndexOf(":") + 1)),
      isSecure: this.#config.certificates.has(endpoint),
      version: this.#version,
      now: now(),
      requestID: this.#random.hex(32),
      connection: connection.number,
      connectionRequests: connection.requests,
      set: new Map(),
      documentRoot: "",
      proxyHost: "",
      upstream: "",
      status: 200,
      bodyBytes: 0,
    };
  }

  /** The connection of a request, which is counted. */
  #connectionOf({ connection }: HttpRequest): { readonly number: number; readonly requests: number } {
    const known = connection === undefined ? undefined : this.#connections.get(connection);
    if (known !== undefined) {
      known.requests++;
      return known;
    }
    const opened = { number: ++this.#connectionCount, requests: 1 };
    if (connection !== undefined) this.#connections.set(connection, opened);
    return opened;
  }
}

/** A moment as nginx's error log writes it. */
export function logTime(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
}

function errorLine(
  { request, connection, serverName, now }: Exchange,
  what: string,
  upstream: string,
): string {
  const { clientIP, method, path, headers } = request;
  const parts = [
    what,
    `client: ${clientIP}`,
    `server: ${serverName}`,
    `request: "${method} ${path} HTTP/1.1"`,
    ...(upstream === "" ? [] : [`upstream: "${upstream}"`]),
    `host: "${headers.host}"`,
  ];
  return `${logTime(now)} [error] 29#29: *${connection} ${parts.join(", ")}\n`;
}

/** By the name that the client asks for: the whole name, `*.example.com`, `www.*`, a pattern, else the default server. */
function serverFor(servers: readonly VirtualServer[], { headers }: HttpRequest): VirtualServer | undefined {
  const host = (headers.host ?? "").toLowerCase().replace(/:\d+$/, "");
  const by = (matches: (name: string) => boolean): VirtualServer | undefined =>
    servers.find(({ names }) => names.some(matches));
  return (
    by((name) => name === host || name === `.${host}`) ??
    by(
      (name) =>
        (name.startsWith("*.") && host.endsWith(name.slice(1))) ||
        (name.startsWith(".") && host.endsWith(name)),
    ) ??
    by((name) => name.endsWith(".*") && host.startsWith(name.slice(0, -1))) ??
    by((name) => name.startsWith("~") && new RegExp(name.slice(1)).test(host)) ??
    servers[0]
  );
}
