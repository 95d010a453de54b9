/** Session affinity that remembers a client for too long. */
import type { Diagnosis } from "./diagnosis.ts";

const FIELD = "sessionAffinityConfig.clientIP.timeoutSeconds";

export const affinityRemembers: Diagnosis = ({ subject: { name }, service: { spec }, asked }) => {
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (asked.forgets === undefined || seconds === undefined || seconds <= asked.forgets) return undefined;
  return {
    en: `Service ${name} remembers a client until it has been silent for ${seconds} s (${FIELD}), and it should be forgotten after ${asked.forgets} s`,
    ko: `서비스 ${name}은(는) ${seconds}초 동안 요청이 없을 때까지 클라이언트를 기억하는데(${FIELD}), ${asked.forgets}초 뒤에는 잊어야 합니다`,
  };
};
