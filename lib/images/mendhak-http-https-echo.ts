/**
 * mendhak/http-https-echo: tells about the request as JSON (8080), and sets status, delay and type as a client asks for.
 * Known from its source. Leaves out TLS: its port 8443 is closed here, and its log says so.
 */
import type { HttpReply, HttpRequest } from "../network/http.ts";
import { alpineCommands } from "./command-sets.ts";
import { cookiesOf, expressQuery, expressReply, hostnameOf, isJson, mapped, parsedJson } from "./express.ts";
import { httpDate, pathOf } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

function echoed({ env, hostname }: ProcessContext, request: HttpRequest): Record<string, unknown> {
  const { method, headers, body, clientIP } = request;
  const forwarded = (headers["x-forwarded-for"] ?? "").split(/,\s*/).filter((ip) => ip !== "");
  const json = isJson(request) ? parsedJson(body) : undefined;
  return {
    path: pathOf(request),
    headers,
    method,
    body,
    cookies: cookiesOf(request),
    fresh: false,
    hostname: headers["x-forwarded-host"] ?? hostnameOf(request),
    ip: forwarded[0] ?? mapped(clientIP),
    ips: forwarded,
    protocol: headers["x-forwarded-proto"] ?? "http",
    query: expressQuery(request),
    signedCookies: {},
    subdomains: subdomains(hostnameOf(request)),
    xhr: headers["x-requested-with"]?.toLowerCase() === "xmlhttprequest",
    os: { hostname },
    connection: {},
    ...(env.ECHO_INCLUDE_ENV_VARS === undefined ? {} : { env }),
    ...(json === undefined ? {} : { json }),
  };
}

/** `a.b.example.com` -> `b`, `a`. */
function subdomains(host: string): readonly string[] {
  return /^[\d.]+$/.test(host) ? [] : host.split(".").reverse().slice(2);
}

function answer(context: ProcessContext, request: HttpRequest): HttpReply {
  const { env, now, log } = context;
  const query = expressQuery(request);
  const wish = (name: string): string | undefined => {
    const asked = query[name];
    return request.headers[name] ?? (typeof asked === "string" ? asked : undefined);
  };
  const asked = Number.parseInt(wish("x-set-response-status-code") ?? "", 10);
  const status = asked >= 100 && asked < 600 ? asked : 200;
  const delayMs = Number.parseInt(wish("x-set-response-delay-ms") ?? "0", 10) || 0;
  const told = echoed(context, request);
  const isBodyAlone = query.response_body_only === "true";
  const body =
    env.ECHO_BACK_TO_CLIENT === "false"
      ? ""
      : isBodyAlone
        ? request.body
        : JSON.stringify(told, undefined, 2);
  const type = wish("x-set-response-content-type") ?? (isBodyAlone ? "text/html; charset=utf-8" : undefined);
  const isIgnored = matches(env.LOG_IGNORE_PATH, pathOf(request));
  if (!isIgnored)
    log(`${JSON.stringify(told, undefined, env.LOG_WITHOUT_NEWLINE === undefined ? 4 : undefined)}\n`);
  const reply = expressReply(now(), body, {
    status,
    ...(type === undefined ? {} : { type }),
    headers: { "X-Powered-By": "Express" },
  });
  if (env.DISABLE_REQUEST_LOGS !== "true") log(accessLine(now(), request, reply));
  return { ...reply, delayMs, ...(request.method === "HEAD" ? { body: "" } : {}) };
}

function matches(pattern: string | undefined, path: string): boolean {
  try {
    return pattern !== undefined && new RegExp(pattern).test(path);
  } catch {
    return false; // the real server ends with such a pattern
  }
}

/** Morgan's format `combined`. */
function accessLine(now: number, { clientIP, method, path, headers }: HttpRequest, reply: HttpReply): string {
  const [, day, month, year, time] = httpDate(now).split(" ");
  const at = `${day}/${month}/${year}:${time} +0000`;
  const size = reply.headers["Content-Length"];
  return `${mapped(clientIP)} - - [${at}] "${method} ${path} HTTP/1.1" ${reply.status} ${size} "${headers.referer ?? "-"}" "${headers["user-agent"] ?? "-"}"\n`;
}

function serve(context: ProcessContext): ImageProcess {
  const { env, log } = context;
  const port = env.HTTP_PORT || "8080";
  const securePort = env.HTTPS_PORT || "8443";
  log(`Listening on ports ${port} for http, and ${securePort} for https.\n`);
  log(`[simulation] TLS is not part of this simulation: port ${securePort} is closed here\n`, "stderr");
  return {
    listen: { [Number(port)]: (request) => answer(context, request) },
    stopping: () =>
      log(
        "Got a kill signal. Trying to exit gracefully.\nHTTP and HTTPS servers closed. Asking process to exit.\n",
      ),
  };
}

export const mendhakHttpHttpsEcho: Image = {
  repository: "mendhak/http-https-echo",
  aliases: ["ghcr.io/mendhak/http-https-echo"],
  tags: ["latest", "dev", /^(?:[1-9]|[12]\d|3\d|4\d)$/, "issue-16"],
  cmd: ["node", "./index.js"],
  programs: { node: serve },
  workingDir: "/app",
  commands: [...alpineCommands, "node"],
  packaged: ["node"],
  flavour: "busybox",
  env: { HTTP_PORT: "8080", HTTPS_PORT: "8443", NODE_VERSION: "22.21.1", YARN_VERSION: "1.22.22" },
  sizeBytes: 60_243_517,
};
