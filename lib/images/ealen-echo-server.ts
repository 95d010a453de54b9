/** ealen/echo-server: tells about the request, the client and its own environment as JSON (80), and does what a client asks for: a status, a body, a delay. Known from its source. */
import type { HttpReply, HttpRequest } from "../network/http.ts";
import { alpineCommands } from "./command-sets.ts";
import { cookiesOf, expressQuery, expressReply, hostnameOf, isJson, mapped, parsedJson } from "./express.ts";
import { pathOf } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

const MAX_DELAY_MS = 60_000;

/** What the query or a header asks for, the header first: `?echo_code=404`, `X-ECHO-CODE: 404`. */
function wish(request: HttpRequest, name: string): string | undefined {
  const asked = expressQuery(request)[`echo_${name}`];
  return (
    request.headers[`x-echo-${name.replaceAll("_", "-")}`] ?? (typeof asked === "string" ? asked : undefined)
  );
}

class EchoServer {
  readonly #context: ProcessContext;
  /** `ENABLE__ENVIRONMENT=false` hides a part. */
  readonly #has: (part: string) => boolean;

  constructor(context: ProcessContext) {
    const { argv, env } = context;
    this.#context = context;
    this.#has = (part) =>
      (env[`ENABLE__${part.toUpperCase()}`] ??
        /^--?enable:\w+=(.*)$/.exec(argv.find((arg) => arg.includes(`enable:${part}`)) ?? "")?.[1]) !==
      "false";
  }

  async answer(request: HttpRequest): Promise<HttpReply> {
    const { now } = this.#context;
    const asked = Number(wish(request, "time") ?? 0);
    const delayMs = asked > 0 && asked <= MAX_DELAY_MS ? asked : 1;
    const codes = (wish(request, "code") ?? "").split("-").filter((code) => /^[2-5]\d\d$/.test(code));
    const status = codes.length === 0 ? 200 : Number(codes[now() % codes.length]);
    const headers = {
      ...(codes.length === 0 ? {} : { "X-ECHO-RANDOM-STATUS": codes.join(", ") }),
      ...this.#headersFor(request),
    };
    this.#log(request);
    const shown = await this.#file(request);
    if (shown !== undefined) return { ...expressReply(now(), shown.body, { ...shown, headers }), delayMs };
    const reply = expressReply(now(), JSON.stringify(this.#body(request)) ?? "", { status, headers });
    return { ...reply, delayMs, ...(request.method === "HEAD" ? { body: "" } : {}) };
  }

  #headersFor(request: HttpRequest): Record<string, string> {
    const asked = this.#has("header") ? (wish(request, "header") ?? "") : "";
    const pairs = asked.split(", ").filter((pair) => pair.includes(":"));
    return Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)]),
    );
  }

  #body(request: HttpRequest): unknown {
    const variable = this.#has("environment") ? wish(request, "env_body") : undefined;
    if (variable !== undefined) return this.#context.env[variable];
    const body = wish(request, "body");
    return body === undefined ? this.#told(request) : (parsedJson(body) ?? body);
  }

  async #file(
    request: HttpRequest,
  ): Promise<{ readonly status: number; readonly type?: string; readonly body: string } | undefined> {
    const path = this.#has("file") ? wish(request, "file") : undefined;
    if (path === undefined) return undefined;
    const text = await this.#context.readFile(path);
    if (text !== undefined) return { status: 200, type: "text/html; charset=utf-8", body: text };
    const names = await this.#context.readFolder(path.replace(/(.)\/$/, "$1"));
    return names === undefined
      ? { status: 404, body: JSON.stringify({ error: "File or Directory not found" }) }
      : { status: 200, body: JSON.stringify(names) };
  }

  #told(request: HttpRequest): Record<string, unknown> {
    const { method, path, headers, body, clientIP } = request;
    const parsed = isJson(request) ? parsedJson(body) : undefined;
    const form = /^application\/x-www-form-urlencoded/.test(headers["content-type"] ?? "");
    return {
      ...(this.#has("host")
        ? { host: { hostname: hostnameOf(request), ip: mapped(clientIP), ips: [] } }
        : {}),
      ...(this.#has("http") ? { http: { method, baseUrl: "", originalUrl: path, protocol: "http" } } : {}),
      ...(this.#has("request")
        ? {
            request: {
              params: { "0": pathOf(request) },
              query: expressQuery(request),
              cookies: cookiesOf(request),
              body:
                parsed ?? (form ? Object.fromEntries(new URLSearchParams(body)) : body === "" ? {} : body),
              headers,
            },
          }
        : {}),
      ...(this.#has("environment") ? { environment: this.#context.env } : {}),
    };
  }

  #log(request: HttpRequest): void {
    const { now, log, hostname, env } = this.#context;
    if (request.path === "/ping" && env.LOGS__IGNORE__PING === "true") return;
    const msg = `${new Date(now()).toUTCString()} | [${request.method}] - http://${request.headers.host}${request.path}`;
    const head = { name: env.LOGS__APP ?? "echo-server", hostname, pid: 1, level: 30 };
    const told = env.LOGS__FORMAT === "line" ? {} : this.#told(request);
    log(`${JSON.stringify({ ...head, ...told, msg, time: new Date(now()).toISOString(), v: 0 })}\n`);
  }
}

function serve(context: ProcessContext): ImageProcess {
  const { argv, env, log } = context;
  const port =
    argv[argv.indexOf("--port") + 1 || argv.length] ??
    /--port=(\d+)/.exec(argv.join(" "))?.[1] ??
    env.PORT ??
    "80";
  log(`Listening on port ${port}.\n`);
  const server = new EchoServer(context);
  return {
    listen: { [Number(port)]: (request) => server.answer(request) },
    stopping: () =>
      log("Received SIGTERM signal. Gracefully stopping web server.\nServer stopped successfully.\n"),
  };
}

const PROGRAMS = ["node", "npm", "npx", "yarn"];

export const ealenEchoServer: Image = {
  repository: "ealen/echo-server",
  aliases: ["ghcr.io/ealenn/echo-server"],
  tags: ["latest", /^0\.[3-9]\.\d$/],
  entrypoint: ["node", "webserver"],
  programs: { node: serve },
  workingDir: "/app",
  commands: [...alpineCommands, ...PROGRAMS],
  packaged: PROGRAMS,
  flavour: "busybox",
  env: { NODE_VERSION: "20.11.0", YARN_VERSION: "1.22.19", HOME: "/root" },
  sizeBytes: 47_823_114,
};
