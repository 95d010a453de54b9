import { describe, expect, it } from "vitest";
import { Loop, LoopError } from "./loop.ts";

describe("the loop of simulated time", () => {
  it("runs timers by due time, and by order of scheduling at equal times", async () => {
    const loop = new Loop();
    const seen: string[] = [];
    for (const [delayMs, name] of [
      [20, "c"],
      [10, "a"],
      [10, "b"],
      [30, "d"],
    ] as const)
      loop.schedule(delayMs, () => seen.push(`${name}@${loop.now}`));
    await loop.advance(25);
    expect(seen).toEqual(["a@10", "b@10", "c@20"]);
    expect(loop.now).toBe(25);
  });

  it("keeps a thousand timers in order", async () => {
    const loop = new Loop();
    const seen: number[] = [];
    for (let at = 0; at < 1000; at++) loop.schedule((at * 7919) % 1000, () => seen.push(loop.now));
    await loop.settle();
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen).toHaveLength(1000);
  });

  it("does not run a cancelled timer, nor wait for it", async () => {
    const loop = new Loop();
    let ran = false;
    loop.schedule(1000, () => (ran = true)).cancel();
    await loop.settle();
    expect(ran).toBe(false);
    expect(loop.now).toBe(0);
  });

  it("stands still while an actor waits for something of the host", async () => {
    const loop = new Loop();
    loop.schedule(5, () => {});
    const before = await loop.run(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return loop.now;
    });
    expect(before).toBe(0);
  });

  it("moves for an actor that sleeps, and interleaves several by time", async () => {
    const loop = new Loop();
    const seen: string[] = [];
    const actor = (name: string, periodMs: number) =>
      loop.run(async () => {
        for (let round = 0; round < 3; round++) {
          await loop.sleep(periodMs);
          seen.push(`${name}@${loop.now}`);
        }
      });
    await Promise.all([actor("fast", 10), actor("slow", 25)]);
    expect(seen).toEqual(["fast@10", "fast@20", "slow@25", "fast@30", "slow@50", "slow@75"]);
  });

  it("settles with background work still ahead", async () => {
    const loop = new Loop();
    const beat = (): void => void loop.schedule(10_000, beat, { background: true });
    beat();
    loop.schedule(500, () => {});
    await loop.settle();
    expect(loop.now).toBe(500);
  });

  it("says so when it never settles", async () => {
    const loop = new Loop();
    const again = (): void => void loop.schedule(1000, again);
    again();
    await expect(loop.settle(60_000)).rejects.toThrow(
      "did not settle within 60 s of simulated time (settleLimit)",
    );
  });

  it("says so when an actor waits for something that nothing will bring", async () => {
    const loop = new Loop();
    await expect(loop.run(() => loop.park(() => {}))).rejects.toThrow(LoopError);
  });

  it("lets nothing happen beside an actor that is done at once", async () => {
    const loop = new Loop();
    const seen: string[] = [];
    loop.schedule(0, () => seen.push("due"));
    const both = [loop.run(() => seen.push("first")), loop.run(() => seen.push("second"))];
    expect(await Promise.all(both)).toEqual([1, 2]);
    expect(seen).toEqual(["first", "second"]);
    await expect(
      loop.run(() => {
        throw new Error("mine");
      }),
    ).rejects.toThrow("mine");
    await loop.settle(); // none of them counts as an actor any more
    expect(seen).toEqual(["first", "second", "due"]);
  });

  it("passes on what an actor throws", async () => {
    const loop = new Loop();
    await expect(
      loop.run(async () => {
        await loop.sleep(5);
        throw new RangeError("mine");
      }),
    ).rejects.toThrow("mine");
  });

  it("leaves time to others in real time", async () => {
    const loop = new Loop();
    loop.realTime = true;
    let woken = false;
    const waiting = loop.run(async () => {
      await loop.sleep(100);
      woken = true;
    });
    await loop.advance(99);
    expect(woken).toBe(false);
    await loop.advance(1);
    await waiting;
    expect(woken).toBe(true);
  });
});
