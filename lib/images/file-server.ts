/** What nginx and httpd share: they serve the files of one folder and write a line for each request. */
import { byteLength } from "../bytes.ts";
import type { HttpHandler, HttpReply, HttpRequest } from "../network/http.ts";
import { httpDate, pathOf } from "./http-server.ts";
import type { ProcessContext } from "./image.ts";

export interface FileServerOptions {
  readonly root: string;
  readonly context: ProcessContext;
  readonly found: (body: string, type: string) => HttpReply;
  readonly failed: (status: number) => HttpReply;
  /** What the root is without an index page; default 404. */
  readonly rootStatus?: number;
  /** How long a connection stays open without a request: the server's own default. */
  readonly idleTimeoutMs: number;
  /** The line of the access log behind request, status and size. */
  readonly logTail: (request: HttpRequest) => string;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  txt: "text/plain",
  json: "application/json",
  css: "text/css",
  js: "application/javascript",
};

export function serveFiles({
  root,
  context,
  found,
  failed,
  rootStatus = 404,
  idleTimeoutMs,
  logTail,
}: FileServerOptions): HttpHandler {
  const send = (request: HttpRequest, reply: HttpReply): HttpReply => {
    context.log(`${accessLine(context.now(), request, reply)}${logTail(request)}\n`);
    return { ...reply, idleTimeoutMs, ...(request.method === "HEAD" ? { body: "" } : {}) };
  };
  const answer = (request: HttpRequest, path: string, text: string | undefined): HttpReply => {
    const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    return send(
      request,
      text === undefined ? failed(pathOf(request) === "/" ? rootStatus : 404) : found(text, type),
    );
  };
  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return send(request, failed(405));
    const asked = pathOf(request);
    const path = `${root}${asked.endsWith("/") ? `${asked}index.html` : asked}`;
    const text = context.readFile(path);
    return text instanceof Promise
      ? text.then((value) => answer(request, path, value))
      : answer(request, path, text);
  };
}

/** The "common" log format. */
function accessLine(now: number, { clientIP, method, path }: HttpRequest, reply: HttpReply): string {
  const [, day, month, year, time] = httpDate(now).split(" ");
  const size = byteLength(reply.body);
  return `${clientIP} - - [${day}/${month}/${year}:${time} +0000] "${method} ${path} HTTP/1.1" ${reply.status} ${size}`;
}
