/** `kubectl describe networkpolicy`. Models describeNetworkPolicy of kubectl 1.33. */
import { type NetworkPolicy, networkPolicies } from "../../api/kinds/network-policy.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { describer } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

type Spec = NetworkPolicy["spec"];
type Ports = NonNullable<Spec["ingress"]>[number]["ports"];
type Peers = NonNullable<Spec["ingress"]>[number]["from"];

/** Both directions in one form. */
interface Rule {
  readonly ports: Ports;
  readonly peers: Peers;
}

interface Direction {
  readonly type: "Ingress" | "Egress";
  readonly peer: "From" | "To";
  readonly unrestricted: string;
}

const INGRESS: Direction = { type: "Ingress", peer: "From", unrestricted: "source" };
const EGRESS: Direction = { type: "Egress", peer: "To", unrestricted: "destination" };

export const networkPolicyDescriber = describer(networkPolicies, describeNetworkPolicy, false);

function describeNetworkPolicy(writer: SectionWriter, { metadata, spec }: NetworkPolicy): void {
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "Created on", goTime(metadata.creationTimestamp));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  const selector = formatLabelSelector(spec.podSelector);
  writer.write(0, "Spec:\n");
  writer.write(
    1,
    `PodSelector:     ${selector}${selector === "<none>" ? " (Allowing the specific traffic to all pods in this namespace)" : ""}\n`,
  );
  const ingress = (spec.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from }));
  const egress = (spec.egress ?? []).map(({ ports, to }) => ({ ports, peers: to }));
  writeDirection(writer, spec, INGRESS, ingress);
  writeDirection(writer, spec, EGRESS, egress);
  writer.write(1, `Policy Types: ${(spec.policyTypes ?? []).join(", ") || "<none>"}\n`);
}

function writeDirection(
  writer: SectionWriter,
  spec: Spec,
  { type, peer, unrestricted }: Direction,
  rules: readonly Rule[],
): void {
  const called = type.toLowerCase();
  const isAffected = spec.policyTypes?.includes(type) === true;
  writer.write(1, isAffected ? `Allowing ${called} traffic:\n` : `Not affecting ${called} traffic\n`);
  if (!isAffected) return;
  if (rules.length === 0) writer.write(2, `<none> (Selected pods are isolated for ${called} connectivity)\n`);
  for (const [at, { ports = [], peers = [] }] of rules.entries()) {
    if (at > 0) writer.write(2, "----------\n");
    writePorts(writer, ports);
    if (peers.length === 0) writer.write(2, `${peer}: <any> (traffic not restricted by ${unrestricted})\n`);
    for (const each of peers) writePeer(writer, peer, each);
  }
}

function writePorts(writer: SectionWriter, ports: NonNullable<Ports>): void {
  if (ports.length === 0) writer.write(2, "To Port: <any> (traffic allowed to all ports)\n");
  for (const { port, endPort, protocol = "TCP" } of ports) {
    if (endPort === undefined) writer.write(2, `To Port: ${port ?? "<nil>"}/${protocol}\n`);
    else writer.write(2, `To Port Range: ${port ?? "<nil>"}-${endPort}/${protocol}\n`);
  }
}

function writePeer(
  writer: SectionWriter,
  title: string,
  { podSelector, namespaceSelector, ipBlock }: NonNullable<Peers>[number],
): void {
  writer.write(2, `${title}:\n`);
  if (namespaceSelector !== undefined)
    writer.write(3, `NamespaceSelector: ${formatLabelSelector(namespaceSelector)}\n`);
  if (podSelector !== undefined) writer.write(3, `PodSelector: ${formatLabelSelector(podSelector)}\n`);
  if (namespaceSelector !== undefined || podSelector !== undefined || ipBlock === undefined) return;
  writer.write(3, "IPBlock:\n");
  writer.write(4, `CIDR: ${ipBlock.cidr}\n`);
  writer.write(4, `Except: ${(ipBlock.except ?? []).join(", ")}\n`);
}

/** `2026-01-05 09:00:00 +0000 UTC`: how Go prints a time without a format. */
function goTime(timestamp: string | null | undefined): string {
  return timestamp === undefined || timestamp === null
    ? "<nil>"
    : `${timestamp.replace("T", " ").replace("Z", "")} +0000 UTC`;
}
