import { expect, test } from "vitest";
import { proportionalCounts } from "./proportional-scaling.ts";

test.each([
  // The example of the Kubernetes documentation: nginx-deployment scaled to 15 in the midst of a bad rollout.
  {
    why: "15 of 10 with surge 3",
    target: { desired: 15, maxSurge: 3, observed: 13 },
    sizes: [8, 5],
    max: 13,
    scaled: [11, 7],
  },
  {
    why: "5 to 10 without surge",
    target: { desired: 10, maxSurge: 0, observed: 5 },
    sizes: [3, 2],
    max: 5,
    scaled: [6, 4],
  },
  {
    why: "down from 10 to 4",
    target: { desired: 4, maxSurge: 0, observed: 10 },
    sizes: [6, 4],
    max: 10,
    scaled: [2, 2],
  },
  {
    why: "to nothing",
    target: { desired: 0, maxSurge: 0, observed: 5 },
    sizes: [3, 2],
    max: 5,
    scaled: [0, 0],
  },
  {
    why: "what rounding leaves goes to the largest",
    target: { desired: 4, maxSurge: 0, observed: 3 },
    sizes: [1, 1, 1],
    max: 3,
    scaled: [2, 1, 1],
  },
  {
    why: "what rounding takes too much is missing at the end",
    target: { desired: 8, maxSurge: 0, observed: 6 },
    sizes: [2, 2, 2],
    max: 6,
    scaled: [3, 3, 2],
  },
  {
    why: "sets that do not know what was wanted before start from status.replicas",
    target: { desired: 20, maxSurge: 0, observed: 10 },
    sizes: [6, 4],
    max: undefined,
    scaled: [12, 8],
  },
])("$why: $sizes becomes $scaled", ({ target, sizes, max, scaled }) => {
  expect(
    proportionalCounts(
      target,
      sizes.map((replicas) => ({ replicas, maxReplicas: max })),
    ),
  ).toEqual(scaled);
});
