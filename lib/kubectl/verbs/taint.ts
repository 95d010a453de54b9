/** `kubectl taint`. Models kubectl/pkg/cmd/taint. */
import { type Node, nodes } from "../../api/kinds/node.ts";
import { createTwoWayMergePatch } from "../../api/strategic-merge.ts";
import { quoted } from "../../go/strconv.ts";
import { readDryRun, writeOptions } from "../command-line/dry-run.ts";
import { allFlag, boolFlag, selectorFlag, validateFlag, writeFlags } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { findKind } from "../targets/resource-types.ts";
import { readSelection } from "../targets/selection.ts";
import { visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, KubectlExit, usageError, type Verb } from "../verb.ts";
import { splitChanges } from "../writing/changes.ts";
import { checkContradiction, readTaints, type TaintChanges, taintsAfter } from "../writing/taints.ts";

export const taint: Verb = {
  name: "taint",
  short: "Update the taints on one or more nodes",
  long: "Keep Pods off a node, unless they tolerate its taint. The effect is NoSchedule, PreferNoSchedule or NoExecute, which also drives away Pods that are there.",
  usage: "kubectl taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
  examples: `# Only Pods that tolerate it come to node-1
kubectl taint nodes node-1 dedicated=db:NoSchedule

# Without the taint
kubectl taint nodes node-1 dedicated:NoSchedule-

# Without all taints of that key
kubectl taint nodes node-1 dedicated-`,
  flags: [
    allFlag,
    boolFlag("overwrite", "Change taints that are there."),
    ...writeFlags("kubectl-taint"),
    selectorFlag,
    validateFlag,
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client, flags } = invocation;
  const { names, changes } = readArgs(invocation);
  const overwrite = flags.bool("overwrite");
  const dryRun = readDryRun(invocation);
  const options = writeOptions(invocation, dryRun);
  const isMany = flags.bool("all") || flags.string("selector") !== "";
  const selection = await readSelection(invocation, { args: [nodes.plural, ...(isMany ? [] : names)] });
  await visitTargets(invocation, selection, async ({ name, object }) => {
    const node = object as Node;
    const { taints, done } = taintsAfter(name, node.spec.taints ?? [], changes, overwrite);
    const { taints: _, ...spec } = node.spec;
    const wanted = { ...node, spec: taints.length === 0 ? spec : { ...spec, taints } };
    const body = createTwoWayMergePatch(node, wanted, nodes.schema);
    const change = { type: "application/strategic-merge-patch+json", body } as const;
    const tainted = dryRun === "client" ? wanted : client.api.patch(nodes, "", name, change, options);
    invocation.out.stdout((await createPrinter(invocation, done))(tainted));
  });
}

const isTaint = (arg: string): boolean => /[=:]|-$/.test(arg);

/** @throws KubectlError, KubectlExit */
function readArgs(invocation: Invocation): {
  readonly names: readonly string[];
  readonly changes: TaintChanges;
} {
  const { args, client, flags } = invocation;
  const { resources, changes: specs } = splitChanges(args, "taint", isTaint);
  const [type, ...names] = resources;
  if (type === undefined)
    throw new KubectlError("one or more resources must be specified as <resource> <name>");
  if (specs.length === 0) throw new KubectlError("at least one taint update is required");
  const changes = usable(invocation, specs);
  const kind = findKind(client.api.kinds, type);
  if (kind === undefined) throw new KubectlExit(`the server doesn't have a resource type ${quoted(type)}`, 1);
  if (kind !== nodes)
    throw new KubectlError(`invalid resource type ${kind.plural}, only node types are supported`);
  if (flags.bool("all") && flags.string("selector") !== "")
    throw new KubectlError("setting 'all' parameter with a non empty selector is prohibited");
  if (names.length === 0 && !flags.bool("all") && flags.string("selector") === "") {
    throw new KubectlError("at least one resource name must be specified since 'all' parameter is not set");
  }
  checkContradiction(changes);
  return { names, changes };
}

function usable(invocation: Invocation, specs: readonly string[]): TaintChanges {
  try {
    return readTaints(specs);
  } catch (error) {
    throw error instanceof KubectlError ? usageError(invocation, error.message) : error;
  }
}
