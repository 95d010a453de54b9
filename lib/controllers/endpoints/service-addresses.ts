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
import { type EndpointPort, insertAddresses, type PackedAddress } from "./pack-subsets.ts";

export class ServiceAddresses {
  readonly service: Service;
  readonly #resolve: (pod: Pod) => readonly ResolvedPort[];
  readonly #ports = new Map<readonly ResolvedPort[], readonly EndpointPort[]>();
  readonly #byPod = new Map<string, PackedAddress>();
  #sorted: readonly PackedAddress[] = [];
  /** By the uid of their Pods, until the first pass, which looks at all of them. */
  #stored: ReadonlyMap<string, EndpointAddress>;

  /** @param current what the server has. What stays the same stays the same object: it is not compared and frozen again. */
  constructor(service: Service, current: Endpoints | undefined) {
    this.service = service;
    this.#resolve = createPortResolver(service);
    this.#stored = storedAddresses(current);
  }

  get sorted(): readonly PackedAddress[] {
    return this.#sorted;
  }

  /** @param podKeys Pods that came, went or changed. @param pods those of them that are there. */
  change(podKeys: Iterable<string>, pods: readonly Pod[]): void {
    const gone = new Map<string, PackedAddress>();
    for (const podKey of podKeys) {
      const address = this.#byPod.get(podKey);
      if (address === undefined) continue;
      gone.set(podKey, address);
      this.#byPod.delete(podKey);
    }
    const come: PackedAddress[] = [];
    for (const pod of pods) {
      const key = keyOf(pod);
      const address = this.#addressOf(pod, gone.get(key)?.address ?? this.#stored.get(pod.metadata.uid));
      if (address === undefined) continue;
      come.push(address);
      this.#byPod.set(key, address);
    }
    this.#stored = NONE;
    if (gone.size === 0 && come.length === 0) return;
    const left = new Set(gone.values());
    const stay = left.size === 0 ? this.#sorted : this.#sorted.filter((address) => !left.has(address));
    this.#sorted = insertAddresses(stay, come);
  }

  #addressOf(pod: Pod, known: EndpointAddress | undefined): PackedAddress | undefined {
    const { service } = this;
    const publishAll = service.spec.publishNotReadyAddresses === true;
    if (!isEndpoint(pod, publishAll)) return undefined;
    const resolved = this.#resolve(pod);
    const ports = this.#ports.get(resolved) ?? resolved.map(toEndpointPort);
    this.#ports.set(resolved, ports);
    const mayHaveNoPorts = (service.spec.ports ?? []).length === 0 && isHeadless(service);
    if (ports.length === 0 && !mayHaveNoPorts) return undefined;
    return {
      address: addressOf(pod, service, known),
      isReady: publishAll || isPodReady(pod),
      ports,
    };
  }
}

const NONE: ReadonlyMap<string, EndpointAddress> = new Map();

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

function addressOf(pod: Pod, service: Service, known: EndpointAddress | undefined): EndpointAddress {
  const ip = pod.status.podIP ?? "";
  const hostname = endpointHostname(pod, service);
  if (
    known?.ip === ip &&
    known.hostname === hostname &&
    known.nodeName === pod.spec.nodeName &&
    known.targetRef?.uid === pod.metadata.uid
  )
    return known;
  return {
    ip,
    ...(hostname === undefined ? {} : { hostname }),
    nodeName: pod.spec.nodeName,
    targetRef: podReference(pod),
  };
}
