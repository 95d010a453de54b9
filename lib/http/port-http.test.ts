import { duplexPair } from "node:stream";
import { describe, expect, it } from "vitest";
import type { PortReply, PortRequest } from "../api/api.ts";
import { type SendToPort, serveHttp } from "./port-http.ts";

const REPLY: PortReply = { status: 200, headers: { Server: "test", "Content-Length": "3" }, body: "hi\n" };

/** Writes the bytes of one connection and gives back all that came until it was closed, or until nothing more comes. */
async function talk(send: SendToPort, ...pieces: string[]): Promise<string> {
  const [client, server] = duplexPair();
  serveHttp(server, send);
  let text = "";
  let isOver = false;
  client.setEncoding("utf8");
  client.on("data", (piece: string) => {
    text += piece;
  });
  client.on("end", () => {
    isOver = true;
  });
  for (const piece of pieces) {
    client.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (let turn = 0; turn < 10 && !isOver; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  client.destroy();
  return text + (isOver ? "[closed]" : "[open]");
}

const answering = (reply: PortReply = REPLY): { readonly seen: PortRequest[]; readonly send: SendToPort } => {
  const seen: PortRequest[] = [];
  const send: SendToPort = async (request) => {
    seen.push(request);
    return reply;
  };
  return { seen, send };
};

const WRITTEN = "HTTP/1.1 200 OK\r\nServer: test\r\nContent-Length: 3\r\n\r\nhi\n";

describe("HTTP on a forwarded port", () => {
  it("writes the reply as the Pod's server does, with no header of its own, and keeps the connection", async () => {
    expect(
      await talk(answering().send, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"),
    ).toBe(`${WRITTEN}${WRITTEN}[open]`);
  });

  it("hands over method, path, headers and body, however the body comes", async () => {
    const { seen, send } = answering();
    await talk(
      send,
      "POST /a?b=c HTTP/1.1\r\nHost: a\r\nX-Twice: 1\r\nX-Twice: 2\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
      "lo\r\n6\r\n world\r\n0\r\n\r\n",
    );
    expect(seen).toEqual([
      {
        method: "POST",
        path: "/a?b=c",
        headers: { host: "a", "x-twice": "1, 2", "transfer-encoding": "chunked" },
        body: "hello world",
      },
    ]);
  });

  it("sends no body after HEAD, and closes behind HTTP/1.0 and where the client asks for it", async () => {
    expect(await talk(answering({ ...REPLY, body: "" }).send, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")).toBe(
      `${WRITTEN.slice(0, -3)}[open]`,
    );
    expect(await talk(answering().send, "GET / HTTP/1.0\r\n\r\n")).toBe(`${WRITTEN}[closed]`);
    expect(await talk(answering().send, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).toBe(
      `${WRITTEN}[closed]`,
    );
  });

  it("closes without a word where the Pod's server does, and behind what is no HTTP", async () => {
    expect(await talk(async () => undefined, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")).toBe("[closed]");
    expect(await talk(answering().send, "hello\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n.*\[closed\]$/s,
    );
  });

  it("names its limit to a body that is too large", async () => {
    const { seen, send } = answering();
    const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${17 * 1024 * 1024}\r\n\r\n`;
    expect(await talk(send, head + "x".repeat(17 * 1024 * 1024))).toContain("forwardedBodyBytesMax");
    expect(seen).toEqual([]);
  });
});
