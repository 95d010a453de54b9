/** The addresses that the Pods of a Service have in its Endpoints, kept from pass to pass: only Pods that changed are looked at. */
import { keyOf } from "../../api/informer.ts";
import type { EndpointAddress, Endpoints } from "../../api/kinds/endpoints.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import type { Service } from "../../api/kinds/service.ts";
import { isHeadless } from "../../api/kinds/service-types.ts";
import { isPodReady } from "../pod-state.ts";
import {
  createPortResolver,
  endpointHostname,
  isEndpoint,
  podReference,
  type ResolvedPort,
} from "../service-endpoint.ts";
import { type EndpointPort, type PackedAddress, sortAddresses } from "./pack-subsets.ts";

export class ServiceAddresses {
  readonly service: Service;
  readonly #resolve: (pod: Pod) => readonly ResolvedPort[];
  readonly #ports = new Map<readonly ResolvedPort[], readonly EndpointPort[]>();
  readonly #byPod = new Map<string, PackedAddress>();
  #sorted: readonly PackedAddress[] = [];

  constructor(service: Service) {
    this.service = service;
    this.#resolve = createPortResolver(service);
  }

  get sorted(): readonly PackedAddress[] {
    return this.#sorted;
  }

  /**
   * @param podKeys Pods that came, went or changed. @param pods those of them that are there.
   * @param current what stays the same there stays the same object: it is not decoded, compared and frozen again.
   */
  change(podKeys: Iterable<string>, pods: readonly Pod[], current: Endpoints | undefined): void {
    const gone = new Set<PackedAddress>();
    for (const podKey of podKeys) {
      const address = this.#byPod.get(podKey);
      if (address !== undefined) gone.add(address);
      this.#byPod.delete(podKey);
    }
    const stored = storedAddresses(current);
    const come: PackedAddress[] = [];
    for (const pod of pods) {
      const address = this.#addressOf(pod, stored);
      if (address === undefined) continue;
      come.push(address);
      this.#byPod.set(keyOf(pod), address);
    }
    const stay = gone.size === 0 ? this.#sorted : this.#sorted.filter((address) => !gone.has(address));
    this.#sorted = sortAddresses([...stay, ...come]);
  }

  #addressOf(pod: Pod, stored: ReadonlyMap<string, EndpointAddress>): PackedAddress | undefined {
    const { service } = this;
    const publishAll = service.spec.publishNotReadyAddresses === true;
    if (!isEndpoint(pod, publishAll)) return undefined;
    const resolved = this.#resolve(pod);
    const ports = this.#ports.get(resolved) ?? resolved.map(toEndpointPort);
    this.#ports.set(resolved, ports);
    const mayHaveNoPorts = (service.spec.ports ?? []).length === 0 && isHeadless(service);
    if (ports.length === 0 && !mayHaveNoPorts) return undefined;
    return {
      address: addressOf(pod, service, stored.get(pod.metadata.uid)),
      isReady: publishAll || isPodReady(pod),
      ports,
    };
  }
}

/** By the uid of their Pods. */
function storedAddresses(current: Endpoints | undefined): ReadonlyMap<string, EndpointAddress> {
  const all = (current?.subsets ?? []).flatMap(({ addresses = [], notReadyAddresses = [] }) => [
    ...addresses,
    ...notReadyAddresses,
  ]);
  return new Map(all.map((address) => [address.targetRef?.uid ?? "", address]));
}

function toEndpointPort({ servicePort, port }: ResolvedPort): EndpointPort {
  const { name, protocol, appProtocol } = servicePort;
  return {
    ...(name === undefined || name === "" ? {} : { name }),
    port,
    protocol,
    ...(appProtocol === undefined ? {} : { appProtocol }),
  };
}

function addressOf(pod: Pod, service: Service, stored: EndpointAddress | undefined): EndpointAddress {
  const ip = pod.status.podIP ?? "";
  const hostname = endpointHostname(pod, service);
  if (stored?.ip === ip && stored.hostname === hostname && stored.nodeName === pod.spec.nodeName)
    return stored;
  return {
    ip,
    ...(hostname === undefined ? {} : { hostname }),
    nodeName: pod.spec.nodeName,
    targetRef: podReference(pod),
  };
}
