import http from "node:http";
import { createRequire } from "node:module";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpRequest } from "./http.ts";
import { OutsideHosts } from "./outside.ts";
import { mockShippedHosts } from "./outside-hosts/index.ts";

const opened: OutsideHosts[] = [];
const open = (options = {}): OutsideHosts => {
  const outside = new OutsideHosts(options);
  opened.push(outside);
  return outside;
};
afterEach(() => {
  for (const outside of opened.splice(0)) outside.close();
});

const get = (host: string, path = "/"): HttpRequest => ({
  method: "GET",
  path,
  headers: { host, "user-agent": "curl/7.52.1" },
  body: "",
  clientIP: "172.18.0.2",
});
const ask = (outside: OutsideHosts, ip: string, host = "my-service") =>
  outside.request(ip, 80, "http", get(host));

describe("a mocked host", () => {
  test("answers through Node's HTTP client with status, phrase, headers and body as described", async () => {
    const outside = open();
    outside.mock("198.51.100.7", {
      status: 418,
      statusText: "Short And Stout",
      headers: { "X-Pot": "tea" },
      body: ({ headers, path }) => `${headers.host}${path}`,
      delayMs: 30,
    });
    expect(await outside.request("198.51.100.7", 80, "http", get("pot", "/brew?x=1"))).toEqual({
      status: 418,
      statusText: "Short And Stout",
      headers: { "X-Pot": "tea", "Content-Length": "12" },
      body: "pot/brew?x=1",
      delayMs: 30,
    });
  });

  test("sees method and body of any request", async () => {
    const outside = open();
    outside.mock("198.51.100.7", { body: ({ method, body }) => `${method} ${body}` });
    const reply = await outside.request("198.51.100.7", 80, "http", {
      ...get("h"),
      method: "POST",
      body: "a=1",
    });
    expect(reply).toMatchObject({ status: 200, body: "POST a=1" });
  });

  test.each(["refused", "reset", "empty", "silent"] as const)("fails as described: %s", async (failure) => {
    const outside = open();
    outside.mock("198.51.100.7", { failure });
    expect(await ask(outside, "198.51.100.7")).toEqual({ failure });
  });

  test("can be described anew", async () => {
    const outside = open();
    outside.mock("198.51.100.7", { body: "old" });
    expect(await ask(outside, "198.51.100.7")).toMatchObject({ body: "old" });
    outside.mock("198.51.100.7", { body: "new" });
    expect(await ask(outside, "198.51.100.7")).toMatchObject({ body: "new" });
  });

  test("refuses on a port that nobody described", async () => {
    const outside = open();
    outside.mock("198.51.100.7", {});
    expect(await outside.request("198.51.100.7", 8080, "http", get("h"))).toEqual({ failure: "refused" });
  });

  test("may speak https", async () => {
    const outside = open();
    outside.mock("198.51.100.7", { port: 443, body: "secret" });
    expect(await outside.request("198.51.100.7", 443, "https", get("h"))).toMatchObject({ body: "secret" });
  });

  test("gets an address when it was mocked by name", () => {
    const outside = open();
    const ip = outside.mock("shop.example.com", {});
    expect(ip).toBe("203.0.113.2");
    expect(outside.mock("shop.example.com", { port: 443 })).toBe(ip);
    expect(outside.resolve("Shop.Example.com")).toBe(ip);
    expect(outside.resolve("other.example.com")).toBeUndefined();
  });
});

describe("two clusters in one process", () => {
  test("mock the same address differently, and one that closes leaves the other alone", async () => {
    const [one, two, three] = [open(), open(), open()];
    one.mock("198.51.100.7", { body: "one" });
    two.mock("198.51.100.7", { body: "two" });
    expect(await ask(two, "198.51.100.7")).toMatchObject({ body: "two" });
    expect(await ask(one, "198.51.100.7")).toMatchObject({ body: "one" });
    expect(await ask(three, "198.51.100.7")).toEqual({ failure: "silent" });
    one.close();
    expect(await ask(two, "198.51.100.7")).toMatchObject({ body: "two" });
    expect(await ask(one, "198.51.100.7")).toEqual({ failure: "silent" });
  });
});

describe("the real network", () => {
  test("is shut: an address that nobody mocked is silent, even with nock switched off", async () => {
    const outside = open();
    expect(await ask(outside, "198.51.100.99")).toEqual({ failure: "silent" });
    process.env.NOCK_OFF = "true";
    try {
      expect(await ask(outside, "127.0.0.1")).toEqual({ failure: "silent" });
    } finally {
      delete process.env.NOCK_OFF;
    }
  });

  test("stays open for everybody else in the process, and for a cluster that opened it", async () => {
    open().mock("198.51.100.7", {});
    await ask(opened[0] as OutsideHosts, "198.51.100.7");
    const server = http.createServer((request, response) => response.end(`real ${request.headers.host}`));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    try {
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe(`real 127.0.0.1:${port}`);
      expect(await open().request("127.0.0.1", port, "http", get("my-service"))).toEqual({
        failure: "silent",
      });
      expect(
        await open({ realNetwork: true }).request("127.0.0.1", port, "http", get("my-service")),
      ).toMatchObject({ status: 200, body: "real my-service" });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test("may be mocked with nock directly, too", async () => {
    const nock = createRequire(import.meta.url)("nock") as typeof import("nock");
    nock("http://198.51.100.50").get("/").reply(200, "by hand");
    expect(await ask(open(), "198.51.100.50")).toMatchObject({ status: 200, body: "by hand" });
  });
});

describe("the two hosts of the note", () => {
  test("answer as they really do", async () => {
    const outside = open({ now: () => Date.UTC(2026, 0, 5, 9) });
    mockShippedHosts(outside);
    const naver = await ask(outside, "223.130.195.200");
    expect(naver).toMatchObject({
      status: 302,
      statusText: "Moved Temporarily",
      headers: { Location: "https://www.naver.com/", Server: "NWS", "Transfer-Encoding": "chunked" },
    });
    expect("body" in naver && naver.body.length).toBe(138);
    const apache = await ask(outside, "199.201.110.204", "my-service:80");
    expect(apache).toMatchObject({
      status: 301,
      statusText: "Moved Permanently",
      headers: { Date: "Mon, 05 Jan 2026 09:00:00 GMT", Server: "Apache/2.4.52 (Ubuntu)" },
    });
    expect("body" in apache && apache.body).toContain(
      "<address>Apache/2.4.52 (Ubuntu) Server at my-service Port 80</address>",
    );
    expect(outside.resolve("naver.com")).toBe("223.130.195.200");
  });
});
