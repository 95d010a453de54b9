import { type AddressInfo, createServer } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { lab } from "./lab.ts";

const server = createServer();
afterEach(() => {
  server.close();
  vi.restoreAllMocks();
});

test.each([
  ["en", /^Port (\d+) is taken by another program\. Choose another one with --port/],
  ["ko", /^포트 (\d+)는 다른 프로그램이 쓰고 있습니다\. --port/],
] as const)("a taken port is named, and so is --port (%s)", async (lang, sentence) => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const printed = vi.spyOn(console, "error").mockReturnValue();
  expect(await lab({ browser: false, port, lang })).toBe(1);
  expect(printed.mock.calls).toEqual([[expect.stringMatching(sentence)]]);
});
