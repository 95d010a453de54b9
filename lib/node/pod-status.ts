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
}

type Verdict = { readonly isTrue: boolean; readonly reason?: string; readonly message?: string };

export function podStatus(facts: PodFacts): Pod["status"] {
  const { pod, hostIP, podIP, startTime, inits, mains } = facts;
  const phase = phaseOf(facts);
  return {
    ...pod.status,
    phase,
    conditions: conditionsOf(facts, phase),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(podIP === undefined ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    startTime,
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits.map((each) => each.status()) }),
    containerStatuses: mains.map((each) => each.status()).sort(byName),
  };
}

function byName(a: ContainerStatus, b: ContainerStatus): number {
  return a.name < b.name ? -1 : 1;
}

/** The phase of a Pod whose containers are in these states. */
export function phaseOf({ inits, mains }: Pick<PodFacts, "inits" | "mains">): string {
  const failedInit = inits.some(({ finalExitCode }) => finalExitCode !== undefined && finalExitCode !== 0);
  if (failedInit) return "Failed";
  if (inits.some(({ isReady }) => !isReady)) return "Pending";
  const exitCodes = mains.map(({ finalExitCode }) => finalExitCode);
  if (exitCodes.every((code) => code !== undefined)) return exitCodes.every((code) => code === 0) ? "Succeeded" : "Failed";
  return mains.every(({ hasRun }) => hasRun) ? "Running" : "Pending";
}

function conditionsOf(facts: PodFacts, phase: string): PodCondition[] {
  const { pod, inits, mains, podIP, now } = facts;
  const containers = containersReady(mains, phase);
  const verdicts: Readonly<Record<string, Verdict>> = {
    PodReadyToStartContainers: { isTrue: podIP !== undefined && phase !== "Succeeded" && phase !== "Failed" },
    Initialized: initialized(inits, phase),
    Ready: containers.isTrue ? gatesOpen(pod) : containers,
    ContainersReady: containers,
  };
  const known = new Map((pod.status.conditions ?? []).map((condition) => [condition.type, condition]));
  const own = Object.entries(verdicts).map(([type, verdict]) => conditionOf(type, verdict, known.get(type), now));
  const others = (pod.status.conditions ?? []).filter(({ type }) => verdicts[type] === undefined);
  return [...own, ...others];
}

function conditionOf(type: string, { isTrue, reason, message }: Verdict, before: PodCondition | undefined, now: string): PodCondition {
  const status = isTrue ? "True" : "False";
  const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? now) : now;
  return { type, status, lastTransitionTime, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
}

function initialized(inits: readonly ContainerLifecycle[], phase: string): Verdict {
  const waiting = inits.filter(({ isReady }) => !isReady).map(({ spec }) => spec.name);
  if (waiting.length > 0) return { isTrue: false, reason: "ContainersNotInitialized", message: `containers with incomplete status: [${waiting.join(" ")}]` };
  return phase === "Succeeded" ? { isTrue: true, reason: "PodCompleted" } : { isTrue: true };
}

function containersReady(mains: readonly ContainerLifecycle[], phase: string): Verdict {
  if (phase === "Succeeded") return { isTrue: false, reason: "PodCompleted" };
  if (phase === "Failed") return { isTrue: false, reason: "PodFailed" };
  const unready = mains.filter(({ isReady }) => !isReady).map(({ spec }) => spec.name);
  if (unready.length === 0) return { isTrue: true };
  return { isTrue: false, reason: "ContainersNotReady", message: `containers with unready status: [${unready.join(" ")}]` };
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
