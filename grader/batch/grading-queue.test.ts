import { describe, expect, test } from "vitest";
import { EmbeddedQueue } from "./grading-queue.ts";

async function queueOf(...jobs: readonly string[]) {
  const clock = { now: 0 };
  const queue = new EmbeddedQueue<string>(() => clock.now);
  for (const job of jobs) await queue.enqueue(job);
  return { queue, clock };
}

describe("a queue", () => {
  test("gives each job to one, the oldest first, and then none", async () => {
    const { queue } = await queueOf("kim", "lee");
    const taken = [await queue.claim(10), await queue.claim(10), await queue.claim(10)];
    expect(taken.map((lease) => lease?.job)).toEqual(["kim", "lee", undefined]);
  });

  test("gives a job again whose lease has run out, and counts it once", async () => {
    const { queue, clock } = await queueOf("kim");
    const slow = await queue.claim(10);
    clock.now = 10;
    const second = await queue.claim(10);
    expect(second?.job).toBe("kim");
    if (slow === undefined || second === undefined) throw new Error("nothing was claimed");
    expect([await queue.complete(slow), await queue.complete(second)]).toEqual([true, false]);
    clock.now = 100;
    expect(await queue.claim(10)).toBeUndefined();
  });

  test("gives a job at once that was given up, unless somebody else has it by then", async () => {
    const { queue, clock } = await queueOf("kim");
    const first = await queue.claim(10);
    if (first === undefined) throw new Error("nothing was claimed");
    await queue.giveUp(first);
    const second = await queue.claim(10);
    expect(second?.job).toBe("kim");
    await queue.giveUp(first);
    expect(await queue.claim(10)).toBeUndefined();
    clock.now = 10;
    expect((await queue.claim(10))?.job).toBe("kim");
  });
});
