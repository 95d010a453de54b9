/** What the slices of Endpoints should hold. Models pkg/controller/endpointslicemirroring/reconciler.go. */
import { ipFamily } from "../../api/ip-address.ts";
import type { SliceEndpoint, SlicePort } from "../../api/kinds/endpoint-slice.ts";
import type { EndpointAddress, EndpointSubset, Endpoints } from "../../api/kinds/endpoints.ts";
import { portsKey } from "../endpoint-slice/desired-endpoints.ts";

export const ADDRESSES_PER_SUBSET_MAX = 1000;

export interface MirrorGroup {
  readonly addressType: string;
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly SliceEndpoint[];
}

interface OpenGroup extends MirrorGroup {
  readonly endpoints: SliceEndpoint[];
}

/** @returns groups by address type and ports, and how many addresses had no room. */
export function mirrorGroups({ subsets }: Endpoints): {
  readonly groups: ReadonlyMap<string, MirrorGroup>;
  readonly skipped: number;
} {
  const groups = new Map<string, OpenGroup>();
  const seen = new Set<string>();
  let skipped = 0;
  for (const subset of subsets ?? []) {
    const all = endpointsOf(subset);
    skipped += Math.max(0, all.length - ADDRESSES_PER_SUBSET_MAX);
    const ports = (subset.ports ?? []).map(toSlicePort);
    for (const endpoint of all.slice(0, ADDRESSES_PER_SUBSET_MAX)) {
      const group = groupOf(groups, ipFamily(endpoint.addresses[0] ?? "") ?? "IPv4", ports);
      const { namespace = "", name = "" } = endpoint.targetRef ?? {};
      const key = `${portsKey(ports)} ${endpoint.addresses[0]} ${namespace}/${name}`;
      if (!seen.has(key)) group.endpoints.push(endpoint);
      seen.add(key);
    }
  }
  return { groups, skipped };
}

function groupOf(
  groups: Map<string, OpenGroup>,
  addressType: string,
  ports: readonly SlicePort[],
): OpenGroup {
  const key = `${addressType} ${portsKey(ports)}`;
  const group = groups.get(key) ?? { addressType, ports, endpoints: [] };
  groups.set(key, group);
  return group;
}

function endpointsOf({ addresses = [], notReadyAddresses = [] }: EndpointSubset): SliceEndpoint[] {
  return [
    ...addresses.map((address) => toEndpoint(address, true)),
    ...notReadyAddresses.map((address) => toEndpoint(address, false)),
  ];
}

/** Only `ready` is known of an address that somebody wrote. */
function toEndpoint({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): SliceEndpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(targetRef === undefined ? {} : { targetRef }),
    ...(nodeName === undefined ? {} : { nodeName }),
  };
}

function toSlicePort({
  name = "",
  port,
  protocol,
  appProtocol,
}: NonNullable<EndpointSubset["ports"]>[number]): SlicePort {
  return { name, port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) };
}
