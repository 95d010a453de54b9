/** Which endpoints of a Service's slices get traffic, in the order that kube-proxy keeps them. Models pkg/proxy/endpointslicecache.go. */
import type { EndpointSlice } from "../api/kinds/endpoint-slice.ts";

export interface Endpoint {
  readonly ip: string;
  readonly port: number;
  /** `ip:port`. */
  readonly key: string;
  /** Undefined for an address outside the cluster. */
  readonly node: string | undefined;
}

interface Candidate extends Endpoint {
  readonly isReady: boolean;
  /** Leaves, but still answers. */
  readonly isDraining: boolean;
}

/**
 * The ready endpoints of one port; when there is none, those that terminate and still serve.
 * @param portName the Service port's name, `""` for an unnamed one.
 */
export function endpointsOf(slices: Iterable<EndpointSlice>, portName: string): readonly Endpoint[] {
  const candidates = new Map<string, Candidate>();
  for (const slice of slices) if (slice.addressType === "IPv4") for (const candidate of candidatesOf(slice, portName)) candidates.set(candidate.key, candidate);
  const all = [...candidates.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const ready = all.filter((candidate) => candidate.isReady);
  return ready.length > 0 ? ready : all.filter((candidate) => candidate.isDraining);
}

function candidatesOf(slice: EndpointSlice, portName: string): Candidate[] {
  const port = slice.ports?.find(({ name = "", protocol = "TCP" }) => name === portName && protocol === "TCP")?.port;
  if (port === undefined) return [];
  return slice.endpoints.flatMap(({ addresses, conditions, nodeName }) => {
    const ip = addresses[0];
    if (ip === undefined) return [];
    const isReady = conditions.ready ?? true;
    const isDraining = (conditions.serving ?? isReady) && (conditions.terminating ?? false);
    return [{ ip, port, key: `${ip}:${port}`, node: nodeName, isReady, isDraining }];
  });
}
