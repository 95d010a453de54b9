/**
 * Keeps the Service `kubernetes` of the API server itself, its Endpoints and its slice: looks at them every ten seconds
 * and puts back what is missing, and endpoints that are not its own. Models pkg/controlplane/controller/kubernetesservice.
 * As there, nobody puts back what was changed in the Service itself.
 */
import type { Api } from "../api/api.ts";
import { isEqual } from "../api/equal.ts";
import { endpointSlices, SERVICE_NAME_LABEL } from "../api/kinds/endpoint-slice.ts";
import { endpoints } from "../api/kinds/endpoints.ts";
import { services } from "../api/kinds/service.ts";
import { createQueue, type StartController } from "./controller.ts";

export const API_SERVICE_IP = "10.96.0.1";

const NAMESPACE = "default";
const NAME = "kubernetes";
const PORT = { name: "https", port: 6443, protocol: "TCP" } as const;
const INTERVAL_MS = 10_000;

/** @param apiServerIP where the API server listens, outside the Pod network. */
export function keepKubernetesService(apiServerIP: string): StartController {
  return (context) => {
    const { api, loop } = context;
    const queue = createQueue(context, 0, () => ensureKubernetesService(api, apiServerIP));
    const own = { namespace: NAMESPACE, fieldSelector: `metadata.name=${NAME}` };
    const look = ({ type }: { readonly type: string }): void => {
      if (type !== "ADDED") queue.addAfter(NAME, INTERVAL_MS - (loop.now % INTERVAL_MS));
    };
    api.watch(services, own, look);
    api.watch(endpoints, own, look);
    api.watch(endpointSlices, own, look);
  };
}

/** Creates what is missing of the three objects, and rights the addresses. */
export function ensureKubernetesService(api: Api, apiServerIP: string): void {
  if (api.find(services, NAMESPACE, NAME) === undefined)
    api.create(services, NAMESPACE, {
      metadata: { name: NAME, labels: { component: "apiserver", provider: "kubernetes" } },
      spec: { clusterIP: API_SERVICE_IP, ports: [{ name: "https", port: 443, targetPort: 6443 }] },
    });
  const subsets = [{ addresses: [{ ip: apiServerIP }], ports: [PORT] }];
  const found = api.find(endpoints, NAMESPACE, NAME);
  if (found === undefined)
    api.create(endpoints, NAMESPACE, {
      metadata: { name: NAME, labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
      subsets,
    });
  else if (!isEqual(found.subsets, subsets)) api.update(endpoints, { ...found, subsets });
  const content = {
    endpoints: [{ addresses: [apiServerIP], conditions: { ready: true } }],
    ports: [PORT],
  };
  const slice = api.find(endpointSlices, NAMESPACE, NAME);
  if (slice === undefined)
    api.create(endpointSlices, NAMESPACE, {
      metadata: { name: NAME, labels: { [SERVICE_NAME_LABEL]: NAME } },
      addressType: "IPv4",
      ...content,
    });
  else if (!isEqual(slice.endpoints, content.endpoints) || !isEqual(slice.ports, content.ports))
    api.update(endpointSlices, { ...slice, ...content });
}
