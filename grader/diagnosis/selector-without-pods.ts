/** A selector that no Pod matches, beside the labels of the Pods that come nearest, and the key or the value that differs. */
import { distance, type Pod } from "service-bootcamp";
import { counted, type Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { allPairs, HASH_LABEL, hasSelector, pairs, podsBeside, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";

type Labels = Readonly<Record<string, string>>;

export const selectorWithoutPods: Diagnosis = (given) => {
  const { subject, service } = given;
  const wanted = service.spec.selector ?? {};
  if (!hasSelector(wanted) || selectedPods(given).length > 0) return undefined;
  const all = podsBeside(subject);
  const nearest = nearestPods(wanted, all);
  const labels = listed(nearest.map(({ metadata }) => pairs(metadata.labels) || "<none>"));
  const difference = differenceOf(wanted, nearest);
  const some = nearest.length < all.length;
  const who = some ? { en: "the nearest ones carry", ko: "가장 비슷한 파드의 레이블은" } : undefined;
  return {
    en: `The selector ${allPairs(wanted)} matches 0 of ${counted(all.length, "Pod")}; ${who?.en ?? "Pods carry"} ${labels}${difference.en} (kubectl get pods --show-labels)`,
    ko: `셀렉터 ${allPairs(wanted)}에 맞는 파드가 ${all.length}개 중 0개입니다. ${who?.ko ?? "파드의 레이블은"} ${labels}입니다${difference.ko}(kubectl get pods --show-labels)`,
  };
};

/** Those that match most of the selector; among them those that have most of its values under other keys; then values that are alike. */
function nearestPods(wanted: Labels, all: readonly Pod[]): readonly Pod[] {
  const entries = Object.entries(wanted);
  const closest = (pods: readonly Pod[], isLike: (labels: Labels, key: string, value: string) => boolean) => {
    const likeness = pods.map(
      ({ metadata: { labels = {} } }) => entries.filter(([key, value]) => isLike(labels, key, value)).length,
    );
    return pods.filter((_, at) => likeness[at] === Math.max(...likeness));
  };
  const same = closest(all, (labels, key, value) => labels[key] === value);
  const moved = closest(same, (labels, _, value) => Object.values(labels).includes(value));
  return closest(moved, (labels, key, value) => isAlike(labels[key] ?? "", value));
}

/** Half of the letters at least, so that `e-mail` is like `mail`, and unlike `maps`. */
function isAlike(one: string, other: string): boolean {
  return 2 * distance(one, other) <= Math.max(one.length, other.length);
}

/** What differs, where it is one key or one value alone. */
function differenceOf(wanted: Labels, near: readonly Pod[]): Text {
  for (const { metadata } of near) {
    const labels = metadata.labels ?? {};
    const [lacking, ...more] = Object.entries(wanted).filter(([key, value]) => labels[key] !== value);
    if (lacking === undefined || more.length > 0) continue;
    const [key, value] = lacking;
    if (key === HASH_LABEL)
      return {
        en: `: all of it matches but ${key}, which a Deployment sets anew for each version of its Pods`,
        ko: `. ${key} 말고는 모두 맞습니다. 이 값은 디플로이먼트가 파드의 버전마다 새로 정합니다`,
      };
    const other = Object.keys(labels).find((each) => labels[each] === value);
    if (other !== undefined)
      return {
        en: `: the value ${value} is the same, and the key is ${other} on the Pods and ${key} in the selector`,
        ko: `. 값 ${value}은(는) 같은데 키가 파드는 ${other}, 셀렉터는 ${key}입니다`,
      };
    if (labels[key] !== undefined)
      return {
        en: `: the key ${key} is the same, and the value is ${labels[key]} on the Pods and ${value} in the selector`,
        ko: `. 키 ${key}은(는) 같은데 값이 파드는 ${labels[key]}, 셀렉터는 ${value}입니다`,
      };
  }
  return { en: "", ko: "" };
}
