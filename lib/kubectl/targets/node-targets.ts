/** The nodes that cordon, uncordon and drain mean, and whether Pods may be put on them. Models kubectl/pkg/drain cordon.go. */
import { nodes } from "../../api/kinds/node.ts";
import { type DryRun, operationText, writeOptions } from "../command-line/dry-run.ts";
import { type Invocation, KubectlError, usageError } from "../verb.ts";
import { objectName } from "./resource-types.ts";
import { readSelection } from "./selection.ts";
import { allTargets, type Target } from "./targets.ts";

/** Nodes by name, or by `-l`. @throws KubectlError, ApiError NotFound */
export async function nodeTargets(invocation: Invocation): Promise<readonly Target[]> {
  const { args, flags, verb } = invocation;
  const isSelected = flags.string("selector") !== "";
  if (args.length === 0 && !isSelected) throw usageError(invocation, `USAGE: ${verb.name} NODE [flags]`);
  if (args.length > 0 && isSelected)
    throw usageError(invocation, "cannot specify both a node name and a --selector option");
  const request = isSelected ? { args: [nodes.plural] } : { resource: nodes.plural };
  const selection = await readSelection(invocation, { ...request, continueOnError: false });
  const targets = await allTargets(invocation, selection);
  const other = targets.find(({ kind }) => kind !== nodes);
  if (other !== undefined) {
    const { group, version, plural } = other.kind;
    throw new KubectlError(`expected resource of type node, got "${group}/${version}, Resource=${plural}"`);
  }
  return targets;
}

/** `node/node-1 cordoned`. */
export function sayOfNode({ out }: Invocation, { name }: Target, done: string, dryRun: DryRun): void {
  out.stdout(`${objectName(nodes, name)} ${operationText(done, dryRun)}\n`);
}

/** Opens the node for new Pods, or closes it, and says so. @param wanted whether it is to be closed */
export function setUnschedulable(
  invocation: Invocation,
  target: Target,
  wanted: boolean,
  dryRun: DryRun,
): void {
  const done = wanted ? "cordoned" : "uncordoned";
  const node = invocation.client.api.get(nodes, "", target.name);
  const isDone = (node.spec.unschedulable ?? false) === wanted;
  if (!isDone && dryRun !== "client") {
    const body = { spec: { unschedulable: wanted ? true : null } };
    invocation.client.api.patch(
      nodes,
      "",
      target.name,
      { type: "application/strategic-merge-patch+json", body },
      writeOptions(invocation, dryRun),
    );
  }
  sayOfNode(invocation, target, isDone ? `already ${done}` : done, dryRun);
}
