/**
 * kennethreitz/httpbin (80) and mccutchen/go-httpbin (8080): they tell about the request as JSON, and answer with the
 * status, delay, redirect or header that the path asks for. Known from their sources. Leaves out compression, digests,
 * files of forms, streams, pictures and HTML pages: such a path says so with a 501.
 */
import { byteLength, textOfUtf8 } from "../bytes.ts";
import type { HttpReply, HttpRequest } from "../network/http.ts";
import { Random } from "../sim/random.ts";
import { debianCommands } from "./command-sets.ts";
import { isJson, parsedJson } from "./express.ts";
import { goError, goFlag, goReply, httpDate, pathOf, queryOf, sortedHeaders } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

/** What differs between the two programs. */
interface Style {
  readonly isGo: boolean;
  readonly maxDelayS: number;
}

const FLASK: Style = { isGo: false, maxDelayS: 10 };
const GO: Style = { isGo: true, maxDelayS: 10 };
const BODY_METHODS: Readonly<Record<string, string>> = {
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
};
const LEFT_OUT = new Set(
  `absolute-redirect brotli bytes cache deflate digest-auth drip dump encoding etag forms gzip hidden-basic-auth html image jsonl
  links range sse stream stream-bytes trailers unstable upload websocket xml legacy spec.json`.split(/\s+/),
);
const LOCATIONS: readonly number[] = [301, 302, 303, 305, 307];

class Httpbin {
  readonly #context: ProcessContext;
  readonly #style: Style;
  readonly #random: Random;

  constructor(context: ProcessContext, style: Style) {
    this.#context = context;
    this.#style = style;
    this.#random = new Random(`httpbin/${context.hostname}`);
  }

  readonly answer = (request: HttpRequest): HttpReply => {
    const reply = this.#route(request);
    return request.method === "HEAD" ? { ...reply, body: "" } : reply;
  };

  #route(request: HttpRequest): HttpReply {
    const [name = "", ...rest] = pathOf(request).slice(1).split("/");
    const method = BODY_METHODS[name];
    if (request.method === "OPTIONS") return this.#reply(200, "", "text/html; charset=utf-8");
    if (method !== undefined)
      return request.method === method ? this.#json(this.#told(request, true)) : this.#notAllowed(method);
    if (LEFT_OUT.has(name))
      return this.#reply(
        501,
        `/${name} of the real httpbin is not part of this simulation\n`,
        "text/plain; charset=utf-8",
      );
    const isReading = request.method === "GET" || request.method === "HEAD";
    switch (name) {
      case "":
        return this.#reply(
          200,
          "<!DOCTYPE html>\n<html>\n<head>\n<title>httpbin</title>\n</head>\n<body>\n<h1>httpbin</h1>\n<p>A simple HTTP Request &amp; Response Service.</p>\n</body>\n</html>\n",
          "text/html; charset=utf-8",
        );
      case "get":
        return isReading ? this.#json(this.#told(request, false)) : this.#notAllowed("GET");
      case "anything":
        return this.#json({ ...this.#told(request, true), method: request.method });
      case "headers":
        return this.#json({ headers: this.#headers(request) });
      case "ip":
        return this.#json({ origin: this.#origin(request) });
      case "user-agent":
        return this.#json({ "user-agent": request.headers["user-agent"] ?? "" });
      case "uuid":
        return this.#json({ uuid: this.#random.uuid() });
      case "status":
        return this.#status(rest[0] ?? "");
      case "delay":
        return this.#delay(request, rest[0] ?? "");
      default:
        return this.#otherRoute(request, name, rest);
    }
  }

  #otherRoute(request: HttpRequest, name: string, rest: readonly string[]): HttpReply {
    const query = queryOf(request);
    const { hostname, env } = this.#context;
    const { isGo } = this.#style;
    switch (name) {
      case "redirect":
      case "relative-redirect": {
        const left = Number(rest[0]);
        if (!(left >= 1)) return this.#notFound();
        return this.#redirect(left === 1 ? "/get" : `/relative-redirect/${left - 1}`, 302);
      }
      case "redirect-to":
        return this.#redirect(query.get("url") ?? "", Number(query.get("status_code") ?? 302));
      case "cookies":
        return this.#cookies(request, rest, query);
      case "response-headers":
        return this.#json(Object.fromEntries(query), 200, Object.fromEntries(query));
      case "basic-auth":
        return this.#basicAuth(request, rest);
      case "bearer":
        return this.#bearer(request);
      case "base64":
        return this.#reply(
          200,
          fromBase64(rest.at(-1) ?? ""),
          isGo ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
        );
      case "json":
        return this.#json({
          slideshow: {
            author: "Yours Truly",
            date: "date of publication",
            slides: [],
            title: "Sample Slide Show",
          },
        });
      case "robots.txt":
        return this.#reply(200, "User-agent: *\nDisallow: /deny\n", "text/plain");
      case "deny":
        return this.#reply(200, "YOU SHOULDN'T BE HERE\n", "text/plain");
      case "hostname":
        return isGo
          ? this.#json({ hostname: isRealName(this.#context) ? hostname : "go-httpbin" })
          : this.#notFound();
      case "env":
        return isGo
          ? this.#json({
              env: Object.fromEntries(Object.entries(env).filter(([key]) => key.startsWith("HTTPBIN_ENV_"))),
            })
          : this.#notFound();
      case "version":
        return isGo ? this.#json({ service: "go-httpbin" }) : this.#notFound();
      default:
        return this.#notFound();
    }
  }

  /** go-httpbin gives a list for each name, the other one only where there are several. */
  #values(pairs: Iterable<readonly [string, string]>): Record<string, unknown> {
    const lists = new Map<string, string[]>();
    for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value]);
    const sorted = [...lists].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([name, list]) => [name, this.#style.isGo || list.length > 1 ? list : list[0]]),
    );
  }

  #headers(request: HttpRequest): Record<string, unknown> {
    return this.#values([...sortedHeaders(request), ["Host", request.headers.host ?? ""]]);
  }

  #origin({ headers, clientIP }: HttpRequest): string {
    const forwarded = headers["x-forwarded-for"];
    if (forwarded === undefined) return clientIP;
    return this.#style.isGo ? (forwarded.split(",")[0]?.trim() ?? "") : forwarded;
  }

  #told(request: HttpRequest, hasBody: boolean): Record<string, unknown> {
    const { headers, method, path, body } = request;
    const url = `${headers["x-forwarded-proto"] ?? "http"}://${headers.host}${path}`;
    const common = { args: this.#values(queryOf(request)), headers: this.#headers(request) };
    const isForm = /^application\/x-www-form-urlencoded/.test(headers["content-type"] ?? "");
    const form = isForm ? this.#values(new URLSearchParams(body)) : {};
    const json = (this.#style.isGo ? isJson(request) : !isForm) ? (parsedJson(body) ?? null) : null;
    const data = isForm ? "" : body;
    const origin = this.#origin(request);
    if (this.#style.isGo)
      return { ...common, method, origin, url, ...(hasBody ? { data, files: {}, form, json } : {}) };
    return { ...common, ...(hasBody ? { data, files: {}, form, json } : {}), origin, url };
  }

  #status(wanted: string): HttpReply {
    const codes = wanted.split(",").map((each) => each.split(":")[0] ?? "");
    const code = Number(codes[codes.length > 1 ? this.#random.int(codes.length) : 0]);
    if (!(code >= 100 && code < 600))
      return this.#reply(400, "Invalid status code", "text/html; charset=utf-8");
    const type = this.#style.isGo ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
    if (LOCATIONS.includes(code)) return this.#reply(code, "", type, { Location: "/redirect/1" });
    if (code === 401) return this.#reply(code, "", type, { "WWW-Authenticate": 'Basic realm="Fake Realm"' });
    if (code === 418)
      return this.#reply(code, this.#style.isGo ? "I'm a teapot!" : "\n    -=[ teapot ]=-\n", type, {
        "X-More-Info": "http://tools.ietf.org/html/rfc2324",
      });
    return this.#reply(code, "", type);
  }

  #delay(request: HttpRequest, wanted: string): HttpReply {
    const seconds = Number(wanted.replace(/s$/, ""));
    if (wanted === "" || !(seconds >= 0))
      return this.#style.isGo
        ? this.#reply(400, "invalid duration", "text/plain; charset=utf-8")
        : this.#notFound();
    const { maxDelayS, isGo } = this.#style;
    if (isGo && seconds > maxDelayS)
      return this.#json(
        {
          status_code: 400,
          error: "Bad Request",
          detail: `invalid duration: duration ${seconds}s longer than ${maxDelayS}s`,
        },
        400,
      );
    return { ...this.#json(this.#told(request, true)), delayMs: Math.min(seconds, maxDelayS) * 1_000 };
  }

  #redirect(target: string, status: number): HttpReply {
    if (this.#style.isGo) return this.#reply(status, "", "text/plain; charset=utf-8", { Location: target });
    const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to target URL: <a href="${target}">${target}</a>.  If not click the link.`;
    return this.#reply(status, body, "text/html; charset=utf-8", { Location: target });
  }

  #cookies(
    request: HttpRequest,
    [action, name, value]: readonly string[],
    query: URLSearchParams,
  ): HttpReply {
    if (action === undefined || action === "") {
      const pairs = (request.headers.cookie ?? "").split(/;\s*/).filter((pair) => pair.includes("="));
      return this.#json({
        cookies: Object.fromEntries(
          pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
        ),
      });
    }
    const set = name === undefined || value === undefined ? [...query] : [[name, value] as const];
    const [first] = set;
    const header =
      first === undefined
        ? {}
        : {
            "Set-Cookie":
              action === "delete" ? `${first[0]}=; Path=/; Max-Age=0` : `${first[0]}=${first[1]}; Path=/`,
          };
    return {
      ...this.#redirect("/cookies", 302),
      headers: { ...this.#redirect("/cookies", 302).headers, ...header },
    };
  }

  #basicAuth({ headers }: HttpRequest, [user = "", password = ""]: readonly string[]): HttpReply {
    const given = /^Basic (.+)$/i.exec(headers.authorization ?? "")?.[1];
    if (given !== undefined && fromBase64(given) === `${user}:${password}`)
      return this.#json({ authenticated: true, ...(this.#style.isGo ? { authorized: true } : {}), user });
    return this.#reply(401, "", "text/html; charset=utf-8", {
      "WWW-Authenticate": 'Basic realm="Fake Realm"',
    });
  }

  #bearer({ headers }: HttpRequest): HttpReply {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
    return token === undefined
      ? this.#reply(401, "", "text/html; charset=utf-8", { "WWW-Authenticate": "Bearer" })
      : this.#json({ authenticated: true, token });
  }

  #json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HttpReply {
    const text = `${JSON.stringify(value, undefined, 2)}\n`;
    if (this.#style.isGo) return this.#reply(status, text, "application/json; charset=utf-8", headers);
    const ascii = text.replace(
      /[\u0080-\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    return this.#reply(status, ascii, "application/json", headers);
  }

  #notFound(): HttpReply {
    if (this.#style.isGo) return goError(this.#context.now(), 404, "404 page not found", this.#cors());
    return this.#flaskError(
      404,
      "Not Found",
      "The requested URL was not found on the server.  If you entered the URL manually please check your spelling and try again.",
    );
  }

  #notAllowed(allowed: string): HttpReply {
    if (this.#style.isGo)
      return goError(this.#context.now(), 405, "Method Not Allowed", { ...this.#cors(), Allow: allowed });
    return this.#flaskError(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
  }

  #flaskError(status: number, title: string, sentence: string): HttpReply {
    const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`;
    return this.#reply(status, body, "text/html");
  }

  #cors(): Record<string, string> {
    return { "Access-Control-Allow-Credentials": "true", "Access-Control-Allow-Origin": "*" };
  }

  #reply(
    status: number,
    body: string,
    type: string,
    headers: Readonly<Record<string, string>> = {},
  ): HttpReply {
    const { now } = this.#context;
    if (this.#style.isGo)
      return goReply(now(), body, { status, headers: { ...this.#cors(), "Content-Type": type, ...headers } });
    const first = {
      Server: "gunicorn/19.9.0",
      Date: httpDate(now()),
      Connection: "keep-alive",
      "Content-Type": type,
    };
    const length = { "Content-Length": String(byteLength(body)) };
    const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "true" };
    return { status, headers: { ...first, ...length, ...headers, ...cors }, body, idleTimeoutMs: 2_000 };
  }
}

function isRealName({ argv, env }: ProcessContext): boolean {
  return argv.includes("-use-real-hostname") || ["1", "true"].includes(env.USE_REAL_HOSTNAME ?? "");
}

/** Base64 of either alphabet. What is none is told as text. */
function fromBase64(text: string): string {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return textOfUtf8(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  } catch {
    return "Incorrect Base64 data try: SFRUUEJJTiBpcyBhd2Vzb21l";
  }
}

function gunicorn(context: ProcessContext): ImageProcess {
  const { argv, now, log } = context;
  const at = argv.findIndex((word) => word === "-b" || word === "--bind");
  const bind = (at < 0 ? /--bind=(\S+)/.exec(argv.join(" "))?.[1] : argv[at + 1]) ?? "127.0.0.1:8000";
  const time = `${new Date(now()).toISOString().slice(0, 19).replace("T", " ")} +0000`;
  log(
    ["Starting gunicorn 19.9.0", `Listening at: http://${bind} (1)`, "Using worker: gevent"]
      .map((text) => `[${time}] [1] [INFO] ${text}\n`)
      .join(""),
    "stderr",
  );
  log(`[${time}] [8] [INFO] Booting worker with pid: 8\n`, "stderr");
  return { listen: { [bind]: new Httpbin(context, FLASK).answer } };
}

function goHttpbin(context: ProcessContext): ImageProcess {
  const { argv, env, now, log } = context;
  const host = goFlag(argv, "host") ?? (env.HOST || "0.0.0.0");
  const port = goFlag(argv, "port") ?? (env.PORT || "8080");
  const note = (text: string, more = ""): void =>
    log(`time=${new Date(now()).toISOString()} level=INFO msg=${JSON.stringify(text)}${more}\n`, "stderr");
  note(`go-httpbin listening on http://${host}:${port}`);
  const server = new Httpbin(context, GO);
  const handler = (request: HttpRequest): HttpReply => {
    const reply = server.answer(request);
    const { method, path, headers, clientIP } = request;
    const size = byteLength(reply.body);
    note(
      `${reply.status} ${method} ${path} 0.0ms`,
      ` status=${reply.status} method=${method} uri=${path} size_bytes=${size} duration_ms=0 user_agent=${headers["user-agent"] ?? '""'} client_ip=${clientIP}`,
    );
    return reply;
  };
  return { listen: { [`${host}:${Number(port)}`]: handler }, stopping: () => note("shutting down") };
}

const flaskBase = {
  cmd: ["gunicorn", "-b", "0.0.0.0:80", "httpbin:app", "-k", "gevent"],
  programs: { gunicorn },
  workingDir: "/httpbin",
  commands: [...debianCommands, "python3", "pip3", "git", "gunicorn"],
  flavour: "debian",
  sizeBytes: 205_612_338,
} as const;

export const httpbinImages: readonly Image[] = [
  { ...flaskBase, repository: "kennethreitz/httpbin", tags: ["latest", "0.9.2"] },
  {
    ...flaskBase,
    repository: "kong/httpbin",
    tags: ["latest", /^0\.[12]\.\d$/],
  },
  {
    repository: "mccutchen/go-httpbin",
    aliases: ["ghcr.io/mccutchen/go-httpbin"],
    tags: ["latest", /^v?[12](?:\.\d{1,2}){0,2}$/],
    cmd: ["/bin/go-httpbin"],
    programs: { "/bin/go-httpbin": goHttpbin },
    workingDir: "/",
    commands: [],
    flavour: "debian",
    sizeBytes: 8_213_447,
  },
];
