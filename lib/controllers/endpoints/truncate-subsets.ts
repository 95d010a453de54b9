/** At most 1,000 addresses fit into one Endpoints object. Models truncateEndpoints of pkg/controller/endpoint. */
import type { EndpointSubset } from "../../api/kinds/endpoints.ts";

export const ADDRESSES_MAX = 1000;

/** @returns undefined when everything fits; else the subsets cut in proportion, ready addresses before the others. */
export function truncateSubsets(
  subsets: readonly EndpointSubset[],
  max = ADDRESSES_MAX,
): EndpointSubset[] | undefined {
  const ready = subsets.reduce((sum, subset) => sum + count(subset.addresses), 0);
  const notReady = subsets.reduce((sum, subset) => sum + count(subset.notReadyAddresses), 0);
  if (ready + notReady <= max) return undefined;
  const cutsReady = ready > max;
  const room = cutsReady ? max : max - ready;
  let left = room;
  return subsets.map((subset) => {
    const list = cutsReady ? subset.addresses : subset.notReadyAddresses;
    const share = Math.min(left, Math.ceil((count(list) / (cutsReady ? ready : notReady)) * room));
    const kept = list?.slice(0, share) ?? [];
    left -= kept.length;
    const { addresses, notReadyAddresses: _, ports } = subset;
    const keptReady = cutsReady ? kept : (addresses ?? []);
    const keptNotReady = cutsReady ? [] : kept;
    return {
      ...(keptReady.length === 0 ? {} : { addresses: keptReady }),
      ...(keptNotReady.length === 0 ? {} : { notReadyAddresses: keptNotReady }),
      ports,
    };
  });
}

const count = (list: readonly unknown[] | undefined): number => list?.length ?? 0;
