/** What a Pod asks of a node. Models the resource requests of k8s.io/component-helpers/resource. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { Container } from "../../api/kinds/pod-spec.ts";
import { quantityOf } from "../../api/quantity.ts";

export interface Resources {
  readonly milliCpu: number;
  readonly memoryBytes: number;
}

export interface PodDemand extends Resources {
  /** With what a container without requests counts for when nodes are compared: 100m and 200 MiB. */
  readonly weight: Resources;
  /** `TCP/8080` for each port taken from the node itself. */
  readonly hostPorts: readonly string[];
}

const NOTHING: Resources = { milliCpu: 0, memoryBytes: 0 };
const UNSPECIFIED: Resources = { milliCpu: 100, memoryBytes: 200 * 1024 * 1024 };

export function demandOf(pod: Pod): PodDemand {
  const { containers, initContainers = [] } = pod.spec;
  const asked = containers.map((container) => requestsOf(container, NOTHING)).reduce(add, NOTHING);
  const before = initContainers.map((container) => requestsOf(container, NOTHING)).reduce(larger, NOTHING);
  return {
    ...larger(asked, before),
    weight: containers.map((container) => requestsOf(container, UNSPECIFIED)).reduce(add, NOTHING),
    hostPorts: containers.flatMap(({ ports = [] }) =>
      ports.filter((port) => (port.hostPort ?? 0) > 0).map((port) => `${port.protocol}/${port.hostPort}`),
    ),
  };
}

function requestsOf({ resources }: Container, unspecified: Resources): Resources {
  const requests = resources?.requests;
  if (requests === undefined) return unspecified;
  return {
    milliCpu: milli(requests.cpu, unspecified.milliCpu),
    memoryBytes: milli(requests.memory, unspecified.memoryBytes * 1000) / 1000,
  };
}

function milli(quantity: string | number | undefined, unspecified: number): number {
  return quantity === undefined ? unspecified : quantityOf(quantity).milli;
}

function add(a: Resources, b: Resources): Resources {
  return { milliCpu: a.milliCpu + b.milliCpu, memoryBytes: a.memoryBytes + b.memoryBytes };
}

function larger(a: Resources, b: Resources): Resources {
  return { milliCpu: Math.max(a.milliCpu, b.milliCpu), memoryBytes: Math.max(a.memoryBytes, b.memoryBytes) };
}
