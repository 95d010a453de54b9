import { describe, expect, test } from "vitest";
import { type DaemonSet, daemonSets } from "../api/kinds/daemon-set.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { startDaemonSetController } from "./daemon-set.ts";
import { startScheduler } from "./scheduler.ts";
import { addNode, type ControlPlane, createControlPlane } from "./testing/control-plane.ts";
import { podTemplate } from "./testing/manifests.ts";

const agent = (
  spec: object = {},
  template: { metadata: object; spec: object } = podTemplate({ app: "agent" }),
) => ({
  metadata: { name: "agent" },
  spec: { selector: { matchLabels: { app: "agent" } }, template, ...spec },
});
const found = ({ api }: ControlPlane): DaemonSet => api.get(daemonSets, "default", "agent");
const all = ({ api }: ControlPlane): readonly Pod[] => api.list(pods).items;
const nodeNames = (plane: ControlPlane): string[] =>
  all(plane)
    .map(({ spec }) => spec.nodeName ?? "none")
    .toSorted();

async function running(
  spec: object = {},
  template?: { metadata: object; spec: object },
  prepare: (plane: ControlPlane) => void = () => {},
): Promise<ControlPlane> {
  const plane = createControlPlane([startDaemonSetController, startScheduler]);
  prepare(plane);
  plane.apply(daemonSets, agent(spec, template));
  await plane.loop.settle();
  return plane;
}

function change({ api }: ControlPlane, name: string, change: (node: Node) => Node): void {
  api.update(nodes, change(api.get(nodes, "", name)));
}

describe("a DaemonSet", () => {
  test("runs one Pod on every node", async () => {
    const plane = await running();
    expect(nodeNames(plane)).toEqual(["node-1", "node-2", "node-3"]);
    expect(found(plane).status).toMatchObject({
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      numberReady: 3,
      updatedNumberScheduled: 3,
      numberAvailable: 3,
      numberMisscheduled: 0,
      observedGeneration: 1,
    });
    expect(found(plane).status.numberUnavailable).toBeUndefined();
    expect(plane.eventsOf("daemonset-controller").toSorted()).toEqual(
      all(plane).map(({ metadata }) => `SuccessfulCreate Created pod: ${metadata.name}`),
    );
  });

  test("tolerates the troubles of nodes, and names its revision", async () => {
    const [pod] = all(await running()) as [Pod];
    expect(pod.metadata.labels).toMatchObject({
      app: "agent",
      "pod-template-generation": "1",
      "controller-revision-hash": expect.stringMatching(/^[4-9bcdf]+$/),
    });
    expect(pod.spec.tolerations).toContainEqual({
      key: "node.kubernetes.io/unschedulable",
      operator: "Exists",
      effect: "NoSchedule",
    });
    expect(pod.spec.tolerations).toContainEqual({
      key: "node.kubernetes.io/not-ready",
      operator: "Exists",
      effect: "NoExecute",
    });
  });

  test("comes to a new node and to a cordoned one, and replaces a Pod that is deleted", async () => {
    const plane = await running({}, undefined, (prepared) =>
      change(prepared, "node-1", (node) => ({ ...node, spec: { ...node.spec, unschedulable: true } })),
    );
    addNode(plane.api, "node-4");
    plane.api.delete(pods, "default", all(plane)[0]?.metadata.name ?? "");
    await plane.loop.settle();
    expect(nodeNames(plane)).toEqual(["node-1", "node-2", "node-3", "node-4"]);
  });

  test("stays away from nodes that its selector does not match, and leaves them", async () => {
    const template = podTemplate({ app: "agent" });
    const labelled = (prepared: ControlPlane, name: string): void =>
      change(prepared, name, (node) => ({
        ...node,
        metadata: { ...node.metadata, labels: { ...node.metadata.labels, disk: "ssd" } },
      }));
    const plane = await running(
      {},
      { ...template, spec: { ...template.spec, nodeSelector: { disk: "ssd" } } },
      (prepared) => labelled(prepared, "node-2"),
    );
    expect(nodeNames(plane)).toEqual(["node-2"]);
    labelled(plane, "node-3");
    change(plane, "node-2", (node) => ({ ...node, metadata: { ...node.metadata, labels: {} } }));
    await plane.loop.settle();
    expect(nodeNames(plane)).toEqual(["node-3"]);
  });

  test("does not come to a tainted node, but stays where it runs already", async () => {
    const taint = (node: Node): Node => ({
      ...node,
      spec: { ...node.spec, taints: [{ key: "team", value: "blue", effect: "NoSchedule" }] },
    });
    const plane = await running({}, undefined, (prepared) => change(prepared, "node-1", taint));
    expect(nodeNames(plane)).toEqual(["node-2", "node-3"]);
    change(plane, "node-2", taint);
    await plane.loop.settle();
    expect(nodeNames(plane)).toEqual(["node-2", "node-3"]);
    expect(found(plane).status).toMatchObject({ desiredNumberScheduled: 1, numberMisscheduled: 1 });
  });

  test("rolls a new template out node by node", async () => {
    const plane = await running();
    let fewest = 3;
    plane.api.watch(pods, {}, () => {
      fewest = Math.min(
        fewest,
        all(plane).filter(
          ({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase === "Running",
        ).length,
      );
    });
    const current = found(plane);
    plane.api.update(daemonSets, {
      ...current,
      spec: { ...current.spec, template: podTemplate({ app: "agent" }, "gasbugs/http-go:v2") },
    } as unknown as DaemonSet);
    await plane.loop.settle();
    expect(all(plane).map(({ spec }) => spec.containers[0]?.image)).toEqual(
      Array(3).fill("gasbugs/http-go:v2"),
    );
    expect(fewest).toBe(2);
    expect(found(plane).status).toMatchObject({
      updatedNumberScheduled: 3,
      numberAvailable: 3,
      observedGeneration: 2,
    });
  });

  test("with OnDelete changes a Pod only when somebody deletes it", async () => {
    const plane = await running({ updateStrategy: { type: "OnDelete" } });
    const current = found(plane);
    plane.api.update(daemonSets, {
      ...current,
      spec: { ...current.spec, template: podTemplate({ app: "agent" }, "gasbugs/http-go:v2") },
    } as unknown as DaemonSet);
    plane.api.delete(pods, "default", all(plane)[0]?.metadata.name ?? "");
    await plane.loop.settle();
    expect(
      all(plane)
        .map(({ spec }) => spec.containers[0]?.image)
        .toSorted(),
    ).toEqual(["gasbugs/http-go:v1", "gasbugs/http-go:v1", "gasbugs/http-go:v2"]);
    expect(found(plane).status).toMatchObject({ updatedNumberScheduled: 1 });
  });

  test("replaces a daemon that failed, and says so", async () => {
    const plane = await running();
    const [failed] = all(plane) as [Pod];
    plane.api.update(
      pods,
      { ...failed, status: { ...failed.status, phase: "Failed" } },
      { subresource: "status" },
    );
    await plane.loop.settle();
    expect(all(plane).map(({ metadata }) => metadata.uid)).not.toContain(failed.metadata.uid);
    expect(plane.eventsOf("daemonset-controller")).toContainEqual(
      expect.stringContaining(
        `FailedDaemonPod Found failed daemon pod default/${failed.metadata.name} on node ${failed.spec.nodeName}, will try to kill it`,
      ),
    );
  });
});
