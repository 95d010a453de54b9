/** What /etc/resolv.conf says: of a node, and of a Pod by its dnsPolicy and dnsConfig. Models pkg/kubelet/network/dns and resolv.conf(5). */
import type { Pod } from "../api/kinds/pod.ts";
import { CLUSTER_DOMAIN } from "./cluster-dns.ts";
import { CLUSTER_DNS_IP, OUTSIDE_IP } from "./cluster-network.ts";

/** The file, and what the C library makes of it. */
export interface ResolverConfig {
  readonly nameServers: readonly string[];
  readonly search: readonly string[];
  /** As written: `ndots:5`, `rotate`. */
  readonly options: readonly string[];
  /** A name with fewer dots is tried with the search list first. */
  readonly ndots: number;
  /** How long it waits for one server, and how often it asks them all. */
  readonly timeoutMs: number;
  readonly attempts: number;
  /** Whether it begins with another server each time. */
  readonly rotates: boolean;
  readonly usesTCP: boolean;
}

/** What the kubelet hands to the container runtime. */
interface DnsConfig {
  readonly servers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

/** MAXNS, MAXDNSRCH and the limit of a search line that the kubelet keeps to. */
const SERVERS_MAX = 3;
const SEARCHES_MAX = 32;
const SEARCH_CHARACTERS_MAX = 2_048;
/** Of the C library: RES_MAXNDOTS, RES_MAXRETRANS and RES_MAXRETRY. */
const NDOTS_MAX = 15;
const TIMEOUT_S = { usual: 5, max: 30 };
const ATTEMPTS = { usual: 2, max: 5 };
/** What a machine on the nodes' network resolves with: no cluster names. */
const NODE: DnsConfig = { servers: [OUTSIDE_IP], searches: [], options: [] };
const NOTHING: DnsConfig = { servers: [], searches: [], options: [] };

export const nodeResolver: ResolverConfig = parse(NODE);

export function podResolver(pod: Pod): ResolverConfig {
  return parse(fitted(wantedBy(pod)).config);
}

/** What the kubelet had to leave out of the Pod's file, in its words. */
export function resolverWarnings(pod: Pod): readonly string[] {
  return fitted(wantedBy(pod)).warnings;
}

function wantedBy({ metadata, spec }: Pod): DnsConfig {
  const { dnsPolicy = "ClusterFirst", dnsConfig } = spec;
  const isClusterFirst =
    dnsPolicy === "ClusterFirst" ? spec.hostNetwork !== true : dnsPolicy === "ClusterFirstWithHostNet";
  const base =
    dnsPolicy === "None" ? NOTHING : isClusterFirst ? clusterFirst(metadata.namespace ?? "default") : NODE;
  if (dnsConfig === undefined) return base;
  return {
    servers: unique([...base.servers, ...(dnsConfig.nameservers ?? [])]),
    searches: unique([...base.searches, ...(dnsConfig.searches ?? [])]),
    options: mergedOptions(base.options, dnsConfig.options ?? []),
  };
}

function clusterFirst(namespace: string): DnsConfig {
  const zones = [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN];
  return { servers: [CLUSTER_DNS_IP], searches: unique([...zones, ...NODE.searches]), options: ["ndots:5"] };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** The Pod's own options take the place of those with the same name. */
function mergedOptions(
  base: readonly string[],
  own: readonly { readonly name?: string | undefined; readonly value?: string | undefined }[],
): string[] {
  const merged = new Map(base.map((option) => [option.split(":")[0] ?? "", option]));
  for (const { name = "", value = "" } of own) merged.set(name, value === "" ? name : `${name}:${value}`);
  return [...merged.values()];
}

function fitted({ servers, searches, options }: DnsConfig): {
  config: DnsConfig;
  warnings: readonly string[];
} {
  const fitting = servers.slice(0, SERVERS_MAX);
  let kept = searches.slice(0, SEARCHES_MAX);
  while (kept.join(" ").length > SEARCH_CHARACTERS_MAX) kept = kept.slice(0, -1);
  const warnings = [
    ...(kept.length < searches.length
      ? [
          `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${kept.join(" ")}`,
        ]
      : []),
    ...(fitting.length < servers.length
      ? [
          `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${fitting.join(" ")}`,
        ]
      : []),
  ];
  return { config: { servers: fitting, searches: kept, options }, warnings };
}

function parse({ servers, searches, options }: DnsConfig): ResolverConfig {
  const numberOf = (name: string): number | undefined => {
    const value = options.findLast((option) => option.startsWith(`${name}:`))?.slice(name.length + 1);
    return value === undefined ? undefined : Number.parseInt(value, 10) || 0;
  };
  const timeoutS = Math.min(Math.max(numberOf("timeout") ?? TIMEOUT_S.usual, 1), TIMEOUT_S.max);
  return {
    nameServers: servers,
    search: searches,
    options,
    ndots: Math.min(Math.max(numberOf("ndots") ?? 1, 0), NDOTS_MAX),
    timeoutMs: timeoutS * 1_000,
    attempts: Math.min(Math.max(numberOf("attempts") ?? ATTEMPTS.usual, 1), ATTEMPTS.max),
    rotates: options.includes("rotate"),
    usesTCP: options.includes("use-vc"),
  };
}

/** The file as containerd writes it. */
export function resolvConf({ nameServers, search, options }: ResolverConfig): string {
  const lines = [
    ...(search.length === 0 ? [] : [`search ${search.join(" ")}`]),
    ...nameServers.map((server) => `nameserver ${server}`),
    ...(options.length === 0 ? [] : [`options ${options.join(" ")}`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** The names that the resolver asks for, in its order. */
export function namesToTry(
  host: string,
  { search, ndots }: Pick<ResolverConfig, "search" | "ndots">,
): readonly string[] {
  if (host.endsWith(".")) return [host.slice(0, -1)];
  const expanded = search.map((suffix) => `${host}.${suffix}`);
  return host.split(".").length - 1 >= ndots ? [host, ...expanded] : [...expanded, host];
}
