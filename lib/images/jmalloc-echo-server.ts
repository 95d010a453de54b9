/**
 * kicbase/echo-server and jmalloc/echo-server, the same program: it says which Pod answers and repeats the request.
 * Known from the answers that tutorials show. Leaves out WebSockets, `/.ws`, `/.sse` and the settings of its environment but PORT.
 */
import { byteLength } from "../bytes.ts";
import { CLIENT_PORT, httpDate, sortedHeaders, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

function echoServer({ env, hostname, now, log }: ProcessContext): ImageProcess {
  const port = env.PORT || "8080";
  log(`Echo server listening on port ${port}.\n`);
  const handler = withoutBodyForHead((request) => {
    const { method, path, headers, clientIP, body } = request;
    log(`${clientIP}:${CLIENT_PORT} | ${method} ${path}\n`);
    const lines = [
      `Host: ${headers.host}`,
      ...sortedHeaders(request).map(([name, value]) => `${name}: ${value}`),
    ];
    const text = `Request served by ${hostname}\n\nHTTP/1.1 ${method} ${path}\n\n${lines.join("\n")}\n${body === "" ? "" : `\n${body}`}`;
    return {
      status: 200,
      headers: {
        "Content-Type": "text/plain",
        Date: httpDate(now()),
        "Content-Length": String(byteLength(text)),
      },
      body: text,
    };
  });
  return { listen: { [Number(port)]: handler }, stopExitCode: 2 };
}

const REPOSITORIES: Readonly<Record<string, Image["tags"]>> = {
  "kicbase/echo-server": ["1.0", "latest"],
  "jmalloc/echo-server": ["latest", /^v?0\.[1-3]\.\d$/],
};

export const jmallocEchoServerImages: readonly Image[] = Object.entries(REPOSITORIES).map(
  ([repository, tags]) => ({
    repository,
    tags,
    cmd: ["/bin/echo-server"],
    programs: { "/bin/echo-server": echoServer },
    workingDir: "/",
    commands: [],
    flavour: "busybox",
    sizeBytes: 2_134_016,
  }),
);
