/** Objects with a Pod template inside, for `kubectl set` and `kubectl rollout`. Models kubectl/pkg/polymorphichelpers UpdatePodSpecForObject. */
import type { Deployment } from "../../api/kinds/deployment.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { Target } from "../targets/targets.ts";

export type PodSpec = Pod["spec"];
export type Container = PodSpec["containers"][number];

/** The spec of the object's Pods, or undefined when it has none. */
export function podSpecOf({ kind, object }: Pick<Target, "kind" | "object">): PodSpec | undefined {
  if (kind.kind === "Pod") return (object as Pod).spec;
  return (object as Partial<Deployment>).spec?.template?.spec as PodSpec | undefined;
}

/** The object with another spec of its Pods. */
export function withPodSpec({ kind, object }: Pick<Target, "kind" | "object">, spec: PodSpec): KubeObject {
  if (kind.kind === "Pod") return { ...object, spec } as KubeObject;
  const owner = object as Deployment;
  return { ...owner, spec: { ...owner.spec, template: { ...owner.spec.template, spec } } } as KubeObject;
}
