/** `kubectl cordon` and `kubectl uncordon`. Models kubectl/pkg/cmd/drain. */
import { readDryRun } from "../command-line/dry-run.ts";
import { dryRunFlag, selectorFlag } from "../command-line/flag-sets.ts";
import { nodeTargets, setUnschedulable } from "../targets/node-targets.ts";
import type { Invocation, Verb } from "../verb.ts";

export const cordon: Verb = {
  name: "cordon",
  short: "Mark node as unschedulable",
  long: "Close a node for new Pods. Those that are on it stay.",
  usage: "kubectl cordon NODE",
  examples: "# No new Pods on node-1\nkubectl cordon node-1",
  flags: [dryRunFlag, selectorFlag],
  run: (invocation) => run(invocation, true),
};

export const uncordon: Verb = {
  name: "uncordon",
  short: "Mark node as schedulable",
  long: "Open a node for new Pods again.",
  usage: "kubectl uncordon NODE",
  examples: "# node-1 is back\nkubectl uncordon node-1",
  flags: [dryRunFlag, selectorFlag],
  run: (invocation) => run(invocation, false),
};

async function run(invocation: Invocation, unschedulable: boolean): Promise<void> {
  const dryRun = readDryRun(invocation);
  for (const target of await nodeTargets(invocation))
    setUnschedulable(invocation, target, unschedulable, dryRun);
}
