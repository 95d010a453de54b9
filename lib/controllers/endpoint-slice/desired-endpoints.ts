/** The endpoints a Service should have, grouped by the ports they serve. Models podToEndpoint of k8s.io/endpointslice. */
import type { EndpointSlice, SliceEndpoint, SlicePort } from "../../api/kinds/endpoint-slice.ts";
import type { Node } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import type { Service } from "../../api/kinds/service.ts";
import { isPodReady } from "../pod-state.ts";
import {
  createPortResolver,
  endpointHostname,
  isEndpoint,
  podReference,
  type ResolvedPort,
} from "../service-endpoint.ts";

export interface EndpointGroup {
  readonly ports: readonly SlicePort[];
  readonly endpoints: SliceEndpoint[];
}

/** Lists of ports with the same key go into the same slices. */
export function portsKey(ports: readonly SlicePort[] | undefined): string {
  return (ports ?? [])
    .map(
      ({ name, protocol, port, appProtocol }) =>
        `${name ?? ""}/${protocol ?? ""}/${port ?? ""}/${appProtocol ?? ""}`,
    )
    .join(",");
}

/**
 * @param nodeOf the node of that name; Pods on a node that is gone are left out, unless everything is published.
 * @param existing where endpoints that are right already are taken from, as the objects they are.
 */
export function desiredGroups(
  service: Service,
  pods: Iterable<Pod>,
  nodeOf: (name: string) => Node | undefined,
  existing: readonly EndpointSlice[],
): Map<string, EndpointGroup> {
  const stored = new Map(
    existing.flatMap(({ endpoints }) =>
      endpoints.map((endpoint) => [endpoint.targetRef?.uid ?? "", endpoint] as const),
    ),
  );
  const publishAll = service.spec.publishNotReadyAddresses === true;
  const resolve = createPortResolver(service);
  const groups = new Map<string, EndpointGroup>();
  const groupOf = new Map<readonly ResolvedPort[], EndpointGroup>();
  for (const pod of pods) {
    if (!isEndpoint(pod, true)) continue;
    const node = nodeOf(pod.spec.nodeName ?? "");
    if (node === undefined && !publishAll) continue;
    const resolved = resolve(pod);
    let group = groupOf.get(resolved);
    if (group === undefined) {
      const ports = resolved.map(toSlicePort);
      group = groups.get(portsKey(ports)) ?? { ports, endpoints: [] };
      groups.set(portsKey(ports), group);
      groupOf.set(resolved, group);
    }
    group.endpoints.push(toEndpoint(pod, service, publishAll, node, stored.get(pod.metadata.uid)));
  }
  return groups;
}

export function zoneOf(node: Node | undefined): string | undefined {
  return node?.metadata.labels?.["topology.kubernetes.io/zone"] || undefined;
}

function toSlicePort({ servicePort, port }: ResolvedPort): SlicePort {
  const { name = "", protocol, appProtocol } = servicePort;
  return { name, protocol, port, ...(appProtocol === undefined ? {} : { appProtocol }) };
}

function toEndpoint(
  pod: Pod,
  service: Service,
  publishAll: boolean,
  node: Node | undefined,
  stored: SliceEndpoint | undefined,
): SliceEndpoint {
  const { podIP = "" } = pod.status;
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = publishAll || (serving && !terminating);
  const nodeName = pod.spec.nodeName === "" ? undefined : pod.spec.nodeName;
  const zone = zoneOf(node);
  const hostname = endpointHostname(pod, service);
  const hintedZone = ready && service.spec.trafficDistribution === "PreferClose" ? zone : undefined;
  if (stored !== undefined && isHintedFor(stored, hintedZone)) {
    const { addresses, conditions } = stored;
    const isSamePlace =
      addresses[0] === podIP &&
      stored.nodeName === nodeName &&
      stored.zone === zone &&
      stored.hostname === hostname;
    if (
      isSamePlace &&
      conditions.ready === ready &&
      conditions.serving === serving &&
      conditions.terminating === terminating
    )
      return stored;
  }
  return {
    addresses: [podIP],
    conditions: { ready, serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    targetRef: podReference(pod),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    ...(hintedZone === undefined ? {} : { hints: { forZones: [{ name: hintedZone }] } }),
  };
}

/** Who should send to an endpoint: with `PreferClose` those of its own zone, else everybody. Models k8s.io/endpointslice/trafficdist. */
function isHintedFor({ hints }: SliceEndpoint, zone: string | undefined): boolean {
  if (zone === undefined) return hints === undefined;
  return hints?.forNodes === undefined && hints?.forZones?.length === 1 && hints.forZones[0]?.name === zone;
}
