/** Selected Pods that are not ready, and why the first of them waits. */
import type { Pod } from "service-bootcamp";
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { selectedPods } from "./selected-pods.ts";

export const podsNotReady: Diagnosis = (subject, { spec }) => {
  const selected = selectedPods(subject, spec.selector);
  const waiting = selected.filter((pod) => !isReady(pod));
  const [first] = waiting;
  if (first === undefined) return undefined;
  const reason =
    first.status.containerStatuses
      ?.map(({ state }) => state?.waiting?.reason)
      .find((text) => text !== undefined) ?? first.status.phase;
  return {
    en: `Of ${counted(selected.length, "Pod")} that the selector matches, ${waiting.length} not ready: ${first.metadata.name} is ${reason} (kubectl describe pod)`,
    ko: `셀렉터에 맞는 파드 ${selected.length}개 중 ${waiting.length}개가 준비되지 않았습니다. ${first.metadata.name}: ${reason}(kubectl describe pod)`,
  };
};

function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: state }) => type === "Ready" && state === "True") ?? false;
}
