/** The status that a kubelet writes for a Pod: phase and conditions, from the state of its containers. Models pkg/kubelet/status/generate.go. */
import type { ContainerStatus, Pod, PodCondition } from "../api/kinds/pod.ts";
import type { ContainerLifecycle } from "./container-lifecycle.ts";

export interface PodFacts {
  readonly pod: Pod;
  readonly hostIP: string;
  /** Absent until the Pod has a network. */
  readonly podIP: string | undefined;
  readonly startTime: string;
  readonly now: string;
  readonly inits: readonly ContainerLifecycle[];
  readonly mains: readonly ContainerLifecycle[];
  readonly ephemerals?: readonly ContainerLifecycle[];
  /** Why the Pod as a whole failed, once all its processes have ended. */
  readonly failure?: PodFailure | undefined;
}

export interface PodFailure {
  readonly reason: string;
  readonly message: string;
}

type Verdict = { readonly isTrue: boolean; readonly reason?: string; readonly message?: string };

export function podStatus(facts: PodFacts): Pod["status"] {
  const { pod, hostIP, podIP, startTime, inits, mains, ephemerals = [], failure } = facts;
  const phase = failure === undefined ? phaseOf(facts) : "Failed";
  return {
    ...pod.status,
    ...failure,
    phase,
    conditions: conditionsOf(facts, phase),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(podIP === undefined ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    startTime,
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits.map((each) => each.status()) }),
    containerStatuses: mains.map((each) => each.status()).sort(byName),
    ...(ephemerals.length === 0
      ? {}
      : { ephemeralContainerStatuses: ephemerals.map((each) => each.status()).sort(byName) }),
  };
}

function byName(a: ContainerStatus, b: ContainerStatus): number {
  return a.name < b.name ? -1 : 1;
}

/** Whether the next container may begin after this one. */
export function isInitialized(init: ContainerLifecycle): boolean {
  return init.role === "sidecar" ? init.isStarted : init.isReady;
}

type Containers = Pick<PodFacts, "inits" | "mains">;

/** Whether the containers that do the Pod's work have all ended for good, or will never begin. */
export function isWorkDone({ inits, mains }: Containers): boolean {
  return hasFailedInit(inits) || mains.every(({ finalExitCode }) => finalExitCode !== undefined);
}

function hasFailedInit(inits: readonly ContainerLifecycle[]): boolean {
  return inits.some(({ role, finalExitCode = 0 }) => role === "init" && finalExitCode !== 0);
}

/** The phase of a Pod whose containers are in these states: it has not ended before its sidecars have. */
export function phaseOf({ inits, mains }: Containers): string {
  const hasBegun = mains.some(({ hasRun }) => hasRun);
  if (isWorkDone({ inits, mains }) && !inits.some(({ isRunning }) => isRunning))
    return !hasFailedInit(inits) && mains.every(({ finalExitCode }) => finalExitCode === 0)
      ? "Succeeded"
      : "Failed";
  if (!hasBegun && !inits.every(isInitialized)) return "Pending";
  return mains.every(({ hasRun }) => hasRun) ? "Running" : "Pending";
}

function conditionsOf(facts: PodFacts, phase: string): PodCondition[] {
  const { pod, inits, mains, podIP, now } = facts;
  const containers = containersReady([...inits.filter(({ role }) => role === "sidecar"), ...mains], phase);
  const verdicts: Readonly<Record<string, Verdict>> = {
    PodReadyToStartContainers: { isTrue: podIP !== undefined && phase !== "Succeeded" && phase !== "Failed" },
    Initialized: initialized(
      inits,
      phase,
      mains.some(({ hasRun }) => hasRun),
    ),
    Ready: containers.isTrue ? gatesOpen(pod) : containers,
    ContainersReady: containers,
  };
  const known = new Map((pod.status.conditions ?? []).map((condition) => [condition.type, condition]));
  const own = Object.entries(verdicts).map(([type, verdict]) =>
    conditionOf(type, verdict, known.get(type), now),
  );
  const others = (pod.status.conditions ?? []).filter(({ type }) => verdicts[type] === undefined);
  return [...own, ...others];
}

function conditionOf(
  type: string,
  { isTrue, reason, message }: Verdict,
  before: PodCondition | undefined,
  now: string,
): PodCondition {
  const status = isTrue ? "True" : "False";
  const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? now) : now;
  return {
    type,
    status,
    lastProbeTime: null,
    lastTransitionTime,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

/** Once a main container ran, the restart of a sidecar changes nothing. */
function initialized(inits: readonly ContainerLifecycle[], phase: string, hasBegun: boolean): Verdict {
  if (phase === "Succeeded") return { isTrue: true, reason: "PodCompleted" };
  const waiting = hasBegun ? [] : inits.filter((each) => !isInitialized(each)).map(({ spec }) => spec.name);
  if (waiting.length === 0) return { isTrue: true };
  return {
    isTrue: false,
    reason: "ContainersNotInitialized",
    message: `containers with incomplete status: [${waiting.join(" ")}]`,
  };
}

function containersReady(counted: readonly ContainerLifecycle[], phase: string): Verdict {
  if (phase === "Succeeded") return { isTrue: false, reason: "PodCompleted" };
  if (phase === "Failed") return { isTrue: false, reason: "PodFailed" };
  const unready = counted.filter(({ isReady }) => !isReady).map(({ spec }) => spec.name);
  if (unready.length === 0) return { isTrue: true };
  return {
    isTrue: false,
    reason: "ContainersNotReady",
    message: `containers with unready status: [${unready.join(" ")}]`,
  };
}

function gatesOpen({ spec, status }: Pod): Verdict {
  for (const { conditionType } of spec.readinessGates ?? []) {
    const condition = status.conditions?.find(({ type }) => type === conditionType);
    if (condition?.status === "True") continue;
    const message =
      condition === undefined
        ? `corresponding condition of pod readiness gate "${conditionType}" does not exist.`
        : `the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`;
    return { isTrue: false, reason: "ReadinessGatesNotReady", message };
  }
  return { isTrue: true };
}
