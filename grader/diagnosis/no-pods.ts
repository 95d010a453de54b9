/** A selector in a namespace without any Pod. */
import type { Diagnosis } from "./diagnosis.ts";
import { hasSelector, pairs, podsBeside } from "./selected-pods.ts";
import { replicasText, workloadsOf } from "./workloads.ts";

export const noPods: Diagnosis = (given) => {
  const { subject, service } = given;
  if (!hasSelector(service.spec.selector) || podsBeside(subject).length > 0) return undefined;
  const selector = pairs(service.spec.selector);
  const replicas = replicasText(workloadsOf(given));
  const who =
    replicas === ""
      ? { en: ", and no Deployment whose Pods would match", ko: "맞는 파드를 만들 디플로이먼트도 없습니다" }
      : { en: `; ${replicas}`, ko: replicas };
  return {
    en: `The selector is ${selector}, and there are no Pods at all in namespace ${subject.namespace}${who.en} (kubectl get deploy,pods)`,
    ko: `셀렉터는 ${selector}인데 ${subject.namespace} 네임스페이스에 파드가 하나도 없습니다. ${who.ko}(kubectl get deploy,pods)`,
  };
};
