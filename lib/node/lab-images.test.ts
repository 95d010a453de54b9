/** The servers that Service labs use most, each in a Pod, asked by another. */
import { describe, expect, test } from "vitest";
import { serve } from "./testing/served-image.ts";

test("serve_hostname says its Pod's name at 9376, whatever the path", async () => {
  const { ask, log, clientIP } = await serve("registry.k8s.io/serve_hostname", 9376);
  expect(await ask("/any")).toMatchObject({
    status: 200,
    body: "web",
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
  const lines = (await log()).split("\n").map((line) => line.slice("2026/01/05 09:00:01 ".length));
  expect(lines.slice(0, 2)).toEqual(["Serving on port 9376.", `HTTP request from ${clientIP}:32768`]);
});

describe("podinfo", () => {
  test("tells about itself", async () => {
    const { ask, json } = await serve("ghcr.io/stefanprodan/podinfo:6.7.1", 9898);
    expect(await json("/")).toMatchObject({
      hostname: "web",
      version: "6.7.1",
      color: "#34577c",
      message: "greetings from podinfo v6.7.1",
      goos: "linux",
    });
    expect((await ask("/healthz")).body).toBe('{\n  "status": "OK"\n}');
    expect((await ask("/healthz")).headers["Content-Type"]).toBe("application/json; charset=utf-8");
    expect(await json("/version")).toMatchObject({ version: "6.7.1" });
    expect(await json("/headers")).toMatchObject({
      "User-Agent": ["curl/8.5.0"],
      "X-Api-Version": ["6.7.1"],
    });
    expect(await json("/env")).toContain("HOSTNAME=web");
    expect(await ask("/status/503")).toMatchObject({ status: 503, body: '{\n  "status": 503\n}' });
    expect(await ask("/echo", { method: "POST", body: "hi" })).toMatchObject({ status: 202, body: "hi" });
    expect(await ask("/nope")).toMatchObject({ status: 404, body: "404 page not found\n" });
    expect(await ask("/version", { method: "POST" })).toMatchObject({ status: 405, body: "" });
  });

  test("can be slow, unready, renamed, and killed", async () => {
    const { world, ask, json } = await serve("stefanprodan/podinfo", 8080, {
      command: ["./podinfo", "--port=8080", "--unready"],
      env: [{ name: "PODINFO_UI_MESSAGE", value: "hello" }],
    });
    expect((await json("/")).message).toBe("hello");
    expect(await ask("/readyz")).toMatchObject({ status: 503 });
    expect(await ask("/readyz/enable", { method: "POST" })).toMatchObject({ status: 202 });
    expect(await ask("/readyz")).toMatchObject({ status: 200 });
    const before = world.loop.now;
    expect(await ask("/delay/3")).toMatchObject({ status: 200, body: '{\n  "delay": 3\n}' });
    expect(world.loop.now - before).toBe(3_000);
    await expect(ask("/panic")).rejects.toThrow("EMPTY");
    await world.loop.settle();
    expect(world.pod("web").status.containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 255 } },
    });
  });
});

test("ealen/echo-server tells about request and environment, and does as it is told", async () => {
  const env = [{ name: "COLOUR", value: "blue" }];
  const { world, ask, json, log, clientIP } = await serve("ealen/echo-server", 80, { env });
  expect(await json("/a?x=1")).toMatchObject({
    host: { hostname: "web", ip: `::ffff:${clientIP}`, ips: [] },
    http: { method: "GET", baseUrl: "", originalUrl: "/a?x=1", protocol: "http" },
    request: {
      params: { "0": "/a" },
      query: { x: "1" },
      headers: { host: "web", "user-agent": "curl/8.5.0" },
    },
    environment: { HOSTNAME: "web", COLOUR: "blue" },
  });
  expect(await ask("/?echo_code=404")).toMatchObject({ status: 404 });
  expect((await ask("/?echo_body=hello")).body).toBe('"hello"');
  expect((await ask("/?echo_env_body=HOSTNAME")).body).toBe('"web"');
  const headers = { "x-echo-header": "One:1, Two:2" };
  expect((await ask("/", { headers })).headers).toMatchObject({ One: "1", Two: "2" });
  const before = world.loop.now;
  await ask("/?echo_time=500");
  expect(world.loop.now - before).toBe(500);
  expect((await log()).split("\n")[0]).toBe("Listening on port 80.");
});

test("mendhak/http-https-echo repeats the request", async () => {
  const { ask, json, log, clientIP } = await serve("mendhak/http-https-echo:37", 8080);
  const more = { method: "POST", body: '{"a":1}', headers: { "content-type": "application/json" } };
  expect(await json("/hello?x=1", more)).toMatchObject({
    path: "/hello",
    method: "POST",
    body: '{"a":1}',
    json: { a: 1 },
    hostname: "web",
    ip: `::ffff:${clientIP}`,
    protocol: "http",
    query: { x: "1" },
    os: { hostname: "web" },
  });
  expect((await ask("/")).body.startsWith('{\n  "path": "/",\n  "headers": {\n')).toBe(true);
  expect(await ask("/", { headers: { "x-set-response-status-code": "503" } })).toMatchObject({ status: 503 });
  expect(await log()).toMatch(/^Listening on ports 8080 for http, and 8443 for https\.\n\[simulation\] TLS /);
  expect(await log()).toMatch(
    /^::ffff:10\.\S+ - - \[05\/Jan\/2026:09:00:\d\d \+0000\] "GET \/ HTTP\/1.1" 200 \d+ "-" "curl\/8.5.0"$/m,
  );
});

test("node-hello greets Kubernetes", async () => {
  const { ask, log } = await serve("gcr.io/google-samples/node-hello:1.0", 8080);
  expect((await ask("/x")).body).toBe("Hello Kubernetes!");
  expect(await log()).toBe("Received request for URL: /x\n");
});

test("nginxdemos/hello says which server answered, in HTML and in plain text", async () => {
  const html = await serve("nginxdemos/hello", 80);
  const { body } = await html.ask("/any/path?a=1");
  expect(body).toContain(
    `<span>${html.ip}:80</span></p>\n<p><span>Server&nbsp;name:</span> <span>web</span>`,
  );
  expect(body).toContain("<span>/any/path?a=1</span>");
  const text = await serve("nginxdemos/hello:plain-text", 80);
  expect(await text.ask("/x")).toMatchObject({
    headers: { "Content-Type": "text/plain", "Cache-Control": "no-cache" },
    body: expect.stringMatching(
      new RegExp(
        `^Server address: ${text.ip}:80\nServer name: web\nDate: 05/Jan/2026:09:00:\\d\\d \\+0000\nURI: /x\nRequest ID: [0-9a-f]{32}\n$`,
      ),
    ),
  });
});
