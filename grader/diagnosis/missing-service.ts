import { services } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Finding } from "./diagnosis.ts";

const cause = "missing-service";

/** Names the Services that there are instead, without that of the API server. */
export function missingService({ cluster, namespace, name }: ServiceSubject): Finding {
  const all = cluster.api.list(services).items.map(({ metadata }) => metadata);
  const elsewhere = all.find((other) => other.name === name);
  if (elsewhere !== undefined) {
    return {
      cause,
      hint: {
        en: `Service ${name} is in namespace ${elsewhere.namespace}, and is needed in ${namespace}`,
        ko: `서비스 ${name}이(가) ${elsewhere.namespace} 네임스페이스에 있습니다. ${namespace}에 있어야 합니다`,
      },
    };
  }
  const others = all
    .filter((other) => other.namespace === namespace && other.name !== "kubernetes")
    .map((other) => other.name);
  const there =
    others.length === 0
      ? { en: "there is none but that of the API", ko: "API 서버의 서비스 말고는 없습니다" }
      : { en: `there are: ${others.join(", ")}`, ko: `있는 것: ${others.join(", ")}` };
  return {
    cause,
    hint: {
      en: `Namespace ${namespace} has no Service ${name}; ${there.en}. See what your commands answered (kubectl get svc)`,
      ko: `${namespace} 네임스페이스에 서비스 ${name}이(가) 없습니다. ${there.ko}. 명령이 무엇이라고 답했는지 보세요(kubectl get svc)`,
    },
  };
}
