import { describe, expect, it } from "vitest";
import { Loop } from "./loop.ts";
import { WorkQueue } from "./work-queue.ts";

class Busy extends Error {}

function queue(work: (key: string) => void) {
  const loop = new Loop();
  return {
    loop,
    keys: new WorkQueue(loop, { latencyMs: 10, work, isRetriable: (error) => error instanceof Busy }),
  };
}

describe("a work queue", () => {
  it("works on a key once for many events", async () => {
    const seen: string[] = [];
    const { loop, keys } = queue((key) => seen.push(key));
    for (const key of ["a", "b", "a", "a"]) keys.add(key);
    await loop.settle();
    expect(seen).toEqual(["a", "b"]);
  });

  it("takes a key again that is added while it is worked on", async () => {
    let rounds = 0;
    const { loop, keys } = queue((key) => {
      if (++rounds < 3) keys.add(key);
    });
    keys.add("a");
    await loop.settle();
    expect(rounds).toBe(3);
  });

  it("tries again with doubling delays", async () => {
    const at: number[] = [];
    const { loop, keys } = queue(() => {
      at.push(loop.now);
      if (at.length < 4) throw new Busy();
    });
    keys.add("a");
    await loop.settle();
    expect(at).toEqual([10, 25, 45, 75]);
  });

  it("lets a cluster settle around a key that never succeeds", async () => {
    let tries = 0;
    const { loop, keys } = queue(() => {
      tries++;
      throw new Busy();
    });
    keys.add("a");
    await loop.settle();
    expect(tries).toBe(11);
  });

  it("does not swallow our own bugs", async () => {
    const { loop, keys } = queue(() => {
      throw new TypeError("bug");
    });
    keys.add("a");
    await expect(loop.settle()).rejects.toThrow("bug");
  });
});
