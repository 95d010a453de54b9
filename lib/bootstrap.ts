/** What a new cluster holds before anybody uses it: namespaces, the Service of the API itself and cluster DNS. */
import type { Api } from "./api/api.ts";
import { endpointSlices, SERVICE_NAME_LABEL } from "./api/kinds/endpoint-slice.ts";
import { endpoints } from "./api/kinds/endpoints.ts";
import { namespaces } from "./api/kinds/namespace.ts";
import { services } from "./api/kinds/service.ts";
import { CLUSTER_DNS_IP } from "./node/cluster-network.ts";

const API_SERVICE_IP = "10.96.0.1";

const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"] as const;

/** @param apiServerIP where the API server listens, outside the Pod network. */
export function bootstrap(api: Api, apiServerIP: string): void {
  for (const name of NAMESPACES) api.create(namespaces, "", { metadata: { name } });
  createApiService(api, apiServerIP);
  createDnsService(api);
}

function createApiService(api: Api, apiServerIP: string): void {
  api.create(services, "default", {
    metadata: { name: "kubernetes", labels: { component: "apiserver", provider: "kubernetes" } },
    spec: { clusterIP: API_SERVICE_IP, ports: [{ name: "https", port: 443, targetPort: 6443 }] },
  });
  api.create(endpoints, "default", {
    metadata: { name: "kubernetes", labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
    subsets: [{ addresses: [{ ip: apiServerIP }], ports: [{ name: "https", port: 6443 }] }],
  });
  api.create(endpointSlices, "default", {
    metadata: { name: "kubernetes", labels: { [SERVICE_NAME_LABEL]: "kubernetes" } },
    addressType: "IPv4",
    endpoints: [{ addresses: [apiServerIP], conditions: { ready: true } }],
    ports: [{ name: "https", port: 6443 }],
  });
}

function createDnsService(api: Api): void {
  api.create(services, "kube-system", {
    metadata: {
      name: "kube-dns",
      labels: {
        "k8s-app": "kube-dns",
        "kubernetes.io/cluster-service": "true",
        "kubernetes.io/name": "CoreDNS",
      },
    },
    spec: {
      clusterIP: CLUSTER_DNS_IP,
      selector: { "k8s-app": "kube-dns" },
      ports: [
        { name: "dns", port: 53, protocol: "UDP" },
        { name: "dns-tcp", port: 53, protocol: "TCP" },
        { name: "metrics", port: 9153, protocol: "TCP" },
      ],
    },
  });
}
