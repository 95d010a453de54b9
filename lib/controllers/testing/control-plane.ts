/**
 * A control plane for tests: the API server, some controllers, nodes, and a kubelet in place of the real one that makes
 * bound Pods ready after a second and lets deleted ones go. Leaves out everything that runs on nodes.
 */

import { ApiServer } from "../../api/api-server.ts";
import type { ApiBudgets } from "../../api/budgets.ts";
import { createEventRecorder } from "../../api/event-recorder.ts";
import { SharedInformers } from "../../api/informer.ts";
import type { Kind } from "../../api/kind.ts";
import { type Event, events } from "../../api/kinds/event.ts";
import { namespaces } from "../../api/kinds/namespace.ts";
import { nodes } from "../../api/kinds/node.ts";
import { type Pod, type PodCondition, pods } from "../../api/kinds/pod.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { Draft } from "../../api/schema.ts";
import { timestampOf } from "../../api/time.ts";
import { Loop } from "../../sim/loop.ts";
import { Random } from "../../sim/random.ts";
import type { ControllerContext, StartController } from "../controller.ts";

const EPOCH_MS = Date.UTC(2026, 0, 5, 9);
const START_MS = 1000;

export interface ControlPlane {
  readonly api: ApiServer;
  readonly loop: Loop;
  readonly context: ControllerContext;
  /** The events of a component so far: `Reason message`, with ` (xN)` when counted. */
  eventsOf(component: string): string[];
  /** Creates an object in namespace `default`. */
  apply<T extends KubeObject>(kind: Kind<T>, object: unknown): T;
}

export interface ControlPlaneOptions {
  readonly seed?: number;
  readonly nodes?: number;
  /** Whether bound Pods become ready by themselves. Default true. */
  readonly kubelet?: boolean;
  /** Whether this Pod becomes ready. Default: all do. */
  readonly becomesReady?: (pod: Pod) => boolean;
  readonly budgets?: Partial<ApiBudgets>;
  /** How much longer than a second a Pod may take to start, drawn for each. Default 0. */
  readonly startJitterMs?: number;
}

export function createControlPlane(
  start: readonly StartController[],
  options: ControlPlaneOptions = {},
): ControlPlane {
  const loop = new Loop();
  const random = new Random(`test/${options.seed ?? 1}`);
  const api = new ApiServer({ loop, random, epochMs: EPOCH_MS, budgets: options.budgets ?? {} });
  const now = (): number => EPOCH_MS + loop.now;
  const context: ControllerContext = {
    api,
    informers: new SharedInformers(api),
    loop,
    random,
    now,
    timestamp: () => timestampOf(now()),
    recorder: (component) => createEventRecorder(api, { component }, { now }),
  };
  for (const name of ["default", "kube-system"]) api.create(namespaces, "", { metadata: { name } });
  for (const startController of start) startController(context);
  for (let at = 1; at <= (options.nodes ?? 3); at++) addNode(api, `node-${at}`);
  if (options.kubelet ?? true) startKubelet(context, options);
  return {
    api,
    loop,
    context,
    eventsOf: (component) =>
      api
        .list(events)
        .items.filter((event) => event.source.component === component)
        .toSorted((a, b) => (writtenAt(a) < writtenAt(b) ? -1 : 1))
        .map(describeEvent),
    apply: (kind, object) => api.create(kind, "default", object as Draft<never>),
  };
}

export function addNode(api: ApiServer, name: string, spec: object = {}): void {
  const status = {
    allocatable: { pods: "110", cpu: "4", memory: "8Gi" },
    conditions: [{ type: "Ready", status: "True" }],
  };
  const labels = { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": "zone-a" };
  api.create(nodes, "", { metadata: { name, labels }, spec, status });
}

/** The end of an Event's name counts nanoseconds. */
function writtenAt({ metadata }: Event): string {
  return metadata.name.slice(metadata.name.lastIndexOf("."));
}

function describeEvent({ reason, message, count }: Event): string {
  return `${reason} ${message}${(count ?? 1) > 1 ? ` (x${count})` : ""}`;
}

/** One kubelet for all nodes. */
function startKubelet(
  context: ControllerContext,
  { becomesReady = () => true, startJitterMs = 0 }: ControlPlaneOptions,
): void {
  const { api, loop } = context;
  const random = context.random.fork("kubelet");
  let started = 0;
  const find = (pod: Pod): Pod | undefined => {
    const current = api.find(pods, pod.metadata.namespace ?? "", pod.metadata.name);
    return current?.metadata.uid === pod.metadata.uid ? current : undefined;
  };
  const stop = (pod: Pod): void => {
    const current = find(pod);
    if (current !== undefined)
      api.delete(pods, current.metadata.namespace ?? "", current.metadata.name, { gracePeriodSeconds: 0 });
  };
  const start = (pod: Pod): void => {
    const current = find(pod);
    if (current === undefined || current.metadata.deletionTimestamp !== undefined) return;
    const podIP = `10.244.${1 + Math.floor(started / 250)}.${1 + (started++ % 250)}`;
    setReady(
      context,
      { ...current, status: { ...current.status, phase: "Running", podIP, podIPs: [{ ip: podIP }] } },
      becomesReady(current),
    );
  };
  api.watch(pods, {}, ({ type, object, old }) => {
    if (type === "DELETED" || (object.spec.nodeName ?? "") === "") return;
    if (object.metadata.deletionTimestamp !== undefined && old?.metadata.deletionTimestamp === undefined)
      loop.schedule(START_MS, () => stop(object));
    else if ((old?.spec.nodeName ?? "") === "")
      loop.schedule(START_MS + random.int(startJitterMs + 1), () => start(object));
  });
}

/** Writes the Ready condition of a Pod, as a kubelet does when a probe changes its mind. */
export function setReady({ api, timestamp }: ControllerContext, pod: Pod, ready: boolean): void {
  const status = ready ? "True" : "False";
  const condition: PodCondition = { type: "Ready", status, lastTransitionTime: timestamp() };
  const conditions = [...(pod.status.conditions ?? []).filter(({ type }) => type !== "Ready"), condition];
  api.update(
    pods,
    { ...pod, status: { ...pod.status, conditions } },
    { subresource: "status", by: "component" },
  );
}
