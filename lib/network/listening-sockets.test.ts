import { describe, expect, test } from "vitest";
import { ListeningSockets, parseEndpoint } from "./listening-sockets.ts";

const IP = "10.244.1.4";
const handler = () => ({ status: 200, headers: {}, body: "" });

function listenAt(...endpoints: string[]) {
  const sockets = new ListeningSockets();
  const open = (endpoint: string) =>
    sockets.open({ ...parseEndpoint(endpoint), handler, program: "web" }, IP);
  return { sockets, errors: endpoints.map(open) };
}

describe("what listens", () => {
  test.each([
    ["80", true, true],
    [":80", true, true],
    ["0.0.0.0:80", true, true],
    ["127.0.0.1:80", false, true],
    ["localhost:80", false, true],
    [`${IP}:80`, true, false],
    ["[::]:80", false, false],
    ["[::1]:80", false, false],
  ])("at %s is heard from others: %s, from itself at 127.0.0.1: %s", (endpoint, others, itself) => {
    const { sockets, errors } = listenAt(endpoint);
    expect(errors).toEqual([undefined]);
    expect([sockets.at(80, false), sockets.at(80, true)].map((found) => found !== undefined)).toEqual([
      others,
      itself,
    ]);
    expect(sockets.at(81, true)).toBeUndefined();
  });

  test("cannot share an address, and can share a port", () => {
    expect(listenAt("127.0.0.1:80", "127.0.0.1:80").errors).toEqual([undefined, "in use"]);
    expect(listenAt("127.0.0.1:80", "80").errors).toEqual([undefined, "in use"]);
    expect(listenAt("0.0.0.0:80", "127.0.0.1:80").errors).toEqual([undefined, "in use"]);
    expect(listenAt("127.0.0.1:80", `${IP}:80`, "0.0.0.0:81", "[::]:81").errors).toEqual(
      Array(4).fill(undefined),
    );
  });

  test("needs an address of its own machine", () => {
    expect(listenAt("10.96.0.10:80").errors).toEqual(["not available"]);
  });

  test("is listed in order, and gone when closed", () => {
    const { sockets } = listenAt("127.0.0.1:80", "81");
    expect(sockets.all).toMatchObject([
      { address: "127.0.0.1", port: 80, program: "web" },
      { address: "*", port: 81 },
    ]);
    const [first] = sockets.all;
    if (first !== undefined) sockets.close(first);
    expect(sockets.all.map(({ port }) => port)).toEqual([81]);
  });
});
