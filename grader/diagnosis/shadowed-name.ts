/** The hosts file of the client's Pod answers the name before DNS is asked. */
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";
import { clientPod } from "./client-pod.ts";
import type { Asked } from "./diagnosis.ts";

export function shadowedName(subject: ServiceSubject, { from, host }: Asked): Text | undefined {
  const { cluster, namespace, name } = subject;
  const pod = clientPod(subject, from);
  if (pod === undefined || host === undefined) return undefined;
  const ip = cluster.pod(pod.metadata.namespace ?? "", pod.metadata.name)?.hosts.get(host.toLowerCase());
  if (ip === undefined || ip === subject.object?.spec.clusterIP) return undefined;
  if (ip === pod.status.podIP)
    return {
      en: `Inside Pod ${pod.metadata.name} the name ${host} is the Pod itself: its /etc/hosts answers ${ip} before DNS is asked. Ask for ${name}.${namespace} instead, or give the Pod another name`,
      ko: `파드 ${pod.metadata.name} 안에서 이름 ${host}은(는) 파드 자신을 가리킵니다. DNS에 묻기 전에 /etc/hosts가 ${ip}을(를) 답하기 때문입니다. ${name}.${namespace}(으)로 부르거나 파드의 이름을 바꾸세요`,
    };
  return {
    en: `Inside Pod ${pod.metadata.name} the file /etc/hosts answers ${ip} for ${host} before DNS is asked (spec.hostAliases of the Pod)`,
    ko: `파드 ${pod.metadata.name} 안에서는 DNS에 묻기 전에 /etc/hosts가 ${host}의 주소로 ${ip}을(를) 답합니다(파드의 spec.hostAliases)`,
  };
}
