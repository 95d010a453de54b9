import { describe, expect, test } from "vitest";
import type { HttpReply, HttpRequest, NetworkClient } from "../network/http.ts";
import { parseEndpoint } from "../network/listening-sockets.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";
import { parseImageReference } from "./image-reference.ts";
import { createImageRegistry, images } from "./index.ts";
import { waitingProgram } from "./waiting-programs.ts";

const NOW = Date.UTC(2026, 0, 5, 9);
const registry = createImageRegistry();

function imageOf(name: string): { image: Image; tag: string } {
  const found = registry.find(name);
  if (!("image" in found)) throw new Error(`no image ${name}`);
  return { image: found.image, tag: found.reference.tag };
}

/** Starts the program of an image as a container would. */
function start(
  name: string,
  options: {
    argv?: string[];
    env?: Record<string, string>;
    files?: Record<string, string>;
    log?: string[];
    exits?: number[];
    network?: NetworkClient;
  } = {},
): ImageProcess {
  const { image, tag } = imageOf(name);
  const { log = [], files = image.files ?? {}, env = {} } = options;
  const context = (argv: readonly string[]): ProcessContext => ({
    hostname: "http-go-568f649bb-r6psq",
    podIP: "10.244.1.4",
    env,
    argv,
    cwd: image.workingDir,
    tag,
    now: () => NOW,
    log: (text) => log.push(text),
    readFile: (path) => files[path],
    readFolder: () => undefined,
    container: {},
    stdin: "",
    isTerminal: false,
    network: options.network ?? ({} as NetworkClient),
    run: async () => undefined,
    exit: (code) => options.exits?.push(code),
  });
  let argv = options.argv ?? [...(image.entrypoint ?? []), ...(image.cmd ?? [])];
  if (argv[0] === "/bin/sh") argv = (argv[2] as string).split(" ");
  for (;;) {
    const process = image.programs?.[argv[0] as string]?.(context(argv)) ?? {};
    if (process instanceof Promise) throw new Error("not at once");
    if (process.exec === undefined) return process;
    argv = [...process.exec];
  }
}

function ask(process: ImageProcess, port: number, path: string, method = "GET", body = ""): HttpReply {
  const request: HttpRequest = {
    method,
    path,
    headers: { host: "h", "user-agent": "curl/7.52.1" },
    body,
    clientIP: "10.244.2.7",
  };
  const [, handler] =
    Object.entries(process.listen ?? {}).find(([at]) => parseEndpoint(at).port === port) ?? [];
  const reply = handler?.(request);
  if (reply === undefined || reply instanceof Promise || !("status" in reply)) throw new Error("no reply");
  return reply;
}

const headerLines = ({ headers }: HttpReply): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
const DATE = "Date: Mon, 05 Jan 2026 09:00:00 GMT";

describe("gasbugs/http-go", () => {
  test("greets with the name of its Pod, byte for byte", () => {
    const reply = ask(start("gasbugs/http-go"), 8080, "/");
    expect(reply.status).toBe(200);
    expect(reply.body).toBe("Welcome! http-go-568f649bb-r6psq\n");
    expect(headerLines(reply)).toEqual([
      DATE,
      "Content-Length: 33",
      "Content-Type: text/plain; charset=utf-8",
    ]);
  });

  test.each(["v1", "v2", "v3"])("says only its version as %s", (tag) => {
    expect(ask(start(`gasbugs/http-go:${tag}`), 8080, "/").body).toBe(`Welcome! ${tag}\n`);
  });

  test("knows one path, query or not", () => {
    const reply = ask(start("gasbugs/http-go"), 8080, "/nope");
    expect([reply.status, reply.body]).toEqual([404, "404 page not found\n"]);
    expect(headerLines(reply)).toEqual([
      "Content-Type: text/plain; charset=utf-8",
      "X-Content-Type-Options: nosniff",
      DATE,
      "Content-Length: 19",
    ]);
    expect(ask(start("gasbugs/http-go"), 8080, "/?a=1").status).toBe(200);
    expect(ask(start("gasbugs/http-go"), 8080, "/nope", "POST").status).toBe(404);
  });

  test.each(["HEAD", "POST", "DELETE"])("allows no %s", (method) => {
    const reply = ask(start("gasbugs/http-go"), 8080, "/", method);
    expect([reply.status, reply.headers.Allow, reply.headers["Content-Length"]]).toEqual([
      405,
      "GET, OPTIONS",
      "19",
    ]);
    expect(reply.body).toBe(method === "HEAD" ? "" : "Method Not Allowed\n");
  });

  test("answers OPTIONS with what it allows", () => {
    expect(ask(start("gasbugs/http-go"), 8080, "/", "OPTIONS")).toMatchObject({
      status: 200,
      headers: { Allow: "GET, OPTIONS" },
      body: "",
    });
  });

  test("serves only /welcome/test as ingress", () => {
    const process = start("gasbugs/http-go:ingress");
    expect(ask(process, 8080, "/").status).toBe(404);
    expect(ask(process, 8080, "/welcome/test").body).toBe("Welcome! http-go-568f649bb-r6psq\n");
    expect(ask(process, 8080, "/welcome/test/")).toMatchObject({
      status: 301,
      headers: { Location: "/welcome/test" },
    });
  });

  test("listens on 8080 alone and has curl 7.52.1 and bash", () => {
    expect(Object.keys(start("gasbugs/http-go").listen ?? {})).toEqual(["8080"]);
    const { image } = imageOf("gasbugs/http-go");
    expect([image.curlVersion, image.commands.includes("bash"), image.commands.includes("nslookup")]).toEqual(
      ["7.52.1", true, false],
    );
  });
});

describe("the other images", () => {
  test("httpd says that it follows no configuration of a learner's own", () => {
    const printed: string[] = [];
    const process = start("httpd", {
      files: { "/usr/local/apache2/conf/httpd.conf": "Listen 8080\n" },
      log: printed,
    });
    expect(process).toEqual({ exits: { afterMs: 0, code: 1 } });
    expect(printed.join("")).toMatch(
      /^httpd: .*httpd\.conf works in a real httpd and is not part of this simulation; /,
    );
  });

  test("httpd says that it works", () => {
    expect(ask(start("httpd"), 80, "/").body).toContain("It works!");
  });

  test("http-echo repeats its text on the port it is told", () => {
    expect(
      ask(
        start("hashicorp/http-echo", { argv: ["/http-echo", "-text=hello", "-listen=:8080"] }),
        8080,
        "/any",
      ).body,
    ).toBe("hello\n");
    expect(
      ask(start("hashicorp/http-echo", { argv: ["/http-echo", "-text", "hi"] }), 5678, "/").headers[
        "X-App-Name"
      ],
    ).toBe("http-echo");
    expect(start("hashicorp/http-echo").exits).toEqual({ afterMs: 0, code: 127 });
  });

  test("curlimages/curl puts curl before arguments that name no program", () => {
    const { image } = imageOf("curlimages/curl");
    const script = image.programs?.["/entrypoint.sh"];
    const become = (...args: string[]) =>
      script?.({ argv: ["/entrypoint.sh", ...args] } as unknown as ProcessContext);
    expect(become("-s", "http://x")).toEqual({ exec: ["curl", "-s", "http://x"] });
    expect(become("sleep", "10")).toEqual({ exec: ["sleep", "10"] });
  });

  test("each has an own file, a size, a tag and a unique repository", () => {
    expect(new Set(images.map((image) => image.repository)).size).toBe(images.length);
    for (const image of images)
      expect([image.repository, image.tags.length > 0, image.sizeBytes > 0]).toEqual([
        image.repository,
        true,
        true,
      ]);
  });
});

describe("programs that wait", () => {
  const context = { argv: ["sleep", "1m", "30"], log: () => {} } as unknown as ProcessContext;
  test("sleep adds up its arguments and ignores SIGTERM", () => {
    expect(waitingProgram(["sleep", "1m", "30"])?.(context)).toEqual({
      exits: { afterMs: 90_000, code: 0 },
      stopsAfterMs: "never",
    });
    expect(waitingProgram(["/bin/sleep", "infinity"])?.({ ...context, argv: ["sleep", "infinity"] })).toEqual(
      { stopsAfterMs: "never" },
    );
    expect(waitingProgram(["sleep", "soon"])?.({ ...context, argv: ["sleep", "soon"] })).toEqual({
      exits: { afterMs: 0, code: 1 },
    });
  });

  test("tail -f /dev/null waits for ever, and nothing else counts as waiting", () => {
    expect(waitingProgram(["tail", "-f", "/dev/null"])?.(context)).toEqual({ stopsAfterMs: "never" });
    expect(waitingProgram(["tail", "/dev/null"])).toBeUndefined();
    expect(waitingProgram(["echo", "sleep"])).toBeUndefined();
  });
});

describe("an image name", () => {
  test.each([
    ["busybox", "docker.io/library/busybox:latest"],
    ["library/busybox:1.36", "docker.io/library/busybox:1.36"],
    ["docker.io/busybox", "docker.io/library/busybox:latest"],
    ["gasbugs/http-go:v1", "docker.io/gasbugs/http-go:v1"],
    ["registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.9"],
    ["localhost:5000/a/b", "localhost:5000/a/b:latest"],
    [`nginx:1@sha256:${"0".repeat(64)}`, "docker.io/library/nginx:1"],
  ])("%s means %s", (written, name) => {
    expect(parseImageReference(written)?.name).toBe(name);
  });

  test.each(["Nginx", "nginx:", "nginx:a b", "-nginx", "nginx@sha256:1", ""])("%j is none", (written) => {
    expect(parseImageReference(written)).toBeUndefined();
    expect(registry.find(written)).toEqual({ missing: "name" });
  });

  test("of an unknown repository or tag is missing", () => {
    expect(registry.find("gasbugs/http-goo")).toMatchObject({ missing: "repository" });
    expect(registry.find("gasbugs/http-go:v9")).toMatchObject({ missing: "tag" });
  });

  test("of an image that a cluster defines is found, and only there", () => {
    const mine = createImageRegistry([
      {
        repository: "me/web",
        tags: ["latest"],
        workingDir: "/",
        commands: [],
        flavour: "busybox",
        sizeBytes: 1,
      },
    ]);
    expect("image" in mine.find("me/web")).toBe(true);
    expect(registry.find("me/web")).toMatchObject({ missing: "repository" });
    expect(() =>
      mine.define({
        repository: "Me/Web",
        tags: [],
        workingDir: "/",
        commands: [],
        flavour: "busybox",
        sizeBytes: 1,
      }),
    ).toThrow("no image name");
  });
});

describe("the sample servers of tutorials", () => {
  const at = (name: string, port: number, path = "/", options = {}) => ask(start(name, options), port, path);
  const AGENT = "curl/7.52.1";

  test("traefik/whoami tells of the Pod and of the request", () => {
    expect(at("traefik/whoami", 80, "/a?b=1").body).toBe(
      [
        "Hostname: http-go-568f649bb-r6psq\nIP: 127.0.0.1\nIP: ::1\nIP: 10.244.1.4\nRemoteAddr: 10.244.2.7:32768\n",
        `GET /a?b=1 HTTP/1.1\r\nHost: h\r\nUser-Agent: ${AGENT}\r\n\r\n`,
      ].join(""),
    );
    expect(JSON.parse(at("traefik/whoami", 80, "/api").body)).toEqual({
      hostname: "http-go-568f649bb-r6psq",
      ip: ["127.0.0.1", "::1", "10.244.1.4"],
      headers: { "User-Agent": [AGENT] },
      url: "/api",
      host: "h",
      method: "GET",
      remoteAddr: "10.244.2.7:32768",
    });
  });

  test("traefik/whoami can be slow, named, moved and made sick", () => {
    const log: string[] = [];
    const process = start("traefik/whoami", { argv: ["/whoami", "--port=8080", "-name", "blue"], log });
    expect(ask(process, 8080, "/?wait=1.5s")).toMatchObject({
      delayMs: 1_500,
      body: expect.stringMatching(/^Name: blue\nHostname: /),
    });
    expect(log).toEqual(["2026/01/05 09:00:00 Starting up on port 8080\n"]);
    expect(ask(process, 8080, "/health").status).toBe(200);
    ask(process, 8080, "/health", "POST", "503");
    expect(ask(process, 8080, "/health").status).toBe(503);
    expect(at("traefik/whoami", 81, "/", { env: { WHOAMI_PORT_NUMBER: "81" } }).status).toBe(200);
  });

  test.each([
    [
      "gcr.io/google-samples/hello-app:1.0",
      8080,
      "Hello, world!\nVersion: 1.0.0\nHostname: http-go-568f649bb-r6psq\n",
    ],
    [
      "us-docker.pkg.dev/google-samples/containers/gke/hello-app:2.0",
      8080,
      "Hello, world!\nVersion: 2.0.0\nHostname: http-go-568f649bb-r6psq\n",
    ],
    [
      "gcr.io/google-samples/kubernetes-bootcamp:v1",
      8080,
      "Hello Kubernetes bootcamp! | Running on: http-go-568f649bb-r6psq | v=1\n",
    ],
    [
      "jocatalin/kubernetes-bootcamp:v2",
      8080,
      "Hello Kubernetes bootcamp! | Running on: http-go-568f649bb-r6psq | v=2\n",
    ],
    [
      "kicbase/echo-server:1.0",
      8080,
      `Request served by http-go-568f649bb-r6psq\n\nHTTP/1.1 GET /\n\nHost: h\nUser-Agent: ${AGENT}\n`,
    ],
    [
      "registry.k8s.io/echoserver:1.4",
      8080,
      `CLIENT VALUES:\nclient_address=10.244.2.7\ncommand=GET\nreal path=/\nquery=nil\nrequest_version=1.1\nrequest_uri=http://h:8080/\n\nSERVER VALUES:\nserver_version=nginx: 1.10.0 - lua: 10001\n\nHEADERS RECEIVED:\nhost=h\nuser-agent=${AGENT}\nBODY:\n-no body in request-`,
    ],
  ])("%s says what its tutorial shows", (image, port, body) => {
    expect(at(image, port).body).toBe(body);
  });

  test("echoserver 1.10 knows its Pod by the environment", () => {
    const env = { POD_NAME: "web", POD_NAMESPACE: "shop", NODE_NAME: "node-1", POD_IP: "10.244.1.4" };
    expect(at("registry.k8s.io/echoserver:1.10", 8080).body).toMatch(
      /^\n\nHostname: http-go-568f649bb-r6psq\n\nPod Information:\n\t-no pod information available-\n\nServer values:/,
    );
    expect(at("registry.k8s.io/echoserver:1.10", 8080, "/?a", { env }).body).toContain(
      "\tpod name:\tweb\n\tpod namespace:\tshop\n",
    );
  });

  test("busybox has a web server", () => {
    const files = { "/www/index.html": "hello\n" };
    const httpd = (...argv: string[]) => start("busybox", { argv: ["httpd", ...argv], files });
    expect(ask(httpd("-f", "-p", "8080", "-h", "/www"), 8080, "/")).toMatchObject({
      status: 200,
      body: "hello\n",
    });
    expect(ask(httpd("-fp8080", "-h/www"), 8080, "/no").body).toContain(
      "<H1>404 Not Found</H1>\nThe requested URL was not found\n",
    );
    expect([httpd("-f").isDaemon, httpd("-h", "/www").isDaemon]).toEqual([undefined, true]);
  });
});
