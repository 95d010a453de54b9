import { type AddressInfo, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { lab } from "./lab.ts";
import { UsageError } from "./usage-error.ts";

const server = createServer();
afterEach(() => {
  server.close();
});

test.each([
  ["en", /^Port (\d+) is taken by another program\. Choose another one with --port/],
  ["ko", /^포트 (\d+)는 다른 프로그램이 쓰고 있습니다\. --port/],
] as const)("a taken port is named, and so is --port (%s)", async (lang, sentence) => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await expect(lab({ browser: false, port, lang })).rejects.toThrow(sentence);
  await expect(lab({ browser: false, port, lang })).rejects.toBeInstanceOf(UsageError);
});
