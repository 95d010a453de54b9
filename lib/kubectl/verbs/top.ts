/** `kubectl top`. Models kubectl/pkg/cmd/top on a cluster without a metrics server, as this one is. */
import { allNamespacesFlag, fieldSelectorFlag, selectorFlag } from "../command-line/flag-sets.ts";
import { type Flag, type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

const shared: readonly Flag[] = [
  { name: "no-headers", type: "bool", default: "false", usage: "The table without its first line." },
  selectorFlag,
  { name: "show-swap", type: "bool", default: "false", usage: "Print swap memory as well." },
  { name: "sort-by", type: "string", default: "", usage: "Order of the rows: cpu or memory." },
  {
    name: "use-protocol-buffers",
    type: "bool",
    default: "true",
    usage: "How the server is asked. No effect here.",
  },
];

const topNode: Verb = {
  name: "node",
  aliases: ["nodes", "no"],
  short: "Display resource (CPU/memory) usage of nodes",
  usage: "kubectl top node [NAME | -l label]",
  flags: [
    ...shared,
    {
      name: "show-capacity",
      type: "bool",
      default: "false",
      usage: "Of what a node has, not of what Pods may use.",
    },
  ],
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
    { name: "containers", type: "bool", default: "false", usage: "A row for each container." },
    fieldSelectorFlag,
    { name: "sum", type: "bool", default: "false", usage: "With the sum of all rows." },
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
