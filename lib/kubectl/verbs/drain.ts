/** `kubectl drain`. Models kubectl/pkg/cmd/drain and kubectl/pkg/drain. Leaves out PodDisruptionBudgets, a kind that is not there. */
import type { Pod } from "../../api/kinds/pod.ts";
import { pods } from "../../api/kinds/pod.ts";
import { parseLabelSelector } from "../../api/selectors.ts";
import { type DryRun, readDryRun } from "../command-line/dry-run.ts";
import {
  boolFlag,
  chunkSizeFlag,
  dryRunFlag,
  durationFlag,
  intFlag,
  selectorFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { type EvictablePods, evictablePods } from "../pods/evictable-pods.ts";
import { nodeTargets, sayOfNode, setUnschedulable } from "../targets/node-targets.ts";
import type { Target } from "../targets/targets.ts";
import { Aggregate, type Invocation, KubectlError, KubectlExit, leaves, type Verb } from "../verb.ts";
import { WaitTimeout } from "../waiting/waiting.ts";
import { waitUntilGone } from "../writing/deletion.ts";

export const drain: Verb = {
  name: "drain",
  short: "Drain node in preparation for maintenance",
  long: "Close a node for new Pods and take away those that are on it, so that the node can be repaired. Their controllers make others elsewhere.\n\nPods of DaemonSets stay, since they would come back at once; Pods without a controller would be lost, and so would what Pods keep in emptyDir volumes: each needs a flag of its own.",
  usage: "kubectl drain NODE",
  examples:
    "# All Pods off node-1 but those of DaemonSets\nkubectl drain node-1 --ignore-daemonsets\n\n# Those without a controller, too\nkubectl drain node-1 --ignore-daemonsets --force",
  flags: [
    chunkSizeFlag,
    boolFlag("delete-emptydir-data", "Take away Pods with emptyDir volumes, whose data is then lost."),
    boolFlag("disable-eviction", "Delete the Pods instead of evicting them."),
    dryRunFlag,
    boolFlag("force", "Take away Pods that no controller will make anew."),
    intFlag("grace-period", "-1", "Seconds that a Pod gets to end by itself; -1 for its own setting."),
    boolFlag("ignore-daemonsets", "Leave Pods of DaemonSets where they are."),
    stringFlag("pod-selector", "Choose the Pods to take away by their labels."),
    selectorFlag,
    intFlag(
      "skip-wait-for-delete-timeout",
      "0",
      "Leave alone Pods that have been ending for longer than so many seconds; 0 for none.",
    ),
    durationFlag("timeout", "0s", "How long to wait until the Pods are gone; 0 for ever."),
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const dryRun = readDryRun(invocation);
  checkPodSelector(invocation);
  const targets = await nodeTargets(invocation);
  for (const target of targets) setUnschedulable(invocation, target, true, dryRun);
  const pending: { readonly name: string; readonly problems: readonly string[] }[] = [];
  for (const target of targets) {
    const problems = await drainNode(invocation, target, dryRun);
    if (problems.length > 0) pending.push({ name: target.name, problems });
    else sayOfNode(invocation, target, "drained", dryRun);
  }
  if (pending.length === 0) return;
  invocation.out.stderr(
    `There are pending nodes to be drained:\n${pending.map(({ name }) => ` ${name}\n`).join("")}`,
  );
  throw new KubectlExit(pending.flatMap(({ problems }) => problems).join("\n"), 1);
}

function checkPodSelector({ flags }: Invocation): void {
  try {
    parseLabelSelector(flags.string("pod-selector"));
  } catch {
    throw new KubectlError("--pod-selector=<pod_selector> must be a valid label selector");
  }
}

/** @returns why the node is not empty now */
async function drainNode(
  invocation: Invocation,
  { name }: Target,
  dryRun: DryRun,
): Promise<readonly string[]> {
  const { out } = invocation;
  try {
    const { pods: going, warning } = stillThere(invocation, evictablePods(invocation, name));
    if (warning !== "") out.stderr(`Warning: ${warning}\n`);
    await takeAway(invocation, going, dryRun);
    return [];
  } catch (error) {
    const { message } = error as Error;
    out.stderr(`error: unable to drain node "${name}" due to error: ${message}, continuing command...\n`);
    return leaves([error]).map((each) => (each as Error).message);
  }
}

/** Without those that have been ending for too long to wait for them. */
function stillThere({ client, flags }: Invocation, { pods: going, warning }: EvictablePods): EvictablePods {
  const limitMs = flags.int("skip-wait-for-delete-timeout") * 1000;
  const since = ({ metadata }: Pod): number => client.now() - Date.parse(metadata.deletionTimestamp ?? "");
  return { warning, pods: limitMs > 0 ? going.filter((pod) => !(since(pod) > limitMs)) : going };
}

/** Evicts or deletes the Pods, and waits until they are gone. @throws Aggregate for those that take too long */
async function takeAway(invocation: Invocation, going: readonly Pod[], dryRun: DryRun): Promise<void> {
  const { client, flags, out } = invocation;
  const evicts = !flags.bool("disable-eviction");
  const mark = dryRun === "none" ? "" : dryRun === "client" ? " (dry run)" : " (server dry run)";
  const grace = flags.int("grace-period");
  for (const { metadata } of going) {
    if (evicts || dryRun === "client")
      out.stdout(`evicting pod ${metadata.namespace}/${metadata.name}${mark}\n`);
    if (dryRun === "client") continue;
    const options = { dryRun: dryRun === "server", ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}) };
    client.api.delete(pods, metadata.namespace ?? "", metadata.name, options);
  }
  if (dryRun !== "none") return;
  const late: KubectlError[] = [];
  const deadline = client.now() + flags.durationMs("timeout");
  for (const pod of going)
    late.push(...(await leave(invocation, pod, deadline, evicts ? "evicted" : "deleted")));
  if (late.length > 0) throw new Aggregate(late);
}

/** @returns the complaint when the Pod is not gone in time */
async function leave(
  invocation: Invocation,
  { metadata }: Pod,
  deadline: number,
  done: string,
): Promise<readonly KubectlError[]> {
  const { client, flags, out } = invocation;
  const { name, namespace = "", uid } = metadata;
  const hasLimit = flags.durationMs("timeout") > 0;
  try {
    await waitUntilGone(
      invocation,
      { kind: pods, namespace, name },
      uid,
      hasLimit ? Math.max(1, deadline - client.now()) : 0,
    );
    out.stdout(`pod/${name} ${done}\n`);
    return [];
  } catch (error) {
    if (!(error instanceof WaitTimeout)) throw error;
    return [
      new KubectlError(
        `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: context deadline exceeded`,
      ),
    ];
  }
}
