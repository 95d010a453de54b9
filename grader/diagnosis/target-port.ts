/** The targetPort of a Service, against the ports that its Pods declare. A container may listen on others, but seldom does. */
import type { Diagnosis } from "./diagnosis.ts";
import { selectedPods } from "./selected-pods.ts";

export const targetPort: Diagnosis = (subject, { spec }, port) => {
  const entry = (spec.ports ?? []).find((candidate) => candidate.port === port);
  if (entry === undefined) return undefined;
  const declared = selectedPods(subject, spec.selector).flatMap((pod) =>
    pod.spec.containers.flatMap(({ ports = [] }) => ports),
  );
  const isDeclared = declared.some(
    ({ name, containerPort }) => name === entry.targetPort || containerPort === entry.targetPort,
  );
  if (declared.length === 0 || isDeclared) return undefined;
  const shown = declared.map(({ name, containerPort }) =>
    name === undefined ? `${containerPort}` : `${name}=${containerPort}`,
  );
  const ports = [...new Set(shown)].join(", ");
  return {
    en: `targetPort of Service ${subject.name} is ${entry.targetPort}, and its Pods declare containerPort ${ports}`,
    ko: `서비스 ${subject.name}의 targetPort는 ${entry.targetPort}인데, 파드의 containerPort는 ${ports}입니다`,
  };
};
