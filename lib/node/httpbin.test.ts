/** The two httpbins: the same paths, two shapes of JSON. */
import { expect, test } from "vitest";
import { serve } from "./testing/served-image.ts";

test("kennethreitz/httpbin tells about the request as Flask does", async () => {
  const { ask, json, clientIP, log } = await serve("kennethreitz/httpbin", 80);
  expect((await ask("/get?a=1&b=2&b=3")).body).toBe(
    `{
  "args": {
    "a": "1",
    "b": [
      "2",
      "3"
    ]
  },
  "headers": {
    "Accept": "*/*",
    "Host": "web",
    "User-Agent": "curl/8.5.0"
  },
  "origin": "${clientIP}",
  "url": "http://web/get?a=1&b=2&b=3"
}
`,
  );
  const form = {
    method: "POST",
    body: "x=1",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
  expect(await json("/post", form)).toMatchObject({ data: "", files: {}, form: { x: "1" }, json: null });
  expect(await json("/anything/here", { method: "PUT", body: '{"n":1}' })).toMatchObject({
    data: '{"n":1}',
    json: { n: 1 },
    method: "PUT",
    url: "http://web/anything/here",
  });
  expect(await json("/ip")).toEqual({ origin: clientIP });
  expect((await ask("/get")).headers).toMatchObject({
    Server: "gunicorn/19.9.0",
    "Content-Type": "application/json",
  });
  expect(await ask("/get", { method: "POST" })).toMatchObject({ status: 405 });
  expect((await ask("/nope")).body).toContain("<title>404 Not Found</title>\n<h1>Not Found</h1>\n");
  expect(await log()).toContain("[1] [INFO] Listening at: http://0.0.0.0:80 (1)\n");
});

test("both answer with what the path asks for", async () => {
  for (const [image, port] of [
    ["kennethreitz/httpbin", 80],
    ["mccutchen/go-httpbin:2.15.0", 8080],
  ] as const) {
    const { world, ask, json } = await serve(image, port);
    expect(await ask("/status/503")).toMatchObject({ status: 503, body: "" });
    expect(await ask("/redirect/2")).toMatchObject({
      status: 302,
      headers: { Location: "/relative-redirect/1" },
    });
    expect(await ask("/redirect-to?url=/get&status_code=307")).toMatchObject({
      status: 307,
      headers: { Location: "/get" },
    });
    const before = world.loop.now;
    expect(await ask("/delay/2")).toMatchObject({ status: 200 });
    expect(world.loop.now - before).toBe(2_000);
    expect(await ask("/basic-auth/me/pass")).toMatchObject({ status: 401 });
    expect(
      await json("/basic-auth/me/pass", { headers: { authorization: `Basic ${btoa("me:pass")}` } }),
    ).toMatchObject({
      authenticated: true,
      user: "me",
    });
    expect(await json("/cookies", { headers: { cookie: "a=1; b=2" } })).toEqual({
      cookies: { a: "1", b: "2" },
    });
    expect(await ask("/gzip")).toMatchObject({
      status: 501,
      body: expect.stringContaining("not part of this simulation"),
    });
  }
});

test("mccutchen/go-httpbin gives lists, and its own names", async () => {
  const { ask, json, clientIP, log } = await serve("ghcr.io/mccutchen/go-httpbin", 8080, {
    env: [{ name: "USE_REAL_HOSTNAME", value: "1" }],
  });
  expect(await json("/get?a=1")).toEqual({
    args: { a: ["1"] },
    headers: { Accept: ["*/*"], Host: ["web"], "User-Agent": ["curl/8.5.0"] },
    method: "GET",
    origin: clientIP,
    url: "http://web/get?a=1",
  });
  expect(await json("/hostname")).toEqual({ hostname: "web" });
  expect((await ask("/get")).headers).toMatchObject({
    "Access-Control-Allow-Origin": "*",
    "Content-Type": "application/json; charset=utf-8",
  });
  expect(await ask("/nope")).toMatchObject({ status: 404, body: "404 page not found\n" });
  expect(await log()).toMatch(
    /level=INFO msg="go-httpbin listening on http:\/\/0\.0\.0\.0:8080"\n.*msg="200 GET \/get\?a=1 0\.0ms"/,
  );
});

test("both can be bound to localhost", async () => {
  for (const container of [
    { image: "kennethreitz/httpbin", command: ["gunicorn", "-b", "127.0.0.1:80", "httpbin:app"], port: 80 },
    {
      image: "mccutchen/go-httpbin",
      command: ["/bin/go-httpbin", "-host", "127.0.0.1", "-port", "80"],
      port: 80,
    },
  ]) {
    const { image, port, ...more } = container;
    const { world, ip } = await serve(image, port, more);
    expect(await world.send("pod/client", ip, 80)).toMatchObject({ error: { code: "ECONNREFUSED" } });
    expect(await world.send("pod/web", "localhost", 80)).toHaveProperty("reply");
  }
});
