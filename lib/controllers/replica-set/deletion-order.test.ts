import { expect, test } from "vitest";
import type { Pod } from "../../api/kinds/pod.ts";
import { orderForDeletion } from "./deletion-order.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

interface PodFacts {
  readonly node?: string;
  readonly phase?: string;
  readonly ready?: boolean;
  readonly readyMinutes?: number;
  readonly ageMinutes?: number;
  readonly restarts?: number;
  readonly cost?: string;
}

function pod(
  name: string,
  {
    node = "node-1",
    phase = "Running",
    ready = true,
    readyMinutes = 60,
    ageMinutes = 60,
    restarts = 0,
    cost,
  }: PodFacts,
): Pod {
  return {
    metadata: {
      name,
      uid: name,
      creationTimestamp: ago(ageMinutes),
      ...(cost === undefined ? {} : { annotations: { "controller.kubernetes.io/pod-deletion-cost": cost } }),
    },
    spec: { nodeName: node },
    status: {
      phase,
      conditions: [
        { type: "Ready", status: ready ? "True" : "False", lastTransitionTime: ago(readyMinutes) },
      ],
      containerStatuses: [{ restartCount: restarts }],
    },
  } as unknown as Pod;
}

test.each<[string, PodFacts, PodFacts]>([
  ["a Pod without node goes before one with", { node: "", phase: "Pending", ready: false }, {}],
  ["a pending Pod goes before a running one", { phase: "Pending", ready: false }, { ready: false }],
  ["a Pod of an unknown phase goes after a pending and before a running one", { phase: "Unknown" }, {}],
  ["a Pod that is not ready goes before a ready one", { ready: false }, {}],
  ["a cheaper Pod goes first", { cost: "-5" }, {}],
  ["a cost that is no number counts as 0", { cost: "cheap" }, { cost: "1" }],
  ["readiness weighs more than cost", { ready: false, cost: "100" }, { cost: "-100" }],
  ["the one that is ready for a shorter time goes first", { readyMinutes: 1 }, {}],
  [
    "among Pods that are not ready, the one with more restarts goes first",
    { ready: false, restarts: 3 },
    { ready: false, restarts: 1 },
  ],
  ["the younger one goes first", { ready: false, ageMinutes: 1 }, { ready: false }],
])("%s", (_title, first, second) => {
  const deleted = pod("deleted", first);
  const spared = pod("a-spared", second);
  for (const pods of [
    [deleted, spared],
    [spared, deleted],
  ])
    expect(orderForDeletion(pods, [], NOW).map(({ metadata }) => metadata.name)).toEqual([
      "deleted",
      "a-spared",
    ]);
});

test("ages of the same power of two are equal, and the uid decides", () => {
  const pods = [
    pod("c", { readyMinutes: 50 }),
    pod("a", { readyMinutes: 60 }),
    pod("b", { readyMinutes: 55 }),
  ];
  expect(orderForDeletion(pods, [], NOW).map(({ metadata }) => metadata.name)).toEqual(["a", "b", "c"]);
});

test("a Pod on a node with more related Pods goes first, terminating ones not counted", () => {
  const lonely = pod("lonely", { node: "node-2" });
  const crowded = [pod("crowded-1", {}), pod("crowded-2", {})];
  const leaving = [1, 2, 3].map((at) => {
    const each = pod(`leaving-${at}`, { node: "node-2" });
    return { ...each, metadata: { ...each.metadata, deletionTimestamp: ago(0) } };
  });
  expect(orderForDeletion([lonely, ...crowded], [lonely, ...crowded, ...leaving], NOW).at(-1)).toBe(lonely);
});
