/** `kubectl top`. Models kubectl/pkg/cmd/top on a cluster without a metrics server, as this one is. */
import {
  allNamespacesFlag,
  boolFlag,
  fieldSelectorFlag,
  noHeadersFlag,
  selectorFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { type Flag, type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

const shared: readonly Flag[] = [
  noHeadersFlag,
  selectorFlag,
  boolFlag("show-swap", "Print swap memory as well."),
  stringFlag("sort-by", "Order of the rows: cpu or memory."),
  boolFlag("use-protocol-buffers", "How the server is asked. No effect here.", { default: "true" }),
];

const topNode: Verb = {
  name: "node",
  aliases: ["nodes", "no"],
  short: "Display resource (CPU/memory) usage of nodes",
  usage: "kubectl top node [NAME | -l label]",
  flags: [...shared, boolFlag("show-capacity", "Of what a node has, not of what Pods may use.")],
  run: async (invocation) => refuse(invocation, "--selector"),
};

const topPod: Verb = {
  name: "pod",
  aliases: ["pods", "po"],
  short: "Display resource (CPU/memory) usage of pods",
  usage: "kubectl top pod [NAME | -l label]",
  flags: [
    ...shared,
    allNamespacesFlag,
    boolFlag("containers", "A row for each container."),
    fieldSelectorFlag,
    boolFlag("sum", "With the sum of all rows."),
  ],
  run: async (invocation) => refuse(invocation, "selector"),
};

export const top: Verb = {
  name: "top",
  short: "Display resource (CPU/memory) usage",
  long: "Show what nodes and Pods use. It needs a metrics server, which the simulated cluster does not have: as on any such cluster, the answer is that there is none.",
  usage: "kubectl top",
  flags: [],
  subverbs: [topNode, topPod],
};

/** @param selector how the real one calls the flag */
function refuse(invocation: Invocation, selector: string): never {
  const { args, flags, verb } = invocation;
  const sortBy = flags.string("sort-by");
  if (args.length > 1) throw usageError(invocation, `${verb.name} [NAME | -l label]`);
  if (!["", "cpu", "memory"].includes(sortBy)) throw new KubectlError("--sort-by accepts only cpu or memory");
  if (args.length === 1 && flags.string("selector") !== "")
    throw new KubectlError(`only one of NAME or ${selector} can be provided`);
  throw new KubectlError("Metrics API not available");
}
