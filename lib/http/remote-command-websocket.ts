/**
 * exec and attach over WebSocket, as kubectl speaks them from 1.30 on: sub-protocol `v5.channel.k8s.io`, each message
 * one byte of channel and then data. Sizes of the client's terminal (channel 4) are read over: nothing asks for them.
 */
import { type WebSocket, WebSocketServer } from "ws";
import type { Loop } from "../sim/loop.ts";
import type { Upgrade } from "./incoming-request.ts";
import type { RemoteStreams } from "./remote-command.ts";
import { RemoteInput, STDIN_BYTES_MAX } from "./remote-input.ts";
import { WebSocketChannels } from "./websocket-channels.ts";

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const CLOSE = 255;
const PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"] as const;
const MESSAGE_TOO_BIG = 1009;
/** kubectl makes its streams while it reads already, and throws away what comes before: no node answers as quickly as we could. */
const HEAD_START_MS = 20;

const server = new WebSocketServer({
  noServer: true,
  maxPayload: STDIN_BYTES_MAX,
  handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
});

export function acceptWebSocketCommand(
  { request, socket, head }: Upgrade,
  loop: Loop,
  run: (streams: RemoteStreams) => void,
): void {
  server.handleUpgrade(request, socket, head, (webSocket) => {
    const channels = new WebSocketChannels(webSocket);
    const send = (channel: number, text: string): void => {
      if (text !== "") channels.send(channel, Buffer.from(text));
    };
    const streams: RemoteStreams = {
      input: inputOf(webSocket, loop),
      write: (stream, text) => send(stream === "stdout" ? STDOUT : STDERR, text),
      finish(status) {
        send(ERROR, JSON.stringify(status));
        channels.close();
      },
    };
    setTimeout(run, HEAD_START_MS, streams);
  });
}

function inputOf(webSocket: WebSocket, loop: Loop): RemoteInput {
  const input = new RemoteInput(loop);
  webSocket.on("message", (data: Buffer) => {
    if (data[0] === CLOSE && data[1] === STDIN) return input.end();
    const problem = data[0] === STDIN ? input.push(data.subarray(1)) : undefined;
    if (problem !== undefined) webSocket.close(MESSAGE_TOO_BIG, problem);
  });
  webSocket.on("close", () => input.end());
  webSocket.on("error", () => input.end());
  return input;
}
