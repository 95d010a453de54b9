/** The Pod behind `deploy/web` or `svc/web`, for exec, attach, logs and port-forward. Models kubectl/pkg/polymorphichelpers. */
import type { AnyKind } from "../../api/kind.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import type { KubeObject, LabelSelector } from "../../api/metadata.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type FlagValues, type Invocation, KubectlError } from "../verb.ts";
import { watchUntil } from "../waiting/waiting.ts";

export interface ChosenPod {
  readonly pod: Pod;
  /** How many there were to choose from. */
  readonly count: number;
}

interface Selecting extends KubeObject {
  readonly spec?: { readonly selector?: LabelSelector | Readonly<Record<string, string>> };
}

/** The one object that the word, or the manifest of `-f`, names; a word without a slash is a Pod. @param refusal of several; without it the last one is meant */
export async function oneTarget(
  invocation: Invocation,
  word: string | undefined,
  refusal?: string,
): Promise<Target> {
  let found: Target | undefined;
  const request = { args: word === undefined ? [] : [word], resource: pods.plural };
  await visitTargets(invocation, await readSelection(invocation, request), (target) => {
    if (found !== undefined && refusal !== undefined) throw new KubectlError(refusal);
    found = target;
  });
  if (found === undefined) throw new KubectlError("no objects found");
  return found;
}

/** @throws KubectlError for a time that is over before it begins */
export function requireRunningTimeout(flags: FlagValues): void {
  if (flags.durationMs("pod-running-timeout") <= 0)
    throw new KubectlError("--pod-running-timeout must be higher than zero");
}

/** @param order `logs` prefers other Pods than `exec`. @throws KubectlError for kinds without Pods, and when none appears in time */
export async function podOf(
  invocation: Invocation,
  target: Target,
  order: "attach" | "logs",
): Promise<ChosenPod> {
  if (target.kind === pods) return { pod: target.object as Pod, count: 1 };
  const labelSelector = podSelector(target, order === "logs" ? "get the logs from" : "attach to");
  const { client, flags } = invocation;
  const selection = { namespace: target.namespace, labelSelector };
  const there = client.api.list(pods, selection).items;
  if (there.length > 0) return { pod: best(there, order), count: there.length };
  const timeoutMs = flags.has("pod-running-timeout") ? flags.durationMs("pod-running-timeout") : 60_000;
  const pod = await watchUntil(client, pods, { ...selection, timeoutMs }, ({ type, object }) =>
    type === "DELETED" ? undefined : object,
  );
  return { pod, count: 1 };
}

/** The selector by which the object finds its Pods, as text. @param doing `attach to`, for errors. @throws KubectlError */
export function podSelector({ kind, object }: Target, doing: string): string {
  const selector = (object as Selecting).spec?.selector;
  const goType = `*v1.${kind.kind}`;
  if (isService(kind)) {
    if (selector === undefined || Object.keys(selector).length === 0) {
      throw new KubectlError(
        `cannot ${doing} ${goType}: invalid service '${object.metadata.name}': Service is defined without a selector`,
      );
    }
    return pairsText(selector as Readonly<Record<string, string>>);
  }
  if (kind.kind === "ReplicationController")
    return pairsText((selector ?? {}) as Readonly<Record<string, string>>);
  if (kind.group !== "apps" || selector === undefined)
    throw new KubectlError(`cannot ${doing} ${goType}: selector for ${goType} not implemented`);
  return formatLabelSelector(selector as LabelSelector);
}

const isService = (kind: AnyKind): boolean => kind.kind === "Service" && kind.group === "";

function pairsText(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

function best(candidates: readonly Pod[], order: "attach" | "logs"): Pod {
  const sorted = [...candidates].sort((a, b) => firstDifference(rank(b, order), rank(a, order)));
  return sorted[0] as Pod;
}

const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/** Bigger is better: on a node, running, ready, ready for long, restarted seldom (for logs: often), old. */
function rank(pod: Pod, order: "attach" | "logs"): readonly number[] {
  const ready = pod.status.conditions?.find((condition) => condition.type === "Ready");
  const restarts = Math.max(0, ...(pod.status.containerStatuses ?? []).map((status) => status.restartCount));
  return [
    (pod.spec.nodeName ?? "") === "" ? 0 : 1,
    PHASES[pod.status.phase] ?? 0,
    ready?.status === "True" ? 1 : 0,
    ready?.status === "True" ? -Date.parse(ready.lastTransitionTime ?? "") : 0,
    order === "logs" ? restarts : -restarts,
    -Date.parse(pod.metadata.creationTimestamp ?? ""),
  ];
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
