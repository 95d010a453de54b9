/** The number of a container's port to which a Service sends. */
import type { Pod, ServicePort } from "service-bootcamp";

/** @returns undefined where the Pod has no port of the name. */
export function targetNumber({ targetPort }: ServicePort, { spec }: Pod): number | undefined {
  if (typeof targetPort === "number") return targetPort;
  const ports = [...spec.containers, ...(spec.initContainers ?? [])].flatMap((each) => each.ports ?? []);
  return ports.find(({ name }) => name === targetPort)?.containerPort;
}
