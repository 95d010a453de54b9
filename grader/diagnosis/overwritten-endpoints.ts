/** Endpoints written for a Service that has a selector: the cluster replaces them with its own. */
import { endpoints } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector } from "./selected-pods.ts";

/** What `kubectl apply` leaves on an object that a person made. */
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export const overwrittenEndpoints: Diagnosis = ({ cluster, namespace, name }, { spec }) => {
  const written = cluster.api.find(endpoints, namespace, name)?.metadata.annotations?.[APPLIED];
  if (!hasSelector(spec.selector) || written === undefined) return undefined;
  return {
    en: `Service ${name} has a selector, so the cluster writes its list of endpoints from Pods and overwrites yours`,
    ko: `서비스 ${name}에 셀렉터가 있어, 클러스터가 파드로 엔드포인트 목록을 만들고 직접 쓴 것을 덮어씁니다`,
  };
};
