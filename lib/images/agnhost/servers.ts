/** agnhost liveness, porter and test-webserver. */
import { durationText } from "../../go/duration.ts";
import type { HttpHandler, HttpReply, HttpRequest, ServerFailure } from "../../network/http.ts";
import {
  goBooleanFlag,
  goError,
  goFlag,
  goReply,
  goText,
  pathOf,
  queryOf,
  withoutBodyForHead,
} from "../http-server.ts";
import type { ImageProcess, ProcessContext } from "../image.ts";

const ALIVE_MS = 10_000;

/** Well for ten seconds, ill from then on. */
export function liveness({ now }: ProcessContext): ImageProcess {
  const startedAt = now();
  const handler = (request: HttpRequest): HttpReply | ServerFailure => {
    const age = now() - startedAt;
    const query = queryOf(request);
    const number = (name: string, otherwise: number): number => Number(query.get(name) || otherwise);
    switch (pathOf(request)) {
      case "/started":
        return goText(now(), durationText(age));
      case "/healthz":
        return age > ALIVE_MS ? goText(now(), `error: ${age / 1_000}`, 500) : goText(now(), "ok");
      case "/redirect":
        return goReply(now(), `<a href="${query.get("loc") ?? ""}">Found</a>.\n\n`, {
          status: 302,
          headers: { "Content-Type": "text/html; charset=utf-8", Location: query.get("loc") ?? "" },
        });
      case "/sleep-headers":
      case "/sleep-body": {
        const seconds = number("time", 0);
        return {
          ...goText(now(), `Slept for ${seconds} secs\n`, number("code", 500)),
          delayMs: seconds * 1_000,
        };
      }
      case "/disconnect-headers":
      case "/disconnect-body":
        return { failure: "empty" };
      default:
        return goError(now(), 404, "404 page not found");
    }
  };
  return { listen: { 8080: handler }, stopExitCode: 2 };
}

/** Each variable `SERVE_PORT_9001` is a server at the port that says the variable's value. */
export function porter({ argv, env, now, log }: ProcessContext): ImageProcess {
  const listen: Record<`${string}:${number}`, HttpHandler> = {};
  for (const [name, value] of Object.entries(env)) {
    const [, kind = "", port = ""] = /^SERVE_(?:(TCP|UDP|TLS|SCTP)_)?PORT_(\d+)$/.exec(name) ?? [];
    if (port === "") continue;
    if (kind !== "" && kind !== "TCP") {
      log(`${name}: ${kind} is not part of this simulation\n`, "stderr");
      continue;
    }
    listen[`0.0.0.0:${Number(port)}`] = withoutBodyForHead(({ method }) =>
      goBooleanFlag(argv, "json-response")
        ? goReply(now(), JSON.stringify({ Method: method, Body: value }), {
            headers: { "Content-Type": "application/json" },
          })
        : goText(now(), value),
    );
  }
  return { listen, stopExitCode: 2 };
}

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
};

/** Serves every file of the container. */
export function testWebserver({ argv, now, readFile, readFolder }: ProcessContext): ImageProcess {
  const common = {
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Headers":
      "DNT,X-Mx-ReqToken,Keep-Alive,User-Agent,X-Requested-With,Cache-Control,Content-Type",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "private",
  };
  const handler = async (request: HttpRequest): Promise<HttpReply> => {
    const path = pathOf(request);
    const text = path.endsWith("/") ? await readFile(`${path}index.html`) : await readFile(path);
    if (text !== undefined) {
      const ending = path.endsWith("/") ? "html" : path.slice(path.lastIndexOf(".") + 1);
      const type = TYPES[ending] ?? "text/plain; charset=utf-8";
      return goReply(now(), request.method === "HEAD" ? "" : text, {
        headers: { ...common, "Content-Type": type },
      });
    }
    const names = await readFolder(path.replace(/(.)\/+$/, "$1"));
    if (names === undefined) return goError(now(), 404, "404 page not found", common);
    const folder = path.replace(/\/*$/, "/");
    if (folder !== path)
      return goReply(now(), "", {
        status: 301,
        headers: { ...common, Location: `${path.slice(path.lastIndexOf("/") + 1)}/` },
      });
    const links: string[] = [];
    for (const name of [...names].sort()) {
      const shown = (await readFile(`${folder}${name}`)) === undefined ? `${name}/` : name;
      links.push(`<a href="${shown}">${shown}</a>\n`);
    }
    const page = `<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n${links.join("")}</pre>\n`;
    return goReply(now(), page, { headers: { ...common, "Content-Type": "text/html; charset=utf-8" } });
  };
  return { listen: { [Number(goFlag(argv, "port") ?? 80)]: handler }, stopExitCode: 2 };
}
