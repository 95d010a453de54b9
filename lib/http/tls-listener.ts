/** The first byte of a connection: TLS goes on to the server, and who speaks plain HTTP hears what Go's server tells them. */
import { createServer, type Server, type Socket } from "node:net";
import type { Server as TlsServer } from "node:tls";

const HANDSHAKE = 0x16;
/** The beginnings by which Go's server knows that plain HTTP is meant. */
const PLAIN_HTTP = ["GET /", "HEAD ", "POST ", "PUT /", "OPTIO"];
const ANSWER = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";

/** @returns what to listen with. @param server is given the connections that begin with TLS. */
export function createTlsListener(server: TlsServer): Server {
  return createServer((socket) => {
    socket.once("error", () => socket.destroy());
    socket.once("data", (bytes) => receive(server, socket, bytes));
  });
}

function receive(server: TlsServer, socket: Socket, bytes: Buffer): void {
  if (bytes[0] === HANDSHAKE) {
    socket.pause();
    socket.unshift(bytes);
    server.emit("connection", socket);
  } else if (PLAIN_HTTP.includes(bytes.subarray(0, 5).toString("latin1"))) socket.end(ANSWER);
  else socket.destroy();
}
