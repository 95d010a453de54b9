import { once } from "node:events";
import { constants, createInflate } from "node:zlib";
import { describe, expect, it } from "vitest";
import { controlFrame, FrameType } from "./frame.ts";
import type { SpdyStream } from "./stream.ts";
import { createSpdyClient } from "./testing/spdy-client.ts";

async function textOf(stream: SpdyStream): Promise<string> {
  let text = "";
  stream.on("data", (piece: Buffer) => {
    text += piece;
  });
  await once(stream, "end");
  return text;
}

describe("a SPDY connection", () => {
  it.each([1, 3, 7, Number.POSITIVE_INFINITY])(
    "reads streams and their headers, the bytes cut into pieces of %s",
    async (pieceBytes) => {
      const client = createSpdyClient((stream) => void stream.pipe(stream), pieceBytes);
      await client.open(1, { streamtype: "error", port: "80" });
      await client.open(3, { streamtype: "data", port: "80", requestid: "0" });
      client.data(3, "hello", true);
      const frames = await client.received(4);
      expect(client.streams.map(({ id, headers }) => ({ id, headers }))).toEqual([
        { id: 1, headers: { streamtype: "error", port: "80" } },
        { id: 3, headers: { streamtype: "data", port: "80", requestid: "0" } },
      ]);
      expect(frames.slice(0, 2)).toMatchObject([{ type: FrameType.synReply }, { type: FrameType.synReply }]);
      expect(frames.slice(2)).toMatchObject([
        { kind: "data", streamId: 3, isLast: false, payload: Buffer.from("hello") },
        { kind: "data", streamId: 3, isLast: true, payload: Buffer.alloc(0) },
      ]);
    },
  );

  it("answers a new stream with headers that zlib reads as none", async () => {
    const client = createSpdyClient();
    for (const id of [1, 3, 5]) await client.open(id, { streamtype: "data" });
    const inflate = createInflate({ flush: constants.Z_SYNC_FLUSH });
    for (const { payload } of await client.received(3)) {
      const block = await new Promise((resolve) =>
        inflate.write(payload.subarray(4), () => resolve(inflate.read())),
      );
      expect(block).toEqual(Buffer.alloc(4));
    }
  });

  it("ends each direction of a stream on its own", async () => {
    const client = createSpdyClient();
    await client.open(1, {});
    client.data(1, "question", true);
    await client.received(1);
    const [stream] = client.streams as [SpdyStream];
    expect(await textOf(stream)).toBe("question");
    stream.end("answer");
    expect((await client.received(3)).slice(1)).toMatchObject([
      { payload: Buffer.from("answer") },
      { isLast: true },
    ]);
    expect(
      client.frames.some((frame) => frame.kind === "control" && frame.type === FrameType.rstStream),
    ).toBe(false);
  });

  it("cuts long output into frames, and loses nothing of it", async () => {
    const client = createSpdyClient((stream) => void stream.end("0123456789abcdef".repeat(20_000)));
    await client.open(1, {});
    while (client.frames.at(-1)?.isLast !== true) await client.received(client.frames.length + 1);
    const pieces = client.frames.filter(({ kind }) => kind === "data").map(({ payload }) => payload);
    expect(Math.max(...pieces.map(({ length }) => length))).toBe(32 * 1024);
    expect(Buffer.concat(pieces).toString()).toBe("0123456789abcdef".repeat(20_000));
  });

  it("tells the client of a stream that it gives up, and forgets the one that the client gives up", async () => {
    const client = createSpdyClient();
    await client.open(1, {});
    await client.open(3, {});
    await client.received(2);
    client.streams[0]?.destroy();
    expect((await client.received(3))[2]).toMatchObject({
      type: FrameType.rstStream,
      payload: controlFrame(0, [1, 5]).subarray(8),
    });
    const closed = once(client.streams[1] as SpdyStream, "close");
    client.control(FrameType.rstStream, [3, 5]);
    await closed;
    client.data(3, "too late");
    client.control(FrameType.ping, [7]);
    expect((await client.received(4))[3]).toMatchObject({
      type: FrameType.ping,
      payload: Buffer.from([0, 0, 0, 7]),
    });
  });

  it("leaves when the client does, once the streams have ended", async () => {
    const client = createSpdyClient();
    await client.open(1, {});
    await client.received(1);
    client.control(FrameType.goAway, [0, 0]);
    client.data(1, "", true);
    client.streams[0]?.resume().end();
    expect((await client.received(3)).slice(1)).toMatchObject([
      { kind: "data", isLast: true },
      { type: FrameType.goAway },
    ]);
  });

  it("ends every stream when the connection is cut", async () => {
    const client = createSpdyClient();
    await client.open(1, {});
    await client.received(1);
    const closed = once(client.streams[0] as SpdyStream, "close");
    client.socket.destroy();
    await closed;
  });

  it("reads over frames that it knows nothing of: SETTINGS and WINDOW_UPDATE", async () => {
    const client = createSpdyClient();
    client.control(4, [0]);
    client.control(9, [1, 1024]);
    client.control(FrameType.ping, [1]);
    expect(await client.received(1)).toMatchObject([{ type: FrameType.ping }]);
  });

  it.each([
    ["another version", Buffer.from([0x80, 2, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1])],
    ["a frame of more than frameBytesMax", Buffer.from([0, 0, 0, 1, 0, 0xff, 0xff, 0xff])],
    [
      "headers that zlib cannot read",
      controlFrame(FrameType.synStream, [1, 0], Buffer.from("no zlib at all, but long enough")),
    ],
    ["a frame that ends too early", controlFrame(FrameType.ping, [])],
  ])("hangs up on %s", async (_, bytes) => {
    const client = createSpdyClient();
    const closed = once(client.socket, "close");
    client.socket.write(bytes);
    await closed;
    expect(client.streams).toEqual([]);
  });

  it("hangs up on headers of more than streamHeaderBytesMax", async () => {
    const client = createSpdyClient();
    const closed = once(client.socket, "close");
    await client.open(1, { streamtype: "x".repeat(100_000) });
    await closed;
    expect(client.streams).toEqual([]);
  });
});
