/**
 * All changes of one pass over the slices of a Service. Slices that would go are used for those that would come, and
 * one without endpoints stands in when there would be none. Models reconcile and finalize of k8s.io/endpointslice.
 */
import { isEqual } from "../../api/equal.ts";
import type { EndpointSlice, SliceEndpoint, SlicePort } from "../../api/kinds/endpoint-slice.ts";
import { type EndpointGroup, portsKey } from "./desired-endpoints.ts";
import { packSlices } from "./pack-slices.ts";

export interface SliceContent {
  readonly ports: readonly SlicePort[] | undefined;
  readonly endpoints: readonly SliceEndpoint[];
}

export interface SlicePlan {
  readonly create: readonly SliceContent[];
  readonly update: readonly { readonly slice: EndpointSlice; readonly content: SliceContent }[];
  readonly remove: readonly EndpointSlice[];
}

const PLACEHOLDER: SliceContent = { ports: undefined, endpoints: [] };

/**
 * @param labels what each slice must be labelled with.
 * @param isSettled whether a slice is known to be right: `groups` need not name its endpoints.
 */
export function planSlices(
  groups: ReadonlyMap<string, EndpointGroup>,
  existing: readonly EndpointSlice[],
  labels: Readonly<Record<string, string>>,
  isSettled: (slice: EndpointSlice) => boolean = () => false,
): SlicePlan {
  const byPorts = new Map<string, EndpointSlice[]>();
  for (const slice of existing)
    byPorts.set(portsKey(slice.ports), [...(byPorts.get(portsKey(slice.ports)) ?? []), slice]);
  const isOutdated = (slice: EndpointSlice): boolean => !isEqual(slice.metadata.labels, labels);
  const create: SliceContent[] = [];
  const update: { slice: EndpointSlice; content: SliceContent }[] = [];
  let remove: EndpointSlice[] = [];
  for (const [key, { ports, endpoints }] of groups) {
    const packing = packSlices(endpoints, byPorts.get(key) ?? [], { isOutdated, isSettled });
    create.push(...packing.created.map((batch) => ({ ports, endpoints: batch })));
    update.push(
      ...packing.updated.map((change) => ({
        slice: change.slice,
        content: { ports, endpoints: change.endpoints },
      })),
    );
    remove.push(...packing.removed);
  }
  for (const [key, slices] of byPorts)
    if (!groups.has(key)) remove.push(...slices.filter((slice) => !isSettled(slice)));
  if (remove.length === existing.length && create.length === 0) {
    const [only] = remove;
    if (remove.length === 1 && only !== undefined && isPlaceholder(only) && !isOutdated(only)) remove = [];
    else create.push(PLACEHOLDER);
  }
  while (remove.length > 0 && create.length > 0)
    update.push({ slice: remove.shift() as EndpointSlice, content: create.pop() as SliceContent });
  return { create, update, remove };
}

function isPlaceholder({ ports, endpoints }: EndpointSlice): boolean {
  return endpoints.length === 0 && (ports ?? []).length === 0;
}
