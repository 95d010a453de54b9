/** The slices of a Service as a pass left them: the next one need only look at those that hold a Pod that changed. */
import type { EndpointSlice, SliceEndpoint } from "../../api/kinds/endpoint-slice.ts";
import type { Service } from "../../api/kinds/service.ts";
import { portsKey } from "./desired-endpoints.ts";

export class SettledSlices {
  readonly service: Service;
  readonly #byName: ReadonlyMap<string, EndpointSlice>;
  /** Pod -> name of its slice. Handed on from pass to pass. */
  readonly #places: Map<string, string>;

  /** @param before what the pass started from, and the Pods that it looked at; absent: it looked at all. */
  constructor(
    service: Service,
    slices: readonly EndpointSlice[],
    before?: { readonly settled: SettledSlices; readonly changed: ReadonlySet<string> },
  ) {
    this.service = service;
    this.#byName = new Map(slices.map((slice) => [slice.metadata.name, slice]));
    const known = before === undefined ? new Map<string, EndpointSlice>() : before.settled.#byName;
    this.#places = before === undefined ? new Map() : before.settled.#places;
    for (const podKey of before?.changed ?? []) this.#places.delete(podKey);
    for (const slice of slices) {
      if (known.get(slice.metadata.name) === slice) continue;
      for (const podKey of podKeysOf(slice)) this.#places.set(podKey, slice.metadata.name);
    }
  }

  /** Whether nobody else wrote them, and all serve the same ports. */
  isStill(service: Service, slices: readonly EndpointSlice[]): boolean {
    const ports = portsKey(slices[0]?.ports);
    return (
      service === this.service &&
      slices.length === this.#byName.size &&
      slices.every(
        (slice) => this.#byName.get(slice.metadata.name) === slice && portsKey(slice.ports) === ports,
      )
    );
  }

  /** The slices that hold one of the Pods. */
  holding(podKeys: Iterable<string>): ReadonlySet<EndpointSlice> {
    const found = new Set<EndpointSlice>();
    for (const podKey of podKeys) {
      const slice = this.#byName.get(this.#places.get(podKey) ?? "");
      if (slice !== undefined) found.add(slice);
    }
    return found;
  }
}

export function podKeysOf({ endpoints }: EndpointSlice): string[] {
  return endpoints.map(podKeyOf);
}

function podKeyOf({ targetRef }: SliceEndpoint): string {
  return `${targetRef?.namespace ?? ""}/${targetRef?.name ?? ""}`;
}
