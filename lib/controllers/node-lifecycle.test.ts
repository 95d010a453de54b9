import { describe, expect, test } from "vitest";
import { deployments } from "../api/kinds/deployment.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import { pods } from "../api/kinds/pod.ts";
import { startDeploymentController } from "./deployment.ts";
import { startNodeLifecycleController } from "./node-lifecycle.ts";
import { startPodGarbageCollector } from "./pod-garbage-collector.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startScheduler } from "./scheduler.ts";
import { startTaintEvictionController } from "./taint-eviction.ts";
import { type ControlPlane, createControlPlane } from "./testing/control-plane.ts";
import { barePod, workload } from "./testing/manifests.ts";

const start = (): ControlPlane =>
  createControlPlane(
    [
      startNodeLifecycleController,
      startTaintEvictionController,
      startPodGarbageCollector,
      startScheduler,
      startDeploymentController,
      startReplicaSetController,
    ],
    { nodes: 2 },
  );
const taints = ({ api }: ControlPlane): unknown => api.get(nodes, "", "node-1").spec.taints;
const names = ({ api }: ControlPlane): string[] => api.list(pods).items.map(({ metadata }) => metadata.name);

function changeNode({ api }: ControlPlane, change: (node: Node) => Node): void {
  api.update(nodes, change(api.get(nodes, "", "node-1")));
}

function taint(plane: ControlPlane, ...taints: object[]): void {
  changeNode(plane, (node) => ({
    ...node,
    spec: { ...node.spec, taints: taints as Node["spec"]["taints"] },
  }));
}

async function withPod(spec: object = {}): Promise<ControlPlane> {
  const plane = start();
  plane.apply(pods, barePod("one", { nodeName: "node-1", ...spec }));
  await plane.loop.settle();
  return plane;
}

describe("a node", () => {
  test("that is cordoned is tainted until it is uncordoned, and keeps the taints of others", async () => {
    const plane = start();
    taint(plane, { key: "team", value: "blue", effect: "NoSchedule" });
    changeNode(plane, (node) => ({ ...node, spec: { ...node.spec, unschedulable: true } }));
    await plane.loop.settle();
    expect(taints(plane)).toMatchObject([
      { key: "team", value: "blue", effect: "NoSchedule" },
      { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" },
    ]);
    changeNode(plane, (node) => ({ ...node, spec: { ...node.spec, unschedulable: undefined } }));
    await plane.loop.settle();
    expect(taints(plane)).toEqual([{ key: "team", value: "blue", effect: "NoSchedule" }]);
  });

  test("that is not ready takes no Pods and keeps none that do not tolerate it", async () => {
    const plane = await withPod();
    const node = plane.api.get(nodes, "", "node-1");
    plane.api.update(
      nodes,
      { ...node, status: { ...node.status, conditions: [{ type: "Ready", status: "False" }] } },
      { subresource: "status" },
    );
    await plane.loop.settle();
    expect(taints(plane)).toMatchObject([
      { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" },
      { key: "node.kubernetes.io/not-ready", effect: "NoExecute" },
    ]);
    expect(names(plane)).toEqual([]);
  });
});

describe("a taint with NoExecute", () => {
  const blue = { key: "team", value: "blue", effect: "NoExecute" };
  const tolerating = (tolerationSeconds?: number): object => ({
    tolerations: [
      {
        key: "team",
        operator: "Exists",
        effect: "NoExecute",
        ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
      },
    ],
  });

  test("deletes Pods that do not tolerate it at once, and says so", async () => {
    const plane = await withPod();
    taint(plane, blue);
    await plane.loop.settle();
    expect(names(plane)).toEqual([]);
    expect(plane.eventsOf("taint-eviction-controller")).toEqual([
      "TaintManagerEviction Marking for deletion Pod default/one",
    ]);
  });

  test("leaves Pods that tolerate it", async () => {
    const plane = await withPod(tolerating());
    taint(plane, blue);
    await plane.loop.settle();
    expect(names(plane)).toEqual(["one"]);
  });

  test("leaves Pods that tolerate it for a while, for a while", async () => {
    const plane = await withPod(tolerating(60));
    taint(plane, blue);
    await plane.loop.advance(59_000);
    expect(names(plane)).toEqual(["one"]);
    await plane.loop.settle();
    expect(names(plane)).toEqual([]);
  });

  test("that is taken away in time deletes nothing", async () => {
    const plane = await withPod(tolerating(60));
    taint(plane, blue);
    await plane.loop.advance(30_000);
    taint(plane);
    await plane.loop.settle();
    expect(names(plane)).toEqual(["one"]);
    expect(plane.eventsOf("taint-eviction-controller")).toEqual([
      "TaintManagerEviction Cancelling deletion of Pod default/one",
    ]);
  });
});

describe("a node that is deleted", () => {
  test("takes its Pods with it after a while, and others replace them", async () => {
    const plane = start();
    plane.apply(deployments, workload(4));
    await plane.loop.settle();
    plane.api.delete(nodes, "", "node-1");
    await plane.loop.advance(30_000);
    expect(plane.api.list(pods).items.filter(({ spec }) => spec.nodeName === "node-1")).toHaveLength(2);
    await plane.loop.settle();
    expect(plane.api.list(pods).items.map(({ spec }) => spec.nodeName)).toEqual(Array(4).fill("node-2"));
  });

  test("is given time to come back", async () => {
    const plane = await withPod();
    const { metadata, spec, status } = plane.api.get(nodes, "", "node-1");
    plane.api.delete(nodes, "", "node-1");
    await plane.loop.advance(10_000);
    plane.api.create(nodes, "", { metadata: { name: metadata.name }, spec, status } as never);
    await plane.loop.settle();
    expect(names(plane)).toEqual(["one"]);
  });
});

test("a Pod for a node that never was goes after a while", async () => {
  const plane = await withPod({ nodeName: "nowhere" });
  expect(names(plane)).toEqual([]);
  expect(plane.loop.now).toBeGreaterThanOrEqual(40_000);
});
