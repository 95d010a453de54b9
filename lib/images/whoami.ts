/**
 * traefik/whoami: tells every client about the Pod and the request. Known from its source. Leaves out the link-local
 * address of the Pod, WebSockets (`/echo`), TLS, `/data` and `--verbose`.
 */
import type { HttpReply, HttpRequest } from "../network/http.ts";
import {
  CLIENT_PORT,
  goFlag,
  goLogLine,
  goText,
  httpDate,
  pathOf,
  sortedHeaders,
  withoutBodyForHead,
} from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

/** `?wait=1.5s`: what the server thinks before it answers. */
function waitMs(query: URLSearchParams): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(query.get("wait") ?? "");
  return match === null
    ? undefined
    : Number(match[1]) * { ms: 1, s: 1_000, m: 60_000 }[match[2] as "ms" | "s" | "m"];
}

function greeting(
  { hostname, podIP, env }: ProcessContext,
  request: HttpRequest,
  name: string,
  query: URLSearchParams,
): string {
  const { method, path, headers, clientIP, body } = request;
  const sorted = sortedHeaders(request);
  const agent = sorted.filter(([header]) => header === "User-Agent");
  const others = sorted.filter(([header]) => header !== "User-Agent");
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${headers.host}`,
    ...[...agent, ...others].map(([header, value]) => `${header}: ${value}`),
  ];
  const told = [
    ...(name === "" ? [] : [`Name: ${name}`]),
    `Hostname: ${hostname}`,
    ...["127.0.0.1", "::1", podIP].map((ip) => `IP: ${ip}`),
    `RemoteAddr: ${clientIP}:${CLIENT_PORT}`,
  ];
  const environment =
    query.get("env") === "true" ? Object.entries(env).map(([key, value]) => `${key}=${value}\n`) : [];
  return `${told.map((line) => `${line}\n`).join("")}${lines.join("\r\n")}\r\n\r\n${body}${environment.join("")}`;
}

function asJson({ hostname, podIP }: ProcessContext, request: HttpRequest, name: string): string {
  const { method, path, headers, clientIP } = request;
  const data = {
    hostname,
    ip: ["127.0.0.1", "::1", podIP],
    headers: Object.fromEntries(sortedHeaders(request).map(([header, value]) => [header, [value]])),
    url: path,
    host: headers.host,
    method,
    ...(name === "" ? {} : { name }),
    remoteAddr: `${clientIP}:${CLIENT_PORT}`,
  };
  return `${JSON.stringify(data)}\n`;
}

function whoami(context: ProcessContext): ImageProcess {
  const { argv, env, now, log } = context;
  const port = goFlag(argv, "port") ?? (env.WHOAMI_PORT_NUMBER || "80");
  const name = goFlag(argv, "name") ?? env.WHOAMI_NAME ?? "";
  let health = 200;
  const answer = (request: HttpRequest): HttpReply => {
    const query = new URLSearchParams(request.path.split("?")[1] ?? "");
    switch (pathOf(request)) {
      case "/api":
        return {
          ...goText(now(), asJson(context, request, name)),
          headers: { "Content-Type": "application/json", Date: httpDate(now()) },
        };
      case "/bench":
        return goText(now(), "1");
      case "/health":
        if (request.method === "POST") {
          health = Number(request.body);
          log(`Update health check status code [${health}]\n`);
        }
        return {
          status: request.method === "POST" ? 200 : health,
          headers: { Date: httpDate(now()), "Content-Length": "0" },
          body: "",
        };
      default: {
        const delayMs = waitMs(query);
        return {
          ...goText(now(), greeting(context, request, name, query)),
          ...(delayMs === undefined ? {} : { delayMs }),
        };
      }
    }
  };
  log(goLogLine(now(), `Starting up on port ${port}`));
  return { listen: { [Number(port)]: withoutBodyForHead(answer) }, stopExitCode: 2 };
}

export const whoamiImage: Image = {
  repository: "traefik/whoami",
  aliases: ["containous/whoami", "ghcr.io/traefik/whoami"],
  tags: ["latest", "dev", /^v1(?:\.(?:\d|1\d)(?:\.\d)?)?$/],
  entrypoint: ["/whoami"],
  programs: { "/whoami": whoami },
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 2_924_544,
};
