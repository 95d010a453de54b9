/**
 * How endpoints spread over slices: what is in a slice stays there, changed slices are filled up first, then at most one
 * unchanged slice, then new ones. Few slices change, at the price of some that are not full.
 * Models reconcileByPortMapping of k8s.io/endpointslice.
 */
import { isEqual } from "../../api/equal.ts";
import type { EndpointSlice, SliceEndpoint } from "../../api/kinds/endpoint-slice.ts";

export const ENDPOINTS_PER_SLICE_MAX = 100;

export interface SliceChange {
  readonly slice: EndpointSlice;
  readonly endpoints: readonly SliceEndpoint[];
}

export interface Packing {
  /** The endpoints of each slice to be created. */
  readonly created: readonly (readonly SliceEndpoint[])[];
  readonly updated: readonly SliceChange[];
  readonly removed: readonly EndpointSlice[];
}

/** The same endpoint, whatever its conditions are: that of a Pod, or else of an address. */
function endpointKey({ addresses, targetRef }: SliceEndpoint): string {
  return targetRef?.uid ?? `${addresses.join(",")} ${targetRef?.namespace ?? ""}/${targetRef?.name ?? ""}`;
}

export interface PackingOptions {
  /** Whether a slice must be written although its endpoints are right. */
  readonly isOutdated?: (slice: EndpointSlice) => boolean;
  /** Whether a slice is known to be right: `desired` need not name its endpoints. */
  readonly isSettled?: (slice: EndpointSlice) => boolean;
  readonly max?: number;
}

export function packSlices(
  desired: Iterable<SliceEndpoint>,
  existing: readonly EndpointSlice[],
  { isOutdated = no, isSettled = no, max = ENDPOINTS_PER_SLICE_MAX }: PackingOptions = {},
): Packing {
  const left = new Map<string, SliceEndpoint>();
  for (const endpoint of desired) left.set(endpointKey(endpoint), endpoint);
  const { changed, unchanged, removed } = keepWhatStays(left, existing, isOutdated, isSettled);
  const rest = [...left.values()];
  fillUp(rest, changed, max);
  const created: SliceEndpoint[][] = [];
  while (rest.length > 0) {
    const roomy = rest.length < max ? fullestThatFits(unchanged, rest.length, max) : undefined;
    const batch = rest.splice(0, max);
    if (roomy === undefined) created.push(batch);
    else changed.push({ slice: roomy, endpoints: [...roomy.endpoints, ...batch] });
  }
  return { created, updated: changed, removed };
}

const no = (): boolean => false;

interface OpenSlice {
  readonly slice: EndpointSlice;
  readonly endpoints: SliceEndpoint[];
}

/** Takes from `left` what has its place already. */
function keepWhatStays(
  left: Map<string, SliceEndpoint>,
  existing: readonly EndpointSlice[],
  isOutdated: (slice: EndpointSlice) => boolean,
  isSettled: (slice: EndpointSlice) => boolean,
) {
  const changed: OpenSlice[] = [];
  const unchanged: EndpointSlice[] = [];
  const removed: EndpointSlice[] = [];
  for (const slice of existing) {
    if (isSettled(slice)) {
      unchanged.push(slice);
      continue;
    }
    let isChanged = false;
    const endpoints: SliceEndpoint[] = [];
    for (const endpoint of slice.endpoints) {
      const key = endpointKey(endpoint);
      const wanted = left.get(key);
      if (wanted === undefined) continue;
      left.delete(key);
      const isSame = isEqual(endpoint, wanted);
      endpoints.push(isSame ? endpoint : wanted);
      if (!isSame) isChanged = true;
    }
    if (endpoints.length === 0 && slice.endpoints.length > 0) removed.push(slice);
    else if (isChanged || endpoints.length !== slice.endpoints.length || isOutdated(slice))
      changed.push({ slice, endpoints });
    else unchanged.push(slice);
  }
  return { changed, unchanged, removed };
}

/** The fullest first. Takes from `rest` what it places. */
function fillUp(rest: SliceEndpoint[], changed: readonly OpenSlice[], max: number): void {
  for (const { endpoints } of changed.toSorted((a, b) => b.endpoints.length - a.endpoints.length)) {
    const room = max - endpoints.length;
    if (room > 0) endpoints.push(...rest.splice(0, room));
  }
}

function fullestThatFits(
  slices: readonly EndpointSlice[],
  count: number,
  max: number,
): EndpointSlice | undefined {
  const fitting = slices.filter((slice) => slice.endpoints.length + count <= max);
  return fitting.reduce<EndpointSlice | undefined>(
    (best, slice) => (best === undefined || slice.endpoints.length > best.endpoints.length ? slice : best),
    undefined,
  );
}
