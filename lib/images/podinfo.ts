/**
 * stefanprodan/podinfo: a web server of many small answers, for demonstrations of deployments (9898). Known from its source.
 * Leaves out its web page but for the greeting, gRPC, metrics, tokens, the store, WebSockets and random faults.
 */
import type { HttpReply, HttpRequest, ServerFailure } from "../network/http.ts";
import { Random } from "../sim/random.ts";
import { alpineCommands, packages } from "./command-sets.ts";
import { goBooleanFlag, goError, goFlag, goReply, pathOf, sortedHeaders } from "./http-server.ts";
import type { Image, ImageProcess, ListenFailure, ProcessContext } from "./image.ts";

const NEWEST = "6.9.4";
const JSON_HEADERS = {
  "Content-Type": "application/json; charset=utf-8",
  "X-Content-Type-Options": "nosniff",
};
const LOGO = "https://raw.githubusercontent.com/stefanprodan/podinfo/gh-pages/cuddle_clap.gif";

interface Settings {
  readonly version: string;
  readonly revision: string;
  readonly color: string;
  readonly message: string;
  readonly logo: string;
  readonly backends: readonly string[];
}

class Podinfo {
  readonly #context: ProcessContext;
  readonly #settings: Settings;
  readonly #isHealthy: boolean;
  #isReady: boolean;

  constructor(context: ProcessContext, settings: Settings) {
    this.#context = context;
    this.#settings = settings;
    this.#isHealthy = !goBooleanFlag(context.argv, "unhealthy");
    this.#isReady = !goBooleanFlag(context.argv, "unready");
  }

  async answer(request: HttpRequest): Promise<HttpReply | ServerFailure> {
    const { method } = request;
    const [name = "", argument = ""] = pathOf(request).slice(1).split("/");
    const route = ROUTES[name === "api" ? argument : name];
    if (route === undefined) return this.#notFound();
    if (!route.methods.includes(method)) return goReply(this.#now, "", { status: 405 });
    const reply = await route.run(this, request, argument);
    return method === "HEAD" && "body" in reply ? { ...reply, body: "" } : reply;
  }

  get #now(): number {
    return this.#context.now();
  }

  #notFound(): HttpReply {
    return goError(this.#now, 404, "404 page not found");
  }

  #json(value: unknown, status = 200): HttpReply {
    return goReply(this.#now, JSON.stringify(value, undefined, 2), { status, headers: JSON_HEADERS });
  }

  info(request: HttpRequest): HttpReply {
    const { version, revision, color, logo, message } = this.#settings;
    const { hostname } = this.#context;
    if (/^Mozilla/.test(request.headers["user-agent"] ?? "")) {
      const page = `<!DOCTYPE html>\n<html>\n<head>\n<title>${hostname}</title>\n</head>\n<body style="background-color: ${color}">\n<h1>${message}</h1>\n<p>served by ${hostname}</p>\n</body>\n</html>\n`;
      return goReply(this.#now, page, { headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
    const machine = { goos: "linux", goarch: "amd64", runtime: "go1.25.3", num_goroutine: "8", num_cpu: "2" };
    return this.#json({ hostname, version, revision, color, logo, message, ...machine });
  }

  version(): HttpReply {
    return this.#json({ commit: this.#settings.revision, version: this.#settings.version });
  }

  health(): HttpReply {
    return this.#isHealthy ? this.#json({ status: "OK" }) : goReply(this.#now, "", { status: 503 });
  }

  ready(request: HttpRequest, action: string): HttpReply {
    if (action === "") {
      if (request.method !== "GET") return goReply(this.#now, "", { status: 405 });
      return this.#isReady ? this.#json({ status: "OK" }) : goReply(this.#now, "", { status: 503 });
    }
    if (action !== "enable" && action !== "disable") return this.#notFound();
    if (request.method !== "POST") return goReply(this.#now, "", { status: 405 });
    this.#isReady = action === "enable";
    return goReply(this.#now, "", { status: 202 });
  }

  env(): HttpReply {
    return this.#json(Object.entries(this.#context.env).map(([name, value]) => `${name}=${value}`));
  }

  headers(request: HttpRequest): HttpReply {
    const { version, revision } = this.#settings;
    const all = [
      ...sortedHeaders(request),
      ["X-Api-Revision", revision],
      ["X-Api-Version", version],
    ] as const;
    const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    return this.#json(Object.fromEntries(sorted.map(([name, value]) => [name, [value]])));
  }

  delay(seconds: string): HttpReply {
    if (!/^\d+$/.test(seconds)) return this.#notFound();
    return { ...this.#json({ delay: Number(seconds) }), delayMs: Number(seconds) * 1_000 };
  }

  status(code: string): HttpReply {
    return /^[1-9]\d\d$/.test(code) ? this.#json({ status: Number(code) }, Number(code)) : this.#notFound();
  }

  /** Its own echo, or those of the servers behind it. */
  async echo({ body }: HttpRequest): Promise<HttpReply> {
    const { backends, color } = this.#settings;
    if (backends.length === 0)
      return goReply(this.#now, body, { status: 202, headers: { "X-Color": color } });
    const answers: string[] = [];
    for (const backend of backends) answers.push(await this.#ask(backend, body));
    const reply = this.#json(answers);
    return { ...reply, headers: { ...reply.headers, "X-Color": color } };
  }

  async #ask(backend: string, body: string): Promise<string> {
    const url = URL.parse(backend);
    if (url === null) return `backend ${backend} call failed parse "${backend}": invalid URI for request`;
    const outcome = await this.#context.network.send({
      method: "POST",
      host: url.hostname,
      port: Number(url.port || 80),
      path: `${url.pathname}${url.search}`,
      headers: { "user-agent": "Go-http-client/1.1", "content-length": String(body.length) },
      body,
      timeoutMs: 120_000,
    });
    if ("error" in outcome)
      return `backend ${backend} call failed Post "${backend}": ${outcome.error.reason}`;
    return outcome.reply.status >= 400
      ? `backend ${backend} response status code ${outcome.reply.status}`
      : outcome.reply.body;
  }

  panic(): ServerFailure {
    this.#context.log(logLine(this.#now, "http/panic.go:20", "Panic command received"));
    this.#context.exit(255);
    return { failure: "empty" };
  }
}

interface Route {
  readonly methods: readonly string[];
  readonly run: (
    server: Podinfo,
    request: HttpRequest,
    argument: string,
  ) => HttpReply | ServerFailure | Promise<HttpReply | ServerFailure>;
}

const GET = ["GET"];
const ALL = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const ROUTES: Readonly<Record<string, Route>> = {
  "": { methods: GET, run: (server, request) => server.info(request) },
  info: { methods: GET, run: (server, request) => server.info(request) },
  version: { methods: GET, run: (server) => server.version() },
  healthz: { methods: GET, run: (server) => server.health() },
  readyz: { methods: ["GET", "POST"], run: (server, request, action) => server.ready(request, action) },
  env: { methods: ["GET", "POST"], run: (server) => server.env() },
  headers: { methods: ["GET", "POST"], run: (server, request) => server.headers(request) },
  delay: { methods: GET, run: (server, _, seconds) => server.delay(seconds) },
  status: { methods: ["GET", "POST", "PUT"], run: (server, _, code) => server.status(code) },
  echo: { methods: ALL, run: (server, request) => server.echo(request) },
  panic: { methods: GET, run: (server) => server.panic() },
};

function logLine(
  now: number,
  caller: string,
  message: string,
  more: Readonly<Record<string, string>> = {},
): string {
  return `${JSON.stringify({ level: "info", ts: new Date(now).toISOString(), caller, msg: message, ...more })}\n`;
}

function podinfo(context: ProcessContext): ImageProcess {
  const { argv, env, tag, now, log } = context;
  const [version = NEWEST] = /^\d+\.\d+\.\d+/.exec(tag) ?? [];
  const option = (name: string, otherwise: string): string =>
    goFlag(argv, name) ?? env[`PODINFO_${name.replaceAll("-", "_").toUpperCase()}`] ?? otherwise;
  const port = option("port", "9898");
  const host = option("host", "");
  const revision = new Random(`podinfo/${version}`).hex(40);
  log(logLine(now(), "podinfo/main.go:153", "Starting podinfo", { version, revision, port }));
  log(logLine(now(), "http/server.go:224", "Starting HTTP Server.", { addr: `${host}:${port}` }));
  const server = new Podinfo(context, {
    version,
    revision,
    color: option("ui-color", "#34577c"),
    message: option("ui-message", `greetings from podinfo v${version}`),
    logo: option("ui-logo", LOGO),
    backends: option("backend-url", "")
      .split(/[ ,]+/)
      .filter((url) => url !== ""),
  });
  const metrics = option("port-metrics", "0");
  const health = ({ path }: HttpRequest): HttpReply =>
    path === "/healthz" ? goReply(now(), "OK") : goError(now(), 404, "404 page not found");
  const cannotListen = ({ address, port: at, isInUse }: ListenFailure): string => {
    const why = isInUse ? "address already in use" : "cannot assign requested address";
    const error = `listen tcp ${address === "*" ? "" : address}:${at}: bind: ${why}`;
    return logLine(now(), "http/server.go:226", "HTTP server crashed", { error }).replace("info", "fatal");
  };
  return {
    listen: {
      [`${host}:${port}`]: (request: HttpRequest) => server.answer(request),
      ...(metrics === "0" ? {} : { [`:${metrics}`]: health }),
    },
    cannotListen,
    // It says that it is not ready, and waits until the Services know.
    stopping: () =>
      log(logLine(now(), "signals/shutdown.go:63", "Shutting down HTTP/HTTPS server", { timeout: "5" })),
    stopsAfterMs: 3_000,
  };
}

const tools = [...packages.curl, ...packages["netcat-openbsd"], "podcli"];

export const podinfoImage: Image = {
  repository: "stefanprodan/podinfo",
  aliases: ["ghcr.io/stefanprodan/podinfo"],
  tags: ["latest", /^[3-6]\.\d{1,2}\.\d{1,2}$/, /^6\.\d{1,2}$/],
  cmd: ["./podinfo"],
  programs: { "./podinfo": podinfo, podinfo, "/home/app/podinfo": podinfo },
  workingDir: "/home/app",
  commands: [...alpineCommands, ...tools],
  packaged: tools,
  curlVersion: "8.14.1",
  flavour: "busybox",
  sizeBytes: 23_421_870,
};
