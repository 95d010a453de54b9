/** What Node's HTTP client and nock do to others in the process, and others to them. */
import http from "node:http";
import { createRequire } from "node:module";
import { afterEach, describe, expect, test, vi } from "vitest";
import { HostHttp, type HostHttpOptions } from "./host-http.ts";
import type { HttpRequest } from "./http.ts";
import { OutsideHosts } from "./outside.ts";

const opened: OutsideHosts[] = [];
const open = (options: HostHttpOptions = {}): OutsideHosts => {
  const outside = new OutsideHosts({ transport: new HostHttp(options) });
  opened.push(outside);
  return outside;
};
afterEach(() => {
  for (const outside of opened.splice(0)) outside.close();
});

const request: HttpRequest = {
  method: "GET",
  path: "/",
  headers: { host: "my-service", "user-agent": "curl/7.52.1" },
  body: "",
  clientIP: "172.18.0.2",
};
const ask = (outside: OutsideHosts, ip: string) => outside.request(ip, 80, "http", request);

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

describe("nock", () => {
  const IP = "198.51.100.7";
  const nock = createRequire(import.meta.url)("nock") as typeof import("nock");

  test("is asked once for a mocked host", async () => {
    const sent = vi.spyOn(http, "request");
    const outside = open();
    outside.mock(IP, { body: "described" });
    for (let times = 0; times < 3; times++)
      expect(await ask(outside, IP)).toMatchObject({ body: "described" });
    outside.mock(IP, { failure: "refused" });
    expect(await ask(outside, IP)).toEqual({ failure: "refused" });
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
  });

  test("decides while somebody else has interceptors, whenever they came", async () => {
    const outside = open();
    nock(`http://${IP}`).get("/").reply(200, "by hand, first");
    outside.mock(IP, { body: "described" });
    expect(await ask(outside, IP)).toMatchObject({ body: "by hand, first" });
    expect(await ask(outside, IP)).toMatchObject({ body: "described" });
    const later = open();
    nock(`http://${IP}`).get(/.*/).twice().reply(200, "by hand, later");
    later.mock(IP, { body: "described later" });
    expect(await ask(later, IP)).toMatchObject({ body: "by hand, later" });
    expect(await ask(later, IP)).toMatchObject({ body: "by hand, later" });
    expect(await ask(later, IP)).toMatchObject({ body: "described later" });
    expect(nock.isDone()).toBe(true);
  });

  test("that was cleaned by somebody else takes nothing from a mocked host", async () => {
    const outside = open();
    outside.mock(IP, { body: "described" });
    await ask(outside, IP);
    nock.cleanAll();
    expect(await ask(outside, IP)).toMatchObject({ body: "described" });
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
      expect(await open().request("127.0.0.1", port, "http", request)).toEqual({
        failure: "silent",
      });
      expect(await open({ realNetwork: true }).request("127.0.0.1", port, "http", request)).toMatchObject({
        status: 200,
        body: "real my-service",
      });
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
