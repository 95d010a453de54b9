import { describe, expect, test } from "vitest";
import { newReplicaCount, oldReplicaCounts, resolveFenceposts } from "./rolling-update.ts";

describe("surge is rounded up and unavailability down", () => {
  test.each([
    ["25%", "25%", 1, 1, 0],
    ["25%", "25%", 3, 1, 0],
    ["25%", "25%", 4, 1, 1],
    ["25%", "25%", 10, 3, 2],
    ["100%", 0, 5, 5, 0],
    [0, "50%", 3, 0, 1],
    [1, 2, 10, 1, 2],
  ])(
    "maxSurge %s and maxUnavailable %s of %i replicas are %i and %i",
    (surge, unavailable, replicas, maxSurge, maxUnavailable) => {
      expect(resolveFenceposts(surge, unavailable, replicas)).toEqual({ maxSurge, maxUnavailable });
    },
  );

  test("when both come to 0, one Pod may be missing", () => {
    expect(resolveFenceposts(0, "10%", 5)).toEqual({ maxSurge: 0, maxUnavailable: 1 });
  });
});

describe("the new ReplicaSet grows into the room that is left", () => {
  test.each([
    { desired: 10, maxSurge: 0, total: 10, current: 0, grown: 0 },
    { desired: 10, maxSurge: 2, total: 10, current: 0, grown: 2 },
    { desired: 10, maxSurge: 20, total: 5, current: 5, grown: 10 },
    { desired: 10, maxSurge: 5, total: 20, current: 10, grown: 10 },
    { desired: 3, maxSurge: 1, total: 0, current: 0, grown: 3 },
  ])(
    "$current of $desired becomes $grown with $total in all and surge $maxSurge",
    ({ desired, maxSurge, total, current, grown }) => {
      expect(newReplicaCount(desired, maxSurge, total, current)).toBe(grown);
    },
  );
});

describe("the old ReplicaSets shrink", () => {
  const set = (replicas: number, available = replicas) => ({ replicas, available });
  test.each([
    {
      why: "not at all when nothing may be missing and the new Pods are not there yet",
      maxUnavailable: 0,
      newSet: set(3, 0),
      oldSets: [set(10)],
      sizes: [10],
    },
    {
      why: "by what new available Pods make up for",
      maxUnavailable: 0,
      newSet: set(3),
      oldSets: [set(10)],
      sizes: [7],
    },
    { why: "by what may be missing", maxUnavailable: 2, newSet: set(0), oldSets: [set(10)], sizes: [8] },
    {
      why: "first where Pods are not available, even when that is not in the oldest",
      maxUnavailable: 2,
      newSet: set(0),
      oldSets: [set(5), set(5, 3)],
      sizes: [5, 3],
    },
    {
      why: "by what is not available although nothing may be missing",
      maxUnavailable: 0,
      newSet: set(4),
      oldSets: [set(8, 6)],
      sizes: [6],
    },
    {
      why: "the oldest before the others",
      maxUnavailable: 0,
      newSet: set(6),
      oldSets: [set(3), set(5)],
      sizes: [0, 4],
    },
    {
      why: "not below what is needed while new Pods fail",
      maxUnavailable: 2,
      newSet: set(5, 0),
      oldSets: [set(8)],
      sizes: [8],
    },
  ])("$why", ({ maxUnavailable, newSet, oldSets, sizes }) => {
    expect(oldReplicaCounts(10, maxUnavailable, newSet, oldSets)).toEqual(sizes);
  });
});
