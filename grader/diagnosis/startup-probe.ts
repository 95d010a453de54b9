/** Selected Pods whose startupProbe has not passed. */
import type { Diagnosis } from "./diagnosis.ts";
import { failedProbe } from "./probe-text.ts";
import { waitingPods } from "./selected-pods.ts";

export const startupProbe: Diagnosis = (given) => {
  for (const pod of waitingPods(given).waiting) {
    const failed = failedProbe(given.subject, pod, "startupProbe");
    const isStarted = (pod.status.containerStatuses ?? []).every(({ started }) => started === true);
    if (failed === undefined || isStarted) continue;
    return {
      en: `Pod ${pod.metadata.name} has not started: its ${failed.en} (kubectl describe pod)`,
      ko: `파드 ${pod.metadata.name}이(가) 아직 시작되지 않았습니다. ${failed.ko}(kubectl describe pod)`,
    };
  }
  return undefined;
};
