import { describe, expect, test } from "vitest";
import { type ConfigMap, configMaps } from "../api/kinds/config-map.ts";
import { deployments } from "../api/kinds/deployment.ts";
import { pods } from "../api/kinds/pod.ts";
import { replicaSets } from "../api/kinds/replica-set.ts";
import type { KubeObject } from "../api/metadata.ts";
import { startDeploymentController } from "./deployment.ts";
import { startGarbageCollector } from "./garbage-collector.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startScheduler } from "./scheduler.ts";
import { type ControlPlane, createControlPlane } from "./testing/control-plane.ts";
import { workload } from "./testing/manifests.ts";

async function withDeployment(): Promise<ControlPlane> {
  const plane = createControlPlane([
    startGarbageCollector,
    startDeploymentController,
    startReplicaSetController,
    startScheduler,
  ]);
  plane.apply(deployments, workload(2));
  await plane.loop.settle();
  return plane;
}

const left = ({ api }: ControlPlane) => ({
  deployments: api.list(deployments).items.length,
  sets: api.list(replicaSets).items.length,
  pods: api.list(pods).items.length,
});

describe("deleting a Deployment", () => {
  test("in the background takes it at once, and all that it owned after it", async () => {
    const plane = await withDeployment();
    plane.api.delete(deployments, "default", "http-go", { propagationPolicy: "Background" });
    expect(left(plane)).toEqual({ deployments: 0, sets: 1, pods: 2 });
    await plane.loop.settle();
    expect(left(plane)).toEqual({ deployments: 0, sets: 0, pods: 0 });
  });

  test("in the foreground keeps it until all that it owned is gone", async () => {
    const plane = await withDeployment();
    plane.api.delete(deployments, "default", "http-go", { propagationPolicy: "Foreground" });
    expect(plane.api.get(deployments, "default", "http-go").metadata.finalizers).toEqual([
      "foregroundDeletion",
    ]);
    await plane.loop.advance(500);
    expect(left(plane)).toEqual({ deployments: 1, sets: 1, pods: 2 });
    expect(plane.api.list(pods).items.every(({ metadata }) => metadata.deletionTimestamp !== undefined)).toBe(
      true,
    );
    await plane.loop.settle();
    expect(left(plane)).toEqual({ deployments: 0, sets: 0, pods: 0 });
  });

  test("with orphaning leaves a ReplicaSet without owner, and its Pods untouched", async () => {
    const plane = await withDeployment();
    const before = plane.api.list(pods).items.map(({ metadata }) => metadata.uid);
    plane.api.delete(deployments, "default", "http-go", { propagationPolicy: "Orphan" });
    await plane.loop.settle();
    expect(left(plane)).toEqual({ deployments: 0, sets: 1, pods: 2 });
    expect(plane.api.list(replicaSets).items[0]?.metadata.ownerReferences).toBeUndefined();
    expect(plane.api.list(pods).items.map(({ metadata }) => metadata.uid)).toEqual(before);
  });

  test("and creating it again after orphaning takes the ReplicaSet and its Pods back", async () => {
    const plane = await withDeployment();
    const before = plane.api.list(pods).items.map(({ metadata }) => metadata.uid);
    plane.api.delete(deployments, "default", "http-go", { propagationPolicy: "Orphan" });
    await plane.loop.settle();
    plane.apply(deployments, workload(2));
    await plane.loop.settle();
    expect(plane.api.list(pods).items.map(({ metadata }) => metadata.uid)).toEqual(before);
  });
});

describe("an object", () => {
  const start = (): ControlPlane => createControlPlane([startGarbageCollector]);
  const owner = (object: KubeObject, extra: object = {}) => ({
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    uid: object.metadata.uid,
    ...extra,
  });
  const create = (plane: ControlPlane, name: string, ownerReferences: object[] = []): ConfigMap =>
    plane.apply(configMaps, { metadata: { name, ownerReferences } });
  const names = ({ api }: ControlPlane): string[] =>
    api.list(configMaps).items.map(({ metadata }) => metadata.name);

  test("with two owners stays until both are gone, and forgets the first", async () => {
    const plane = start();
    const [one, two] = [create(plane, "one"), create(plane, "two")];
    create(plane, "child", [owner(one), owner(two)]);
    plane.api.delete(configMaps, "default", "one");
    await plane.loop.settle();
    expect(plane.api.get(configMaps, "default", "child").metadata.ownerReferences).toMatchObject([
      { name: "two" },
    ]);
    plane.api.delete(configMaps, "default", "two");
    await plane.loop.settle();
    expect(names(plane)).toEqual([]);
  });

  test("whose owner never was, or was another one of that name, goes", async () => {
    const plane = start();
    const one = create(plane, "one");
    create(plane, "stray", [{ ...owner(one), name: "nobody" }]);
    create(plane, "late", [{ ...owner(one), uid: "11111111-1111-4111-8111-111111111111" }]);
    await plane.loop.settle();
    expect(names(plane)).toEqual(["one"]);
  });

  test("whose owner is of an unknown kind stays", async () => {
    const plane = start();
    create(plane, "child", [
      {
        apiVersion: "example.com/v1",
        kind: "Thing",
        name: "thing",
        uid: "11111111-1111-4111-8111-111111111111",
      },
    ]);
    await plane.loop.settle();
    expect(names(plane)).toEqual(["child"]);
  });

  test("that does not block its owner does not hold up a foreground deletion", async () => {
    const plane = start();
    const one = create(plane, "one");
    const child = create(plane, "child", [owner(one)]);
    plane.api.update(configMaps, {
      ...child,
      metadata: { ...child.metadata, finalizers: ["example.com/keep"] },
    });
    plane.api.delete(configMaps, "default", "one", { propagationPolicy: "Foreground" });
    await plane.loop.settle();
    expect(names(plane)).toEqual(["child"]);
    expect(plane.api.get(configMaps, "default", "child").metadata.deletionTimestamp).toBeDefined();
  });

  test("that blocks its owner holds up a foreground deletion until it is gone", async () => {
    const plane = start();
    const one = create(plane, "one");
    const child = create(plane, "child", [owner(one, { blockOwnerDeletion: true })]);
    plane.api.update(configMaps, {
      ...child,
      metadata: { ...child.metadata, finalizers: ["example.com/keep"] },
    });
    plane.api.delete(configMaps, "default", "one", { propagationPolicy: "Foreground" });
    await plane.loop.settle();
    expect(names(plane)).toEqual(["child", "one"]);
    const kept = plane.api.get(configMaps, "default", "child");
    plane.api.update(configMaps, { ...kept, metadata: { ...kept.metadata, finalizers: [] } });
    await plane.loop.settle();
    expect(names(plane)).toEqual([]);
  });
});
