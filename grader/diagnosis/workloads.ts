/** What makes Pods that a Service selects, and how many of them it is told to keep. */
import { deployments, matchesPairs, replicaSets, statefulSets } from "service-bootcamp";
import type { Case } from "./diagnosis.ts";
import { hasSelector } from "./selected-pods.ts";

export interface Workload {
  /** `Deployment http-go`. */
  readonly called: string;
  readonly replicas: number;
  /** Why it cannot make a Pod, in the words of the API. */
  readonly failure: string | undefined;
}

interface Counted {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly ownerReferences?: readonly unknown[] | undefined };
  readonly spec: {
    readonly replicas?: number | undefined;
    readonly template: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> | undefined };
    };
  };
  readonly status: {
    readonly conditions?:
      | readonly { readonly type: string; readonly message?: string | undefined }[]
      | undefined;
  };
}

/** Of the Service's namespace, by their templates; a ReplicaSet counts when it has no owner. */
export function workloadsOf({
  subject: { cluster, namespace },
  service: { spec },
}: Case): readonly Workload[] {
  if (!hasSelector(spec.selector)) return [];
  const all: readonly Counted[] = [
    ...cluster.api.list(deployments, { namespace }).items,
    ...cluster.api.list(statefulSets, { namespace }).items,
    ...cluster.api.list(replicaSets, { namespace }).items,
  ];
  return all
    .filter(({ metadata: { ownerReferences = [] } }) => ownerReferences.length === 0)
    .filter(({ spec: { template } }) => matchesPairs(spec.selector, template.metadata?.labels))
    .map(({ kind, metadata, spec: { replicas = 1 }, status }) => ({
      called: `${kind} ${metadata.name}`,
      replicas,
      failure: status.conditions?.find(({ type }) => type === "ReplicaFailure")?.message,
    }));
}

/** `Deployment http-go has spec.replicas 1, ...`, which reads the same in both languages. */
export function replicasText(workloads: readonly Workload[]): string {
  return workloads.map(({ called, replicas }) => `${called}: spec.replicas ${replicas}`).join(", ");
}
