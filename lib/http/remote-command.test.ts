// exec and attach, message by message: what a terminal shows, what is refused before protocols change, and bad clients.
import { request as httpsRequest } from "node:https";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { pods } from "../api/kinds/pod.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import type { Listener } from "./listen.ts";
import { authorityOf } from "./testing/api-client.ts";

let cluster: Cluster;
let listener: Listener;
let ca: Buffer;

beforeAll(async () => {
  cluster = await createCluster();
  cluster.api.create(pods, "default", {
    metadata: { name: "box" },
    spec: { containers: [{ name: "box", image: "busybox", command: ["sleep", "3600"] }] },
  });
  cluster.api.create(pods, "default", {
    metadata: { name: "pull" },
    spec: { containers: [{ name: "pull", image: "nosuch/image" }] },
  });
  const nodeSelector = { no: "where" };
  cluster.api.create(pods, "default", {
    metadata: { name: "later" },
    spec: { nodeSelector, containers: [{ name: "later", image: "busybox" }] },
  });
  await cluster.settle();
  listener = await cluster.serve();
  ca = authorityOf(listener.kubeconfig);
});
afterAll(() => cluster.close());

const pathOf = (pod: string, query: string): string => `/api/v1/namespaces/default/pods/${pod}/${query}`;
const commandOf = (...words: string[]): string =>
  words.map((word) => `command=${encodeURIComponent(word)}`).join("&");

/** A client that says everything itself. */
async function connect(query: string) {
  const authorization = `Bearer ${listener.token}`;
  const socket = new WebSocket(
    `${listener.url.replace("https", "wss")}${pathOf("box", query)}`,
    ["v5.channel.k8s.io"],
    { ca, headers: { authorization } },
  );
  const channels: string[] = ["", "", "", "", ""];
  let onMessage: () => void = () => {};
  socket.on("message", (data: Buffer) => {
    const channel = data[0] as number;
    channels[channel] += data.subarray(1).toString();
    onMessage();
  });
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
  return {
    channels,
    closed,
    send: (channel: number, text: string) =>
      socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)])),
    close: () => socket.terminate(),
    async shows(text: string) {
      while (!channels[1]?.endsWith(text)) {
        await new Promise<void>((resolve) => {
          onMessage = resolve;
        });
      }
    },
  };
}

describe("a terminal", () => {
  const interactive = `exec?stdin=true&stdout=true&tty=true&${commandOf("sh")}`;

  it("is a shell to type in: echo, output as it comes, sizes of the window, exit", async () => {
    const terminal = await connect(interactive);
    terminal.send(4, '{"Width":80,"Height":24}');
    await terminal.shows("/ # ");
    terminal.send(0, "for i in 1 2; do echo $i; sleep 1; done\r");
    await terminal.shows("done\r\n1\r\n");
    terminal.send(4, '{"Width":132,"Height":50}');
    await terminal.shows("2\r\n/ # ");
    terminal.send(0, "exit 7\r");
    expect(await terminal.closed).toBe(1000);
    expect(JSON.parse(terminal.channels[3] ?? "")).toMatchObject({
      reason: "NonZeroExitCode",
      details: { causes: [{ message: "7" }] },
    });
  });

  it("is interrupted by Ctrl-C, and left by Ctrl-D", async () => {
    const terminal = await connect(interactive);
    await terminal.shows("/ # ");
    terminal.send(0, "sleep 1000; echo never\r");
    await terminal.shows("never\r\n");
    terminal.send(0, "typed ahead\u0003");
    await terminal.shows("^C\r\n/ # ");
    terminal.send(0, "echo $?\r");
    await terminal.shows("130\r\n/ # ");
    terminal.send(0, "\u0004");
    expect(await terminal.closed).toBe(1000);
    expect(terminal.channels[1]).not.toContain("typed");
  });

  it("interrupts a program that is no shell, with the exit code that SIGINT leaves", async () => {
    const terminal = await connect(`exec?stdin=true&stdout=true&tty=true&${commandOf("sleep", "1000")}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    terminal.send(0, "\u0003");
    await terminal.closed;
    expect(JSON.parse(terminal.channels[3] ?? "")).toMatchObject({
      details: { causes: [{ message: "130" }] },
    });
  });

  it("writes line ends of a terminal, and errors where the output goes", async () => {
    const terminal = await connect(
      `exec?stdout=true&stderr=true&tty=true&${commandOf("sh", "-c", "echo out; echo err >&2")}`,
    );
    await terminal.closed;
    expect(terminal.channels.slice(0, 3)).toEqual(["", "out\r\nerr\r\n", ""]);
  });

  it("ends when the client does, and leaves the container as it was", async () => {
    const terminal = await connect(interactive);
    await terminal.shows("/ # ");
    terminal.close();
    const other = await connect(`exec?stdout=true&${commandOf("echo", "still here")}`);
    await other.closed;
    expect(other.channels[1]).toBe("still here\n");
  });

  it("closes on input that nobody reads, and names the limit", async () => {
    const command = await connect(`exec?stdin=true&stdout=true&tty=true&${commandOf("sleep", "1000")}`);
    for (let piece = 0; piece < 5; piece++) command.send(0, "x".repeat(1024 * 1024));
    expect(await command.closed).toBe(1009);
  });
});

/** The answer to a client that wants another protocol. */
function upgrade(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; message: string }> {
  const { hostname, port } = new URL(listener.url);
  return new Promise((resolve, reject) => {
    const request = httpsRequest({
      hostname,
      port,
      path,
      ca,
      agent: false,
      method: "POST",
      headers: { authorization: `Bearer ${listener.token}`, connection: "Upgrade", ...headers },
    });
    request.on("error", reject);
    request.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve({
        status: response.statusCode ?? 0,
        message: String(response.headers["x-stream-protocol-version"]),
      });
    });
    request.on("response", async (response) => {
      let text = "";
      for await (const piece of response) text += piece;
      resolve({ status: response.statusCode ?? 0, message: JSON.parse(text).message });
    });
    request.end();
  });
}

describe("before the protocol changes", () => {
  const spdy = {
    upgrade: "SPDY/3.1",
    "x-stream-protocol-version": "v5.channel.k8s.io, v4.channel.k8s.io, channel.k8s.io",
  };
  const webSocket = {
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  const forward = { upgrade: "SPDY/3.1", "x-stream-protocol-version": "portforward.k8s.io" };

  it.each([
    [
      "an unknown container",
      pathOf("box", "exec?command=true&container=nope"),
      spdy,
      400,
      "container nope is not valid for pod box",
    ],
    [
      "an unknown container, in a WebSocket",
      pathOf("box", "attach?container=nope"),
      webSocket,
      400,
      "container nope is not valid for pod box",
    ],
    ["an unknown Pod", pathOf("nobody", "exec?command=true"), spdy, 404, 'pods "nobody" not found'],
    ["an unknown Pod to attach to", pathOf("nobody", "attach"), webSocket, 404, 'pods "nobody" not found'],
    ["an unknown Pod's port", pathOf("nobody", "portforward"), forward, 404, 'pods "nobody" not found'],
    [
      "a Pod without a node",
      pathOf("later", "exec?command=true"),
      spdy,
      400,
      "pod later does not have a host assigned",
    ],
    [
      "the port of a Pod without a node",
      pathOf("later", "portforward"),
      forward,
      400,
      "pod later does not have a host assigned",
    ],
    [
      "a command without streams",
      pathOf("box", "exec?command=true"),
      spdy,
      400,
      "you must specify at least 1 of stdin, stdout, stderr",
    ],
    [
      "another protocol",
      pathOf("box", "exec?command=true&stdout=true"),
      { upgrade: "h2c" },
      400,
      "Upgrade request required",
    ],
    [
      "what is no stream",
      pathOf("box", "log"),
      spdy,
      404,
      "the server could not find the requested resource",
    ],
    [
      "a WebSocket that names no port",
      pathOf("box", "portforward"),
      webSocket,
      400,
      'query parameter "port" is required',
    ],
    [
      "protocols that it does not speak",
      pathOf("box", "exec?command=true&stdout=true"),
      { ...spdy, "x-stream-protocol-version": "v9.channel.k8s.io" },
      403,
      "unable to negotiate protocol: client supports [v9.channel.k8s.io], server accepts [v4.channel.k8s.io]",
    ],
  ])("refuses %s", async (_, path, headers, status, message) => {
    expect(await upgrade(path, headers as Record<string, string>)).toEqual({ status, message });
  });

  it("takes the best protocol that both speak", async () => {
    expect(await upgrade(pathOf("box", "exec?command=true&stdout=true"), spdy)).toEqual({
      status: 101,
      message: "v4.channel.k8s.io",
    });
    expect(await upgrade(pathOf("box", "portforward"), forward)).toEqual({
      status: 101,
      message: "portforward.k8s.io",
    });
  });
});
