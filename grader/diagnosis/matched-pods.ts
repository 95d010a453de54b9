/** Nothing is wrong: then the number of Pods itself is worth a look, and who decides it. */
import { deployments, matchesPairs } from "service-bootcamp";
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs, selectedPods } from "./selected-pods.ts";

export const matchedPods: Diagnosis = (subject, { spec }) => {
  if (!hasSelector(spec.selector)) return undefined;
  const count = selectedPods(subject, spec.selector).length;
  const owners = subject.cluster.api
    .list(deployments, { namespace: subject.namespace })
    .items.filter(({ spec: { template } }) => matchesPairs(spec.selector, template.metadata?.labels))
    .map(({ metadata, spec: { replicas } }) => `Deployment ${metadata.name}: spec.replicas ${replicas}`)
    .join(", ");
  const decided = owners === "" ? "" : ` (${owners})`;
  return {
    en: `The selector ${pairs(spec.selector)} matches ${counted(count, "Pod")}${decided}`,
    ko: `셀렉터 ${pairs(spec.selector)}에 맞는 파드는 ${count}개입니다${decided}`,
  };
};
