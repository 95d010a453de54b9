/** A Service that keeps a client with one endpoint, where they should take turns. */
import type { Diagnosis } from "./diagnosis.ts";

export const affinityOn: Diagnosis = ({ subject: { name }, service: { spec }, asked }) => {
  if (asked.takesTurns !== true || spec.sessionAffinity !== "ClientIP") return undefined;
  return {
    en: `spec.sessionAffinity of Service ${name} is ClientIP, so a client stays with the endpoint that it met first (kubectl explain service.spec.sessionAffinity)`,
    ko: `서비스 ${name}의 spec.sessionAffinity는 ClientIP여서 클라이언트가 처음 만난 엔드포인트에 머뭅니다(kubectl explain service.spec.sessionAffinity)`,
  };
};
