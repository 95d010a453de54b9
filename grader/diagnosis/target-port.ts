/** The port to which a Service sends, against the ports on which its Pods listen. */
import type { Pod, ServicePort } from "service-bootcamp";
import { counted, type Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { openPorts } from "./listening.ts";
import { isReady, selectedPods } from "./selected-pods.ts";
import { targetNumber } from "./target-number.ts";
import { listed } from "./words.ts";
import { askedPorts } from "./written-slices.ts";

export const targetPort: Diagnosis = (given) => {
  const { subject, service } = given;
  // Without a cluster IP no port is translated.
  if (service.spec.clusterIP === "None") return undefined;
  const ready = selectedPods(given).filter(isReady);
  for (const entry of askedPorts(given).filter(({ protocol }) => protocol === "TCP")) {
    const deaf = ready.filter((pod) => !openPorts(subject, pod).includes(targetNumber(entry, pod) ?? 0));
    if (deaf.length === 0) continue;
    const open = listed(deaf.flatMap((pod) => openPorts(subject, pod).map(String)));
    const target = calledTarget(entry, deaf);
    const { name } = subject;
    const there =
      open === ""
        ? { en: "on no port", ko: "듣고 있는 포트가 없습니다" }
        : { en: `on ${open}`, ko: `${open}번에서 듣습니다` };
    return {
      en: `targetPort of Service ${name} is ${target.en}, and nothing listens there in ${deaf.length} of ${counted(ready.length, "Pod")}: their containers listen ${there.en}`,
      ko: `서비스 ${name}의 targetPort는 ${target.ko}인데, 파드 ${ready.length}개 중 ${deaf.length}개에서 그 포트를 듣지 않습니다. 그 컨테이너는 ${there.ko}`,
    };
  }
  return undefined;
};

/** A name together with the number that it has in the Pods. */
function calledTarget(entry: ServicePort, pods: readonly Pod[]): Text {
  const { targetPort: target } = entry;
  if (typeof target === "number") return { en: `${target}`, ko: `${target}` };
  const numbers = listed(pods.map((pod) => `${targetNumber(entry, pod)}`));
  return {
    en: `the name ${target}, which their containerPort makes ${numbers}`,
    ko: `이름 ${target}이고 파드의 containerPort에 따라 ${numbers}번`,
  };
}
