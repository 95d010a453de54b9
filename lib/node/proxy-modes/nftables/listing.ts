/**
 * What `nft list table ip kube-proxy` prints on a node: kube-proxy's sets, maps and chains in mode nftables. The rules
 * were read in kube-proxy's source (pkg/proxy/nftables); fed to nft 1.0.6, the kernel gives this text back letter by
 * letter, but for the order of elements in a map, which is that of a hash there and of addresses here. Where kube-proxy
 * adds Services in a random order, this is the order of their creation.
 */
import { contains, parseIPv4 } from "../../../network/ip-address.ts";
import type { Endpoint } from "../../service-endpoints.ts";
import type { Frontend } from "../../service-table.ts";
import { type InspectedNode, type InspectedPort, portsOf } from "../inspected-node.ts";
import type { Listing } from "../proxy-mode.ts";
import { chainName } from "./chain-name.ts";

const NO_TABLE = "Error: No such file or directory\nlist table ip kube-proxy\n              ^^^^^^^^^^\n";
/** Sets of plain addresses are printed two in a line. */
const ADDRESSES_PER_LINE = 2;
const BETWEEN_ELEMENTS = ",\n\t\t\t     ";
const SERVICE_KEY = "ipv4_addr . inet_proto . inet_service : verdict";
const NODE_PORT_KEY = "inet_proto . inet_service : verdict";
/** What the kernel lets a set hold that rules write to. */
const DYNAMIC_SET_SIZE = 65_535;

const BASE_CHAINS = [
  chain("filter-prerouting", [
    "type filter hook prerouting priority dstnat - 10; policy accept;",
    "ct state new jump firewall-check",
  ]),
  chain("filter-input", [
    "type filter hook input priority -110; policy accept;",
    "ct state new jump nodeport-endpoints-check",
    "ct state new jump service-endpoints-check",
  ]),
  chain("filter-forward", [
    "type filter hook forward priority -110; policy accept;",
    "ct state new jump service-endpoints-check",
    "ct state new jump cluster-ips-check",
  ]),
  chain("filter-output", [
    "type filter hook output priority -110; policy accept;",
    "ct state new jump service-endpoints-check",
    "ct state new jump firewall-check",
  ]),
  chain("filter-output-post-dnat", [
    "type filter hook output priority -90; policy accept;",
    "ct state new jump cluster-ips-check",
  ]),
  chain("nat-prerouting", ["type nat hook prerouting priority dstnat; policy accept;", "jump services"]),
  chain("nat-output", ["type nat hook output priority -100; policy accept;", "jump services"]),
  chain("nat-postrouting", [
    "type nat hook postrouting priority srcnat; policy accept;",
    "jump masquerading",
  ]),
  chain("nodeport-endpoints-check", [
    "ip daddr @nodeport-ips meta l4proto . th dport vmap @no-endpoint-nodeports",
  ]),
  chain("service-endpoints-check", ["ip daddr . meta l4proto . th dport vmap @no-endpoint-services"]),
  chain("firewall-check", ["ip daddr . meta l4proto . th dport vmap @firewall-ips"]),
  chain("services", [
    "ip daddr . meta l4proto . th dport vmap @service-ips",
    "ip daddr @nodeport-ips meta l4proto . th dport vmap @service-nodeports",
  ]),
  chain("masquerading", [
    "meta mark & 0x00004000 == 0x00000000 return",
    "meta mark set meta mark ^ 0x00004000",
    "masquerade fully-random",
  ]),
];
const MORE_CHAINS = [
  chain("mark-for-masquerade", ["meta mark set meta mark | 0x00004000"]),
  chain("reject-chain", ['comment "helper for @no-endpoint-services / @no-endpoint-nodeports"', "reject"]),
];

export const listing: Listing = {
  command: "nft list table ip kube-proxy",
  print: table,
  printIn: () => NO_TABLE,
};

function table(node: InspectedNode): string {
  const ports = portsOf(node);
  const blocks = [
    ...topSets(node, ports),
    ...ports.flatMap((port) => affinitySets(port, node)),
    ...BASE_CHAINS,
    chain("cluster-ips-check", [
      'ip daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"',
      `ip daddr ${node.serviceCIDR} drop comment "Drop traffic to unallocated ClusterIPs"`,
    ]),
    ...MORE_CHAINS,
    ...ports.flatMap((port) => portChains(port, node)),
  ];
  return `table ip kube-proxy {\n\tcomment "rules for kube-proxy"\n${blocks.join("\n")}}\n`;
}

function chain(name: string, rules: readonly string[]): string {
  return block(`chain ${name}`, rules);
}

function block(head: string, lines: readonly string[]): string {
  return `\t${head} {\n${lines.map((line) => `\t\t${line}\n`).join("")}\t}\n`;
}

function elementsLine(elements: readonly string[], perLine = 1): string[] {
  const lines: string[] = [];
  for (let at = 0; at < elements.length; at += perLine)
    lines.push(elements.slice(at, at + perLine).join(", "));
  return lines.length === 0 ? [] : [`elements = { ${lines.join(BETWEEN_ELEMENTS)} }`];
}

/** An element of a map, with what it is sorted by. */
interface Entry {
  readonly order: number;
  readonly text: string;
}

function map(name: string, key: string, comment: string, entries: readonly Entry[]): string {
  const sorted = entries.toSorted((a, b) => a.order - b.order).map(({ text }) => text);
  return block(`map ${name}`, [`type ${key}`, `comment "${comment}"`, ...elementsLine(sorted)]);
}

function topSets({ ip }: InspectedNode, ports: readonly InspectedPort[]): string[] {
  const clusterIPs = [
    ...new Set(ports.flatMap(({ frontends }) => frontends.filter(isInternal).map((frontend) => frontend.ip))),
  ];
  const sorted = clusterIPs.sort((a, b) => (parseIPv4(a) ?? 0) - (parseIPv4(b) ?? 0));
  const entries = ports.map(entriesOf);
  const all = (field: keyof PortEntries): Entry[] => entries.flatMap((own) => own[field]);
  return [
    block("set cluster-ips", [
      "type ipv4_addr",
      'comment "Active ClusterIPs"',
      ...elementsLine(sorted, ADDRESSES_PER_LINE),
    ]),
    block("set nodeport-ips", [
      "type ipv4_addr",
      'comment "IPs that accept NodePort traffic"',
      ...elementsLine([ip]),
    ]),
    map(
      "no-endpoint-services",
      SERVICE_KEY,
      "vmap to drop or reject packets to services with no endpoints",
      all("closedAddresses"),
    ),
    map(
      "no-endpoint-nodeports",
      NODE_PORT_KEY,
      "vmap to drop or reject packets to service nodeports with no endpoints",
      all("closedNodePorts"),
    ),
    map(
      "firewall-ips",
      SERVICE_KEY,
      "destinations that are subject to LoadBalancerSourceRanges",
      all("guardedAddresses"),
    ),
    map(
      "service-ips",
      SERVICE_KEY,
      "ClusterIP, ExternalIP and LoadBalancer IP traffic",
      all("openAddresses"),
    ),
    map("service-nodeports", NODE_PORT_KEY, "NodePort traffic", all("openNodePorts")),
  ];
}

interface PortEntries {
  readonly openAddresses: Entry[];
  readonly openNodePorts: Entry[];
  readonly closedAddresses: Entry[];
  readonly closedNodePorts: Entry[];
  readonly guardedAddresses: Entry[];
}

/** Where packets for a port of a Service go, by each of its addresses. */
function entriesOf(port: InspectedPort): PortEntries {
  const { name, backend, frontends, all, local } = port;
  const found: PortEntries = {
    openAddresses: [],
    openNodePorts: [],
    closedAddresses: [],
    closedNodePorts: [],
    guardedAddresses: [],
  };
  for (const frontend of frontends) {
    const isNodePort = frontend.kind === "NodePort";
    const entry = (verdict: string, comment = ""): Entry => ({
      order: orderOf(frontend),
      text: `${keyOf(frontend)}${comment} : ${verdict}`,
    });
    const isLocal = isInternal(frontend) ? backend.isInternalLocal : backend.isExternalLocal;
    const isClosed = all.length === 0 || (isLocal && local.length === 0);
    // Clients inside the cluster are exempt from the external policy.
    const isOpen = all.length > 0 && (!isClosed || !isInternal(frontend));
    const target = isInternal(frontend) ? (backend.isInternalLocal ? "local" : "service") : "external";
    if (isOpen)
      (isNodePort ? found.openNodePorts : found.openAddresses).push(entry(`goto ${nameIn(port, target)}`));
    const closing = entry(all.length === 0 ? "goto reject-chain" : "drop", ` comment "${name}"`);
    if (isClosed) (isNodePort ? found.closedNodePorts : found.closedAddresses).push(closing);
    if (isGuarded(frontend)) found.guardedAddresses.push(entry(`goto ${nameIn(port, "firewall")}`));
  }
  return found;
}

function keyOf({ kind, ip, port, backend }: Frontend): string {
  const key = `${backend.protocol.toLowerCase()} . ${port}`;
  return kind === "NodePort" ? key : `${ip} . ${key}`;
}

function orderOf({ ip, port }: Frontend): number {
  return (parseIPv4(ip) ?? 0) * 65_536 + port;
}

function isInternal({ kind }: Frontend): boolean {
  return kind === "ClusterIP";
}

function isGuarded({ kind, backend }: Frontend): boolean {
  return kind === "LoadBalancer" && backend.sourceRanges.length > 0;
}

function nameIn(
  { protocol, backend: { service, name } }: InspectedPort,
  prefix: Parameters<typeof chainName>[0],
  endpoint = "",
): string {
  return chainName(prefix, service, name, endpoint, protocol);
}

/** One set for each endpoint: the clients that are bound to it. */
function affinitySets(port: InspectedPort, { remembered }: InspectedNode): string[] {
  const { affinity } = port.backend;
  if (affinity === undefined) return [];
  const clients = remembered(port.backend).toSorted(
    (a, b) => (parseIPv4(a.ip) ?? 0) - (parseIPv4(b.ip) ?? 0),
  );
  return port.used.map(({ key }) => {
    const elements = clients
      .filter(({ endpoint }) => endpoint === key)
      .map(({ ip, expiresInMs }) => `${ip} expires ${duration(expiresInMs)}`);
    return block(`set ${nameIn(port, "affinity", key)}`, [
      "type ipv4_addr",
      `size ${DYNAMIC_SET_SIZE}`,
      "flags dynamic,timeout",
      `timeout ${duration(affinity.timeoutMs)}`,
      ...elementsLine(elements),
    ]);
  });
}

/** `3h`, `1m40s`, `2h59m59s996ms`. */
function duration(ms: number): string {
  const units = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "m"],
    [1_000, "s"],
    [1, "ms"],
  ] as const;
  let rest = ms;
  let text = "";
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}

function portChains(port: InspectedPort, node: InspectedNode): string[] {
  const { all, local, usesAll, usesLocal, used } = port;
  return [
    ...used.map((endpoint) => endpointChain(port, endpoint)),
    ...(usesAll && all.length > 0 ? [policyChain(port, "service", all, node)] : []),
    ...(usesLocal && local.length > 0 ? [policyChain(port, "local", local, node)] : []),
    ...externalChain(port, node),
    ...firewallChain(port, node),
  ];
}

function endpointChain(port: InspectedPort, { ip, key }: Endpoint): string {
  const update =
    port.backend.affinity === undefined ? [] : [`update @${nameIn(port, "affinity", key)} { ip saddr }`];
  return chain(nameIn(port, "endpoint", key), [
    `ip saddr ${ip} jump mark-for-masquerade`,
    ...update,
    `meta l4proto ${port.protocol} dnat to ${key}`,
  ]);
}

/** Clients outside the Pods' network are masqueraded, those with affinity keep their endpoint, all others get a random one. */
function policyChain(
  port: InspectedPort,
  prefix: "service" | "local",
  endpoints: readonly Endpoint[],
  { podCIDR }: InspectedNode,
): string {
  const { backend, frontends } = port;
  const isForClusterIP = (prefix === "local") === backend.isInternalLocal;
  const masquerade = frontends
    .filter((frontend) => isForClusterIP && isInternal(frontend))
    .map(
      (frontend) =>
        `ip daddr ${frontend.ip} ${port.protocol} dport ${frontend.port} ip saddr != ${podCIDR} jump mark-for-masquerade`,
    );
  const affinity = backend.affinity === undefined ? [] : endpoints;
  const draw = endpoints.map(({ key }, at) => `${at} : goto ${nameIn(port, "endpoint", key)}`).join(", ");
  return chain(nameIn(port, prefix), [
    ...masquerade,
    ...affinity.map(
      ({ key }) => `ip saddr @${nameIn(port, "affinity", key)} goto ${nameIn(port, "endpoint", key)}`,
    ),
    `numgen random mod ${endpoints.length} vmap { ${draw} }`,
  ]);
}

function externalChain(port: InspectedPort, { podCIDR }: InspectedNode): string[] {
  const { backend, all, local } = port;
  if (all.length === 0 || !backend.isExternallyAccessible) return [];
  const service = nameIn(port, "service");
  if (!backend.isExternalLocal)
    return [chain(nameIn(port, "external"), ["jump mark-for-masquerade", `goto ${service}`])];
  return [
    chain(nameIn(port, "external"), [
      `ip saddr ${podCIDR} goto ${service} comment "short-circuit pod traffic"`,
      'fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"',
      `fib saddr type local goto ${service} comment "short-circuit local traffic"`,
      ...(local.length === 0 ? [] : [`goto ${nameIn(port, "local")}`]),
    ]),
  ];
}

function firewallChain(port: InspectedPort, { ip }: InspectedNode): string[] {
  const { backend, frontends } = port;
  const { sourceRanges } = backend;
  const guarded = frontends.filter(isGuarded);
  if (guarded.length === 0) return [];
  // A request of the node itself carries the load balancer's address as its source.
  const own = sourceRanges.some((range) => contains(range, ip)) ? guarded.map((frontend) => frontend.ip) : [];
  const added = own.filter((address) => !sourceRanges.some((range) => contains(range, address)));
  const sources = [...sourceRanges.map(({ text }) => text), ...added].sort((a, b) => firstOf(a) - firstOf(b));
  return [
    chain(nameIn(port, "firewall"), [
      `ip saddr != ${sources.length === 1 ? sources[0] : `{ ${sources.join(", ")} }`} drop`,
    ]),
  ];
}

function firstOf(source: string): number {
  return parseIPv4(source.split("/")[0] ?? "") ?? 0;
}
