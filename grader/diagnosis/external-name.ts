/** A Service that is only a name for another name. */
import { services } from "service-bootcamp";
import type { Text } from "../text.ts";
import type { Case, Diagnosis } from "./diagnosis.ts";

export const externalName: Diagnosis = (given) => {
  const { subject, service } = given;
  const { type, externalName: other = "" } = service.spec;
  if (type !== "ExternalName") return undefined;
  const { name } = subject;
  return (
    address(name, other) ??
    shortName(given, other) ?? {
      en: `Service ${name} is of type ExternalName: DNS answers with the other name ${other}, and the Service has no cluster IP, no ports and no endpoints of its own`,
      ko: `서비스 ${name}의 타입은 ExternalName입니다. DNS가 다른 이름 ${other}(으)로 답할 뿐, 서비스에는 클러스터 IP도 포트도 엔드포인트도 없습니다`,
    }
  );
};

function address(name: string, other: string): Text | undefined {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(other)) return undefined;
  return {
    en: `externalName of Service ${name} is an address, ${other}: DNS takes it for a name made of digits, which nobody knows. Write a name`,
    ko: `서비스 ${name}의 externalName에 주소 ${other}이(가) 적혀 있습니다. DNS는 이것을 숫자로 된 이름으로 여기며, 그런 이름은 없습니다. 이름을 적으세요`,
  };
}

/** The name of a Service as Pods may write it: whoever follows an alias adds no search domain. */
function shortName({ subject: { cluster, name } }: Case, other: string): Text | undefined {
  const [, theirs = "", namespace = ""] = /^([^.]+)\.([^.]+)(?:\.svc)?$/.exec(other) ?? [];
  if (cluster.api.find(services, namespace, theirs) === undefined) return undefined;
  return {
    en: `externalName of Service ${name} is ${other}, and no search domain is added to it: write the name of the other Service in full, up to cluster.local`,
    ko: `서비스 ${name}의 externalName이 ${other}인데, 여기에는 검색 도메인이 붙지 않습니다. 다른 서비스의 이름을 cluster.local까지 모두 적으세요`,
  };
}
