/**
 * NetworkPolicies, as a network plug-in that enforces them does: on connections to and from Pods, after kube-proxy has chosen
 * the endpoint. What no policy allows is dropped. Models the rules of networking.k8s.io/v1.
 *
 * Where the API leaves it to the plug-in: a connection that stands stays as it was allowed, a change counts for the next one;
 * a ping is allowed where a rule names no ports; who comes with the address of another node is that node.
 */
import type { Api } from "../api/api.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { type NetworkPolicy, networkPolicies } from "../api/kinds/network-policy.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import type { LabelSelector } from "../api/metadata.ts";
import { matchesLabelSelector } from "../api/selectors.ts";
import { type Cidr, contains, parseCidr, parseIPv4 } from "../network/ip-address.ts";
import type { Packet, PacketFilter, Topology } from "../network/topology.ts";

type Rule = NonNullable<NetworkPolicy["spec"]["ingress"]>[number] &
  NonNullable<NetworkPolicy["spec"]["egress"]>[number];
type Peer = NonNullable<Rule["from"]>[number];
type Port = NonNullable<Rule["ports"]>[number];

/** One end of a connection. */
interface End {
  readonly ip: string;
  /** Absent for whoever is no Pod with an address of its own. */
  readonly pod: Pod | undefined;
}

const keyOf = ({ metadata }: NetworkPolicy): string => `${metadata.namespace}/${metadata.name}`;

/** Enforces the policies of the cluster in its network. While there are none, no packet is looked at. */
export function enforceNetworkPolicies(api: Api, topology: Topology): void {
  const policies = new Map<string, NetworkPolicy>();
  const filter: PacketFilter = (packet) => {
    const barred = barringPolicies(api, policies.values(), packet);
    return barred && reasonOf(packet, barred);
  };
  api.watch(networkPolicies, {}, ({ type, object }) => {
    if (type === "DELETED") policies.delete(keyOf(object));
    else policies.set(keyOf(object), object);
    topology.setFilter(policies.size === 0 ? undefined : filter);
  });
}

/** A connection that policies keep from leaving or entering a Pod: no one of them allows it. */
export interface BarredConnection {
  readonly direction: "Ingress" | "Egress";
  readonly policies: readonly NetworkPolicy[];
}

/** @param policies all of the cluster. @returns undefined when the connection is allowed. */
export function barringPolicies(
  api: Api,
  policies: Iterable<NetworkPolicy>,
  packet: Packet,
): BarredConnection | undefined {
  const all = [...policies];
  const podOf = (id: Packet["from"]["pod"]): Pod | undefined => {
    const pod = id === undefined ? undefined : api.find(pods, id.namespace, id.name);
    return pod?.spec.hostNetwork === true ? undefined : pod;
  };
  const labelsOf = (namespace: string) => api.find(namespaces, "", namespace)?.metadata.labels;
  const from: End = { ip: packet.from.ip, pod: podOf(packet.from.pod) };
  const to: End = { ip: packet.to.ip, pod: podOf(packet.to.pod) };
  // Nobody can be kept from itself.
  if (from.pod !== undefined && from.pod === to.pod) return undefined;
  const isAllowed = (policy: NetworkPolicy, rules: readonly Rule[], peer: End): boolean =>
    rules.some(
      (rule) =>
        isListed(rule.ports, packet, to.pod) &&
        ((rule.from ?? rule.to ?? []).length === 0 ||
          (rule.from ?? rule.to ?? []).some((each) => isPeer(each, policy, peer, labelsOf))),
    );
  const barred = (pod: Pod | undefined, direction: "Ingress" | "Egress", peer: End) => {
    const own = pod === undefined ? [] : selecting(all, pod, direction);
    if (own.length === 0 || own.some((each) => isAllowed(each, rulesOf(each, direction), peer)))
      return undefined;
    return { direction, policies: own };
  };
  return barred(from.pod, "Egress", to) ?? barred(to.pod, "Ingress", from);
}

function selecting(
  policies: readonly NetworkPolicy[],
  pod: Pod,
  direction: "Ingress" | "Egress",
): NetworkPolicy[] {
  return policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.metadata.namespace &&
      (spec.policyTypes ?? []).includes(direction) &&
      matchesLabelSelector(spec.podSelector, pod.metadata.labels),
  );
}

function reasonOf({ from, to, port, protocol }: Packet, { direction, policies }: BarredConnection): string {
  const called = ({ ip, pod }: Packet["from"]): string =>
    pod === undefined ? ip : `${pod.namespace}/${pod.name}`;
  const names = policies.map(({ metadata }) => metadata.name).join(", ");
  const where = port === undefined ? "" : ` on port ${port}/${protocol}`;
  const what = direction === "Egress" ? "may not leave" : "may not enter";
  return `NetworkPolicy (${names}): traffic from ${called(from)} to ${called(to)}${where} ${what}`;
}

function rulesOf({ spec }: NetworkPolicy, direction: "Ingress" | "Egress"): readonly Rule[] {
  return (direction === "Ingress" ? spec.ingress : spec.egress) ?? [];
}

function isListed(ports: readonly Port[] | undefined, packet: Packet, target: Pod | undefined): boolean {
  if (ports === undefined || ports.length === 0) return true;
  const { port } = packet;
  if (port === undefined) return false;
  return ports.some(({ protocol = "TCP", port: wanted, endPort }) => {
    if (protocol !== packet.protocol) return false;
    if (wanted === undefined) return true;
    if (typeof wanted === "number") return port >= wanted && port <= (endPort ?? wanted);
    const containers = [...(target?.spec.containers ?? []), ...(target?.spec.initContainers ?? [])];
    return containers.some((container) =>
      container.ports?.some(
        (each) => each.name === wanted && each.containerPort === port && each.protocol === protocol,
      ),
    );
  });
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: Peer,
  { metadata }: NetworkPolicy,
  { ip, pod }: End,
  labelsOf: (namespace: string) => Readonly<Record<string, string>> | undefined,
): boolean {
  if (ipBlock !== undefined) {
    const isIn = (text: string): boolean => {
      const block = blockOf(text);
      return block !== undefined && contains(block, ip);
    };
    return isIn(ipBlock.cidr) && !(ipBlock.except ?? []).some(isIn);
  }
  if (pod === undefined) return false;
  const { namespace = "" } = pod.metadata;
  const isNamespace =
    namespaceSelector === undefined
      ? namespace === metadata.namespace
      : matches(namespaceSelector, labelsOf(namespace));
  return isNamespace && (podSelector === undefined || matches(podSelector, pod.metadata.labels));
}

const matches = (selector: LabelSelector, labels: Readonly<Record<string, string>> | undefined): boolean =>
  matchesLabelSelector(selector, labels ?? {});

/** @returns undefined for a block of IPv6 addresses, which no packet here has. */
function blockOf(text: string): Cidr | undefined {
  const [address = "", bits = ""] = text.split("/");
  return parseIPv4(address) === undefined || !/^(?:\d|[12]\d|3[0-2])$/.test(bits)
    ? undefined
    : parseCidr(text);
}
