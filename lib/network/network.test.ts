import { describe, expect, test } from "vitest";
import { Loop } from "../sim/loop.ts";
import type { HttpHandler, OutgoingRequest, Server, Source } from "./http.ts";
import { parseCidr } from "./ip-address.ts";
import { ListeningSockets } from "./listening-sockets.ts";
import { Network } from "./network.ts";

const client: Source = { ip: "10.244.1.9", node: "node-1", pod: { namespace: "default", name: "client" } };
const request: OutgoingRequest = {
  method: "GET",
  host: "10.244.1.4",
  port: 80,
  path: "/",
  headers: { "User-Agent": "test" },
  body: "",
};

function createWorld(handler: HttpHandler, loopback?: HttpHandler) {
  const loop = new Loop();
  const network = new Network({ loop });
  network.topology.addNode({
    name: "node-1",
    ip: "172.18.0.3",
    podGateway: "10.244.1.1",
    rules: { mode: "none", translate: () => undefined, echo: () => undefined },
  });
  const sockets = new ListeningSockets();
  sockets.open({ address: "*", port: 80, handler, program: "web" }, "10.244.1.4");
  if (loopback !== undefined)
    sockets.open({ address: "127.0.0.1", port: 9000, handler: loopback, program: "web" }, "10.244.1.4");
  network.topology.attach({
    ip: "10.244.1.4",
    server: web,
    node: "node-1",
    sockets,
  });
  const send = (more: Partial<OutgoingRequest> = {}, source = client, ip = "10.244.1.4") =>
    loop.run(() => network.send(source, ip, { ...request, ...more }));
  return { loop, network, send };
}

const web: Server = { kind: "pod", namespace: "default", name: "web", uid: "u-1", ip: "10.244.1.4" };
const ok = (body = "ok") => ({ status: 200, headers: {}, body });

describe("a request", () => {
  test("reaches the server with lower-case headers, a host and the client's address, in no time", async () => {
    const { loop, send } = createWorld(({ headers, clientIP, method, path }) =>
      ok(JSON.stringify({ headers, clientIP, method, path })),
    );
    const outcome = await send({ host: "web", port: 80, path: "/a?b" });
    expect("reply" in outcome && JSON.parse(outcome.reply.body)).toEqual({
      headers: { host: "web", "user-agent": "test" },
      clientIP: "10.244.1.9",
      method: "GET",
      path: "/a?b",
    });
    expect(outcome.hop).toEqual({
      at: 0,
      from: client,
      host: "web",
      port: 80,
      ip: "10.244.1.4",
      servedBy: "web",
      server: web,
      status: 200,
      latencyMs: 0,
    });
    expect(loop.now).toBe(0);
  });

  test("waits for a slow server, as long as it wants to", async () => {
    const { loop, send } = createWorld(() => ({ ...ok(), delayMs: 3_000 }));
    expect(await send()).toMatchObject({ reply: { body: "ok" } });
    expect(loop.now).toBe(3_000);
    expect(await send({ timeoutMs: 2_000 })).toMatchObject({
      error: { code: "ETIMEDOUT", connected: true, afterMs: 2_000 },
    });
    expect(loop.now).toBe(5_000);
  });

  test.each([
    ["empty", { code: "EMPTY", connected: true, afterMs: 0 }],
    ["reset", { code: "ECONNRESET", connected: true, afterMs: 0 }],
    ["silent", { code: "ETIMEDOUT", connected: true, afterMs: 3_600_000 }],
  ] as const)("to a server that ends it %s fails so", async (failure, error) => {
    expect(await createWorld(() => ({ failure })).send()).toMatchObject({ error });
  });

  test("that fails has no server", async () => {
    const { hop } = await createWorld(() => ({ failure: "empty" })).send();
    expect(hop.servedBy).toBeUndefined();
  });
});

test("a node's own processes reach its Pods from its end of their network", async () => {
  const { send } = createWorld(({ clientIP }) => ok(clientIP));
  expect(await send({}, { ip: "172.18.0.3", node: "node-1" })).toMatchObject({
    reply: { body: "10.244.1.1" },
  });
});

describe("an echo request", () => {
  test("is answered by hosts, themselves included, and by those outside that were described", () => {
    const { network } = createWorld(() => ok());
    network.mockHost("198.51.100.7", {});
    network.mockHost("198.51.100.8", { failure: "silent" });
    for (const ip of ["10.244.1.4", "10.244.1.9", "127.0.0.1", "10.244.1.1", "198.51.100.7"])
      expect(network.ping(client, ip)).toEqual({ kind: "reply" });
    for (const ip of ["198.51.100.8", "198.51.100.9"])
      expect(network.ping(client, ip)).toEqual({ kind: "silence" });
    network.topology.addSubnet({
      cidr: parseCidr("10.244.0.0/16"),
      unallocated: "unreachable",
      owner: "Pod",
      reachableFromOutside: false,
    });
    expect(network.ping(client, "10.244.1.77")).toEqual({
      kind: "unreachable",
      what: "Host",
      from: "10.244.1.1",
    });
    network.close();
  });
});

describe("127.0.0.1", () => {
  const self: Source = { ip: "10.244.1.4", node: "node-1", pod: { namespace: "default", name: "web" } };

  test("is the host itself, with what listens for it alone", async () => {
    const { send } = createWorld(
      () => ok("open"),
      () => ok("own"),
    );
    expect(await send({ port: 80 }, self, "127.0.0.1")).toMatchObject({ reply: { body: "open" } });
    expect(await send({ port: 9000 }, self, "127.0.0.1")).toMatchObject({ reply: { body: "own" } });
    expect(await send({ port: 9000 }, self, "10.244.1.4")).toMatchObject({ error: { code: "ECONNREFUSED" } });
    expect(await send({ port: 80 }, client, "127.0.0.1")).toMatchObject({ error: { code: "ECONNREFUSED" } });
  });
});

describe("a host outside", () => {
  test("sees the node's address, and may be mocked by name and answer late", async () => {
    const { loop, network, send } = createWorld(() => ok());
    const ip = network.mockHost("shop.example.com", {
      body: ({ clientIP, headers }) => `${clientIP} ${headers.host}`,
      delayMs: 250,
    });
    expect(await send({ host: "shop.example.com" }, client, ip)).toMatchObject({
      reply: { body: "172.18.0.3 shop.example.com" },
      hop: { servedBy: ip },
    });
    expect(loop.now).toBe(250);
    network.close();
  });

  test.each([
    ["refused", "ECONNREFUSED", 0],
    ["silent", "ETIMEDOUT", 133_820],
    ["empty", "EMPTY", 0],
    ["reset", "ECONNRESET", 0],
  ] as const)("that is %s fails with %s after %i ms", async (failure, code, afterMs) => {
    const { network, send } = createWorld(() => ok());
    network.mockHost("198.51.100.7", { failure });
    expect(await send({}, client, "198.51.100.7")).toMatchObject({ error: { code, afterMs } });
    network.close();
  });

  test("listens to who records", async () => {
    const hops: unknown[] = [];
    const loop = new Loop();
    const network = new Network({ loop, onHop: (hop) => hops.push(hop) });
    await loop.run(() =>
      network.send({ ip: "172.18.0.1" }, "223.130.195.200", { ...request, host: "naver.com" }),
    );
    await loop.run(() =>
      network.send({ ip: "172.18.0.1" }, "223.130.195.200", request, { isUnrecorded: true }),
    );
    expect(hops).toMatchObject([{ host: "naver.com", servedBy: "223.130.195.200" }]);
    network.close();
  });
});

describe("a connection over which nothing is sent", () => {
  const connect = (handler: HttpHandler, ip: string, port: number, connectTimeoutMs?: number) => {
    const { loop, network } = createWorld(handler);
    network.mockHost("203.0.113.7", { port: 80 });
    const target = { host: ip, port, ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }) };
    return loop.run(() => network.connect(client, ip, target));
  };

  test("stands where somebody listens, and asks for nothing", async () => {
    const handler = () => {
      throw new Error("nobody asked");
    };
    expect(await connect(handler, "10.244.1.4", 80)).toEqual({ ip: "10.244.1.4" });
    expect(await connect(handler, "203.0.113.7", 80)).toEqual({ ip: "203.0.113.7" });
  });

  test("fails as a request does", async () => {
    for (const [ip, port, code] of [
      ["10.244.1.4", 81, "ECONNREFUSED"],
      ["203.0.113.7", 81, "ECONNREFUSED"],
      ["203.0.113.8", 80, "ETIMEDOUT"],
    ] as const)
      expect(await connect(() => ok(), ip, port, 2_000)).toMatchObject({ error: { code, connected: false } });
  });

  test("tells a server that understands more than HTTP who speaks", async () => {
    const server = Object.assign(() => ok(), {
      raw: (text: string, clientIP: string) => `${clientIP}: ${text}`,
    });
    const connected = await connect(server, "10.244.1.4", 80);
    expect("raw" in connected && connected.raw?.("PING")).toBe("10.244.1.9: PING");
  });
});
