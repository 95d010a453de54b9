/** The two links where a port number can be wrong. */
import { matchesPairs, pods, type Service } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";
import type { Text } from "../text.ts";

/** The port that was asked for, against those that the Service lists. */
export function servicePort(
  { name }: ServiceSubject,
  { spec }: Service,
  port: number | undefined,
): Text | undefined {
  const listed = (spec.ports ?? []).map((entry) => entry.port);
  if (port === undefined || listed.includes(port)) return undefined;
  return {
    en: `The request goes to port ${port}, and Service ${name} lists ${listed.join(", ") || "none"} (kubectl get svc)`,
    ko: `요청은 ${port}번 포트로 가는데 서비스 ${name}에는 ${listed.join(", ") || "포트가 없"}${listed.length === 0 ? "습니다" : "번만 있습니다"}(kubectl get svc)`,
  };
}

/** The Service's targetPort, against the ports that its Pods declare. A declared port is a promise only, but a telling one. */
export function targetPort(
  { cluster, namespace, name }: ServiceSubject,
  { spec }: Service,
  port: number | undefined,
): Text | undefined {
  const entry = (spec.ports ?? []).find((candidate) => candidate.port === port);
  if (entry === undefined) return undefined;
  const matched = cluster.api
    .list(pods, { namespace })
    .items.filter(({ metadata }) => matchesPairs(spec.selector, metadata.labels));
  const declared = matched.flatMap((pod) => pod.spec.containers.flatMap(({ ports = [] }) => ports));
  const fits = declared.some(
    ({ name: portName, containerPort }) =>
      portName === entry.targetPort || containerPort === entry.targetPort,
  );
  if (declared.length === 0 || fits) return undefined;
  const shown = [
    ...new Set(
      declared.map(({ name: portName, containerPort }) =>
        portName === undefined ? `${containerPort}` : `${portName}=${containerPort}`,
      ),
    ),
  ].join(", ");
  return {
    en: `targetPort of Service ${name} is ${entry.targetPort}, and its Pods declare containerPort ${shown}`,
    ko: `서비스 ${name}의 targetPort는 ${entry.targetPort}인데, 파드의 containerPort는 ${shown}입니다`,
  };
}
