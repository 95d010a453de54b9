/** The Pods that a Service selects, for the diagnoses that look at them. */
import { matchesPairs, type Pod, pods, type Service } from "service-bootcamp";
import { CHECK_LABEL, type ServiceSubject } from "../check/context.ts";
import type { Case } from "./diagnosis.ts";

type Selector = Service["spec"]["selector"];

/** Added by the Deployment to tell its ReplicaSets apart; a Service has no use for it. */
export const HASH_LABEL = "pod-template-hash";

export function hasSelector(selector: Selector): boolean {
  return Object.keys(selector ?? {}).length > 0;
}

/** The learner's Pods in a namespace or in all: not the check's own clients, nor Pods that are being deleted. */
export function podsIn(cluster: ServiceSubject["cluster"], namespace?: string): readonly Pod[] {
  return cluster.api
    .list(pods, namespace === undefined ? {} : { namespace })
    .items.filter(
      ({ metadata }) =>
        metadata.labels?.[CHECK_LABEL] === undefined && metadata.deletionTimestamp === undefined,
    );
}

export function podsBeside({ cluster, namespace }: ServiceSubject): readonly Pod[] {
  return podsIn(cluster, namespace);
}

/** None for a Service without a selector. */
export function selectedPods({ subject, service: { spec } }: Case): readonly Pod[] {
  if (!hasSelector(spec.selector)) return [];
  return podsBeside(subject).filter(({ metadata }) => matchesPairs(spec.selector, metadata.labels));
}

export function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: state }) => type === "Ready" && state === "True") ?? false;
}

/** Selected Pods that are not ready, and how many are selected in all. */
export function waitingPods(given: Case): { readonly waiting: readonly Pod[]; readonly count: number } {
  const selected = selectedPods(given);
  return { waiting: selected.filter((pod) => !isReady(pod)), count: selected.length };
}

/** Labels or a selector as kubectl prints them: `app=web,tier=front`. */
export function allPairs(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

/** Those that a person wrote. */
export function pairs({ [HASH_LABEL]: _, ...labels }: Readonly<Record<string, string>> = {}): string {
  return allPairs(labels);
}
