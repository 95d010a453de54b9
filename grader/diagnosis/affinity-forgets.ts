/** Session affinity that forgets a client too soon. */
import type { Diagnosis } from "./diagnosis.ts";

const FIELD = "sessionAffinityConfig.clientIP.timeoutSeconds";

export const affinityForgets: Diagnosis = ({ subject: { name }, service: { spec }, asked }) => {
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (asked.remembers === undefined || seconds === undefined || seconds > asked.remembers) return undefined;
  return {
    en: `Service ${name} forgets a client that is silent for ${seconds} s (${FIELD}), and the client comes back after ${asked.remembers} s`,
    ko: `서비스 ${name}은(는) ${seconds}초 동안 요청이 없는 클라이언트를 잊는데(${FIELD}), 클라이언트는 ${asked.remembers}초 뒤에 다시 옵니다`,
  };
};
