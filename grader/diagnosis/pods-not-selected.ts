/** Fewer Pods than asked for, and beside them others whose labels almost match. */

import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { pairs, podsBeside, selectedPods } from "./selected-pods.ts";
import { isNear, listed } from "./words.ts";

export const podsNotSelected: Diagnosis = (given) => {
  const { subject, service, asked } = given;
  const selected = selectedPods(given);
  if (asked.endpoints === undefined || selected.length === 0 || selected.length >= asked.endpoints)
    return undefined;
  const wanted = Object.values(service.spec.selector ?? {});
  const near = podsBeside(subject).filter(
    (pod) =>
      !selected.includes(pod) &&
      Object.values(pod.metadata.labels ?? {}).some((value) => wanted.some((other) => isNear(value, other))),
  );
  if (near.length === 0) return undefined;
  const labels = listed(near.map(({ metadata }) => pairs(metadata.labels)));
  const selector = pairs(service.spec.selector);
  return {
    en: `The selector ${selector} matches ${counted(selected.length, "Pod")}; ${near.length} more carry other labels, and so are left out: ${labels} (kubectl get pods --show-labels)`,
    ko: `셀렉터 ${selector}에 맞는 파드는 ${selected.length}개입니다. ${near.length}개는 레이블이 달라서 빠집니다: ${labels}(kubectl get pods --show-labels)`,
  };
};
