/**
 * gasbugs/http-go, the course's server: Go with httprouter, one route. `latest` says which Pod answers, `v1` to `v3`
 * only their version, `ingress` serves another path. It logs nothing.
 *
 * Leaves out the later program of the same name (JSON, on ubuntu without curl).
 */
import type { HttpHandler } from "../network/http.ts";
import { debianCommands } from "./command-sets.ts";
import { goError, goText, httpDate, pathOf, withoutBodyForHead } from "./http-server.ts";
import type { Image, ProcessContext } from "./image.ts";

const PORT = 8080;
const ALLOWED = "GET, OPTIONS";

/** httprouter with a single `GET` route: what it says to other methods, and to the path with a slash too many. */
function singleRoute(path: string, now: () => number, page: () => string): HttpHandler {
  return withoutBodyForHead((request) => {
    const asked = pathOf(request);
    if (asked === path) {
      if (request.method === "GET") return goText(now(), page());
      if (request.method === "OPTIONS")
        return {
          status: 200,
          headers: { Allow: ALLOWED, Date: httpDate(now()), "Content-Length": "0" },
          body: "",
        };
      return goError(now(), 405, "Method Not Allowed", { Allow: ALLOWED });
    }
    if (request.method === "GET" && path !== "/" && asked === `${path}/`) {
      const body = `<a href="${path}">Moved Permanently</a>.\n\n`;
      const headers = {
        "Content-Type": "text/html; charset=utf-8",
        Location: path,
        Date: httpDate(now()),
        "Content-Length": String(body.length),
      };
      return { status: 301, headers, body };
    }
    return goError(now(), 404, "404 page not found");
  });
}

function handlerOf({ tag, hostname, now }: ProcessContext): HttpHandler {
  if (tag === "ingress") return singleRoute("/welcome/test", now, () => `Welcome! ${hostname}\n`);
  const welcome = tag === "latest" ? `Welcome! ${hostname}\n` : `Welcome! ${tag}\n`;
  return singleRoute("/", now, () => welcome);
}

export const httpGo: Image = {
  repository: "gasbugs/http-go",
  tags: ["latest", "v1", "v2", "v3", "ingress"],
  cmd: ["/usr/src/app/main"],
  // Go ends at a signal without a handler, and as first process of a container it does so with exit code 2.
  programs: {
    "/usr/src/app/main": (context) => ({ listen: { [PORT]: handlerOf(context) }, stopExitCode: 2 }),
  },
  workingDir: "/usr/src/app",
  commands: [...debianCommands, "curl", "wget"],
  curlVersion: "7.52.1",
  flavour: "debian",
  env: {
    PATH: "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    GOLANG_VERSION: "1.11",
    GOPATH: "/go",
  },
  sizeBytes: 283_104_257,
};
