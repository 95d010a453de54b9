/**
 * Writes the Endpoints of every Service with a selector. Models pkg/controller/endpoint.
 *
 * Services without a selector are left alone: their Endpoints are written by hand.
 */
import { isEqual } from "../api/equal.ts";
import { keyOf, splitKey } from "../api/informer.ts";
import { HEADLESS_LABEL } from "../api/kinds/endpoint-slice.ts";
import { type EndpointAddress, type Endpoints, endpoints } from "../api/kinds/endpoints.ts";
import type { Pod } from "../api/kinds/pod.ts";
import type { Service } from "../api/kinds/service.ts";
import { isHeadless } from "../api/kinds/service-types.ts";
import { createQueue, passIntervalMs, type StartController } from "./controller.ts";
import { type EndpointPort, type PackedAddress, packSubsets } from "./endpoints/pack-subsets.ts";
import { truncateSubsets } from "./endpoints/truncate-subsets.ts";
import { isPodReady } from "./pod-state.ts";
import {
  createPortResolver,
  endpointHostname,
  isEndpoint,
  LAST_CHANGE_ANNOTATION,
  podReference,
  type ResolvedPort,
} from "./service-endpoint.ts";
import { ServicePods } from "./service-pods.ts";

const LATENCY_MS = 20;
const MANAGED_BY = { "endpoints.kubernetes.io/managed-by": "endpoint-controller" } as const;
const OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";

export const startEndpointsController: StartController = (context) => {
  const { api, informers } = context;
  const queue = createQueue(
    context,
    LATENCY_MS,
    (key) => {
      const { namespace, name } = splitKey(key);
      const service = selected.service(key);
      const current = api.find(endpoints, namespace, name);
      if (service === undefined) {
        if (current !== undefined) api.delete(endpoints, namespace, name);
        return;
      }
      if (service.spec.type === "ExternalName" || service.spec.selector === undefined) return;
      const triggerTime = selected.takeTriggerTime(key);
      const next = desiredEndpoints(service, selected.podsOf(key), current, triggerTime);
      // Made from what the server has checked already.
      if (current === undefined) api.create(endpoints, namespace, next, { by: "component" });
      else if (differs(current, next)) api.update(endpoints, next, { by: "component" });
    },
    (key) => passIntervalMs(selected.countOf(key)),
  );
  const selected = new ServicePods(informers, (key) => queue.add(key));
  api.watch(endpoints, {}, ({ type, object }) => {
    if (type === "DELETED") queue.add(keyOf(object));
  });
};

function desiredEndpoints(
  service: Service,
  pods: Iterable<Pod>,
  current: Endpoints | undefined,
  triggerTime: string | undefined,
): Endpoints {
  const all = packSubsets(addressesOf(service, pods, storedAddresses(current)));
  const cut = truncateSubsets(all);
  const {
    [LAST_CHANGE_ANNOTATION]: _,
    [OVER_CAPACITY]: __,
    ...annotations
  } = current?.metadata.annotations ?? {};
  return {
    ...current,
    metadata: {
      ...(current?.metadata ?? { name: service.metadata.name }),
      labels: {
        ...service.metadata.labels,
        ...MANAGED_BY,
        ...(isHeadless(service) ? { [HEADLESS_LABEL]: "" } : {}),
      },
      annotations: {
        ...annotations,
        ...(triggerTime === undefined ? {} : { [LAST_CHANGE_ANNOTATION]: triggerTime }),
        ...(cut === undefined ? {} : { [OVER_CAPACITY]: "truncated" }),
      },
    },
    subsets: cut ?? all,
  } as Endpoints;
}

/** A new trigger time alone is no reason to write. */
function differs(current: Endpoints, next: Endpoints): boolean {
  return (
    !isEqual(current.subsets ?? [], next.subsets) ||
    !isEqual(current.metadata.labels, next.metadata.labels) ||
    current.metadata.annotations?.[OVER_CAPACITY] !== next.metadata.annotations?.[OVER_CAPACITY]
  );
}

/** By the uid of their Pods. What stays the same stays the same object: it is not decoded, compared and frozen again. */
function storedAddresses(current: Endpoints | undefined): ReadonlyMap<string, EndpointAddress> {
  const all = (current?.subsets ?? []).flatMap(({ addresses = [], notReadyAddresses = [] }) => [
    ...addresses,
    ...notReadyAddresses,
  ]);
  return new Map(all.map((address) => [address.targetRef?.uid ?? "", address]));
}

function addressesOf(
  service: Service,
  pods: Iterable<Pod>,
  stored: ReadonlyMap<string, EndpointAddress>,
): PackedAddress[] {
  const publishAll = service.spec.publishNotReadyAddresses === true;
  const mayHaveNoPorts = (service.spec.ports ?? []).length === 0 && isHeadless(service);
  const resolve = createPortResolver(service);
  const portsOf = new Map<readonly ResolvedPort[], readonly EndpointPort[]>();
  const addresses: PackedAddress[] = [];
  for (const pod of pods) {
    if (!isEndpoint(pod, publishAll)) continue;
    const resolved = resolve(pod);
    const ports = portsOf.get(resolved) ?? resolved.map(toEndpointPort);
    portsOf.set(resolved, ports);
    if (ports.length > 0 || mayHaveNoPorts)
      addresses.push({
        address: addressOf(pod, service, stored.get(pod.metadata.uid)),
        isReady: publishAll || isPodReady(pod),
        ports,
      });
  }
  return addresses;
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
