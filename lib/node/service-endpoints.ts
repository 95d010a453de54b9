/**
 * Which endpoints of a Service's slices get traffic, in the order that kube-proxy keeps them. Models
 * pkg/proxy/endpointslicecache.go and topology.go: each policy by itself takes the ready endpoints, and where there is
 * none of these, those that terminate and still serve.
 */
import type { EndpointSlice } from "../api/kinds/endpoint-slice.ts";

export type Protocol = "TCP" | "UDP" | "SCTP";

export interface Endpoint {
  readonly ip: string;
  readonly port: number;
  /** `ip:port`. */
  readonly key: string;
  /** Undefined for an address outside the cluster. */
  readonly node: string | undefined;
}

/** An endpoint with what decides whether it gets traffic. */
export interface Candidate extends Endpoint {
  readonly isReady: boolean;
  /** It terminates, but still serves. */
  readonly isDraining: boolean;
  /** Zones whose nodes should send here; none: all. */
  readonly hintedZones: readonly string[];
}

/**
 * All endpoints of one port, in the order of their addresses.
 * @param portName the Service port's name, `""` for an unnamed one.
 */
export function candidatesOf(
  slices: Iterable<EndpointSlice>,
  portName: string,
  wanted: Protocol,
): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const slice of slices)
    if (slice.addressType === "IPv4")
      for (const candidate of candidatesIn(slice, portName, wanted)) candidates.set(candidate.key, candidate);
  return [...candidates.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Those for traffic that may go anywhere: the ready ones. */
export function clusterEndpoints(candidates: readonly Candidate[]): readonly Candidate[] {
  return readyOrDraining(candidates);
}

/** Those for policy `Local` on a node. */
export function localEndpoints(candidates: readonly Candidate[], node: string): readonly Endpoint[] {
  return readyOrDraining(candidates.filter((candidate) => candidate.node === node));
}

/**
 * Those that a node of the zone should take; undefined where the hints do not help: an endpoint has none, or the zone
 * has no endpoint.
 * @param endpoints as from `clusterEndpoints`.
 */
export function zoneEndpoints(
  endpoints: readonly Candidate[],
  zone: string,
): readonly Endpoint[] | undefined {
  if (endpoints.some(({ isReady, hintedZones }) => !isReady || hintedZones.length === 0)) return undefined;
  const hinted = endpoints.filter(({ hintedZones }) => hintedZones.includes(zone));
  return hinted.length === 0 ? undefined : hinted;
}

function readyOrDraining(candidates: readonly Candidate[]): readonly Candidate[] {
  const ready = candidates.filter(({ isReady }) => isReady);
  return ready.length > 0 ? ready : candidates.filter(({ isDraining }) => isDraining);
}

function candidatesIn(slice: EndpointSlice, portName: string, wanted: Protocol): Candidate[] {
  const port = slice.ports?.find(
    ({ name = "", protocol = "TCP" }) => name === portName && protocol === wanted,
  )?.port;
  if (port === undefined) return [];
  return slice.endpoints.flatMap(({ addresses, conditions, nodeName, hints }) => {
    const ip = addresses[0];
    if (ip === undefined) return [];
    const isReady = conditions.ready ?? true;
    const isDraining = (conditions.serving ?? isReady) && (conditions.terminating ?? false);
    const hintedZones = (hints?.forZones ?? []).map(({ name }) => name);
    return [{ ip, port, key: `${ip}:${port}`, node: nodeName, isReady, isDraining, hintedZones }];
  });
}
