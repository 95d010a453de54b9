/** The Pods of a DaemonSet: which node each is for, and how a new one is made. Models pkg/controller/daemon/util. */
import type { DaemonSet } from "../../api/kinds/daemon-set.ts";
import type { Node } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import type { PodSpec } from "../../api/kinds/pod-spec.ts";
import type { Manifest } from "../../api/schema.ts";
import { podFromTemplate } from "../pod-from-template.ts";
import { podTemplateHash } from "../pod-template-hash.ts";
import { matchesNodeAffinity } from "../scheduler/node-affinity.ts";
import { untoleratedTaint } from "../scheduler/taints.ts";

export const REVISION_HASH = "controller-revision-hash";
const TEMPLATE_GENERATION_LABEL = "pod-template-generation";
const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

/** A node that need not be in the API yet. */
interface NamedNode {
  readonly metadata: Pick<Node["metadata"], "name">;
}

type Tolerations = NonNullable<PodSpec["tolerations"]>;

/** What every daemon puts up with: it is there to run on all nodes, also the troubled ones. */
const TOLERATIONS: Tolerations = [
  ...["not-ready", "unreachable"].map((trouble) => ({
    key: `node.kubernetes.io/${trouble}`,
    operator: "Exists",
    effect: "NoExecute",
  })),
  ...["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map((trouble) => ({
    key: `node.kubernetes.io/${trouble}`,
    operator: "Exists",
    effect: "NoSchedule",
  })),
];
const NETWORK_TOLERATION = {
  key: "node.kubernetes.io/network-unavailable",
  operator: "Exists",
  effect: "NoSchedule",
} as const;

export function revisionHashOf({ spec, status }: DaemonSet): string {
  return podTemplateHash(spec.template, status.collisionCount);
}

/** @returns whether new Pods belong on the node, and whether those that run there may stay. */
export function fitOf(
  daemonSet: DaemonSet,
  node: Node,
): { readonly shouldRun: boolean; readonly mayStay: boolean } {
  const pod = { spec: daemonSpec(daemonSet.spec.template.spec, node) } as Pod;
  if (!matchesNodeAffinity(pod, node)) return { shouldRun: false, mayStay: false };
  const taint = untoleratedTaint(pod, node);
  return { shouldRun: taint === undefined, mayStay: taint === undefined || taint.effect === "NoSchedule" };
}

export function daemonPod(daemonSet: DaemonSet, node: NamedNode): Manifest<Pod> {
  const { template } = daemonSet.spec;
  const generation = daemonSet.metadata.annotations?.[TEMPLATE_GENERATION] ?? "1";
  const labels = {
    ...template.metadata?.labels,
    [REVISION_HASH]: revisionHashOf(daemonSet),
    [TEMPLATE_GENERATION_LABEL]: generation,
  };
  const metadata = { ...template.metadata, labels } as typeof template.metadata;
  return podFromTemplate(daemonSet, { metadata, spec: daemonSpec(template.spec, node) });
}

/** The scheduler binds the Pod, but has one node to choose from. */
function daemonSpec(spec: PodSpec, node: NamedNode): PodSpec {
  const { affinity, tolerations = [], hostNetwork } = spec;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [
    {},
  ];
  const matchFields = [{ key: "metadata.name", operator: "In", values: [node.metadata.name] }];
  const required = { nodeSelectorTerms: terms.map((term) => ({ ...term, matchFields })) };
  return {
    ...spec,
    affinity: {
      ...affinity,
      nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required },
    },
    tolerations: [...tolerations, ...TOLERATIONS, ...(hostNetwork === true ? [NETWORK_TOLERATION] : [])],
  };
}

/** The node of a daemon, bound or not yet. */
export function targetNodeOf({ spec }: Pod): string | undefined {
  if ((spec.nodeName ?? "") !== "") return spec.nodeName;
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.flatMap((term) => term.matchFields ?? []).find(({ key }) => key === "metadata.name")
    ?.values?.[0];
}
