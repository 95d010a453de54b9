import { describe, expect, test } from "vitest";
import type { Cluster } from "../../../cluster.ts";
import { AFFINITY_ON, createWebCluster } from "../../testing/web-cluster.ts";
import { chainName } from "./chain-name.ts";

const rulesOf = (cluster: Cluster, chain: string): string[] =>
  cluster
    .node("node-1")
    .listing()
    .split("\n")
    .filter((line) => line.startsWith(`-A ${chain} `));

describe("iptables-save", () => {
  test("gives each of five endpoints its probability, the last one the rest", async () => {
    const { cluster, ip } = await createWebCluster("iptables");
    const [caught = ""] = rulesOf(cluster, "KUBE-SERVICES").filter((rule) => rule.includes(`-d ${ip}/32`));
    const chain = caught.split(" -j ")[1] as string;
    expect(caught).toBe(
      `-A KUBE-SERVICES -d ${ip}/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j ${chainName("KUBE-SVC", "default/web")}`,
    );
    const draws = rulesOf(cluster, chain).slice(1);
    expect(draws.map((rule) => /--probability (\S+)/.exec(rule)?.[1])).toEqual([
      "0.20000000019",
      "0.25000000000",
      "0.33333333349",
      "0.50000000000",
      undefined,
    ]);
    const [endpoint = ""] = draws[0]?.split(" -j ").slice(-1) ?? [];
    expect(rulesOf(cluster, endpoint)).toEqual([
      expect.stringMatching(
        /^-A KUBE-SEP-[A-Z2-7]{16} -s 10\.244\.\d\.\d+\/32 -m comment --comment "default\/web" -j KUBE-MARK-MASQ$/,
      ),
      expect.stringMatching(
        /-p tcp -m comment --comment "default\/web" -m tcp -j DNAT --to-destination 10\.244\.\d\.\d+:8080$/,
      ),
    ]);
  });

  test("checks recent clients first while affinity is on", async () => {
    const { cluster } = await createWebCluster("iptables", AFFINITY_ON);
    const rules = rulesOf(cluster, chainName("KUBE-SVC", "default/web"));
    expect(
      rules.filter((rule) => rule.includes("-m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-")),
    ).toHaveLength(5);
  });

  test("rejects what has no endpoints", async () => {
    const { cluster } = await createWebCluster("iptables");
    expect(cluster.node("node-1").listing()).toMatch(
      /-A KUBE-SERVICES -d \S+\/32 -p tcp -m comment --comment "default\/empty:80 has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable\n/,
    );
  });

  test("keeps traffic from outside on the node under policy Local", async () => {
    const { cluster } = await createWebCluster(
      "iptables",
      `kubectl patch svc web -p '{"spec":{"externalTrafficPolicy":"Local"}}'`,
    );
    const chains = rulesOf(cluster, chainName("KUBE-EXT", "default/web"));
    expect(chains.at(-1)).toBe(
      `-A ${chainName("KUBE-EXT", "default/web")} -j ${chainName("KUBE-SVL", "default/web")}`,
    );
    const local = rulesOf(cluster, chainName("KUBE-SVL", "default/web")).filter((rule) =>
      rule.includes("->"),
    );
    expect(local.length).toBeGreaterThan(0);
    expect(local.every((rule) => rule.includes("-> 10.244.1."))).toBe(true);
  });
});

describe("iptables-save with a load balancer for some", () => {
  test("lets those in, and drops all others", async () => {
    const { cluster } = await createWebCluster(
      "iptables",
      `kubectl patch svc web -p '{"spec":{"type":"LoadBalancer","loadBalancerSourceRanges":["10.0.0.0/8","172.18.0.0/24"]}}'`,
    );
    const [guard, target] = [chainName("KUBE-FW", "default/web"), chainName("KUBE-EXT", "default/web")];
    const comment = (text: string) => `-m comment --comment "default/web ${text}"`;
    expect(rulesOf(cluster, "KUBE-SERVICES")).toContain(
      `-A KUBE-SERVICES -d 172.18.255.200/32 -p tcp ${comment("loadbalancer IP")} -m tcp --dport 80 -j ${guard}`,
    );
    expect(rulesOf(cluster, guard)).toEqual([
      ...["10.0.0.0/8", "172.18.0.0/24", "172.18.255.200/32"].map(
        (source) => `-A ${guard} -s ${source} ${comment("loadbalancer IP")} -j ${target}`,
      ),
      `-A ${guard} -m comment --comment "other traffic to default/web will be dropped by KUBE-PROXY-FIREWALL"`,
    ]);
    expect(rulesOf(cluster, "KUBE-PROXY-FIREWALL")).toEqual([
      `-A KUBE-PROXY-FIREWALL -d 172.18.255.200/32 -p tcp ${comment(`traffic not accepted by ${guard}`)} -m tcp --dport 80 -j DROP`,
    ]);
  });
});

test("in another mode iptables-save prints the rules for source NAT, if that mode does it with iptables", async () => {
  const print = async (mode: "ipvs" | "nftables") =>
    (await createWebCluster(mode)).cluster.node("node-1").listing("iptables");
  const chains = (await print("ipvs")).match(/(?<=^:)\S+/gm);
  expect(chains).toEqual(["KUBE-MARK-MASQ", "KUBE-POSTROUTING"]);
  expect(await print("nftables")).toBe("");
});
