/** Selected Pods that run and are not ready, because their readinessProbe fails. */
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { failedProbe } from "./probe-text.ts";
import { waitingPods } from "./selected-pods.ts";

export const readinessProbe: Diagnosis = (given) => {
  const { waiting, count } = waitingPods(given);
  for (const pod of waiting) {
    const failed = failedProbe(given.subject, pod, "readinessProbe");
    if (failed === undefined) continue;
    const { name } = pod.metadata;
    return {
      en: `Of ${counted(count, "Pod")} that the selector matches, ${waiting.length} ${waiting.length === 1 ? "is" : "are"} not ready and ${waiting.length === 1 ? "gets" : "get"} no requests. ${name} runs, and its ${failed.en} (kubectl describe pod)`,
      ko: `셀렉터에 맞는 파드 ${count}개 중 ${waiting.length}개가 준비되지 않아 요청을 받지 못합니다. ${name}은(는) 실행 중이지만 ${failed.ko}(kubectl describe pod)`,
    };
  }
  return undefined;
};
