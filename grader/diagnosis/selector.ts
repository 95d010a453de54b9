/** The link from a Service's selector to its Pods. */
import { deployments, matchesPairs, type Pod, pods, type Service } from "service-bootcamp";
import { CHECK_LABEL, type ServiceSubject } from "../check/context.ts";
import { counted, type Text } from "../text.ts";

/** Added by the Deployment, and of no use to anybody's selector. */
const HASH_LABEL = "pod-template-hash";
const LABELS_SHOWN_MAX = 3;

export function selectorWithoutPods(
  { cluster, namespace }: ServiceSubject,
  { spec }: Service,
): Text | undefined {
  const all = podsOf(cluster.api.list(pods, { namespace }).items);
  if (!hasSelector(spec.selector) || matching(all, spec.selector).length > 0) return undefined;
  const selector = pairs(spec.selector);
  const carried = [...new Set(all.map(({ metadata }) => pairs(metadata.labels) || "<none>"))]
    .slice(0, LABELS_SHOWN_MAX)
    .join(" / ");
  if (all.length === 0) {
    return {
      en: `The selector is ${selector}, and there are no Pods at all (kubectl get pods)`,
      ko: `셀렉터는 ${selector}인데 파드가 하나도 없습니다(kubectl get pods)`,
    };
  }
  return {
    en: `The selector ${selector} matches 0 of ${counted(all.length, "Pod")}; Pods carry ${carried} (kubectl get pods --show-labels)`,
    ko: `셀렉터 ${selector}에 맞는 파드가 ${all.length}개 중 0개입니다. 파드의 레이블은 ${carried}입니다(kubectl get pods --show-labels)`,
  };
}

export function podsNotReady({ cluster, namespace }: ServiceSubject, { spec }: Service): Text | undefined {
  const matched = matching(podsOf(cluster.api.list(pods, { namespace }).items), spec.selector);
  const waiting = matched.filter((pod) => !isReady(pod));
  const [first] = waiting;
  if (first === undefined) return undefined;
  const reason =
    first.status.containerStatuses
      ?.map(({ state }) => state?.waiting?.reason)
      .find((text) => text !== undefined) ?? first.status.phase;
  return {
    en: `Of ${counted(matched.length, "Pod")} that the selector matches, ${waiting.length} not ready: ${first.metadata.name} is ${reason} (kubectl describe pod)`,
    ko: `셀렉터에 맞는 파드 ${matched.length}개 중 ${waiting.length}개가 준비되지 않았습니다. ${first.metadata.name}: ${reason}(kubectl describe pod)`,
  };
}

/** Nothing is broken; then the numbers themselves are worth a look. */
export function matchedPods({ cluster, namespace }: ServiceSubject, { spec }: Service): Text | undefined {
  if (!hasSelector(spec.selector)) return undefined;
  const matched = matching(podsOf(cluster.api.list(pods, { namespace }).items), spec.selector);
  const owners = cluster.api
    .list(deployments, { namespace })
    .items.filter(({ spec: { template } }) => matchesPairs(spec.selector, template.metadata?.labels));
  const asked = owners
    .map(({ metadata, spec: { replicas } }) => `Deployment ${metadata.name}: spec.replicas ${replicas}`)
    .join(", ");
  return {
    en: `The selector ${pairs(spec.selector)} matches ${counted(matched.length, "Pod")}${asked === "" ? "" : ` (${asked})`}`,
    ko: `셀렉터 ${pairs(spec.selector)}에 맞는 파드는 ${matched.length}개입니다${asked === "" ? "" : ` (${asked})`}`,
  };
}

export function hasSelector(selector: Service["spec"]["selector"]): boolean {
  return Object.keys(selector ?? {}).length > 0;
}

/** The learner's Pods: not those of the check itself, nor those on their way out. */
function podsOf(all: readonly Pod[]): readonly Pod[] {
  return all.filter(
    ({ metadata }) =>
      metadata.labels?.[CHECK_LABEL] === undefined && metadata.deletionTimestamp === undefined,
  );
}

function matching(all: readonly Pod[], selector: Service["spec"]["selector"]): readonly Pod[] {
  return all.filter(({ metadata }) => matchesPairs(selector, metadata.labels));
}

function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: state }) => type === "Ready" && state === "True") ?? false;
}

function pairs(labels: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(labels ?? {})
    .filter(([key]) => key !== HASH_LABEL)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
