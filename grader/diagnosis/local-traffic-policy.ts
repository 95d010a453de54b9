/** A traffic policy `Local`, and no ready endpoint on the node that decides. */
import { nodes } from "service-bootcamp";
import { clientNode } from "./client-pod.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { isReady, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";

export const localTrafficPolicy: Diagnosis = (given) => {
  const { subject, service, asked } = given;
  const { internalTrafficPolicy, externalTrafficPolicy } = service.spec;
  const { name } = subject;
  const ready = selectedPods(given).filter(isReady);
  const served = new Set(ready.map(({ spec }) => spec.nodeName ?? ""));
  const node = clientNode(subject, asked.from);
  const on = listed([...served].sort());
  if (ready.length === 0) return undefined;
  const own = ready.filter(({ spec }) => spec.nodeName === node).length;
  if (internalTrafficPolicy === "Local" && node !== undefined && own > 0 && own < (asked.endpoints ?? 0))
    return {
      en: `internalTrafficPolicy of Service ${name} is Local: a client on ${node} reaches only the endpoints on ${node}, which are ${own} of ${ready.length}`,
      ko: `서비스 ${name}의 internalTrafficPolicy는 Local입니다. ${node}의 클라이언트는 ${node}에 있는 엔드포인트로만 가는데, 그것은 ${ready.length}개 중 ${own}개입니다`,
    };
  if (internalTrafficPolicy === "Local" && node !== undefined && own === 0)
    return {
      en: `internalTrafficPolicy of Service ${name} is Local: a client on ${node} reaches only endpoints on ${node}, and there is none; they are on ${on}`,
      ko: `서비스 ${name}의 internalTrafficPolicy는 Local입니다. ${node}의 클라이언트는 ${node}에 있는 엔드포인트로만 가는데 거기에는 없습니다. 엔드포인트가 있는 노드: ${on}`,
    };
  const without = subject.cluster.api
    .list(nodes)
    .items.map(({ metadata }) => metadata.name)
    .filter((each) => !served.has(each));
  if (externalTrafficPolicy === "Local" && asked.from === "outside" && without.length > 0)
    return {
      en: `externalTrafficPolicy of Service ${name} is Local: a node answers requests from outside only with endpoints of its own, and there is none on ${listed(without)}; they are on ${on}`,
      ko: `서비스 ${name}의 externalTrafficPolicy는 Local입니다. 노드는 바깥에서 온 요청을 자기 엔드포인트로만 보내는데 ${listed(without)}에는 없습니다. 엔드포인트가 있는 노드: ${on}`,
    };
  return undefined;
};
