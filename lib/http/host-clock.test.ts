import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Loop } from "../sim/loop.ts";
import { followHostClock } from "./host-clock.ts";

const HOUR_MS = 3_600_000;
const SOON = { timeout: 20_000 };
let wall: number;
let loop: Loop;
let stop: () => void;

beforeEach(() => {
  // Only the wall clock is the test's own: it stands still unless it is set.
  wall = Date.UTC(2026, 0, 5, 9);
  vi.spyOn(Date, "now").mockImplementation(() => wall);
  loop = new Loop();
  stop = followHostClock(loop);
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

function passWallClock(ms: number): void {
  wall += ms;
}
const ticks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

it("passes as the wall clock does", async () => {
  passWallClock(1_234);
  await expect.poll(() => loop.now, SOON).toBe(1_234);
});

it("passes no faster for two listeners, and goes on when one of them closes", async () => {
  const stopOther = followHostClock(loop);
  passWallClock(1_000);
  await expect.poll(() => loop.now, SOON).toBe(1_000);
  stopOther();
  passWallClock(1_000);
  await expect.poll(() => loop.now, SOON).toBe(2_000);
  await ticks();
  expect(loop.now).toBe(2_000);
});

it("stands still while a wall clock is set back, and goes on from there", async () => {
  passWallClock(-HOUR_MS);
  await ticks();
  expect(loop.now).toBe(0);
  passWallClock(500);
  await expect.poll(() => loop.now, SOON).toBe(500);
});

it("catches up with a night in which the laptop slept, and clients are heard all the while", async () => {
  let probes = 0;
  const probe = (): void => {
    probes++;
    loop.schedule(10_000, probe, { background: true });
  };
  probe();
  passWallClock(8 * HOUR_MS);
  let turns = 0;
  const turn = (): void => {
    if (loop.now >= 8 * HOUR_MS) return;
    turns++;
    setImmediate(turn);
  };
  turn();
  await expect.poll(() => loop.now, SOON).toBe(8 * HOUR_MS);
  expect(probes).toBe((8 * HOUR_MS) / 10_000 + 1);
  expect(turns).toBeGreaterThan(1_000);
});

it("leaves out what is more than a day ago", async () => {
  passWallClock(1_000 * HOUR_MS);
  await expect.poll(() => loop.now, SOON).toBe(24 * HOUR_MS);
});

it("stops in the middle of it when the listener is closed", async () => {
  passWallClock(24 * HOUR_MS);
  await expect.poll(() => loop.now, { ...SOON, interval: 1 }).toBeGreaterThan(0);
  stop();
  const stoppedAt = loop.now;
  expect(stoppedAt).toBeLessThan(24 * HOUR_MS);
  await ticks();
  expect(loop.now - stoppedAt).toBeLessThanOrEqual(5_000);
});
