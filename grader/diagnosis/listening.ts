/** What listens in Pods: a declared containerPort is a label, and opens nothing. */
import type { Pod } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** Ports that other machines can reach, in their order. */
export function openPorts(subject: ServiceSubject, pod: Pod): readonly number[] {
  return portsAt(subject, pod, (address) => !LOOPBACK.test(address));
}

/** Ports that only the Pod itself can reach. */
export function loopbackPorts(subject: ServiceSubject, pod: Pod): readonly number[] {
  return portsAt(subject, pod, (address) => LOOPBACK.test(address));
}

function portsAt(
  { cluster }: ServiceSubject,
  { metadata }: Pod,
  isWanted: (address: string) => boolean,
): readonly number[] {
  const listening = cluster.pod(metadata.namespace ?? "", metadata.name)?.listening() ?? [];
  const ports = listening.filter(({ address }) => isWanted(address)).map(({ port }) => port);
  return [...new Set(ports)].sort((a, b) => a - b);
}
