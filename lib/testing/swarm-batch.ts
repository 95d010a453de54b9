/** The ways on which the swarm's clients reach a Service, and what many requests on one way add up to. */
import { nodes } from "../api/kinds/node.ts";
import { services } from "../api/kinds/service.ts";
import type { Cluster } from "../cluster.ts";

export interface Way {
  readonly from: string;
  readonly url: string;
  /** The type of Service whose address is asked. */
  readonly through: "ClusterIP" | "NodePort" | "LoadBalancer";
  /** The node whose kube-proxy decides; undefined where a load balancer chooses one. */
  readonly node: string | undefined;
  readonly count: number;
}

/** How often each of some equally likely endpoints was taken. */
export interface Tally {
  readonly counts: readonly number[];
}

/** From Pods on two nodes by name, and from outside through each node and the load balancer where there is one. */
export function wayTo(cluster: Cluster, service: string): Way[] {
  const { spec, status } = cluster.api.get(services, "default", service);
  const inside = ["node-1", "node-2"].map((node) => ({
    from: `pod/client-on-${node}`,
    url: `http://${service}`,
    through: "ClusterIP" as const,
    node,
    count: 12,
  }));
  const nodePort = spec.ports?.[0]?.nodePort ?? 0;
  const byNode =
    nodePort === 0
      ? []
      : cluster.api
          .list(nodes)
          .items.map((node) =>
            throughNode(node.metadata.name, node.status.addresses?.[0]?.address ?? "", nodePort),
          );
  const given = (status.loadBalancer.ingress ?? []).map(({ ip }) => ({
    from: "outside",
    url: `http://${ip}`,
    through: "LoadBalancer" as const,
    node: undefined,
    count: 4,
  }));
  return [...inside, ...byNode, ...given];
}

function throughNode(node: string, ip: string, nodePort: number): Way {
  return { from: "outside", url: `http://${ip}:${nodePort}`, through: "NodePort", node, count: 4 };
}

export function talliesOf(answers: readonly string[], servers: readonly string[]): Tally {
  return { counts: servers.map((server) => answers.filter((answer) => answer === server).length) };
}

/** How far apart the endpoints' counts are in the worst window of consecutive answers. */
export function worstDifference(answers: readonly string[], servers: readonly string[]): number {
  let worst = 0;
  for (let from = 0; from < answers.length; from++) {
    const counts = new Map(servers.map((server) => [server, 0]));
    for (const answer of answers.slice(from)) {
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
      worst = Math.max(worst, Math.max(...counts.values()) - Math.min(...counts.values()));
    }
  }
  return worst;
}

/** Pearson's statistic over independent tallies, its degrees of freedom, and how often each number of them is exceeded. */
export function chiSquare(tallies: readonly Tally[]): {
  readonly statistic: number;
  readonly freedom: number;
} {
  let statistic = 0;
  let freedom = 0;
  for (const { counts } of tallies) {
    const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    if (counts.length < 2 || expected === 0) continue;
    statistic += counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    freedom += counts.length - 1;
  }
  return { statistic, freedom };
}

/** The quantile of the chi-square distribution `deviations` standard deviations from its middle (Wilson and Hilferty). */
export function chiSquareQuantile(freedom: number, deviations: number): number {
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + deviations * Math.sqrt(spread)) ** 3;
}
