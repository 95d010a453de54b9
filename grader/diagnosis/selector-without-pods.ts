/** A selector that no Pod matches, beside the labels that there are and the key or the value that differs. */
import type { Pod } from "service-bootcamp";
import { counted, type Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs, podsBeside, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";

type Labels = Readonly<Record<string, string>>;

export const selectorWithoutPods: Diagnosis = (given) => {
  const { subject, service } = given;
  const wanted = service.spec.selector ?? {};
  if (!hasSelector(wanted) || selectedPods(given).length > 0) return undefined;
  const all = podsBeside(subject);
  const labels = listed(all.map(({ metadata }) => pairs(metadata.labels) || "<none>"));
  const difference = differenceOf(wanted, all);
  return {
    en: `The selector ${pairs(wanted)} matches 0 of ${counted(all.length, "Pod")}; Pods carry ${labels}${difference.en} (kubectl get pods --show-labels)`,
    ko: `셀렉터 ${pairs(wanted)}에 맞는 파드가 ${all.length}개 중 0개입니다. 파드의 레이블은 ${labels}입니다${difference.ko}(kubectl get pods --show-labels)`,
  };
};

/** What differs, where it is one key or one value alone. */
function differenceOf(wanted: Labels, all: readonly Pod[]): Text {
  for (const { metadata } of all) {
    const labels = metadata.labels ?? {};
    const [lacking, ...more] = Object.entries(wanted).filter(([key, value]) => labels[key] !== value);
    if (lacking === undefined || more.length > 0) continue;
    const [key, value] = lacking;
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
