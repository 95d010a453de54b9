import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { type ReplicaSet, replicaSets } from "../api/kinds/replica-set.ts";
import { replicationControllers } from "../api/kinds/replication-controller.ts";
import { controllerOf } from "../api/metadata.ts";
import { Random } from "../sim/random.ts";
import { isPodActive, isPodReady } from "./pod-state.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startReplicationController } from "./replication-controller.ts";
import { startScheduler } from "./scheduler.ts";
import {
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
  setReady,
} from "./testing/control-plane.ts";
import { barePod, podTemplate, workload } from "./testing/manifests.ts";

const start = (options: ControlPlaneOptions = {}): ControlPlane =>
  createControlPlane([startReplicaSetController, startReplicationController, startScheduler], options);
const all = ({ api }: ControlPlane): readonly Pod[] => api.list(pods).items;
const status = ({ api }: ControlPlane): ReplicaSet["status"] =>
  api.get(replicaSets, "default", "http-go").status;

function scale({ api }: ControlPlane, replicas: number): void {
  const set = api.get(replicaSets, "default", "http-go");
  api.update(replicaSets, { ...set, spec: { ...set.spec, replicas } });
}

async function settled(replicas: number, options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const plane = start(options);
  plane.apply(replicaSets, workload(replicas));
  await plane.loop.settle();
  return plane;
}

describe("a ReplicaSet", () => {
  test("creates the Pods that are missing and owns them", async () => {
    const plane = await settled(2);
    const set = plane.api.get(replicaSets, "default", "http-go");
    expect(all(plane)).toHaveLength(2);
    for (const { metadata } of all(plane)) {
      expect(metadata.name).toMatch(/^http-go-[a-z0-9]{5}$/);
      expect(metadata.generateName).toBe("http-go-");
      expect(metadata.labels).toEqual({ app: "http-go" });
      expect(metadata.ownerReferences).toEqual([
        {
          apiVersion: "apps/v1",
          kind: "ReplicaSet",
          name: "http-go",
          uid: set.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ]);
    }
    expect(status(plane)).toEqual({
      replicas: 2,
      fullyLabeledReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      observedGeneration: 1,
    });
    expect(plane.eventsOf("replicaset-controller").toSorted()).toEqual(
      all(plane).map(({ metadata }) => `SuccessfulCreate Created pod: ${metadata.name}`),
    );
  });

  test("replaces a Pod that is deleted at once, while the old one still terminates", async () => {
    const plane = await settled(1);
    const [old] = all(plane);
    plane.api.delete(pods, "default", old?.metadata.name ?? "");
    await plane.loop.advance(500);
    expect(all(plane)).toHaveLength(2);
    await plane.loop.settle();
    expect(all(plane).map(({ metadata }) => metadata.name)).not.toContain(old?.metadata.name);
    expect(status(plane)).toMatchObject({ replicas: 1, readyReplicas: 1 });
  });

  test("replaces a Pod that failed and leaves it lying", async () => {
    const plane = await settled(1);
    const [failed] = all(plane) as [Pod];
    plane.api.update(
      pods,
      { ...failed, status: { ...failed.status, phase: "Failed" } },
      { subresource: "status" },
    );
    await plane.loop.settle();
    expect(all(plane)).toHaveLength(2);
    expect(status(plane)).toMatchObject({ replicas: 1 });
  });

  test("deletes what is too much, Pods that are not ready first", async () => {
    const plane = await settled(3);
    const [, unready] = all(plane) as [Pod, Pod, Pod];
    setReady(plane.context, unready, false);
    scale(plane, 2);
    await plane.loop.settle();
    expect(all(plane).map(({ metadata }) => metadata.name)).not.toContain(unready.metadata.name);
    expect(plane.eventsOf("replicaset-controller")).toContain(
      `SuccessfulDelete Deleted pod: ${unready.metadata.name}`,
    );
  });

  test("takes over Pods without owner that it selects, and deletes those beyond its number", async () => {
    const plane = start();
    for (const name of ["one", "two", "three"]) plane.apply(pods, barePod(name));
    plane.apply(pods, barePod("stranger", {}, { app: "other" }));
    await plane.loop.settle();
    plane.apply(replicaSets, workload(2));
    await plane.loop.settle();
    const owned = all(plane).filter(({ metadata }) => metadata.ownerReferences?.[0]?.name === "http-go");
    expect(owned).toHaveLength(2);
    expect(
      all(plane).find(({ metadata }) => metadata.name === "stranger")?.metadata.ownerReferences,
    ).toBeUndefined();
    expect(
      plane.eventsOf("replicaset-controller").filter((event) => event.startsWith("SuccessfulCreate")),
    ).toEqual([]);
  });

  test("takes over a Pod that comes later, and deletes one for it", async () => {
    const plane = await settled(1);
    plane.apply(pods, barePod("late"));
    await plane.loop.settle();
    expect(all(plane)).toHaveLength(1);
  });

  test("lets go of a Pod whose labels it selects no more, and creates another", async () => {
    const plane = await settled(1);
    const [pod] = all(plane) as [Pod];
    plane.api.update(pods, { ...pod, metadata: { ...pod.metadata, labels: { app: "debug" } } });
    await plane.loop.settle();
    expect(all(plane)).toHaveLength(2);
    expect(plane.api.get(pods, "default", pod.metadata.name).metadata.ownerReferences).toBeUndefined();
  });

  test("with minReadySeconds counts Pods as available only after that time", async () => {
    const plane = start();
    plane.apply(replicaSets, workload(1, { minReadySeconds: 10 }));
    await plane.loop.advance(5000);
    expect(status(plane)).toMatchObject({ readyReplicas: 1 });
    expect(status(plane).availableReplicas).toBeUndefined();
    await plane.loop.settle();
    expect(status(plane)).toMatchObject({ availableReplicas: 1 });
    expect(plane.loop.now).toBeGreaterThanOrEqual(11_000);
  });

  test("that may not create all its Pods says why, and goes on when there is room", async () => {
    const plane = await settled(6, { budgets: { objectsMax: 4 } });
    expect(status(plane)).toMatchObject({
      replicas: 4,
      conditions: [{ type: "ReplicaFailure", status: "True", reason: "FailedCreate" }],
    });
    scale(plane, 3);
    await plane.loop.settle();
    expect(status(plane).conditions).toBeUndefined();
  });
});

test("a ReplicationController keeps its Pods as a ReplicaSet does", async () => {
  const plane = start();
  plane.apply(replicationControllers, {
    metadata: { name: "web" },
    spec: { replicas: 2, selector: { app: "web" }, template: podTemplate({ app: "web" }) },
  });
  await plane.loop.settle();
  expect(all(plane).map(({ metadata }) => metadata.ownerReferences?.[0]?.kind)).toEqual([
    "ReplicationController",
    "ReplicationController",
  ]);
  expect(plane.api.get(replicationControllers, "default", "web").status).toMatchObject({
    replicas: 2,
    readyReplicas: 2,
    observedGeneration: 1,
  });
  expect(plane.eventsOf("replication-controller")).toHaveLength(2);
});

test("after any history of its Pods a ReplicaSet counts those that are there", async () => {
  const plane = start({ becomesReady: ({ metadata }) => !/[2-5]$/.test(metadata.name) });
  const { api, loop, context } = plane;
  const template = podTemplate({ app: "http-go", tier: "web" });
  plane.apply(replicaSets, workload(20, { template }));
  await loop.settle();
  const random = new Random("history");
  const type = "application/merge-patch+json";
  const label = (pod: Pod, labels: Readonly<Record<string, string | null>>) =>
    api.patch(pods, "default", pod.metadata.name, { type, body: { metadata: { labels } } });
  for (let step = 0; step < 60; step++) {
    const pod = all(plane)[random.int(all(plane).length)] as Pod;
    const what = random.int(6);
    if (what === 0) api.delete(pods, "default", pod.metadata.name);
    else if (what === 1) setReady(context, pod, !isPodReady(pod));
    else if (what === 2) label(pod, { app: pod.metadata.labels?.app === "other" ? "http-go" : "other" });
    else if (what === 3) label(pod, { tier: pod.metadata.labels?.tier === "web" ? null : "web" });
    else if (what === 4) scale(plane, 15 + random.int(15));
    else plane.apply(pods, barePod(`orphan-${step}`));
    await loop.advance(random.int(3000));
    await loop.settle();
    const { uid } = api.get(replicaSets, "default", "http-go").metadata;
    const own = all(plane).filter((each) => controllerOf(each)?.uid === uid && isPodActive(each));
    const ready = own.filter(isPodReady).length;
    expect(status(plane)).toMatchObject({
      replicas: own.length,
      fullyLabeledReplicas: own.filter(({ metadata }) => metadata.labels?.tier === "web").length,
      readyReplicas: ready,
      availableReplicas: ready,
    });
  }
});
