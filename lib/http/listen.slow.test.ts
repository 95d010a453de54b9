// The served API with clients that misbehave: each gets the right Status or is let go, and the next one finds all in order.
import { request as httpsRequest, type RequestOptions } from "node:https";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { configMaps } from "../api/kinds/config-map.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import type { Listener } from "./listen.ts";
import { authorityOf } from "./testing/api-client.ts";

let cluster: Cluster;
let listener: Listener;
let ca: Buffer;
const watching = new Set<() => void>();

beforeAll(async () => {
  cluster = await createCluster();
  countWatches();
  listener = await cluster.serve();
  ca = authorityOf(listener.kubeconfig);
});
afterAll(() => cluster.close());

interface Reply {
  readonly status: number;
  readonly body: { readonly kind?: string; readonly reason?: string; readonly message?: string };
  readonly text: string;
}

function open(method: string, path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(listener.url);
  const options: RequestOptions = {
    hostname,
    port,
    method,
    path,
    ca,
    agent: false,
    headers: { authorization: `Bearer ${listener.token}`, ...headers },
  };
  return httpsRequest(options);
}

function send(
  method: string,
  path: string,
  body = "",
  headers: Record<string, string> = { "content-type": "application/json" },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = open(method, path, { ...headers, "content-length": String(Buffer.byteLength(body)) });
    request.on("error", reject);
    request.on("response", async (response) => {
      let text = "";
      for await (const piece of response) text += piece;
      const body = text.startsWith("{") ? JSON.parse(text) : {};
      resolve({ status: response.statusCode ?? 0, body, text });
    });
    request.end(body);
  });
}

/** @returns all that comes back of what is no TLS. */
async function sendPlain(text: string): Promise<string> {
  const socket = connect(Number(new URL(listener.url).port), "127.0.0.1");
  socket.write(text);
  let answer = "";
  for await (const piece of socket) answer += piece;
  return answer;
}

/** On a busy machine fifty handshakes take more than a second. */
const SOON = { timeout: 20_000 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

describe("a request that is wrong gets its Status", () => {
  it.each([
    ["a bad token", "GET", CONFIG_MAPS, "", { authorization: "Bearer wrong" }, 401, "Unauthorized"],
    ["no token", "GET", CONFIG_MAPS, "", { authorization: "" }, 403, "Forbidden"],
    ["bad JSON", "POST", CONFIG_MAPS, "{", {}, 400, "BadRequest"],
    ["null for an object", "POST", CONFIG_MAPS, "null", {}, 422, "Invalid"],
    ["a list for an object", "PUT", `${CONFIG_MAPS}/a`, "[]", {}, 400, "BadRequest"],
    ["text for delete options", "DELETE", `${CONFIG_MAPS}/a`, '"x"', {}, 400, "BadRequest"],
    [
      "an unknown content type",
      "POST",
      CONFIG_MAPS,
      "x",
      { "content-type": "text/csv" },
      415,
      "UnsupportedMediaType",
    ],
    ["an unknown path", "GET", "/api/v7/wombats", "", {}, 404, "NotFound"],
    ["a name that leads upwards", "DELETE", `${CONFIG_MAPS}/%2e%2e`, "", {}, 400, "BadRequest"],
    ["a name with a path in it", "GET", `${CONFIG_MAPS}/..%2f..%2fsecrets`, "", {}, 400, "BadRequest"],
    ["dots that lead upwards", "GET", `${CONFIG_MAPS}/../../../../etc/passwd`, "", {}, 400, "BadRequest"],
    ["an unknown method", "OPTIONS", CONFIG_MAPS, "", {}, 405, "MethodNotAllowed"],
    ["a bad selector", "GET", `${CONFIG_MAPS}?labelSelector=a%3D%3D%3Db`, "", {}, 400, "BadRequest"],
    ["a page of no length", "GET", `${CONFIG_MAPS}?limit=many`, "", {}, 400, "BadRequest"],
    ["a version that is none", "GET", `${CONFIG_MAPS}?resourceVersion=new`, "", {}, 400, "BadRequest"],
    [
      "a watch from no version",
      "GET",
      `${CONFIG_MAPS}?watch=true&resourceVersion=new`,
      "",
      {},
      400,
      "BadRequest",
    ],
    [
      "a watch of no length",
      "GET",
      `${CONFIG_MAPS}?watch=true&timeoutSeconds=long`,
      "",
      {},
      400,
      "BadRequest",
    ],
    [
      "a watch with a bad selector",
      "GET",
      `${CONFIG_MAPS}?watch=true&fieldSelector=wombat`,
      "",
      {},
      400,
      "BadRequest",
    ],
    ["a write to what can only be read", "DELETE", "/version", "", {}, 405, "MethodNotAllowed"],
    ["a write to an unknown path", "DELETE", "/api/v7/wombats", "", {}, 404, "NotFound"],
    [
      "a body that is zipped",
      "POST",
      CONFIG_MAPS,
      "\x1f\x8b\x08",
      { "content-encoding": "gzip" },
      400,
      "BadRequest",
    ],
    ["a bad page", "GET", `${CONFIG_MAPS}?limit=1&continue=wombat`, "", {}, 400, "BadRequest"],
  ])("%s", async (_what, method, path, body, headers, status, reason) => {
    const reply = await send(method, path, body, { "content-type": "application/json", ...headers });
    expect(reply).toMatchObject({ status, body: { kind: "Status", reason } });
  });

  it.each([
    ["a path that cannot be decoded", `${CONFIG_MAPS}/%E0%A4%A`, 400, "400 Bad Request"],
    ["a path without a host", "//", 404, "404 page not found\n"],
  ])("%s gets the words of Go's server", async (_what, path, status, text) => {
    expect(await send("GET", path)).toMatchObject({ status, text });
  });

  it.each([
    ["/", 'forbidden: User "system:anonymous" cannot get path "/"'],
    [
      "/api/v1/namespaces/default/pods",
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"',
    ],
    [
      "/apis/apps/v1/namespaces/shop/deployments/web/scale",
      'deployments.apps "web" is forbidden: User "system:anonymous" cannot get resource "deployments/scale" in API group "apps" in the namespace "shop"',
    ],
    [
      "/api/v1/nodes?watch=1",
      'nodes is forbidden: User "system:anonymous" cannot watch resource "nodes" in API group "" at the cluster scope',
    ],
  ])("%s without a token", async (path, message) => {
    expect(await send("GET", path, "", { authorization: "" })).toMatchObject({
      status: 403,
      body: { message },
    });
  });

  it("tells everybody that it is well, and its version", async () => {
    for (const path of ["/livez", "/readyz", "/healthz", "/version"])
      expect((await send("GET", path, "", { authorization: "" })).status).toBe(200);
  });

  it.each(["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "POST /api HTTP/1.1\r\n\r\n", "HEAD / HTTP/1.0\r\n\r\n"])(
    "plain HTTP: %j",
    async (text) => {
      expect(await sendPlain(text)).toBe(
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
      );
    },
  );

  it("what is no protocol that it knows ends the connection", async () => {
    expect(await sendPlain("SSH-2.0-OpenSSH_9.6\r\n")).toBe("");
  });

  it("10 MB: refused by its announced length, and as soon as too much has come when it announces none", async () => {
    const announced = await new Promise<number>((resolve) => {
      const request = open("POST", CONFIG_MAPS, {
        "content-type": "application/json",
        "content-length": String(10 * 1024 * 1024),
      });
      request.on("error", () => {});
      request.on("response", (response) => resolve(response.statusCode ?? 0));
      request.flushHeaders(); // not one byte of the body
    });
    expect(announced).toBe(413);
    const chunked = await new Promise<number>((resolve) => {
      const request = open("POST", CONFIG_MAPS, {
        "content-type": "application/json",
        "transfer-encoding": "chunked",
      });
      request.on("error", () => {});
      request.on("response", (response) => resolve(response.statusCode ?? 0));
      request.write(Buffer.alloc(3 * 1024 * 1024 + 1, "x")); // and never an end
    });
    expect(chunked).toBe(413);
  });
});

describe("a client that leaves hurts nobody", () => {
  it("in the middle of a body", async () => {
    const request = open("POST", CONFIG_MAPS, {
      "content-type": "application/json",
      "content-length": "1000",
    });
    request.on("error", () => {});
    request.write("{");
    await pause(50);
    request.destroy();
    await pause(50);
    expect((await send("GET", CONFIG_MAPS)).status).toBe(200);
  });

  it("fifty watches hear every change, and none is left when they are cut", async () => {
    const before = watchers();
    const lines: string[] = [];
    const requests = Array.from({ length: 50 }, () => {
      const request = open("GET", `${CONFIG_MAPS}?watch=true&fieldSelector=metadata.name%3Dseen`);
      request.on("error", () => {});
      request.on("response", (response) => {
        response.on("error", () => {});
        response.on("data", (data) => lines.push(...String(data).trim().split("\n")));
      });
      request.end();
      return request;
    });
    await expect.poll(() => watchers() - before, SOON).toBe(50);
    cluster.api.create(configMaps, "default", { metadata: { name: "seen" } });
    await expect.poll(() => lines.length, SOON).toBe(50);
    for (const request of requests) request.destroy();
    await expect.poll(() => watchers() - before, SOON).toBe(0);
  });

  it("a watcher that never reads is let go", async () => {
    const before = watchers();
    const request = open("GET", `${CONFIG_MAPS}?watch=true`);
    request.on("error", () => {});
    request.on("response", (response) => {
      response.on("error", () => {});
      response.pause();
    });
    request.end();
    await expect.poll(() => watchers() - before, SOON).toBe(1);
    const data = { text: "x".repeat(900_000) };
    for (let round = 0; round < 60 && watchers() > before; round++) {
      cluster.api.create(configMaps, "default", { metadata: { name: `big-${round}` }, data });
      await pause(5);
    }
    expect(watchers()).toBe(before);
  });

  it("in the middle of a log that it follows", async () => {
    const pod = await runningPod();
    const aborted: unknown[] = [];
    const { logs } = cluster.api.pods;
    const follow = vi.spyOn(cluster.api.pods, "logs").mockImplementation(async (namespace, name, options) => {
      const rest = await logs(namespace, name, options);
      if (options.follow !== undefined) aborted.push(options.signal?.aborted);
      return rest;
    });
    const request = open("GET", `/api/v1/namespaces/default/pods/${pod}/log?follow=true`);
    request.on("error", () => {});
    await new Promise((resolve) => request.on("response", resolve).end());
    request.destroy();
    await expect.poll(() => aborted, SOON).toEqual([true]); // the kubelet waits no more, though its container goes on
    follow.mockRestore();
  });

  it("with a web socket that is none", async () => {
    const closed = await new Promise<boolean>((resolve) => {
      const headers = {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "short",
      };
      const request = open("GET", "/api/v1/namespaces/kube-system/pods/nobody/exec?command=sh", headers);
      request.on("response", (response) => resolve((response.statusCode ?? 0) >= 400));
      request.on("error", () => resolve(true));
      request.end();
    });
    expect(closed).toBe(true);
    const bad = open("GET", "/api/v1/%E0%A4%A/exec", { connection: "Upgrade", upgrade: "websocket" });
    const status = await new Promise((resolve) =>
      bad.on("response", (response) => resolve(response.statusCode)).end(),
    );
    expect(status).toBe(400);
    expect((await send("GET", CONFIG_MAPS)).status).toBe(200);
  });

  it("with frames that no protocol knows", async () => {
    await cluster.run("true");
    const pod = await runningPod();
    const url = `${listener.url.replace("https", "wss")}/api/v1/namespaces/default/pods/${pod}/exec?command=cat&stdin=true&stdout=true`;
    const socket = new WebSocket(url, ["v5.channel.k8s.io"], {
      ca,
      headers: { authorization: `Bearer ${listener.token}` },
    });
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(Buffer.alloc(0));
    socket.send(Buffer.from([77, 1, 2]));
    socket.send("text");
    socket.terminate();
    await pause(50);
    expect((await send("GET", CONFIG_MAPS)).status).toBe(200);
  });
});

/** How many watches of clients stand at the API. */
function watchers(): number {
  return watching.size;
}

function countWatches(): void {
  const watch = cluster.api.watch.bind(cluster.api);
  cluster.api.watch = (...args) => {
    const stop = watch(...args);
    watching.add(stop);
    return () => {
      watching.delete(stop);
      stop();
    };
  };
}

/** A Pod that goes on, the same for all who ask. */
async function runningPod(): Promise<string> {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "box" },
    spec: { containers: [{ name: "box", image: "busybox", command: ["sleep", "600"] }] },
  };
  await send("POST", "/api/v1/namespaces/default/pods", JSON.stringify(pod));
  const phase = async (): Promise<unknown> =>
    ((await send("GET", "/api/v1/namespaces/default/pods/box")).body as { status?: { phase?: string } })
      .status?.phase;
  await expect.poll(phase, SOON).toBe("Running");
  return "box";
}
