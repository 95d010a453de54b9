/** The files that the kubelet writes for a Pod: /etc/hosts and /etc/resolv.conf. Models pkg/kubelet/{kubelet_pods,network/dns}. */
import type { Pod } from "../api/kinds/pod.ts";
import { CLUSTER_DOMAIN } from "./cluster-dns.ts";
import { CLUSTER_DNS_IP, OUTSIDE_IP } from "./cluster-network.ts";
import type { ResolverConfig } from "./network-client.ts";

const NDOTS = 5;
const LOCALHOST = [
  "127.0.0.1\tlocalhost",
  "::1\tlocalhost ip6-localhost ip6-loopback",
  "fe00::0\tip6-localnet",
  "fe00::0\tip6-mcastprefix",
  "fe00::1\tip6-allnodes",
  "fe00::2\tip6-allrouters",
];

/** What a machine on the nodes' network resolves with: no cluster names. */
export const nodeResolver: ResolverConfig = { nameServer: OUTSIDE_IP, search: [], ndots: 1 };

/** The name that the Pod's processes see as theirs. */
export function hostnameOf({ metadata, spec }: Pod): string {
  return (spec.hostname ?? metadata.name).slice(0, 63).replace(/[-.]+$/, "");
}

function fqdnOf(pod: Pod): string | undefined {
  const { subdomain } = pod.spec;
  return subdomain === undefined || subdomain === ""
    ? undefined
    : `${hostnameOf(pod)}.${subdomain}.${pod.metadata.namespace}.svc.${CLUSTER_DOMAIN}`;
}

/** Name -> address as the Pod's hosts file has it: its own name is its own address, which beats DNS. */
export function podHosts(pod: Pod, podIP: string): Map<string, string> {
  const hosts = new Map([["localhost", "127.0.0.1"]]);
  for (const name of [fqdnOf(pod), hostnameOf(pod)])
    if (name !== undefined) hosts.set(name.toLowerCase(), podIP);
  for (const { ip, hostnames = [] } of pod.spec.hostAliases ?? [])
    for (const name of hostnames) hosts.set(name.toLowerCase(), ip);
  return hosts;
}

export function hostsFile(pod: Pod, podIP: string): string {
  const own = [podIP, fqdnOf(pod), hostnameOf(pod)].filter((part) => part !== undefined).join("\t");
  const aliases = (pod.spec.hostAliases ?? []).map(({ ip, hostnames = [] }) => [ip, ...hostnames].join("\t"));
  const added = aliases.length === 0 ? [] : ["", "# Entries added by HostAliases.", ...aliases];
  return `${["# Kubernetes-managed hosts file.", ...LOCALHOST, own, ...added].join("\n")}\n`;
}

/** The resolver of a Pod by its dnsPolicy and dnsConfig. */
export function podResolver({ metadata, spec }: Pod): ResolverConfig {
  const { dnsPolicy = "ClusterFirst", dnsConfig = {} } = spec;
  const isClusterFirst =
    dnsPolicy === "ClusterFirst" ? spec.hostNetwork !== true : dnsPolicy === "ClusterFirstWithHostNet";
  const base =
    dnsPolicy === "None"
      ? { nameServer: "", search: [], ndots: 1 }
      : isClusterFirst
        ? clusterResolver(metadata.namespace ?? "default")
        : nodeResolver;
  const ndots = Number(dnsConfig.options?.find(({ name }) => name === "ndots")?.value ?? base.ndots);
  return {
    nameServer: base.nameServer === "" ? (dnsConfig.nameservers?.[0] ?? "") : base.nameServer,
    search: [...new Set([...base.search, ...(dnsConfig.searches ?? [])])],
    ndots: Number.isInteger(ndots) ? ndots : base.ndots,
  };
}

function clusterResolver(namespace: string): ResolverConfig {
  return {
    nameServer: CLUSTER_DNS_IP,
    search: [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN],
    ndots: NDOTS,
  };
}

export function resolvConf({ nameServer, search, ndots }: ResolverConfig): string {
  const lines = [
    ...(search.length === 0 ? [] : [`search ${search.join(" ")}`]),
    `nameserver ${nameServer}`,
    ...(ndots === 1 ? [] : [`options ndots:${ndots}`]),
  ];
  return `${lines.join("\n")}\n`;
}
