/** Endpoints written for a Service that has a selector: the cluster replaces them with its own. */
import { endpoints } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs } from "./selected-pods.ts";

/** What `kubectl apply` leaves on an object that a person made. */
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export const overwrittenEndpoints: Diagnosis = ({ subject, service: { spec } }) => {
  const { cluster, namespace, name } = subject;
  const written = cluster.api.find(endpoints, namespace, name)?.metadata.annotations?.[APPLIED];
  if (!hasSelector(spec.selector) || written === undefined) return undefined;
  const selector = pairs(spec.selector);
  return {
    en: `Service ${name} has a selector (${selector}), so the cluster writes its list of endpoints from Pods and overwrites yours. A Service whose addresses you write yourself has none`,
    ko: `서비스 ${name}에 셀렉터(${selector})가 있어, 클러스터가 파드로 엔드포인트 목록을 만들고 직접 쓴 것을 덮어씁니다. 주소를 직접 쓰는 서비스에는 셀렉터가 없어야 합니다`,
  };
};
