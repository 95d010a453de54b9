/**
 * From addresses and the ports they serve to subsets: ports that the same addresses serve stand together.
 * Models RepackSubsets of pkg/api/v1/endpoints. Subsets and ports keep the order of the Service, where the real ones
 * are sorted by a hash.
 */
import type { EndpointAddress, EndpointSubset } from "../../api/kinds/endpoints.ts";

export type EndpointPort = NonNullable<EndpointSubset["ports"]>[number];

export interface PackedAddress {
  readonly address: EndpointAddress;
  readonly isReady: boolean;
  /** None for a headless Service without ports. */
  readonly ports: readonly EndpointPort[];
}

interface PortGroup {
  readonly ports: EndpointPort[];
  readonly members: readonly PackedAddress[];
}

interface OpenPortGroup extends PortGroup {
  readonly members: PackedAddress[];
}

/** As subsets list them. */
export function sortAddresses(addresses: readonly PackedAddress[]): readonly PackedAddress[] {
  return addresses.toSorted((a, b) => byAddress(a.address, b.address));
}

/** The sorted list with others in their places. Few are compared: among ten thousand, one that comes costs fourteen looks. */
export function insertAddresses(
  sorted: readonly PackedAddress[],
  others: readonly PackedAddress[],
): readonly PackedAddress[] {
  const all: PackedAddress[] = [];
  let from = 0;
  for (const other of sortAddresses(others)) {
    const place = placeOf(other, sorted, from);
    for (; from < place; from++) all.push(sorted[from] as PackedAddress);
    all.push(other);
  }
  for (; from < sorted.length; from++) all.push(sorted[from] as PackedAddress);
  return all;
}

/** @returns the index of the first that stands behind it, from `low` on. */
function placeOf({ address }: PackedAddress, sorted: readonly PackedAddress[], low: number): number {
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byAddress((sorted[middle] as PackedAddress).address, address) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param sorted by `sortAddresses`. */
export function packSubsets(sorted: readonly PackedAddress[]): EndpointSubset[] {
  const ports = sorted[0]?.ports;
  if (ports !== undefined && sorted.every((member) => member.ports === ports))
    return [toSubset({ ports: [...ports], members: sorted })];
  const groups = new Map<string, OpenPortGroup>();
  for (const member of sorted) {
    if (member.ports.length === 0) groupOf(groups, "").members.push(member);
    for (const port of member.ports)
      groupOf(
        groups,
        `${port.name ?? ""}/${port.protocol}/${port.port}/${port.appProtocol ?? ""}`,
        port,
      ).members.push(member);
  }
  return merge([...groups.values()]).map(toSubset);
}

function groupOf(groups: Map<string, OpenPortGroup>, key: string, port?: EndpointPort): OpenPortGroup {
  const group = groups.get(key) ?? { ports: port === undefined ? [] : [port], members: [] };
  groups.set(key, group);
  return group;
}

function merge(groups: readonly PortGroup[]): PortGroup[] {
  const merged: PortGroup[] = [];
  for (const group of groups) {
    const same = merged.find(
      ({ members }) =>
        members.length === group.members.length &&
        members.every((member, at) => member === group.members[at]),
    );
    if (same === undefined) merged.push(group);
    else same.ports.push(...group.ports);
  }
  return merged;
}

function toSubset({ ports, members }: PortGroup): EndpointSubset {
  const addresses: EndpointAddress[] = [];
  const notReadyAddresses: EndpointAddress[] = [];
  for (const { address, isReady } of members) (isReady ? addresses : notReadyAddresses).push(address);
  return {
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(notReadyAddresses.length === 0 ? {} : { notReadyAddresses }),
    ...(ports.length === 0 ? {} : { ports }),
  };
}

/** As text, so 10.244.1.10 stands before 10.244.1.9. */
function byAddress(a: EndpointAddress, b: EndpointAddress): number {
  if (a.ip !== b.ip) return a.ip < b.ip ? -1 : 1;
  return (a.targetRef?.uid ?? "") < (b.targetRef?.uid ?? "") ? -1 : 1;
}
