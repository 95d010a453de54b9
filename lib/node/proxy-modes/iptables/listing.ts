/**
 * What `iptables-save | grep KUBE` prints on a node: kube-proxy's chains and rules in mode iptables, chain by chain. A
 * mode that does source NAT with iptables has the chains for that alone. The rules were read in kube-proxy's source; fed to
 * iptables-restore 1.8.9, the kernel gives them back letter by letter.
 *
 * Leaves out the tables' counters, the kubelet's chains, the accounting of node ports on localhost, the ports of health
 * checks and the ipsets of mode ipvs.
 */
import { contains } from "../../../network/ip-address.ts";
import type { Endpoint } from "../../service-endpoints.ts";
import type { Frontend } from "../../service-table.ts";
import { type InspectedNode, type InspectedPort, portsOf } from "../inspected-node.ts";
import type { Listing } from "../proxy-mode.ts";
import { chainName } from "./chain-name.ts";

const MASQUERADE = ["-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000"];
const POSTROUTING = [
  "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
  "-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0",
  `-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully`,
];
const TO_POSTROUTING = `-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING`;
const PORTALS = `-m comment --comment "kubernetes service portals" -j KUBE-SERVICES`;
const LAST_RULE = `-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS`;

export const listing: Listing = {
  command: "iptables-save",
  print: allRules,
  printIn: ({ masqueradesWith }) => (masqueradesWith === "iptables" ? masqueradeRules() : ""),
};

function masqueradeRules(): string {
  const rules = [...MASQUERADE, ...POSTROUTING];
  return lines([...chainsOf(rules), TO_POSTROUTING, ...rules]);
}

function allRules(node: InspectedNode): string {
  const ports = portsOf(node);
  const rejections = byChain(ports.flatMap((port) => filterRules(port)));
  const nat = byChain([
    ...MASQUERADE,
    ...ports.flatMap(nodePortRules),
    ...POSTROUTING,
    ...ports.flatMap((port) => endpointChains(port)),
    ...ports.flatMap((port) => externalChain(port, node)),
    ...ports.flatMap((port) => firewallChain(port, node)),
    ...ports.flatMap(serviceRules),
    LAST_RULE,
    ...ports.flatMap((port) => serviceChains(port, node)),
  ]);
  return lines([
    ...chainsOf(rejections),
    ...rejections,
    ...chainsOf(nat),
    `-A PREROUTING ${PORTALS}`,
    `-A OUTPUT ${PORTALS}`,
    TO_POSTROUTING,
    ...nat,
  ]);
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");

const chainOf = (rule: string): string => rule.split(" ")[1] as string;

/** Chains by name, the rules of each in their order. */
function byChain(rules: readonly string[]): string[] {
  return [...rules].sort((a, b) => (chainOf(a) < chainOf(b) ? -1 : chainOf(a) > chainOf(b) ? 1 : 0));
}

/** The declaration of each chain that has rules. */
function chainsOf(rules: readonly string[]): string[] {
  const names = new Set(rules.map(chainOf));
  return [...names].sort().map((name) => `:${name} - [0:0]`);
}

/** iptables-save puts a comment in quotes when anything but letters and digits is in it, as in every Service's name. */
const quoted = (text: string): string => `-m comment --comment "${text}"`;

/** Where packets for an address of the port are caught. */
function matchOf({ kind, ip, port, backend }: Frontend, text: string): string {
  const protocol = backend.protocol.toLowerCase();
  const to = kind === "NodePort" ? "" : `-d ${ip}/32 `;
  const local = kind === "NodePort" ? "-m addrtype --dst-type LOCAL " : "";
  return `${to}-p ${protocol} ${quoted(text)} ${local}-m ${protocol} --dport ${port}`;
}

/** Packets to a port without endpoints are rejected; those to one without local endpoints are dropped. */
function filterRules({ name, protocol, backend, frontends, all, local }: InspectedPort): string[] {
  return frontends.flatMap((frontend) => {
    const isInternal = frontend.kind === "ClusterIP";
    const chain = isInternal ? "KUBE-SERVICES" : "KUBE-EXTERNAL-SERVICES";
    if (all.length === 0)
      return [
        `-A ${chain} ${matchOf(frontend, `${name} has no endpoints`)} -j REJECT --reject-with icmp-port-unreachable`,
      ];
    const isLocal = isInternal ? backend.isInternalLocal : backend.isExternalLocal;
    const barred = isGuarded(frontend)
      ? [
          `-A KUBE-PROXY-FIREWALL ${matchOf(frontend, `${name} traffic not accepted by ${chainName("KUBE-FW", name, "", protocol)}`)} -j DROP`,
        ]
      : [];
    return [
      ...(isLocal && local.length === 0
        ? [`-A ${chain} ${matchOf(frontend, `${name} has no local endpoints`)} -j DROP`]
        : []),
      ...barred,
    ];
  });
}

/** Whether loadBalancerSourceRanges limit its clients. */
function isGuarded({ kind, backend }: Frontend): boolean {
  return kind === "LoadBalancer" && backend.sourceRanges.length > 0;
}

/** Clients in loadBalancerSourceRanges go on to the chain for traffic from outside. */
function firewallChain(
  { name, protocol, backend, frontends, all }: InspectedPort,
  { ip }: InspectedNode,
): string[] {
  const guarded = frontends.filter(isGuarded);
  if (all.length === 0 || guarded.length === 0) return [];
  const chain = chainName("KUBE-FW", name, "", protocol);
  const target = chainName("KUBE-EXT", name, "", protocol);
  // A request of the node itself carries the load balancer's address as its source.
  const own = backend.sourceRanges.some((range) => contains(range, ip))
    ? guarded.map((frontend) => `${frontend.ip}/32`)
    : [];
  return [
    ...[...backend.sourceRanges.map(({ text }) => text), ...own].map(
      (source) => `-A ${chain} -s ${source} ${quoted(`${name} loadbalancer IP`)} -j ${target}`,
    ),
    `-A ${chain} ${quoted(`other traffic to ${name} will be dropped by KUBE-PROXY-FIREWALL`)}`,
  ];
}

function nodePortRules({ name, protocol, frontends, all }: InspectedPort): string[] {
  if (all.length === 0) return [];
  const nodePorts = frontends.filter(({ kind }) => kind === "NodePort");
  return nodePorts.map(
    ({ port }) =>
      `-A KUBE-NODEPORTS -p ${protocol} ${quoted(name)} -m ${protocol} --dport ${port} -j ${chainName("KUBE-EXT", name, "", protocol)}`,
  );
}

function endpointChains({ name, protocol, backend, used }: InspectedPort): string[] {
  return used.flatMap(({ ip, key }) => {
    const chain = chainName("KUBE-SEP", name, key, protocol);
    const recent =
      backend.affinity === undefined
        ? ""
        : `-m recent --set --name ${chain} --mask 255.255.255.255 --rsource `;
    return [
      `-A ${chain} -s ${ip}/32 ${quoted(name)} -j KUBE-MARK-MASQ`,
      `-A ${chain} -p ${protocol} ${quoted(name)} ${recent}-m ${protocol} -j DNAT --to-destination ${key}`,
    ];
  });
}

/** Traffic from outside: source NAT, unless policy Local keeps the source, and with it the traffic on this node. */
function externalChain(
  { name, protocol, backend, frontends, all, local }: InspectedPort,
  { podCIDR }: InspectedNode,
): string[] {
  if (all.length === 0 || frontends.every(({ kind }) => kind === "ClusterIP")) return [];
  const chain = chainName("KUBE-EXT", name, "", protocol);
  const service = chainName("KUBE-SVC", name, "", protocol);
  if (!backend.isExternalLocal)
    return [
      `-A ${chain} ${quoted(`masquerade traffic for ${name} external destinations`)} -j KUBE-MARK-MASQ`,
      `-A ${chain} -j ${service}`,
    ];
  return [
    `-A ${chain} -s ${podCIDR} ${quoted(`pod traffic for ${name} external destinations`)} -j ${service}`,
    `-A ${chain} ${quoted(`masquerade LOCAL traffic for ${name} external destinations`)} -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ`,
    `-A ${chain} ${quoted(`route LOCAL traffic for ${name} external destinations`)} -m addrtype --src-type LOCAL -j ${service}`,
    ...(local.length === 0 ? [] : [`-A ${chain} -j ${chainName("KUBE-SVL", name, "", protocol)}`]),
  ];
}

function serviceRules({ name, protocol, backend, frontends, all, local }: InspectedPort): string[] {
  const comments = {
    ClusterIP: "cluster IP",
    ExternalIP: "external IP",
    LoadBalancer: "loadbalancer IP",
  } as const;
  return frontends.flatMap((frontend) => {
    const { kind } = frontend;
    if (kind === "NodePort" || all.length === 0) return [];
    if (kind === "ClusterIP" && backend.isInternalLocal && local.length === 0) return [];
    const prefix = isGuarded(frontend)
      ? "KUBE-FW"
      : kind !== "ClusterIP"
        ? "KUBE-EXT"
        : backend.isInternalLocal
          ? "KUBE-SVL"
          : "KUBE-SVC";
    return [
      `-A KUBE-SERVICES ${matchOf(frontend, `${name} ${comments[kind]}`)} -j ${chainName(prefix, name, "", protocol)}`,
    ];
  });
}

function serviceChains(port: InspectedPort, { podCIDR }: InspectedNode): string[] {
  const { name, protocol, frontends, all, local, usesAll, usesLocal } = port;
  const inside = frontends.find(({ kind }) => kind === "ClusterIP");
  const chains: [string, readonly Endpoint[]][] = [];
  if (usesLocal) chains.push([chainName("KUBE-SVL", name, "", protocol), local]);
  if (usesAll) chains.push([chainName("KUBE-SVC", name, "", protocol), all]);
  return chains.flatMap(([chain, endpoints]) => {
    if (endpoints.length === 0) return [];
    const fromElsewhere =
      inside === undefined
        ? []
        : [`-A ${chain} ! -s ${podCIDR} ${matchOf(inside, `${name} cluster IP`)} -j KUBE-MARK-MASQ`];
    return [
      ...fromElsewhere,
      ...affinityRules(chain, port, endpoints),
      ...randomRules(chain, port, endpoints),
    ];
  });
}

/** A client with affinity keeps its endpoint. */
function affinityRules(
  chain: string,
  { name, protocol, backend: { affinity } }: InspectedPort,
  endpoints: readonly Endpoint[],
): string[] {
  if (affinity === undefined) return [];
  return endpoints.map(({ key }) => {
    const target = chainName("KUBE-SEP", name, key, protocol);
    const recent = `-m recent --rcheck --seconds ${affinity.timeoutMs / 1000} --reap --name ${target} --mask 255.255.255.255 --rsource`;
    return `-A ${chain} ${quoted(`${name} -> ${key}`)} ${recent} -j ${target}`;
  });
}

/** The first of n rules matches with probability 1/n, the next with 1/(n-1), the last one always. */
function randomRules(
  chain: string,
  { name, protocol }: InspectedPort,
  endpoints: readonly Endpoint[],
): string[] {
  return endpoints.map(({ key }, at) => {
    const left = endpoints.length - at;
    const statistic = left === 1 ? "" : `-m statistic --mode random --probability ${probability(1 / left)} `;
    return `-A ${chain} ${quoted(`${name} -> ${key}`)} ${statistic}-j ${chainName("KUBE-SEP", name, key, protocol)}`;
  });
}

/** The kernel keeps probabilities as parts of 2^31, so one fifth is printed as 0.20000000019. */
function probability(share: number): string {
  return (Math.round(Number(share.toFixed(10)) * 2 ** 31) / 2 ** 31).toFixed(11);
}
