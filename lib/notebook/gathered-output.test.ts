import { expect, test, vi } from "vitest";
import { GatheredOutput } from "./gathered-output.ts";

test("pieces of one stream come as one, in order with those of the other", () => {
  const shown: string[][] = [];
  const output = new GatheredOutput((text, stream) => shown.push([stream, text]));
  for (const [text, stream] of [
    ["a", "stdout"],
    ["b", "stdout"],
    ["!", "stderr"],
    ["", "stdout"],
    ["c", "stdout"],
  ] as const)
    output.add(text, stream);
  output.flush();
  output.flush();
  expect(shown).toEqual([
    ["stdout", "ab"],
    ["stderr", "!"],
    ["stdout", "c"],
  ]);
});

test("nobody waits long for what was printed, and much of it comes at once", () => {
  const shown: number[] = [];
  const output = new GatheredOutput((text) => shown.push(text.length));
  const clock = vi.spyOn(performance, "now").mockReturnValue(1_000);
  output.add("a", "stdout");
  clock.mockReturnValue(1_100);
  output.add("b", "stdout");
  expect(shown).toEqual([2]);
  for (let i = 0; i < 7_000; i++) output.add("0123456789", "stdout");
  expect(shown).toHaveLength(2);
  clock.mockRestore();
});
