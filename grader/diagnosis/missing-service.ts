/** No Service of that name anywhere: names those that there are instead, similar ones first; that of the API server does not count. */
import { services } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { isNear, listed } from "./words.ts";

export function missingService({ cluster, namespace, name }: ServiceSubject): Text {
  const others = cluster.api
    .list(services, { namespace })
    .items.map(({ metadata }) => metadata.name)
    .filter((other) => other !== "kubernetes");
  const near = others.filter((other) => isNear(other, name));
  const there = thereInstead(others, near);
  return {
    en: `Namespace ${namespace} has no Service ${name}; ${there.en} (kubectl get svc)`,
    ko: `${namespace} 네임스페이스에 서비스 ${name}이(가) 없습니다. ${there.ko}(kubectl get svc)`,
  };
}

function thereInstead(others: readonly string[], near: readonly string[]): Text {
  if (near.length > 0)
    return {
      en: `a similar name is there: ${listed(near)}`,
      ko: `비슷한 이름이 있습니다: ${listed(near)}`,
    };
  if (others.length > 0) return { en: `there are: ${listed(others)}`, ko: `있는 것: ${listed(others)}` };
  return { en: "there is none but that of the API", ko: "API 서버의 서비스 말고는 없습니다" };
}
