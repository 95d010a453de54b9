/** A Service that is only a name for another name. */
import type { Diagnosis } from "./diagnosis.ts";

export const externalName: Diagnosis = ({ subject: { name }, service: { spec } }) => {
  if (spec.type !== "ExternalName") return undefined;
  return {
    en: `Service ${name} is of type ExternalName: DNS answers with the other name ${spec.externalName}, and the Service has no cluster IP, no ports and no endpoints of its own`,
    ko: `서비스 ${name}의 타입은 ExternalName입니다. DNS가 다른 이름 ${spec.externalName}(으)로 답할 뿐, 서비스에는 클러스터 IP도 포트도 엔드포인트도 없습니다`,
  };
};
