/**
 * port-forward: a SPDY connection on which each connection of the client is a pair of streams, one for its bytes and
 * one for what went wrong. Up to kubectl 1.30 it is what the connection changes to; from 1.31 on its bytes come in the
 * messages of a WebSocket. Models pkg/kubelet/cri/streaming/portforward/httpstream.go.
 *
 * Leaves out ports that speak anything but HTTP: there are none in this cluster.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { createWebSocketStream, WebSocketServer } from "ws";
import type { PortForward } from "../api/api.ts";
import type { Loop } from "../sim/loop.ts";
import type { Upgrade } from "./incoming-request.ts";
import { connectPort } from "./port-http.ts";
import { acceptSpdy } from "./spdy/accept.ts";
import { SpdyConnection } from "./spdy/connection.ts";
import type { SpdyStream } from "./spdy/stream.ts";

export const PORT_FORWARD_PROTOCOLS = ["portforward.k8s.io"] as const;
const TUNNEL = "SPDY/3.1+portforward.k8s.io";
/** How long a client may take between the two streams of a pair. */
const STREAM_CREATION_TIMEOUT_MS = 30_000;

// The slash in the protocol's name is not allowed for, and ws refuses it: so it is agreed on past ws.
const server = new WebSocketServer({ noServer: true });
server.on("headers", (headers) => headers.push(`Sec-WebSocket-Protocol: ${TUNNEL}`));

/** Whether the client means SPDY in a WebSocket, and no older way to forward ports through one. */
export function offersTunnel({ headers }: IncomingMessage): boolean {
  return (headers["sec-websocket-protocol"] ?? "").split(",").some((protocol) => protocol.trim() === TUNNEL);
}

export function acceptTunnelledPortForward(
  { request, socket, head }: Upgrade,
  loop: Loop,
  forward: PortForward,
): void {
  delete request.headers["sec-websocket-protocol"];
  server.handleUpgrade(request, socket, head, (webSocket) =>
    forwardPorts(createWebSocketStream(webSocket), loop, forward),
  );
}

export function acceptSpdyPortForward(
  upgrade: Upgrade,
  protocol: string,
  loop: Loop,
  forward: PortForward,
): void {
  forwardPorts(acceptSpdy(upgrade, protocol), loop, forward);
}

function forwardPorts(bytes: Duplex, loop: Loop, forward: PortForward): void {
  const waiting = new Map<string, SpdyStream>();
  new SpdyConnection(bytes, (stream) => {
    const { streamtype: type, requestid: request } = stream.headers;
    if (portOf(stream) === undefined || request === undefined || (type !== "data" && type !== "error"))
      return void stream.destroy();
    const other = waiting.get(request);
    if (other === undefined) return wait(waiting, request, stream);
    waiting.delete(request);
    if (other.headers.streamtype === type) return void stream.destroy();
    const [data, error] = type === "data" ? [stream, other] : [other, stream];
    connect(loop, forward, data, error);
  });
}

/** @returns undefined for what is no port. */
function portOf({ headers }: SpdyStream): number | undefined {
  const port = /^\d+$/.test(headers.port ?? "") ? Number(headers.port) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function wait(waiting: Map<string, SpdyStream>, request: string, stream: SpdyStream): void {
  waiting.set(request, stream);
  const timer = setTimeout(() => {
    if (waiting.get(request) !== stream) return;
    waiting.delete(request);
    stream.end(`(request=${request}) timed out waiting for streams`);
  }, STREAM_CREATION_TIMEOUT_MS).unref();
  stream.once("close", () => clearTimeout(timer));
}

function connect(loop: Loop, forward: PortForward, data: SpdyStream, error: SpdyStream): void {
  error.resume();
  connectPort(data, () => forward.connect(portOf(data) as number), {
    loop,
    fail: (message) => error.end(message),
  });
  data.once("close", () => error.end());
}
