/** A Deployment that cannot make its Pods. */
import type { Diagnosis } from "./diagnosis.ts";
import { workloadsOf } from "./workloads.ts";

export const podsNotCreated: Diagnosis = (given) => {
  const failed = workloadsOf(given).find(({ failure }) => failure !== undefined);
  if (failed === undefined) return undefined;
  return {
    en: `${failed.called} cannot make its Pods. The API answers: "${failed.failure}" (kubectl describe rs)`,
    ko: `${failed.called}이(가) 파드를 만들지 못합니다. API의 응답: "${failed.failure}"(kubectl describe rs)`,
  };
};
