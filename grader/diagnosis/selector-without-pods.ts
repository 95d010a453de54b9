/** A selector that no Pod matches, beside the labels that there are. */
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs, podsBeside, selectedPods } from "./selected-pods.ts";

const LABELS_SHOWN_MAX = 3;

export const selectorWithoutPods: Diagnosis = (subject, { spec }) => {
  if (!hasSelector(spec.selector) || selectedPods(subject, spec.selector).length > 0) return undefined;
  const all = podsBeside(subject);
  const selector = pairs(spec.selector);
  if (all.length === 0) {
    return {
      en: `The selector is ${selector}, and there are no Pods at all (kubectl get pods)`,
      ko: `셀렉터는 ${selector}인데 파드가 하나도 없습니다(kubectl get pods)`,
    };
  }
  const labels = [...new Set(all.map(({ metadata }) => pairs(metadata.labels) || "<none>"))]
    .slice(0, LABELS_SHOWN_MAX)
    .join(" / ");
  return {
    en: `The selector ${selector} matches 0 of ${counted(all.length, "Pod")}; Pods carry ${labels} (kubectl get pods --show-labels)`,
    ko: `셀렉터 ${selector}에 맞는 파드가 ${all.length}개 중 0개입니다. 파드의 레이블은 ${labels}입니다(kubectl get pods --show-labels)`,
  };
};
