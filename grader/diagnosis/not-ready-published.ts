/** A Service that sends requests to Pods before they are ready. */
import type { Diagnosis } from "./diagnosis.ts";
import { waitingPods } from "./selected-pods.ts";
import { listed } from "./words.ts";

export const notReadyPublished: Diagnosis = (given) => {
  const { waiting } = waitingPods(given);
  if (given.service.spec.publishNotReadyAddresses !== true || waiting.length === 0) return undefined;
  const names = listed(waiting.map(({ metadata }) => metadata.name));
  return {
    en: `Service ${given.subject.name} has publishNotReadyAddresses: true, so Pods that are not ready get requests, too: ${names}`,
    ko: `서비스 ${given.subject.name}의 publishNotReadyAddresses가 true여서 준비되지 않은 파드도 요청을 받습니다: ${names}`,
  };
};
