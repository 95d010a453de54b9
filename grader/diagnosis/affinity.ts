import type { ServiceSubject } from "../check/context.ts";
import type { Finding } from "./diagnosis.ts";
import { missingService } from "./missing-service.ts";

/** Why a client may meet another server: nothing is remembered, or not for long enough. */
export function diagnoseAffinity(service: ServiceSubject): Finding | undefined {
  const spec = service.object?.spec;
  if (spec === undefined) return missingService(service);
  const cause = "affinity";
  if (spec.sessionAffinity !== "ClientIP") {
    return {
      cause,
      hint: {
        en: `spec.sessionAffinity of Service ${service.name} is ${spec.sessionAffinity} (kubectl describe svc ${service.name})`,
        ko: `서비스 ${service.name}의 spec.sessionAffinity는 ${spec.sessionAffinity}입니다(kubectl describe svc ${service.name})`,
      },
    };
  }
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  return {
    cause,
    hint: {
      en: `Service ${service.name} forgets a client that is silent for ${seconds} s (sessionAffinityConfig.clientIP.timeoutSeconds)`,
      ko: `서비스 ${service.name}은(는) ${seconds}초 동안 조용한 클라이언트를 잊습니다(sessionAffinityConfig.clientIP.timeoutSeconds)`,
    },
  };
}
