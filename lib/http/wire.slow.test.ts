// The served API as seen by clients that write their own bytes: halves of requests, several at once, more than is sensible.
import { connect, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import type { Listener } from "./listen.ts";
import { authorityOf } from "./testing/api-client.ts";

let cluster: Cluster;
let listener: Listener;
let ca: Buffer;

beforeAll(async () => {
  cluster = await createCluster();
  listener = await cluster.serve();
  ca = authorityOf(listener.kubeconfig);
});
afterAll(() => cluster.close());

function open(to: Listener = listener, authority: Buffer = ca): TLSSocket {
  const { hostname, port } = new URL(to.url);
  const socket = connect({ host: hostname, port: Number(port), ca: authority });
  socket.on("error", () => {});
  return socket;
}

/** Writes the bytes and reads until the connection closes or `until` has come. */
function say(bytes: string | Buffer, until?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const socket = open();
    let heard = "";
    socket.on("data", (piece) => {
      heard += piece;
      if (until?.test(heard)) socket.destroy();
    });
    socket.on("close", () => resolve(heard));
    socket.write(bytes);
  });
}

const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
const head = (method: string, path: string, ...headers: string[]): string =>
  `${[`${method} ${path} HTTP/1.1`, "Host: api", `Authorization: Bearer ${listener.token}`, ...headers].join("\r\n")}\r\n\r\n`;
const closing = (method: string, path: string, ...headers: string[]): string =>
  head(method, path, "Connection: close", ...headers);

describe("requests", () => {
  it.each([
    ["no HTTP at all", () => "\x16\x03garbage\r\n\r\n", /^HTTP\/1\.1 400 Bad Request/],
    [
      "two lengths",
      () => `${head("POST", CONFIG_MAPS, "Content-Length: 2", "Transfer-Encoding: chunked")}0\r\n\r\n`,
      /^HTTP\/1\.1 400 Bad Request/,
    ],
    [
      "a negative length",
      () => head("POST", CONFIG_MAPS, "Content-Length: -2"),
      /^HTTP\/1\.1 400 Bad Request/,
    ],
    [
      "a URL of half a megabyte",
      () => closing("GET", `${CONFIG_MAPS}?pretty=${"a".repeat(500_000)}`),
      /^HTTP\/1\.1 200 OK[\s\S]*"items":\[/,
    ],
    ["a URL of two megabytes", () => closing("GET", `/healthz?${"a".repeat(2_000_000)}`), /^HTTP\/1\.1 431 /],
    [
      "headers of two megabytes",
      () => closing("GET", "/healthz", `X-Long: ${"a".repeat(2_000_000)}`),
      /^HTTP\/1\.1 431 /,
    ],
    [
      "an absolute URL",
      () => closing("GET", "http://elsewhere/healthz"),
      /^HTTP\/1\.1 200 OK[\s\S]*\r\n\r\nok$/,
    ],
    [
      "an expectation that nobody meets",
      () => closing("POST", CONFIG_MAPS, "Expect: wombats", "Content-Length: 0"),
      /^HTTP\/1\.1 417 /,
    ],
    ["HEAD", () => closing("HEAD", "/healthz"), /^HTTP\/1\.1 200 OK[\s\S]*content-length: 2[\s\S]*\r\n\r\n$/],
    ["HEAD of a resource", () => closing("HEAD", CONFIG_MAPS), /^HTTP\/1\.1 405 [\s\S]*\r\n\r\n$/],
    ["CONNECT", () => head("CONNECT", "elsewhere:443"), /^$/],
    [
      "an upgrade to nothing",
      () => head("GET", `${CONFIG_MAPS}`, "Connection: Upgrade", "Upgrade: wombat"),
      /^HTTP\/1\.1 4\d\d /,
    ],
  ])("%s", async (_what, bytes, answer) => {
    expect((await say(bytes())).slice(0, 5_000)).toMatch(answer);
    expect(await say(closing("GET", "/healthz"))).toMatch(/ 200 OK/);
  });

  it("three in one piece are answered in their order", async () => {
    const heard = await say(head("GET", "/healthz") + head("GET", "/nowhere") + closing("GET", "/version"));
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 404", "HTTP/1.1 200"]);
  });

  it("asks for a body that the client holds back until it is wanted", async () => {
    const body = JSON.stringify({ metadata: { name: "expected" } });
    const socket = open();
    let heard = "";
    socket.on("data", (piece) => {
      heard += piece;
      if (/^HTTP\/1\.1 100 Continue\r\n\r\n$/.test(heard)) socket.write(body);
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(
      closing(
        "POST",
        CONFIG_MAPS,
        "Content-Type: application/json",
        "Expect: 100-continue",
        `Content-Length: ${body.length}`,
      ),
    );
    await closed;
    expect(heard).toMatch(/HTTP\/1\.1 201 Created/);
    expect(cluster.api.find(configMaps, "default", "expected")).toBeDefined();
  });

  it("takes a body of nearly 3 MiB and judges it", async () => {
    const body = JSON.stringify({
      metadata: { name: "large" },
      data: { text: "x".repeat(3 * 1024 * 1024 - 100) },
    });
    expect(
      await say(
        closing("POST", CONFIG_MAPS, "Content-Type: application/json", `Content-Length: ${body.length}`) +
          body,
      ),
    ).toMatch(/^HTTP\/1\.1 422 [\s\S]*may not be more than 1048576 bytes/);
  });
});

describe("clients that are slow", () => {
  it("a hundred that never finish their headers keep nobody waiting", async () => {
    const sockets = Array.from({ length: 100 }, () => open());
    for (const socket of sockets) socket.write("GET /healthz HTTP/1.1\r\nHost: do");
    expect(await say(closing("GET", "/healthz"))).toMatch(/ 200 OK/);
    for (const socket of sockets) socket.destroy();
  });

  it("one that reads a long list by and by gets all of it", async () => {
    for (let at = 0; at < 12; at++)
      cluster.api.create(configMaps, "default", {
        metadata: { name: `long-${at}` },
        data: { text: "x".repeat(800_000) },
      });
    const socket = open();
    let size = 0;
    socket.on("data", (piece) => {
      size += piece.length;
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(closing("GET", CONFIG_MAPS));
    await closed;
    expect(size).toBeGreaterThan(12 * 800_000);
  });
});

it("a listener closes at once, whoever is still connected", async () => {
  const own = await createCluster();
  const other = await own.serve();
  const authority = authorityOf(other.kubeconfig);
  own.api.create(configMaps, "default", { metadata: { name: "seen" } });
  const request = (path: string, ...headers: string[]): string =>
    head("GET", path, ...headers).replace(listener.token, other.token);
  const bytes = ["GET /healthz HT", request(`${CONFIG_MAPS}?watch=true`), ""];
  const sockets = bytes.map((text) => {
    const socket = open(other, authority);
    socket.write(text);
    return socket;
  });
  await new Promise((resolve) => sockets[1]?.once("data", resolve));
  const closed = Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.once("close", resolve))),
  );
  await own.close();
  await closed;
});
