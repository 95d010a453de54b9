import { describe, expect, test } from "vitest";
import { deployments } from "../api/kinds/deployment.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { startDeploymentController } from "./deployment.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startScheduler } from "./scheduler.ts";
import {
  addNode,
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
} from "./testing/control-plane.ts";
import { barePod, workload } from "./testing/manifests.ts";

const start = (options: ControlPlaneOptions = {}): ControlPlane =>
  createControlPlane([startScheduler, startDeploymentController, startReplicaSetController], options);
const nodeOf = ({ api }: ControlPlane, name: string): string | undefined =>
  api.get(pods, "default", name).spec.nodeName;
const condition = ({ api }: ControlPlane, name: string) =>
  api.get(pods, "default", name).status.conditions?.find(({ type }) => type === "PodScheduled");

function counts({ api }: ControlPlane): number[] {
  const all = new Map<string, number>();
  for (const pod of api.list(pods).items)
    all.set(pod.spec.nodeName ?? "none", (all.get(pod.spec.nodeName ?? "none") ?? 0) + 1);
  return [...all.values()].toSorted((a, b) => b - a);
}

function changeNode({ api }: ControlPlane, name: string, spec: object): void {
  const node = api.get(nodes, "", name);
  api.update(nodes, { ...node, spec: { ...node.spec, ...spec } } as Node);
}

async function scheduled(spec: object, options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const plane = start(options);
  plane.apply(pods, barePod("one", spec));
  await plane.loop.settle();
  return plane;
}

describe("a Pod gets a node", () => {
  test("and an Event and a condition say so", async () => {
    const plane = await scheduled({}, { nodes: 1 });
    expect(nodeOf(plane, "one")).toBe("node-1");
    expect(condition(plane, "one")).toEqual({
      type: "PodScheduled",
      status: "True",
      lastProbeTime: null,
      lastTransitionTime: "2026-01-05T09:00:00Z",
    });
    expect(plane.eventsOf("default-scheduler")).toEqual([
      "Scheduled Successfully assigned default/one to node-1",
    ]);
  });

  test("unless it names one itself, or another scheduler", async () => {
    const plane = start({ nodes: 1 });
    plane.apply(pods, barePod("bound", { nodeName: "node-9" }));
    plane.apply(pods, barePod("other", { schedulerName: "my-scheduler" }));
    await plane.loop.settle();
    expect([nodeOf(plane, "bound"), nodeOf(plane, "other")]).toEqual(["node-9", undefined]);
    expect(plane.eventsOf("default-scheduler")).toEqual([]);
  });

  test("so that the Pods of one owner spread evenly", async () => {
    const plane = start({ nodes: 3 });
    for (let at = 0; at < 4; at++) plane.apply(pods, barePod(`pinned-${at}`, { nodeName: "node-1" }));
    plane.apply(deployments, workload(9));
    await plane.loop.settle();
    const own = plane.api.list(pods).items.filter(({ metadata }) => metadata.ownerReferences !== undefined);
    for (const name of ["node-1", "node-2", "node-3"])
      expect(own.filter(({ spec }) => spec.nodeName === name)).toHaveLength(3);
  });

  test("that carries the least, when nobody owns it", async () => {
    const plane = start({ nodes: 2 });
    for (let at = 0; at < 4; at++) plane.apply(pods, barePod(`pinned-${at}`, { nodeName: "node-1" }));
    for (let at = 0; at < 4; at++) plane.apply(pods, barePod(`free-${at}`));
    await plane.loop.settle();
    expect(counts(plane)).toEqual([4, 4]);
  });

  test("by lot among equals: another seed, another placement, the same seed, the same", async () => {
    const placements = async (seed: number): Promise<string> => {
      const plane = start({ seed, nodes: 5 });
      for (let at = 0; at < 8; at++) plane.apply(pods, barePod(`pod-${at}`));
      await plane.loop.settle();
      return plane.api
        .list(pods)
        .items.map(({ spec }) => spec.nodeName)
        .join(" ");
    };
    expect(await placements(1)).toBe(await placements(1));
    expect(await placements(1)).not.toBe(await placements(2));
  });
});

describe("a Pod waits with the reason of every node", () => {
  const many = { requests: { cpu: "3" } };
  const container = { name: "c", image: "i" };
  test.each<[string, object, object[], string]>([
    ["when there is no node", {}, [], "no nodes available to schedule pods"],
    [
      "for a label that no node has",
      { nodeSelector: { disk: "ssd" } },
      [{}, {}],
      "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    ],
    [
      "for taints that it does not tolerate, and cordoned nodes",
      {},
      [
        { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] },
        { taints: [{ key: "team", value: "blue", effect: "NoExecute" }] },
        { unschedulable: true },
      ],
      "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 1 node(s) had untolerated taint {team: blue}, 1 node(s) were unschedulable. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
    [
      "for more CPU and memory than any node has",
      { containers: [{ ...container, resources: { requests: { cpu: "5", memory: "9Gi" } } }] },
      [{}],
      "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    ],
  ])("%s", async (_title, spec, specs, message) => {
    const plane = start({ nodes: 0 });
    for (const [at, each] of specs.entries()) addNode(plane.api, `node-${at}`, each);
    plane.apply(pods, barePod("one", spec));
    await plane.loop.settle();
    expect(nodeOf(plane, "one")).toBeUndefined();
    expect(plane.api.get(pods, "default", "one").status.phase).toBe("Pending");
    expect(plane.eventsOf("default-scheduler")).toEqual([`FailedScheduling ${message}`]);
    expect(condition(plane, "one")).toMatchObject({ status: "False", reason: "Unschedulable", message });
  });

  test("for CPU that others asked for, until they go", async () => {
    const plane = start({ nodes: 1 });
    plane.apply(pods, barePod("greedy", { containers: [{ ...container, resources: many }] }));
    await plane.loop.settle();
    plane.apply(pods, barePod("late", { containers: [{ ...container, resources: many }] }));
    await plane.loop.settle();
    expect(condition(plane, "late")?.message).toBe(
      "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
    );
    plane.api.delete(pods, "default", "greedy");
    await plane.loop.settle();
    expect(nodeOf(plane, "late")).toBe("node-1");
    expect(condition(plane, "late")?.status).toBe("True");
  });

  test("for a port of the node that another Pod has", async () => {
    const plane = start({ nodes: 1 });
    const spec = { containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 80 }] }] };
    plane.apply(pods, barePod("one", spec));
    plane.apply(pods, barePod("two", spec));
    await plane.loop.settle();
    expect(condition(plane, "two")?.message).toContain(
      "1 node(s) didn't have free ports for the requested pod ports",
    );
  });

  test("when every node has 110 Pods", async () => {
    const plane = start({ nodes: 3 });
    plane.apply(deployments, workload(333));
    await plane.loop.settle();
    expect(counts(plane)).toEqual([110, 110, 110, 3]);
    const waiting = plane.api.list(pods).items.find(({ spec }) => spec.nodeName === undefined) as Pod;
    expect(condition(plane, waiting.metadata.name)?.message).toBe(
      "0/3 nodes are available: 3 Too many pods. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.",
    );
    addNode(plane.api, "node-4");
    await plane.loop.settle();
    expect(counts(plane)).toEqual([110, 110, 110, 3]);
    expect(plane.api.list(pods).items.every(({ spec }) => spec.nodeName !== undefined)).toBe(true);
  });

  test("until a node is uncordoned, and counts its tries in one Event", async () => {
    const plane = start({ nodes: 1 });
    changeNode(plane, "node-1", { unschedulable: true });
    plane.apply(pods, barePod("one"));
    await plane.loop.settle();
    await plane.loop.advance(301_000);
    expect(plane.eventsOf("default-scheduler")[0]).toMatch(/^FailedScheduling .* \(x2\)$/);
    changeNode(plane, "node-1", { unschedulable: false });
    await plane.loop.settle();
    expect(nodeOf(plane, "one")).toBe("node-1");
  });

  test("until it tolerates what kept it away", async () => {
    const plane = start({ nodes: 0 });
    addNode(plane.api, "node-1", { taints: [{ key: "team", value: "blue", effect: "NoSchedule" }] });
    plane.apply(pods, barePod("one"));
    await plane.loop.settle();
    const pod = plane.api.get(pods, "default", "one");
    plane.api.update(pods, {
      ...pod,
      spec: {
        ...pod.spec,
        tolerations: [{ key: "team", operator: "Equal", value: "blue", effect: "NoSchedule" }],
      },
    } as Pod);
    await plane.loop.settle();
    expect(nodeOf(plane, "one")).toBe("node-1");
  });
});

describe("labels of nodes", () => {
  const affinity = (expressions: object[]): object => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: expressions }],
        },
      },
    },
  });
  const preferred = {
    affinity: {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, preference: { matchExpressions: [{ key: "size", operator: "Gt", values: ["2"] }] } },
        ],
      },
    },
  };

  test.each([
    ["nodeSelector", { nodeSelector: { size: "3" } }, "node-3"],
    ["In", affinity([{ key: "size", operator: "In", values: ["1", "9"] }]), "node-1"],
    ["NotIn", affinity([{ key: "size", operator: "NotIn", values: ["1", "3"] }]), "node-2"],
    ["Gt", affinity([{ key: "size", operator: "Gt", values: ["2"] }]), "node-3"],
    ["Lt", affinity([{ key: "size", operator: "Lt", values: ["2"] }]), "node-1"],
    ["a preference", preferred, "node-3"],
  ])("decide by %s", async (_title, spec, node) => {
    const plane = start({ nodes: 3 });
    for (const size of ["1", "2", "3"]) {
      const each = plane.api.get(nodes, "", `node-${size}`);
      plane.api.update(nodes, {
        ...each,
        metadata: { ...each.metadata, labels: { ...each.metadata.labels, size } },
      });
    }
    plane.apply(pods, barePod("one", spec));
    await plane.loop.settle();
    expect(nodeOf(plane, "one")).toBe(node);
  });

  test("a taint that only asks for another node is obeyed while there is one", async () => {
    const plane = start({ nodes: 2 });
    changeNode(plane, "node-1", { taints: [{ key: "old", effect: "PreferNoSchedule" }] });
    for (let at = 0; at < 3; at++) plane.apply(pods, barePod(`pod-${at}`));
    await plane.loop.settle();
    expect(plane.api.list(pods).items.map(({ spec }) => spec.nodeName)).toEqual([
      "node-2",
      "node-2",
      "node-2",
    ]);
  });
});
