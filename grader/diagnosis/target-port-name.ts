/** A targetPort by name, against the names that the containers of its Pods give to their ports. */
import type { Pod } from "service-bootcamp";
import { counted } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { selectedPods } from "./selected-pods.ts";
import { listed } from "./words.ts";
import { askedPorts } from "./written-slices.ts";

export const targetPortName: Diagnosis = (given) => {
  const all = selectedPods(given);
  for (const { targetPort, port } of askedPorts(given)) {
    if (typeof targetPort !== "string") continue;
    const without = all.filter((pod) => !portsOf(pod).some(({ name }) => name === targetPort));
    if (without.length === 0) continue;
    const names = listed(
      without
        .flatMap(portsOf)
        .map(({ name: own, containerPort }) =>
          own === undefined ? `${containerPort}` : `${own}=${containerPort}`,
        ),
    );
    const isNamed = without.flatMap(portsOf).some((each) => each.name !== undefined);
    const { name } = given.subject;
    const there =
      names === ""
        ? { en: "they declare no ports", ko: "선언한 포트가 없습니다" }
        : {
            en: `their ports: ${names}${isNamed ? "" : ", without a name"}`,
            ko: `그 파드의 포트: ${isNamed ? "" : "이름 없이 "}${names}`,
          };
    return {
      en: `targetPort of port ${port} of Service ${name} is the name ${targetPort}, and ${without.length} of ${counted(all.length, "Pod")} have no port of this name (${there.en})`,
      ko: `서비스 ${name}의 ${port}번 포트의 targetPort는 이름 ${targetPort}인데, 파드 ${all.length}개 중 ${without.length}개에 그런 이름의 포트가 없습니다(${there.ko})`,
    };
  }
  return undefined;
};

function portsOf({ spec }: Pod) {
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ ports = [] }) => ports);
}
