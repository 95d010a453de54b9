/**
 * Which Pods of a node `drain` may take away, and what stands against the others. Models kubectl/pkg/drain filters.go.
 * The real one says what it found in the random order of Go's maps; here it is the order of the Pods.
 */
import { type ApiError, isNotFound } from "../../api/api-error.ts";
import { daemonSets } from "../../api/kinds/daemon-set.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { controllerOf } from "../../api/metadata.ts";
import { Aggregate, type Invocation, KubectlError } from "../verb.ts";

export interface EvictablePods {
  readonly pods: readonly Pod[];
  /** `ignoring DaemonSet-managed Pods: default/agent-x; ...`, or empty. */
  readonly warning: string;
}

/** What a filter says of a Pod; undefined: the next filter decides. */
interface Verdict {
  readonly goes: boolean;
  readonly warning?: string;
  readonly refusal?: string;
}

type Filter = (pod: Pod, invocation: Invocation) => Verdict | undefined;

const DAEMON_SET = "DaemonSet-managed Pods";
const NO_CONTROLLER = "Pods that declare no controller";
const LOCAL_STORAGE = "Pods with local storage";
const MIRROR = "kubernetes.io/config.mirror";

const filters: readonly Filter[] = [daemonSetFilter, mirrorFilter, localStorageFilter, noControllerFilter];

/** @throws Aggregate of KubectlErrors, one for each reason that keeps Pods on the node */
export function evictablePods(invocation: Invocation, node: string): EvictablePods {
  const labelSelector = invocation.flags.string("pod-selector");
  const there = invocation.client.api.list(pods, {
    fieldSelector: `spec.nodeName=${node}`,
    labelSelector,
  }).items;
  const judged = there.map((pod) => ({ pod, verdict: judge(pod, invocation) }));
  const refusals = byReason(judged, "refusal");
  if (refusals.length > 0)
    throw new Aggregate(refusals.map((text) => new KubectlError(`cannot delete ${text}`)));
  return {
    pods: judged.filter(({ verdict }) => verdict.goes).map(({ pod }) => pod),
    warning: byReason(judged, "warning").join("; "),
  };
}

/** The verdict of the first filter that keeps the Pod, else of the last filter. */
function judge(pod: Pod, invocation: Invocation): Verdict {
  let verdict: Verdict = { goes: true };
  for (const filter of filters) {
    verdict = filter(pod, invocation) ?? { goes: true };
    if (!verdict.goes) return verdict;
  }
  return verdict;
}

function byReason(
  judged: readonly { readonly pod: Pod; readonly verdict: Verdict }[],
  field: "warning" | "refusal",
): string[] {
  const found = new Map<string, string[]>();
  for (const { pod, verdict } of judged) {
    const reason = verdict[field];
    if (reason !== undefined)
      found.set(reason, [...(found.get(reason) ?? []), `${pod.metadata.namespace}/${pod.metadata.name}`]);
  }
  return [...found].map(([reason, called]) => `${reason}: ${called.join(", ")}`);
}

const hasEnded = ({ status }: Pod): boolean => status.phase === "Succeeded" || status.phase === "Failed";

function daemonSetFilter(pod: Pod, { client, flags }: Invocation): Verdict | undefined {
  const owner = controllerOf(pod);
  if (owner?.kind !== "DaemonSet" || hasEnded(pod)) return undefined;
  try {
    client.api.get(daemonSets, pod.metadata.namespace ?? "", owner.name);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const { message } = error as ApiError;
    return flags.bool("force") ? { goes: true, warning: message } : { goes: false, refusal: message };
  }
  if (flags.bool("ignore-daemonsets")) return { goes: false, warning: `ignoring ${DAEMON_SET}` };
  return { goes: false, refusal: `${DAEMON_SET} (use --ignore-daemonsets to ignore)` };
}

function mirrorFilter({ metadata }: Pod): Verdict | undefined {
  return metadata.annotations?.[MIRROR] === undefined ? undefined : { goes: false };
}

function localStorageFilter(pod: Pod, { flags }: Invocation): Verdict | undefined {
  if (hasEnded(pod) || !(pod.spec.volumes ?? []).some(({ emptyDir }) => emptyDir !== undefined))
    return undefined;
  if (flags.bool("delete-emptydir-data")) return { goes: true, warning: `deleting ${LOCAL_STORAGE}` };
  return { goes: false, refusal: `${LOCAL_STORAGE} (use --delete-emptydir-data to override)` };
}

/** The doubled `cannot delete` is the real one's. */
function noControllerFilter(pod: Pod, { flags }: Invocation): Verdict | undefined {
  if (hasEnded(pod) || controllerOf(pod) !== undefined) return undefined;
  if (flags.bool("force")) return { goes: true, warning: `deleting ${NO_CONTROLLER}` };
  return { goes: false, refusal: `cannot delete ${NO_CONTROLLER} (use --force to override)` };
}
