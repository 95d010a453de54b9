/** Pods with the right labels, where the Service does not look. */
import { matchesPairs } from "service-bootcamp";
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs, podsIn, selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";

export const podsInOtherNamespace: Diagnosis = (given) => {
  const { subject, service, asked } = given;
  const { selector } = service.spec;
  const here = selectedPods(given).length;
  if (!hasSelector(selector) || (here > 0 && here >= (asked.endpoints ?? 0))) return undefined;
  const elsewhere = podsIn(subject.cluster).filter(
    ({ metadata }) => metadata.namespace !== subject.namespace && matchesPairs(selector, metadata.labels),
  );
  if (elsewhere.length === 0) return undefined;
  const where = listed(elsewhere.map(({ metadata }) => metadata.namespace ?? ""));
  const found = `${counted(elsewhere.length, "Pod")} with ${pairs(selector)} ${elsewhere.length === 1 ? "is" : "are"}`;
  return {
    en: `${found} in namespace ${where}, and a Service finds only Pods of its own namespace: ${subject.namespace} (kubectl get pods -A --show-labels)`,
    ko: `레이블 ${pairs(selector)}을(를) 단 파드 ${elsewhere.length}개가 ${where} 네임스페이스에 있습니다. 서비스는 자기 네임스페이스 ${subject.namespace}의 파드만 찾습니다(kubectl get pods -A --show-labels)`,
  };
};
