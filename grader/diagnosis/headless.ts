/** A Service without a cluster IP, where one is asked for. */
import type { Diagnosis } from "./diagnosis.ts";
import { openPorts } from "./listening.ts";
import { selectedPods } from "./selected-pods.ts";

export const headless: Diagnosis = (given) => {
  const { subject, service, asked } = given;
  if (service.spec.clusterIP !== "None") return undefined;
  const open = new Set(selectedPods(given).flatMap((pod) => openPorts(subject, pod)));
  const isUnheard = asked.port !== undefined && open.size > 0 && !open.has(asked.port);
  const port = isUnheard
    ? {
        en: `: the request goes to port ${asked.port} of a Pod, and Pods listen on ${[...open].join(", ")}`,
        ko: `. 요청은 파드의 ${asked.port}번 포트로 가는데 파드는 ${[...open].join(", ")}번에서 듣습니다`,
      }
    : { en: "", ko: "" };
  return {
    en: `Service ${subject.name} is headless (clusterIP: None): its name leads straight to the addresses behind it, nothing balances and no port is translated${port.en}`,
    ko: `서비스 ${subject.name}은(는) 헤드리스입니다(clusterIP: None). 이름이 뒤에 있는 주소로 바로 이어지므로, 부하를 나누지도 포트를 바꾸지도 않습니다${port.ko}`,
  };
};
