/**
 * exec and attach over SPDY/3.1, as kubectl speaks them up to 1.29: a stream each for input, output, errors, the size
 * of the terminal and the Status at the end. Models pkg/kubelet/cri/streaming/remotecommand/httpstream.go with the
 * protocol v4. Sizes of the client's terminal are read over: nothing asks for them.
 */
import { promises } from "node:stream";
import type { Loop } from "../sim/loop.ts";
import type { Upgrade } from "./incoming-request.ts";
import type { RemoteCommand, RemoteStreams } from "./remote-command.ts";
import { RemoteInput } from "./remote-input.ts";
import { acceptSpdy } from "./spdy/accept.ts";
import { SpdyConnection } from "./spdy/connection.ts";
import type { SpdyStream } from "./spdy/stream.ts";

export const REMOTE_COMMAND_PROTOCOLS = ["v4.channel.k8s.io"] as const;
/** How long a client may take to open its streams. */
const STREAM_CREATION_TIMEOUT_MS = 30_000;

export function acceptSpdyCommand(
  upgrade: Upgrade,
  protocol: string,
  loop: Loop,
  remote: RemoteCommand,
  run: (streams: RemoteStreams) => void,
): void {
  const awaited = new Set([
    "error",
    ...(["stdin", "stdout", "stderr"] as const).filter((type) => remote[type]),
    ...(remote.tty ? ["resize"] : []),
  ]);
  const streams = new Map<string, SpdyStream>();
  const connection = new SpdyConnection(acceptSpdy(upgrade, protocol), (stream) => {
    const type = stream.headers.streamtype ?? "";
    if (!awaited.delete(type)) return void stream.destroy();
    streams.set(type, stream);
    if (type !== "stdin") stream.resume();
    if (awaited.size > 0) return;
    clearTimeout(timer);
    run(streamsOf(connection, streams, loop));
  });
  const timer = setTimeout(() => connection.close(), STREAM_CREATION_TIMEOUT_MS).unref();
}

function streamsOf(
  connection: SpdyConnection,
  streams: ReadonlyMap<string, SpdyStream>,
  loop: Loop,
): RemoteStreams {
  const input = new RemoteInput(loop);
  const stdin = streams.get("stdin");
  stdin?.on("data", (bytes: Buffer) => {
    if (input.push(bytes) !== undefined) connection.close();
  });
  stdin?.on("close", () => input.end());
  stdin?.on("end", () => input.end());
  return {
    input,
    write: (type, text) => {
      const stream = streams.get(type);
      if (text !== "" && stream?.writable) stream.write(text);
    },
    async finish(status) {
      const writable = [...streams].filter(([, stream]) => stream.writable);
      for (const [type, stream] of writable)
        stream.end(type === "error" ? JSON.stringify(asKubeletSays(status)) : undefined);
      await Promise.allSettled(writable.map(([, stream]) => promises.finished(stream, { readable: false })));
      connection.close();
    },
  };
}

/** The API server puts its own words before the kubelet's where it translates from WebSocket; here the two talk directly. */
function asKubeletSays(status: { readonly message?: string; readonly reason?: string }): object {
  if (status.reason !== "InternalError" || status.message === undefined) return status;
  return { ...status, message: status.message.replace(/^Internal error occurred: /, "") };
}
