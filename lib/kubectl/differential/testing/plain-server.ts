/** Serves any API over plain HTTP, without a token, at a standing simulated time: for recordings of objects that no cluster holds. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Api } from "../../../api/api.ts";
import type { Handler } from "../../../http/exchange.ts";
import { createHandler } from "../../../http/handler.ts";

/** A watch ends after so much of the host's time: what is recorded never changes. */
const WATCH_MS = 300;

export interface PlainServer {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * @param now simulated Unix milliseconds
 * @param shown what is done to each body, or piece of one, before it is sent
 */
export async function servePlainly(
  api: Api,
  now: number,
  shown: (body: string) => string,
): Promise<PlainServer> {
  const handler = createHandler({
    api,
    now: () => now,
    after: (delayMs, call) => {
      const timer = setTimeout(call, Math.min(delayMs, WATCH_MS));
      return () => clearTimeout(timer);
    },
    run: (work) => work(),
  });
  const server = createServer((request, response) => void respond(handler, shown, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  handler: Handler,
  shown: (body: string) => string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://lab");
  const answer = await handler({
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: { accept: request.headers.accept, "content-type": request.headers["content-type"] },
    body: await buffer(request),
  });
  if ("start" in answer) {
    response.writeHead(200, { "content-type": answer.contentType });
    const stop = answer.start(
      (piece) => response.write(shown(piece)),
      () => response.end(),
    );
    response.on("close", stop);
    return;
  }
  for (const text of answer.warnings ?? []) response.appendHeader("Warning", `299 - "${text}"`);
  response.writeHead(answer.status, { "content-type": answer.contentType });
  response.end(typeof answer.body === "string" ? shown(answer.body) : answer.body);
}
