/**
 * port-forward over a plain WebSocket, as clients other than kubectl speak it: sub-protocol `v4.channel.k8s.io`, the ports in
 * the query, and for each port two channels, one for its bytes and one for what went wrong. Each channel begins with the
 * number of its port. Models pkg/kubelet/cri/streaming/portforward/websocket.go. Leaves out base64.
 */
import { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { PortForward } from "../api/api.ts";
import { badRequest } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import type { Upgrade } from "./incoming-request.ts";
import { connectPort } from "./port-http.ts";
import { WebSocketChannels } from "./websocket-channels.ts";

const PROTOCOL = "v4.channel.k8s.io";
/** The largest message of a client (forwardedMessageBytesMax), as Go's WebSocket has it. */
const FORWARDED_MESSAGE_BYTES_MAX = 32 * 1024 * 1024;

const server = new WebSocketServer({
  noServer: true,
  maxPayload: FORWARDED_MESSAGE_BYTES_MAX,
  handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
});

/** @param query `ports=80`, several times or with commas between them. @throws ApiError for what is no port. */
export function portsOf(query: URLSearchParams): readonly number[] {
  const texts = query.getAll("ports").flatMap((text) => text.split(","));
  if (texts.length === 0) throw badRequest('query parameter "port" is required');
  return texts.map((text) => {
    const port = /^\d+$/.test(text) ? Number(text) : 0;
    if (port < 1 || port > 65_535) throw badRequest(`unable to parse "${text}" as a port`);
    return port;
  });
}

export function acceptWebSocketPortForward(
  { request, socket, head }: Upgrade,
  ports: readonly number[],
  loop: Loop,
  forward: PortForward,
): void {
  server.handleUpgrade(request, socket, head, (webSocket) => {
    const channels = new WebSocketChannels(webSocket);
    let open = ports.length;
    const connections = ports.map((port, index) => {
      const data = dataChannel(channels, 2 * index);
      const fail = (message: string): void => channels.send(2 * index + 1, Buffer.from(message));
      for (const channel of [2 * index, 2 * index + 1]) channels.send(channel, portBytes(port));
      // With the last connection the WebSocket goes, too: a channel has no end of its own.
      data.once("finish", () => {
        open--;
        if (open === 0) channels.close();
      });
      connectPort(data, () => forward.connect(port), { loop, fail });
      return data;
    });
    webSocket.on("message", (message: Buffer) =>
      connections[(message[0] ?? 0) / 2]?.push(message.subarray(1)),
    );
    const end = (): void => {
      for (const data of connections) data.destroy();
    };
    webSocket.on("close", end);
    webSocket.on("error", end);
  });
}

function dataChannel(channels: WebSocketChannels, channel: number): Duplex {
  return new Duplex({
    read() {},
    write(bytes: Buffer, _, done) {
      channels.send(channel, bytes);
      done();
    },
  });
}

function portBytes(port: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(port);
  return bytes;
}
