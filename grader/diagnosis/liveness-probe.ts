/** Selected Pods that the kubelet starts anew again and again, because a livenessProbe fails. */
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { failedProbe } from "./probe-text.ts";
import { selectedPods } from "./selected-pods.ts";

export const livenessProbe: Diagnosis = (given) => {
  for (const pod of selectedPods(given)) {
    const failed = failedProbe(given.subject, pod, "livenessProbe");
    const restarts = (pod.status.containerStatuses ?? []).reduce((sum, each) => sum + each.restartCount, 0);
    if (failed === undefined || restarts === 0) continue;
    const { name } = pod.metadata;
    return {
      en: `Pod ${name} was started anew ${counted(restarts, "time")}, because its ${failed.en} (kubectl describe pod)`,
      ko: `파드 ${name}이(가) ${restarts}번 다시 시작되었습니다. ${failed.ko}(kubectl describe pod)`,
    };
  }
  return undefined;
};
