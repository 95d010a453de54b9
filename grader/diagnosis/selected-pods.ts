/** The Pods that a Service selects, for the diagnoses that look at them. */
import { matchesPairs, type Pod, pods, type Service } from "service-bootcamp";
import { CHECK_LABEL, type ServiceSubject } from "../check/context.ts";

type Selector = Service["spec"]["selector"];

/** Added by the Deployment to tell its ReplicaSets apart; a Service has no use for it. */
const HASH_LABEL = "pod-template-hash";

export function hasSelector(selector: Selector): boolean {
  return Object.keys(selector ?? {}).length > 0;
}

/** The learner's Pods in the Service's namespace: not the check's own clients, nor Pods that are being deleted. */
export function podsBeside({ cluster, namespace }: ServiceSubject): readonly Pod[] {
  return cluster.api
    .list(pods, { namespace })
    .items.filter(
      ({ metadata }) =>
        metadata.labels?.[CHECK_LABEL] === undefined && metadata.deletionTimestamp === undefined,
    );
}

export function selectedPods(subject: ServiceSubject, selector: Selector): readonly Pod[] {
  return podsBeside(subject).filter(({ metadata }) => matchesPairs(selector, metadata.labels));
}

/** Labels or a selector as kubectl prints them: `app=web,tier=front`. */
export function pairs(labels: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(labels ?? {})
    .filter(([key]) => key !== HASH_LABEL)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
