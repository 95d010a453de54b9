/** A Service that remembers no client, where it should; perhaps another one got the setting. */
import { services } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { listed } from "./words.ts";

export const affinityOff: Diagnosis = ({ subject, service: { spec }, asked }) => {
  if (asked.remembers === undefined || spec.sessionAffinity === "ClientIP") return undefined;
  const { cluster, namespace, name } = subject;
  const others = cluster.api
    .list(services, { namespace })
    .items.filter((other) => other.spec.sessionAffinity === "ClientIP")
    .map(({ metadata }) => metadata.name);
  const there =
    others.length === 0
      ? { en: "", ko: "" }
      : {
          en: `; Service ${listed(others)} has ClientIP instead`,
          ko: `. ClientIP는 서비스 ${listed(others)}에 있습니다`,
        };
  return {
    en: `spec.sessionAffinity of Service ${name} is ${spec.sessionAffinity}, so it remembers no client (kubectl describe svc ${name})${there.en}`,
    ko: `서비스 ${name}의 spec.sessionAffinity는 ${spec.sessionAffinity}이어서 클라이언트를 기억하지 않습니다(kubectl describe svc ${name})${there.ko}`,
  };
};
