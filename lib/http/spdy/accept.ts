/** The change from HTTP to SPDY/3.1. Models apimachinery/pkg/util/httpstream. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const PROTOCOL_HEADER = "x-stream-protocol-version";

/** What is spoken on the streams: the protocols that the client offers, the ones it likes best first. */
export function offeredProtocols({ headers }: IncomingMessage): string[] {
  return String(headers[PROTOCOL_HEADER] ?? "")
    .split(",")
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== "");
}

/** @returns the bytes of the connection from here on. */
export function acceptSpdy(
  { socket, head }: { readonly socket: Duplex; readonly head: Buffer },
  protocol: string,
): Duplex {
  const headers = ["Connection: Upgrade", "Upgrade: SPDY/3.1", `X-Stream-Protocol-Version: ${protocol}`];
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("\r\n")}\r\n\r\n`);
  if (head.length > 0) socket.unshift(head);
  return socket;
}
