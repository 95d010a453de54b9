// Properties of traffic under change. SEED=n replays one story; SEEDS=n runs as many, from 1.
import { describe, expect, test } from "vitest";
import { type ProxyModeName, proxyModes } from "./node/proxy-modes/index.ts";
import { runSwarm } from "./testing/swarm.ts";
import { chiSquare, chiSquareQuantile, type Tally } from "./testing/swarm-batch.ts";

const { SEED, SEEDS = "24" } = process.env;
const seeds = SEED === undefined ? Array.from({ length: Number(SEEDS) }, (_, at) => at + 1) : [Number(SEED)];
const modes = Object.keys(proxyModes) as ProxyModeName[];
/** A false alarm once in two million runs: the tails beyond 5 standard deviations, on both sides. */
const DEVIATIONS = 5;

describe.each(modes)("with kube-proxy in mode %s", (mode) => {
  const tallies: Tally[] = [];

  test(`every request of ${seeds.length} stories reaches a ready endpoint of its Service, or fails for the right reason`, {
    timeout: 3_600_000,
  }, async () => {
    for (const seed of seeds) tallies.push(...(await runSwarm(seed, mode)).tallies);
  });

  test("endpoints get as much as chance gives them, or exactly their turn", () => {
    const { statistic, freedom } = chiSquare(tallies);
    expect(freedom).toBeGreaterThan(20);
    const [least, most] = [chiSquareQuantile(freedom, -DEVIATIONS), chiSquareQuantile(freedom, DEVIATIONS)];
    if (mode === "ipvs") expect(statistic).toBeLessThan(least);
    else
      expect(
        [statistic >= least, statistic <= most],
        `chi-square ${statistic} with ${freedom} degrees of freedom`,
      ).toEqual([true, true]);
  });

  test("the same seed tells the same story", async () => {
    const [seed = 1] = seeds;
    const [once, again] = [await runSwarm(seed, mode), await runSwarm(seed, mode)];
    expect(again.hops).toBe(once.hops);
  });
});
