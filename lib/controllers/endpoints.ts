/**
 * Writes the Endpoints of every Service with a selector. Models pkg/controller/endpoint.
 *
 * Services without a selector are left alone: their Endpoints are written by hand.
 */
import { isEqual } from "../api/equal.ts";
import { keyOf, splitKey } from "../api/informer.ts";
import { HEADLESS_LABEL } from "../api/kinds/endpoint-slice.ts";
import { type Endpoints, endpoints } from "../api/kinds/endpoints.ts";
import type { Service } from "../api/kinds/service.ts";
import { isHeadless } from "../api/kinds/service-types.ts";
import { createQueue, passIntervalMs, type StartController } from "./controller.ts";
import { type PackedAddress, packSubsets } from "./endpoints/pack-subsets.ts";
import { ServiceAddresses } from "./endpoints/service-addresses.ts";
import { truncateSubsets } from "./endpoints/truncate-subsets.ts";
import { LAST_CHANGE_ANNOTATION } from "./service-endpoint.ts";
import { ServicePods } from "./service-pods.ts";

const LATENCY_MS = 20;
const MANAGED_BY = { "endpoints.kubernetes.io/managed-by": "endpoint-controller" } as const;
const OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";

export const startEndpointsController: StartController = (context) => {
  const { api, informers } = context;
  /** By Service, as the last pass left them. */
  const kept = new Map<string, ServiceAddresses>();
  const queue = createQueue(
    context,
    LATENCY_MS,
    (key) => {
      const { namespace, name } = splitKey(key);
      const service = selected.service(key);
      const current = api.find(endpoints, namespace, name);
      if (service === undefined) {
        kept.delete(key);
        if (current !== undefined) api.delete(endpoints, namespace, name);
        return;
      }
      if (service.spec.type === "ExternalName" || service.spec.selector === undefined) return;
      const triggerTime = selected.takeTriggerTime(key);
      const changed = selected.takeChanges(key);
      const known = kept.get(key);
      kept.delete(key); // what fails on the way is looked at as a whole
      const isChangeOfPods = changed !== undefined && known?.service === service;
      const addresses = isChangeOfPods ? known : new ServiceAddresses(service, current);
      const podKeys = isChangeOfPods ? changed : undefined;
      addresses.change(podKeys ?? [], selected.podsOf(key, podKeys));
      const next = desiredEndpoints(service, addresses.sorted, current, triggerTime);
      // Made from what the server has checked already.
      if (current === undefined) api.create(endpoints, namespace, next, { by: "component" });
      else if (differs(current, next)) api.update(endpoints, next, { by: "component" });
      kept.set(key, addresses);
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
  addresses: readonly PackedAddress[],
  current: Endpoints | undefined,
  triggerTime: string | undefined,
): Endpoints {
  const all = packSubsets(addresses);
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
