import { describe, expect, test } from "vitest";
import { type Deployment, deployments } from "../api/kinds/deployment.ts";
import { pods } from "../api/kinds/pod.ts";
import { type ReplicaSet, replicaSets } from "../api/kinds/replica-set.ts";
import { startDeploymentController } from "./deployment.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startScheduler } from "./scheduler.ts";
import { type ControlPlane, type ControlPlaneOptions, createControlPlane } from "./testing/control-plane.ts";
import { podTemplate, workload } from "./testing/manifests.ts";

const REVISION = "deployment.kubernetes.io/revision";
const start = (options: ControlPlaneOptions = {}): ControlPlane =>
  createControlPlane([startDeploymentController, startReplicaSetController, startScheduler], options);
const current = ({ api }: ControlPlane): Deployment => api.get(deployments, "default", "http-go");
const sets = ({ api }: ControlPlane): readonly ReplicaSet[] => api.list(replicaSets).items;
const conditions = (plane: ControlPlane): string[] =>
  (current(plane).status.conditions ?? []).map(
    ({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`,
  );

function change({ api }: ControlPlane, spec: object): void {
  const deployment = api.get(deployments, "default", "http-go");
  api.update(deployments, { ...deployment, spec: { ...deployment.spec, ...spec } } as Deployment);
}

async function rolledOut(
  replicas: number,
  spec: object = {},
  options: ControlPlaneOptions = {},
): Promise<ControlPlane> {
  const plane = start(options);
  plane.apply(deployments, workload(replicas, spec));
  await plane.loop.settle();
  return plane;
}

const v2 = podTemplate({ app: "http-go" }, "gasbugs/http-go:v2");
const isV1 = (plane: ControlPlane): boolean =>
  sets(plane).some(
    ({ spec, status }) =>
      spec.template.spec.containers[0]?.image === "gasbugs/http-go:v1" && status.replicas > 0,
  );

describe("a new Deployment", () => {
  test("becomes one ReplicaSet named by the hash of its template, with the Pods it asks for", async () => {
    const plane = await rolledOut(3);
    const [set] = sets(plane);
    const hash = set?.metadata.labels?.["pod-template-hash"] ?? "";
    expect(hash).toMatch(/^[4-9bcdf]{8,10}$/);
    expect(set?.metadata.name).toBe(`http-go-${hash}`);
    expect(set?.spec.selector.matchLabels).toEqual({ app: "http-go", "pod-template-hash": hash });
    const names = plane.api.list(pods).items.map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(3);
    for (const name of names)
      expect(name).toMatch(new RegExp(`^http-go-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
    expect(plane.eventsOf("deployment-controller")).toEqual([
      `ScalingReplicaSet Scaled up replica set http-go-${hash} from 0 to 3`,
    ]);
  });

  test("is revision 1 and tells its ReplicaSet what it wants", async () => {
    const plane = await rolledOut(4);
    expect(current(plane).metadata.annotations).toEqual({ [REVISION]: "1" });
    expect(sets(plane)[0]?.metadata.annotations).toEqual({
      [REVISION]: "1",
      "deployment.kubernetes.io/desired-replicas": "4",
      "deployment.kubernetes.io/max-replicas": "5",
    });
  });

  test("reports counters and conditions when all Pods are available, and leaves zeros out", async () => {
    const plane = await rolledOut(2);
    const { conditions: _, ...counters } = current(plane).status;
    expect(counters).toEqual({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    expect(conditions(plane)).toEqual([
      "Available True MinimumReplicasAvailable: Deployment has minimum availability.",
      `Progressing True NewReplicaSetAvailable: ReplicaSet "${sets(plane)[0]?.metadata.name}" has successfully progressed.`,
    ]);
  });

  test("is not available while its Pods are not", async () => {
    const plane = await rolledOut(2, {}, { becomesReady: () => false });
    expect(current(plane).status).toMatchObject({ replicas: 2, unavailableReplicas: 2 });
    expect(conditions(plane)).toEqual([
      "Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.",
      `Progressing True ReplicaSetUpdated: ReplicaSet "${sets(plane)[0]?.metadata.name}" is progressing.`,
    ]);
  });

  test("gets the same hash in every cluster, and Pods with other names", async () => {
    const [one, other] = [await rolledOut(1, {}, { seed: 1 }), await rolledOut(1, {}, { seed: 2 })];
    expect(sets(one)[0]?.metadata.name).toBe(sets(other)[0]?.metadata.name);
    expect(one.api.list(pods).items[0]?.metadata.name).not.toBe(other.api.list(pods).items[0]?.metadata.name);
  });

  test("takes over a ReplicaSet without owner that its selector matches", async () => {
    const plane = start();
    plane.apply(replicaSets, { ...workload(1), metadata: { name: "by-hand", labels: { app: "http-go" } } });
    plane.apply(deployments, workload(2));
    await plane.loop.settle();
    expect(sets(plane)).toHaveLength(1);
    expect(sets(plane)[0]).toMatchObject({
      metadata: {
        name: "by-hand",
        ownerReferences: [{ kind: "Deployment", name: "http-go", controller: true }],
      },
      spec: { replicas: 2 },
    });
  });

  test("hashes again when the name of its ReplicaSet is taken by somebody else's", async () => {
    const first = await rolledOut(1);
    const taken = sets(first)[0]?.metadata.name ?? "";
    const plane = start();
    plane.apply(replicaSets, {
      ...workload(0, {
        selector: { matchLabels: { app: "other" } },
        template: podTemplate({ app: "other" }),
      }),
      metadata: { name: taken },
    });
    plane.apply(deployments, workload(1));
    await plane.loop.settle();
    expect(current(plane).status).toMatchObject({ collisionCount: 1, availableReplicas: 1 });
    expect(sets(plane).map(({ metadata }) => metadata.name)).toHaveLength(2);
  });
});

describe("scaling", () => {
  test("changes the one ReplicaSet and makes no new revision", async () => {
    const plane = await rolledOut(3);
    const name = sets(plane)[0]?.metadata.name;
    change(plane, { replicas: 5 });
    await plane.loop.settle();
    change(plane, { replicas: 2 });
    await plane.loop.settle();
    expect(sets(plane)).toHaveLength(1);
    expect(current(plane)).toMatchObject({
      metadata: { annotations: { [REVISION]: "1" } },
      status: { readyReplicas: 2, observedGeneration: 3 },
    });
    expect(plane.eventsOf("deployment-controller").slice(1)).toEqual([
      `ScalingReplicaSet Scaled up replica set ${name} from 3 to 5`,
      `ScalingReplicaSet Scaled down replica set ${name} from 5 to 2`,
    ]);
  });

  test("a paused Deployment still scales, but does not roll out", async () => {
    const plane = await rolledOut(2);
    change(plane, { paused: true, template: v2 });
    await plane.loop.settle();
    change(plane, { replicas: 3 });
    await plane.loop.settle();
    expect(sets(plane)).toHaveLength(1);
    expect(current(plane).status).toMatchObject({ availableReplicas: 3 });
    expect(conditions(plane)).toContain("Progressing Unknown DeploymentPaused: Deployment is paused");
    change(plane, { paused: false });
    await plane.loop.settle();
    expect(isV1(plane)).toBe(false);
  });
});

describe("a rolling update", () => {
  test("of three Pods replaces one after another, with one more than wanted", async () => {
    const plane = await rolledOut(3);
    const [old] = sets(plane).map(({ metadata }) => metadata.name);
    change(plane, { template: v2 });
    await plane.loop.settle();
    const young = sets(plane).find(({ metadata }) => metadata.name !== old)?.metadata.name;
    expect(plane.eventsOf("deployment-controller").slice(1)).toEqual([
      `ScalingReplicaSet Scaled up replica set ${young} from 0 to 1`,
      `ScalingReplicaSet Scaled down replica set ${old} from 3 to 2`,
      `ScalingReplicaSet Scaled up replica set ${young} from 1 to 2`,
      `ScalingReplicaSet Scaled down replica set ${old} from 2 to 1`,
      `ScalingReplicaSet Scaled up replica set ${young} from 2 to 3`,
      `ScalingReplicaSet Scaled down replica set ${old} from 1 to 0`,
    ]);
    expect(current(plane).status).toMatchObject({ replicas: 3, updatedReplicas: 3, availableReplicas: 3 });
  });

  test.each([
    { maxSurge: 3, maxUnavailable: 2 },
    { maxSurge: 0, maxUnavailable: 1 },
    { maxSurge: "100%", maxUnavailable: 0 },
  ])(
    "never has more Pods than $maxSurge above or fewer available ones than $maxUnavailable below the wanted ten",
    async (rollingUpdate) => {
      const plane = await rolledOut(10, { strategy: { type: "RollingUpdate", rollingUpdate } });
      let most = 0;
      let fewest = 10;
      plane.api.watch(pods, {}, () => {
        const alive = plane.api
          .list(pods)
          .items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
        most = Math.max(most, alive.length);
        fewest = Math.min(
          fewest,
          alive.filter(({ status }) =>
            status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True"),
          ).length,
        );
      });
      change(plane, { template: v2 });
      await plane.loop.settle();
      const surge = rollingUpdate.maxSurge === "100%" ? 10 : (rollingUpdate.maxSurge as number);
      expect(most).toBe(10 + surge);
      expect(fewest).toBe(10 - rollingUpdate.maxUnavailable);
      expect(isV1(plane)).toBe(false);
    },
  );

  test("that cannot become ready keeps the old Pods, and is called stuck after its deadline", async () => {
    const plane = await rolledOut(
      4,
      {},
      { becomesReady: (pod) => pod.spec.containers[0]?.image?.endsWith("v1") === true },
    );
    change(plane, { template: v2 });
    await plane.loop.settle();
    expect(current(plane).status).toMatchObject({
      replicas: 5,
      updatedReplicas: 2,
      availableReplicas: 3,
      unavailableReplicas: 2,
    });
    expect(conditions(plane).at(-1)).toMatch(/^Progressing True ReplicaSetUpdated/);
    await plane.loop.advance(605_000);
    const young = sets(plane).find(({ metadata }) => metadata.annotations?.[REVISION] === "2");
    expect(conditions(plane)).toContain(
      `Progressing False ProgressDeadlineExceeded: ReplicaSet "${young?.metadata.name}" has timed out progressing.`,
    );
  });

  test("back to a former template revives its ReplicaSet as the latest revision", async () => {
    const plane = await rolledOut(1);
    change(plane, { template: v2 });
    await plane.loop.settle();
    change(plane, { template: podTemplate() });
    await plane.loop.settle();
    expect(sets(plane)).toHaveLength(2);
    const revived = sets(plane).find(({ spec }) => spec.replicas === 1);
    expect(revived?.metadata.annotations).toMatchObject({
      [REVISION]: "3",
      "deployment.kubernetes.io/revision-history": "1",
    });
    expect(current(plane).metadata.annotations).toMatchObject({ [REVISION]: "3" });
  });

  test("keeps as many old ReplicaSets as revisionHistoryLimit says, the latest ones", async () => {
    const plane = await rolledOut(1, { revisionHistoryLimit: 2 });
    for (const tag of ["v2", "v3", "v4", "v5"]) {
      change(plane, { template: podTemplate({ app: "http-go" }, `gasbugs/http-go:${tag}`) });
      await plane.loop.settle();
    }
    expect(
      sets(plane)
        .map(({ metadata }) => Number(metadata.annotations?.[REVISION]))
        .sort(),
    ).toEqual([3, 4, 5]);
  });

  test("that is scaled in its midst shares the new Pods among old and new", async () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } };
    const plane = await rolledOut(
      10,
      { strategy },
      { becomesReady: (pod) => pod.spec.containers[0]?.image?.endsWith("v1") === true },
    );
    change(plane, { template: v2 });
    await plane.loop.settle();
    const sizes = (): number[] =>
      sets(plane)
        .map(({ spec }) => spec.replicas)
        .sort((a, b) => b - a);
    expect(sizes()).toEqual([8, 5]);
    change(plane, { replicas: 15 });
    await plane.loop.settle();
    expect(sizes()).toEqual([11, 7]);
  });

  test("hands its annotations to the ReplicaSet, but not what kubectl applied", async () => {
    const plane = start();
    const annotations = {
      "kubernetes.io/change-cause": "first",
      "kubectl.kubernetes.io/last-applied-configuration": "{}",
    };
    plane.apply(deployments, { ...workload(1), metadata: { name: "http-go", annotations } });
    await plane.loop.settle();
    expect(sets(plane)[0]?.metadata.annotations).toMatchObject({ "kubernetes.io/change-cause": "first" });
    expect(sets(plane)[0]?.metadata.annotations).not.toHaveProperty(
      "kubectl.kubernetes.io/last-applied-configuration",
    );
  });
});

describe("strategy Recreate", () => {
  test("starts no new Pod before the last old one is gone", async () => {
    const plane = await rolledOut(3, { strategy: { type: "Recreate" } });
    const images = new Set<string>();
    let mixed = false;
    plane.api.watch(pods, {}, () => {
      images.clear();
      for (const { spec } of plane.api.list(pods).items) images.add(spec.containers[0]?.image ?? "");
      mixed ||= images.size > 1;
    });
    change(plane, { template: v2 });
    await plane.loop.settle();
    expect(mixed).toBe(false);
    expect([...images]).toEqual(["gasbugs/http-go:v2"]);
    expect(current(plane).status).toMatchObject({ availableReplicas: 3, updatedReplicas: 3 });
  });
});

test("a Deployment whose Pods the cluster refuses says so in a condition", async () => {
  const plane = await rolledOut(5, {}, { budgets: { objectsMax: 4 } });
  const failure = conditions(plane).find((text) => text.startsWith("ReplicaFailure"));
  expect(failure).toMatch(
    /^ReplicaFailure True FailedCreate: pods "http-go-.*" is forbidden: this cluster holds at most 4 pods \(objectsMax\)$/,
  );
});
