import { expect, test, vi } from "vitest";
import { Loop } from "./loop.ts";
import { onStop } from "./stop.ts";

test("everybody who waits is told once, in order, but for who has taken leave", () => {
  const end = new AbortController();
  const told: string[] = [];
  onStop(end.signal, () => told.push("a"));
  const forget = onStop(end.signal, () => told.push("b"));
  onStop(end.signal, () => told.push("c"));
  forget();
  end.abort();
  end.abort();
  expect(told).toEqual(["a", "c"]);
});

test("however many wait, the signal has one listener", () => {
  const end = new AbortController();
  const listen = vi.spyOn(end.signal, "addEventListener");
  for (let i = 0; i < 100; i++) onStop(end.signal, () => {});
  expect(listen).toHaveBeenCalledTimes(1);
});

test("a stopped sleep ends at once with the reason, and leaves no timer behind", async () => {
  const loop = new Loop();
  const end = new AbortController();
  loop.schedule(5, () => end.abort(new Error("stop")));
  const sleeper = loop.run(() => loop.sleep(1000, { signal: end.signal }));
  await expect(sleeper).rejects.toThrow("stop");
  expect(loop.now).toBe(5);
  await loop.settle();
  expect(loop.now).toBe(5);
  await expect(loop.run(() => loop.sleep(1000, { signal: end.signal }))).rejects.toThrow("stop");
  expect(loop.now).toBe(5);
});

test("who was woken is not stopped any more", async () => {
  const loop = new Loop();
  const end = new AbortController();
  const woken = await loop.run(() =>
    loop.park<string>((wake) => loop.schedule(3, () => wake("here")), end.signal),
  );
  end.abort();
  expect(woken).toBe("here");
});
