/**
 * Who answers at port 53 of an address, as one client finds it: the Pods behind kube-dns or any other Service, a Pod, a
 * node's upstream server, or public resolvers. A question is a packet: kube-proxy and policies treat it as any other.
 * Leaves out answers that do not fit a datagram.
 */
import type { DnsAnswer, DnsQuestion, Source } from "../network/http.ts";
import type { Network } from "../network/network.ts";
import { answerOutside } from "../network/outside-names.ts";
import { OUTSIDE_IP } from "./cluster-network.ts";

const DNS_PORT = 53;
const NO_REPLY: DnsAnswer = { status: "NO_REPLY", records: [] };
const PORT_UNREACHABLE: DnsAnswer = { status: "PORT_UNREACHABLE", records: [] };
/** Public resolvers: they know the world outside, and nothing of the cluster. */
const PUBLIC_RESOLVERS = new Set(
  "8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 168.126.63.1".split(
    " ",
  ),
);

/** @returns what comes back for a question that the source sends to the server. */
export function askNameServer(
  network: Network,
  source: Source,
  question: DnsQuestion,
  server: string,
  protocol: "TCP" | "UDP",
): DnsAnswer {
  const { arrival } = network.topology.route(source, server, DNS_PORT, protocol);
  if (arrival.kind === "dropped") return NO_REPLY;
  if (server === OUTSIDE_IP || PUBLIC_RESOLVERS.has(server)) return answerOutside(network.outside, question);
  if (arrival.kind === "refused") return PORT_UNREACHABLE;
  if (arrival.kind !== "host") return NO_REPLY;
  return arrival.host.nameServer?.answerName(question, arrival.clientIP) ?? PORT_UNREACHABLE;
}
