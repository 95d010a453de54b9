/** The hosts file of the client's Pod answers the name before DNS is asked. */
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { clientPod } from "./client-pod.ts";
import type { Asked } from "./diagnosis.ts";

export function shadowedName(subject: ServiceSubject, { from, host }: Asked): Text | undefined {
  const { cluster, name } = subject;
  const pod = clientPod(subject, from);
  if (pod === undefined || host === undefined) return undefined;
  const ip = cluster.pod(pod.metadata.namespace ?? "", pod.metadata.name)?.hosts.get(host.toLowerCase());
  if (ip === undefined || ip === subject.object?.spec.clusterIP) return undefined;
  const called = pod.metadata.name;
  const look = `kubectl -n ${pod.metadata.namespace} exec ${called} -- cat /etc/hosts`;
  if (ip === pod.status.podIP)
    return {
      en: `Inside Pod ${called} the name ${host} means ${ip}, the address of the Pod itself, and not Service ${name}: something answers before DNS is asked (${look})`,
      ko: `파드 ${called} 안에서 이름 ${host}은(는) 서비스 ${name}이(가) 아니라 파드 자신의 주소 ${ip}을(를) 가리킵니다. DNS보다 먼저 답하는 것이 있습니다(${look})`,
    };
  return {
    en: `Inside Pod ${called} the file /etc/hosts answers ${ip} for ${host} before DNS is asked (spec.hostAliases of the Pod)`,
    ko: `파드 ${called} 안에서는 DNS에 묻기 전에 /etc/hosts가 ${host}의 주소로 ${ip}을(를) 답합니다(파드의 spec.hostAliases)`,
  };
}
