/** What makes a Pod an endpoint of a Service. Models k8s.io/endpointslice/util and FindPort of pkg/api/v1/pod. */
import type { ObjectReference } from "../api/kinds/endpoints.ts";
import type { Pod } from "../api/kinds/pod.ts";
import type { Service, ServicePort } from "../api/kinds/service.ts";
import { isPodTerminal } from "./pod-state.ts";

/** Whether the Pod belongs to the endpoints at all, ready or not. */
export function isEndpoint(pod: Pod, includeTerminating: boolean): boolean {
  if (isPodTerminal(pod) || (pod.status.podIP ?? "") === "") return false;
  return includeTerminating || pod.metadata.deletionTimestamp === undefined;
}

export function podReference({ metadata }: Pod): ObjectReference {
  return { kind: "Pod", namespace: metadata.namespace, name: metadata.name, uid: metadata.uid };
}

/** The name the endpoint has in DNS: only Pods that name the Service as their subdomain have one. */
export function endpointHostname({ spec }: Pod, service: Service): string | undefined {
  return spec.hostname !== undefined && spec.subdomain === service.metadata.name ? spec.hostname : undefined;
}

export const LAST_CHANGE_ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

/** The number of a targetPort in this Pod; undefined when it has no port of that name. */
export function findPort(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === "number") return targetPort;
  const sidecars = (pod.spec.initContainers ?? []).filter(
    (container) => container.restartPolicy === "Always",
  );
  for (const { ports } of [...pod.spec.containers, ...sidecars]) {
    const found = ports?.find((port) => port.name === targetPort && port.protocol === protocol);
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}

export interface ResolvedPort {
  readonly servicePort: ServicePort;
  readonly port: number;
}

/**
 * Finds out the ports of one Pod after another; Pods with the same ports get the same list.
 * @returns a port for each port of the Service that the Pod has.
 */
export function createPortResolver(service: Service): (pod: Pod) => readonly ResolvedPort[] {
  const servicePorts = service.spec.ports ?? [];
  const known = new Map<string, readonly ResolvedPort[]>();
  let fixed: readonly ResolvedPort[] | undefined;
  if (servicePorts.every(({ targetPort }) => typeof targetPort === "number")) {
    fixed = servicePorts.map((servicePort) => ({ servicePort, port: servicePort.targetPort as number }));
  }
  return (pod) => {
    if (fixed !== undefined) return fixed;
    const ports = servicePorts.flatMap((servicePort) => {
      const port = findPort(pod, servicePort);
      return port === undefined ? [] : [{ servicePort, port }];
    });
    const key = ports.map(({ servicePort, port }) => `${servicePort.name ?? ""}/${port}`).join(",");
    const same = known.get(key) ?? ports;
    known.set(key, same);
    return same;
  };
}
