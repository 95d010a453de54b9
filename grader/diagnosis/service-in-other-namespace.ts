/** A Service of the right name, where the client does not look. */
import { services } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { listed } from "./words.ts";

export function serviceInOtherNamespace({ cluster, namespace, name }: ServiceSubject): Text | undefined {
  const found = cluster.api.list(services).items.filter(({ metadata }) => metadata.name === name);
  if (found.length === 0) return undefined;
  const where = listed(found.map(({ metadata }) => metadata.namespace ?? ""));
  return {
    en: `Namespace ${namespace} has no Service ${name}; there is one in namespace ${where} (kubectl get svc -A)`,
    ko: `${namespace} 네임스페이스에 서비스 ${name}이(가) 없습니다. 같은 이름의 서비스가 ${where} 네임스페이스에 있습니다(kubectl get svc -A)`,
  };
}
