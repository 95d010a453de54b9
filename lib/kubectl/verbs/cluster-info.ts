/** `kubectl cluster-info`. Models kubectl/pkg/cmd/clusterinfo. */
import { type Service, services } from "../../api/kinds/service.ts";
import type { Invocation, Verb } from "../verb.ts";
import { clusterInfoDump } from "./cluster-info-dump.ts";

const SYSTEM_NAMESPACE = "kube-system";
const CLUSTER_SERVICES = "kubernetes.io/cluster-service=true";

export const clusterInfo: Verb = {
  name: "cluster-info",
  short: "Display cluster information",
  long: "Show where the API server and the Services of the cluster itself are.",
  usage: "kubectl cluster-info",
  flags: [],
  subverbs: [clusterInfoDump],
  run: runClusterInfo,
};

async function runClusterInfo({ client, out }: Invocation): Promise<void> {
  const { server } = client.config;
  out.stdout(`Kubernetes control plane is running at ${server}\n`);
  for (const service of client.api.list(services, {
    namespace: SYSTEM_NAMESPACE,
    labelSelector: CLUSTER_SERVICES,
  }).items) {
    const name = service.metadata.labels?.["kubernetes.io/name"] ?? service.metadata.name;
    out.stdout(
      `${name} is running at ${server}/api/v1/namespaces/${SYSTEM_NAMESPACE}/services/${proxyName(service)}/proxy\n`,
    );
  }
  out.stdout("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
}

/** How the server's proxy calls a port of a Service: `kube-dns:dns`, `https:web:secure`. */
function proxyName({ metadata, spec }: Service): string {
  const [port] = spec.ports ?? [];
  if (port === undefined) return metadata.name;
  const { name = "" } = port;
  if (name === "https" || port.port === 443) return `https:${metadata.name}:${name}`;
  return name === "" ? metadata.name : `${metadata.name}:${name}`;
}
