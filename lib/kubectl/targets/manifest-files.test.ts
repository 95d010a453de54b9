import { expect, test } from "vitest";
import type { Invocation } from "../verb.ts";
import { manifestTexts } from "./manifest-files.ts";

const read = async (stdin: string): Promise<number> => {
  let texts = 0;
  // manifestTexts asks an invocation for its standard input alone.
  const invocation = { client: { shell: { stdin } } } as unknown as Invocation;
  for await (const { text } of manifestTexts(invocation, ["-"])) texts += text.length;
  return texts;
};

test("the manifests of a command are measured in bytes of UTF-8", async () => {
  await expect(read("a".repeat(4_000_000))).resolves.toBe(4_000_000);
  await expect(read("가".repeat(1_333_333))).resolves.toBe(1_333_333);
  await expect(read("가".repeat(1_333_334))).rejects.toThrow(
    "the manifests are larger than manifestBytesMax = 4000000 bytes",
  );
});
