/** The name of a Pod and its /etc/hosts, as the kubelet writes it. Models pkg/kubelet/kubelet_pods. */
import type { Pod } from "../api/kinds/pod.ts";
import { CLUSTER_DOMAIN } from "./cluster-dns.ts";

const LOCALHOST = [
  "127.0.0.1\tlocalhost",
  "::1\tlocalhost ip6-localhost ip6-loopback",
  "fe00::0\tip6-localnet",
  "fe00::0\tip6-mcastprefix",
  "fe00::1\tip6-allnodes",
  "fe00::2\tip6-allrouters",
];

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
