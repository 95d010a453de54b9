/**
 * The edge of the simulation: the one place that opens a socket and reads the host's clock. Serves the API on
 * 127.0.0.1 with a token, in real time: simulated time follows the host's clock while a listener is open.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/api-error.ts";
import type { Loop } from "../sim/loop.ts";
import { createCertificate } from "./certificate.ts";
import { type Answer, failure, type Handler, plainText, type Stream } from "./exchange.ts";
import { createHandler, inFormFor } from "./handler.ts";
import { followHostClock } from "./host-clock.ts";
import { authorize, headersOf, readBody, urlOf } from "./incoming-request.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { createTlsListener } from "./tls-listener.ts";
import { acceptUpgrade } from "./upgrade.ts";

export interface ServeOptions {
  readonly api: Api;
  readonly loop: Loop;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
  /** 0 for any free port. */
  readonly port: number;
  /** Where to write the kubeconfig; absent: a file of its own in the host's temporary folder. */
  readonly kubeconfig?: string;
  /** Time stands still instead of following the host's clock; for comparisons. */
  readonly frozen?: boolean;
}

export interface Listener {
  readonly url: string;
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
  readonly token: string;
  close(): Promise<void>;
}

/** The largest request body (bodyBytesMax), as large as the real server takes. */
const BODY_BYTES_MAX = 3 * 1024 * 1024;
/** How much of a stream waits for a client that does not read, before the client is let go (unreadBytesMax). */
const UNREAD_BYTES_MAX = 16 * 1024 * 1024;
/** How long a client may leave an answer unread, before it is let go (unreadTimeMax); Node notices after twice that. */
const UNREAD_TIME_MS = 60_000;
/** URL and headers together (headerBytesMax), as the real server takes them. Behind it Node answers 431 by itself. */
const HEADER_BYTES_MAX = 1024 * 1024;
/** How long a client may take for its headers (headersTimeMax) and leave a connection idle (idleTimeMax), as with the real server. */
const HEADERS_TIME_MS = 32_000;
const IDLE_TIME_MS = 90_000;

export async function serve(options: ServeOptions): Promise<Listener> {
  const { key, certificate } = await createCertificate();
  const token = randomBytes(24).toString("base64url");
  const handler = createHandler({
    api: options.api,
    now: () => options.epochMs + options.loop.now,
    after: afterHostTime,
    run: (work) => options.loop.run(work),
  });
  const limits = {
    maxHeaderSize: HEADER_BYTES_MAX,
    headersTimeout: HEADERS_TIME_MS,
    keepAliveTimeout: IDLE_TIME_MS,
  };
  const server = createServer({ key, cert: certificate, ...limits }, (request, response) => {
    // A client that leaves in the middle of its request gets no answer, and nobody else is hurt.
    respond(handler, token, request, response).catch(() => response.destroy());
  });
  const listener = createTlsListener(server);
  server.on("upgrade", (request, socket, head) =>
    acceptUpgrade(options.api, options.loop, token, { request, socket, head }),
  );
  const closeServer = closerOf(listener);
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(options.port, "127.0.0.1", resolve);
  });
  const url = `https://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const file = options.kubeconfig ?? join(mkdtempSync(join(tmpdir(), "bootcamp-")), "kubeconfig");
  try {
    writeFileSync(file, kubeconfig({ url, certificate, token }), { mode: 0o600 });
  } catch (error) {
    await closeServer();
    throw error;
  }
  const stopClock = options.frozen === true ? () => {} : followHostClock(options.loop);
  return {
    url,
    kubeconfig: file,
    token,
    async close() {
      stopClock();
      await closeServer();
      if (options.kubeconfig === undefined) rmSync(join(file, ".."), { recursive: true, force: true });
    },
  };
}

function afterHostTime(delayMs: number, call: () => void): () => void {
  const timer = setTimeout(call, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}

/** @returns what ends every connection, those that left HTTP behind too. */
function closerOf(server: Server): () => Promise<void> {
  const sockets = new Set<Duplex>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

async function respond(
  handler: Handler,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const result = await resultOf(handler, token, request);
  if (!request.complete) response.setHeader("connection", "close");
  if ("start" in result) sendStream(result, response);
  else sendAnswer(result, response);
}

async function resultOf(handler: Handler, token: string, request: IncomingMessage): Promise<Answer | Stream> {
  const url = urlOf(request);
  if (url === undefined) return plainText(400, "400 Bad Request");
  const { method = "GET" } = request;
  const exchange = { method, ...url, headers: headersOf(request), body: NOTHING };
  try {
    authorize(request, url, token);
    const body = await readBody(request, BODY_BYTES_MAX);
    if (body === undefined) throw TOO_LARGE;
    return await handler({ ...exchange, body });
  } catch (error) {
    if (error instanceof ApiError) return inFormFor(exchange, failure(error));
    throw error;
  }
}

const NOTHING = new Uint8Array();
const TOO_LARGE = new ApiError(
  413,
  "RequestEntityTooLarge",
  `Request entity too large: limit is ${BODY_BYTES_MAX} bytes (bodyBytesMax)`,
);

function sendAnswer(answer: Answer, response: ServerResponse): void {
  addWarnings(answer, response);
  response.setTimeout(UNREAD_TIME_MS, () => response.destroy());
  response.writeHead(answer.status, {
    "content-type": answer.contentType,
    "content-length": Buffer.byteLength(answer.body),
  });
  response.end(answer.body);
}

function addWarnings({ warnings = [] }: Answer | Stream, response: ServerResponse): void {
  for (const text of warnings)
    response.appendHeader("Warning", `299 - "${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
}

function sendStream(stream: Stream, response: ServerResponse): void {
  if (response.destroyed) return; // the client has left while the stream was prepared
  addWarnings(stream, response);
  response.writeHead(200, { "content-type": stream.contentType });
  response.flushHeaders();
  const stop = stream.start(
    (text) => {
      if (response.writableEnded || response.destroyed) return;
      response.write(text);
      if (response.writableLength > UNREAD_BYTES_MAX) response.destroy();
    },
    () => response.end(),
  );
  response.on("close", stop);
}
