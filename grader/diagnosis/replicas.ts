/** Nothing is wrong but the number of Pods: who decides it. */
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs, selectedPods } from "./selected-pods.ts";
import { replicasText, workloadsOf } from "./workloads.ts";

export const replicas: Diagnosis = (given) => {
  const { asked, service } = given;
  const count = selectedPods(given).length;
  if (!hasSelector(service.spec.selector) || asked.endpoints === undefined || count === asked.endpoints)
    return undefined;
  const decided = replicasText(workloadsOf(given));
  const who = decided === "" ? "" : ` (${decided})`;
  const selector = pairs(service.spec.selector);
  return {
    en: `The selector ${selector} matches ${counted(count, "Pod")}${who}, and ${asked.endpoints} are asked for`,
    ko: `셀렉터 ${selector}에 맞는 파드는 ${count}개입니다${who.trim()}. ${asked.endpoints}개여야 합니다`,
  };
};
