/** Whether each node sends what comes for a Service to as many endpoints: what one client meets is then what all would meet. */
import { forwardingOf } from "../check/forwarding.ts";
import type { Route } from "../check/subjects.ts";
import { counted, type Text } from "../text.ts";

/** @returns what is wrong, of the first such node; undefined when all is well, and when kube-proxy has no part in the route. */
export function forwardingFault({ service, port }: Route, wanted: number): Text | undefined {
  const { object, name } = service;
  if (object?.spec.clusterIP === undefined || object.spec.clusterIP === "None") return undefined;
  for (const { node, endpoints } of forwardingOf(service, port)) {
    if (endpoints.length === wanted) continue;
    return {
      en: `what a client on ${node} sends to port ${port} of Service ${name} goes to ${counted(endpoints.length, "endpoint")}, and ${wanted} are asked for`,
      ko: `${node} 노드의 클라이언트가 서비스 ${name}의 ${port}번 포트로 보내는 요청은 엔드포인트 ${endpoints.length}개로 갑니다. ${wanted}개여야 합니다`,
    };
  }
  return undefined;
}
