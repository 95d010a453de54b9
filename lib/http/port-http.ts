/**
 * Bytes of a forwarded port, understood as HTTP by Node's own server and handed to what listens in the Pod: keep-alive,
 * chunked bodies, HEAD and malformed requests are its business, not ours. Headers go out as the Pod's server writes them.
 */
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { PortConnection, PortReply, PortRequest } from "../api/api.ts";
import type { Loop } from "../sim/loop.ts";
import { headersOf, readBody } from "./incoming-request.ts";

/** The largest body of a request through a forwarded port (forwardedBodyBytesMax). */
const FORWARDED_BODY_BYTES_MAX = 16 * 1024 * 1024;

const BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

export type SendToPort = (request: PortRequest) => Promise<PortReply | undefined>;

/** @param fail is told in the words of the kubelet why there is no connection. */
export function connectPort(
  data: Duplex,
  connect: () => PortConnection,
  { loop, fail }: { readonly loop: Loop; readonly fail: (message: string) => void },
): void {
  let connection: PortConnection;
  try {
    connection = connect();
  } catch (problem) {
    fail((problem as Error).message);
    data.resume().end();
    return;
  }
  serveHttp(data, (request) => loop.run(() => connection.send(request)));
}

export function serveHttp(connection: Duplex, send: SendToPort): void {
  // How long an idle connection lives is for the server in the Pod to say.
  const server = new Server(
    { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
    (request, response) => {
      answer(connection, send, request, response).catch(() => connection.destroy()); // the client left in the middle of it
    },
  );
  server.on("clientError", () => {
    if (connection.writable) connection.end(BAD_REQUEST); // Node would throw away what is still on its way
  });
  server.emit("connection", connection);
}

async function answer(
  connection: Duplex,
  send: SendToPort,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, FORWARDED_BODY_BYTES_MAX);
  if (body === undefined) {
    response
      .writeHead(413, { connection: "close" })
      .end(`a forwarded request may have ${FORWARDED_BODY_BYTES_MAX} bytes (forwardedBodyBytesMax)\n`);
    return;
  }
  const reply = await send({
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: headersOf(request),
    body: body.toString("utf8"),
  });
  if (reply === undefined) connection.end();
  else sendReply(reply, response);
}

function sendReply({ status, statusText, headers, body }: PortReply, response: ServerResponse): void {
  response.sendDate = false;
  response.removeHeader("connection"); // else Node adds its own
  const lines = Object.entries(headers).flat();
  if (statusText === undefined) response.writeHead(status, lines);
  else response.writeHead(status, statusText, lines);
  response.end(body);
}
