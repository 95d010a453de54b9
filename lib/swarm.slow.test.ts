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
const STORIES_MS_MAX = 3_600_000;

/** @throws Error of the first request that ends otherwise than it must, with its seed. */
async function playAll(mode: ProxyModeName): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  for (const seed of seeds) tallies.push(...(await runSwarm(seed, mode)).tallies);
  return tallies;
}

describe.each(modes)("with kube-proxy in mode %s", (mode) => {
  let played: Promise<readonly Tally[]> | undefined;
  /** Two tests look at the same stories: whichever runs first has them played. */
  const talliesOfStories = (): Promise<readonly Tally[]> => {
    played ??= playAll(mode);
    return played;
  };

  test(`every request of ${seeds.length} stories reaches a ready endpoint of its Service, or fails for the right reason`, {
    timeout: STORIES_MS_MAX,
  }, async () => {
    expect(await talliesOfStories()).not.toEqual([]);
  });

  test("endpoints get as much as chance gives them, or exactly their turn", {
    timeout: STORIES_MS_MAX,
  }, async () => {
    const { statistic, freedom } = chiSquare(await talliesOfStories());
    expect(freedom).toBeGreaterThan(20);
    const [least, most] = [chiSquareQuantile(freedom, -DEVIATIONS), chiSquareQuantile(freedom, DEVIATIONS)];
    if (proxyModes[mode].takesTurns) expect(statistic).toBeLessThan(least);
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
