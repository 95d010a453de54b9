import { describe, expect, test } from "vitest";
import type { Cluster } from "../../../cluster.ts";
import { AFFINITY_ON, createWebCluster } from "../../testing/web-cluster.ts";
import { chainName } from "./chain-name.ts";

describe("nft list table ip kube-proxy", () => {
  const listed = (cluster: Cluster): string => cluster.node("node-1").listing("nftables");
  /** What stands in a chain, a set or a map; its lines without their tabs. */
  const inside = (cluster: Cluster, name: string): string[] => {
    const block = listed(cluster).split(`${name} {\n`)[1]?.split("\n\t}\n")[0] ?? "";
    return block.split("\n").map((line) => line.replace(/^\t\t/, ""));
  };

  test("names chains as on every cluster", () => {
    expect(chainName("service", "ns1/svc1", "p80")).toBe("service-ULMVA6XW-ns1/svc1/tcp/p80");
    expect(chainName("endpoint", "ns1/svc1", "p80", "10.180.0.1:80")).toBe(
      "endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80",
    );
  });

  test("draws one of five endpoints by a number, and sends each address of the Service there", async () => {
    const { cluster, ip, nodePort } = await createWebCluster("nftables");
    const [service, external] = [
      chainName("service", "default/web", ""),
      chainName("external", "default/web", ""),
    ];
    const endpoints = (
      cluster
        .node("node-1")
        .rules()
        .find((rule) => rule.ip === ip)?.endpoints ?? []
    ).map((key) => chainName("endpoint", "default/web", "", key));
    expect(inside(cluster, `chain ${service}`)).toEqual([
      `ip daddr ${ip} tcp dport 80 ip saddr != 10.244.0.0/16 jump mark-for-masquerade`,
      `numgen random mod 5 vmap { ${endpoints.map((endpoint, at) => `${at} : goto ${endpoint}`).join(", ")} }`,
    ]);
    expect(inside(cluster, `chain ${endpoints[0]}`)).toEqual([
      expect.stringMatching(/^ip saddr 10\.244\.\d\.\d+ jump mark-for-masquerade$/),
      expect.stringMatching(/^meta l4proto tcp dnat to 10\.244\.\d\.\d+:8080$/),
    ]);
    expect(inside(cluster, "map service-nodeports").at(-1)).toBe(
      `elements = { tcp . ${nodePort} : goto ${external} }`,
    );
    expect(inside(cluster, `chain ${external}`)).toEqual(["jump mark-for-masquerade", `goto ${service}`]);
    expect(inside(cluster, "map service-ips").join("\n")).toContain(`${ip} . tcp . 80 : goto ${service}`);
    expect(inside(cluster, "map no-endpoint-services").join("\n")).toMatch(
      /10\.\S+ \. tcp \. 80 comment "default\/empty:80" : goto reject-chain/,
    );
    expect(inside(cluster, "set nodeport-ips").at(-1)).toBe("elements = { 172.18.0.3 }");
  });

  test("remembers clients in a set for each endpoint while affinity is on", async () => {
    const { cluster } = await createWebCluster("nftables", AFFINITY_ON);
    const [reply] = await cluster.traffic({
      from: "node/node-1",
      url: `http://${(await cluster.run("kubectl get svc web -o jsonpath={.spec.clusterIP}")).stdout}`,
      count: 1,
    });
    const endpoint = reply?.endpoint ?? "";
    await cluster.advance("1m");
    const [set, chain] = [
      chainName("affinity", "default/web", "", endpoint),
      chainName("endpoint", "default/web", "", endpoint),
    ];
    expect(inside(cluster, `set ${set}`)).toEqual([
      "type ipv4_addr",
      "size 65535",
      "flags dynamic,timeout",
      "timeout 3h",
      "elements = { 172.18.0.3 expires 2h59m }",
    ]);
    expect(inside(cluster, `chain ${chain}`)[1]).toBe(`update @${set} { ip saddr }`);
    expect(inside(cluster, `chain ${chainName("service", "default/web", "")}`)).toContain(
      `ip saddr @${set} goto ${chain}`,
    );
  });

  test("keeps traffic from outside on the node under policy Local, and lets only some use a load balancer", async () => {
    const { cluster } = await createWebCluster(
      "nftables",
      `kubectl patch svc web -p '{"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","loadBalancerSourceRanges":["10.0.0.0/8"]}}'`,
    );
    const name = (prefix: "external" | "service" | "local" | "firewall") =>
      chainName(prefix, "default/web", "");
    expect(inside(cluster, `chain ${name("external")}`)).toEqual([
      `ip saddr 10.244.0.0/16 goto ${name("service")} comment "short-circuit pod traffic"`,
      'fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"',
      `fib saddr type local goto ${name("service")} comment "short-circuit local traffic"`,
      `goto ${name("local")}`,
    ]);
    expect(inside(cluster, `chain ${name("local")}`)).toEqual([
      expect.stringMatching(/^numgen random mod [12] vmap { 0 : goto endpoint-/),
    ]);
    expect(inside(cluster, "map firewall-ips").at(-1)).toBe(
      `elements = { 172.18.255.200 . tcp . 80 : goto ${name("firewall")} }`,
    );
    expect(inside(cluster, `chain ${name("firewall")}`)).toEqual(["ip saddr != 10.0.0.0/8 drop"]);
  });

  test("finds no table where kube-proxy works in another mode", async () => {
    const { cluster } = await createWebCluster("ipvs");
    expect(listed(cluster)).toBe(
      "Error: No such file or directory\nlist table ip kube-proxy\n              ^^^^^^^^^^\n",
    );
  });
});
