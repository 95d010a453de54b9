import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { type StatefulSet, statefulSets } from "../api/kinds/stateful-set.ts";
import { startScheduler } from "./scheduler.ts";
import { startStatefulSetController } from "./stateful-set.ts";
import { type ControlPlane, createControlPlane } from "./testing/control-plane.ts";
import { podTemplate } from "./testing/manifests.ts";

const found = ({ api }: ControlPlane): StatefulSet => api.get(statefulSets, "default", "web");
const all = ({ api }: ControlPlane): readonly Pod[] => api.list(pods).items;
const names = (plane: ControlPlane): string[] => all(plane).map(({ metadata }) => metadata.name);

async function running(replicas: number, spec: object = {}): Promise<ControlPlane> {
  const plane = createControlPlane([startStatefulSetController, startScheduler]);
  plane.apply(statefulSets, {
    metadata: { name: "web" },
    spec: {
      replicas,
      serviceName: "web-svc",
      selector: { matchLabels: { app: "web" } },
      template: podTemplate({ app: "web" }),
      ...spec,
    },
  });
  await plane.loop.settle();
  return plane;
}

function change({ api }: ControlPlane, spec: object): void {
  const set = api.get(statefulSets, "default", "web");
  api.update(statefulSets, { ...set, spec: { ...set.spec, ...spec } } as StatefulSet);
}

describe("a StatefulSet", () => {
  test("names its Pods by ordinals and starts one when the one before is ready", async () => {
    const plane = await running(3);
    expect(names(plane)).toEqual(["web-0", "web-1", "web-2"]);
    const created = all(plane).map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? ""));
    expect(created).toEqual(created.toSorted((a, b) => a - b));
    expect(new Set(created).size).toBe(3);
    expect(plane.eventsOf("statefulset-controller")).toEqual(
      [0, 1, 2].map((at) => `SuccessfulCreate create Pod web-${at} in StatefulSet web successful`),
    );
  });

  test("gives each Pod a host name under its Service, and labels that tell it apart", async () => {
    const [pod] = all(await running(1)) as [Pod];
    expect(pod.spec).toMatchObject({ hostname: "web-0", subdomain: "web-svc" });
    expect(pod.metadata.labels).toMatchObject({
      app: "web",
      "statefulset.kubernetes.io/pod-name": "web-0",
      "apps.kubernetes.io/pod-index": "0",
      "controller-revision-hash": expect.stringMatching(/^web-[4-9bcdf]+$/),
    });
  });

  test("reports counters and revisions", async () => {
    const { status } = found(await running(2));
    expect(status).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      currentReplicas: 2,
      updatedReplicas: 2,
      observedGeneration: 1,
      collisionCount: 0,
    });
    expect(status.currentRevision).toBe(status.updateRevision);
  });

  test("brings a deleted Pod back under its name", async () => {
    const plane = await running(2);
    const before = plane.api.get(pods, "default", "web-0").metadata.uid;
    plane.api.delete(pods, "default", "web-0");
    await plane.loop.settle();
    expect(names(plane)).toEqual(["web-0", "web-1"]);
    expect(plane.api.get(pods, "default", "web-0").metadata.uid).not.toBe(before);
  });

  test("stops the last Pods first, one after another", async () => {
    const plane = await running(3);
    change(plane, { replicas: 1 });
    await plane.loop.advance(500);
    expect(
      all(plane)
        .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
        .map(({ metadata }) => metadata.name),
    ).toEqual(["web-2"]);
    await plane.loop.settle();
    expect(names(plane)).toEqual(["web-0"]);
    expect(plane.eventsOf("statefulset-controller").slice(3)).toEqual(
      [2, 1].map((at) => `SuccessfulDelete delete Pod web-${at} in StatefulSet web successful`),
    );
  });

  test("with podManagementPolicy Parallel starts all at once", async () => {
    const plane = await running(3, { podManagementPolicy: "Parallel" });
    expect(new Set(all(plane).map(({ metadata }) => metadata.creationTimestamp)).size).toBe(1);
  });

  test("rolls a new template out from the last Pod to the first", async () => {
    const plane = await running(3);
    const before = found(plane).status.currentRevision;
    const images: string[] = [];
    plane.api.watch(pods, {}, ({ type, object }) => {
      if (type === "ADDED" && object.spec.containers[0]?.image === "gasbugs/http-go:v2")
        images.push(object.metadata.name);
    });
    change(plane, { template: podTemplate({ app: "web" }, "gasbugs/http-go:v2") });
    await plane.loop.settle();
    expect(images).toEqual(["web-2", "web-1", "web-0"]);
    expect(found(plane).status.currentRevision).not.toBe(before);
    expect(found(plane).status).toMatchObject({ updatedReplicas: 3, readyReplicas: 3 });
  });

  test("with a partition replaces only Pods from there on", async () => {
    const plane = await running(3, {
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } },
    });
    change(plane, { template: podTemplate({ app: "web" }, "gasbugs/http-go:v2") });
    await plane.loop.settle();
    expect(all(plane).map(({ spec }) => spec.containers[0]?.image?.slice(-2))).toEqual(["v1", "v1", "v2"]);
    expect(found(plane).status).toMatchObject({ updatedReplicas: 1, currentReplicas: 2 });
  });

  test("may begin to count elsewhere", async () => {
    expect(names(await running(2, { ordinals: { start: 5 } }))).toEqual(["web-5", "web-6"]);
  });
});
