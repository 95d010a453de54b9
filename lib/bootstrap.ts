/** What a new cluster holds before anybody uses it: namespaces, the Service of the API itself and cluster DNS. */
import type { Api } from "./api/api.ts";
import { namespaces } from "./api/kinds/namespace.ts";
import { services } from "./api/kinds/service.ts";
import { ensureKubernetesService } from "./controllers/kubernetes-service.ts";
import { CLUSTER_DNS_IP } from "./node/cluster-network.ts";

const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"] as const;

/** @param apiServerIP where the API server listens, outside the Pod network. */
export function bootstrap(api: Api, apiServerIP: string): void {
  for (const name of NAMESPACES) api.create(namespaces, "", { metadata: { name } });
  ensureKubernetesService(api, apiServerIP);
  createDnsService(api);
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
