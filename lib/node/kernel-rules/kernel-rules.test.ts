import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "../../cluster.ts";
import type { ProxyModeName } from "../proxy-modes/index.ts";
import { chainName } from "./chain-name.ts";
import { sha256 } from "./sha256.ts";

let cluster: Cluster;
afterEach(() => cluster?.close());

/** Five Pods behind a node port, and a Service without any. */
async function webShop(proxyMode: ProxyModeName, more = ""): Promise<{ ip: string; nodePort: string }> {
  cluster = await createCluster({ proxyMode });
  await cluster.run(
    `kubectl create deployment web --image=gasbugs/http-go --replicas=5; kubectl expose deploy web --port=80 --target-port=8080 --type=NodePort; kubectl create svc clusterip empty --tcp=80; ${more}`,
  );
  await cluster.settle();
  const [ip = "", nodePort = ""] = (await cluster.run("kubectl get svc web -o jsonpath='{.spec.clusterIP} {.spec.ports[0].nodePort}'")).stdout.split(" ");
  return { ip, nodePort };
}
const rulesOf = (chain: string): string[] =>
  cluster
    .node("node-1")
    .iptablesSave()
    .split("\n")
    .filter((line) => line.startsWith(`-A ${chain} `));
const ON = `kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`;

test("a chain has the name that it has on every cluster", () => {
  expect(chainName("KUBE-SVC", "default/kubernetes:https")).toBe("KUBE-SVC-NPX46M4PTMTKRN6Y");
  for (const length of [0, 3, 55, 56, 64, 200]) {
    const text = "é".repeat(length);
    expect(Buffer.from(sha256(text)).toString("hex")).toBe(createHash("sha256").update(text).digest("hex"));
  }
});

test("an unknown node is not found", async () => {
  await webShop("ipvs");
  expect(() => cluster.node("node-9")).toThrow('nodes "node-9" not found');
});

describe("ipvsadm -Ln", () => {
  test("lists virtual servers with their scheduler, and real servers with their weights", async () => {
    const { ip } = await webShop("ipvs");
    const text = cluster.node("node-1").ipvsadm();
    expect(text.split("\n").slice(0, 5)).toEqual([
      "IP Virtual Server version 1.2.1 (size=4096)",
      "Prot LocalAddress:Port Scheduler Flags",
      "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn",
      "TCP  10.96.0.1:443 rr",
      "  -> 172.18.0.2:6443              Masq    1      0          0         ",
    ]);
    expect(text).toMatch(new RegExp(`^TCP {2}${ip}:80 rr\n( {2}-> 10\\.244\\.\\d\\.\\d+:8080 +Masq +1 +0 +0 +\n){5}TCP`, "m"));
  });

  test("shows affinity as persistence, and a node port on the node's own addresses", async () => {
    const { ip, nodePort } = await webShop("ipvs", ON);
    const text = cluster.node("node-2").ipvsadm();
    for (const address of [`${ip}:80`, `172.18.0.4:${nodePort}`, `10.244.2.1:${nodePort}`]) expect(text).toContain(`TCP  ${address} rr persistent 10800\n`);
  });

  test("is empty where kube-proxy works in another mode", async () => {
    await webShop("iptables");
    expect(cluster.node("node-1").ipvsadm().split("\n")).toHaveLength(4);
  });
});

describe("iptables-save", () => {
  test("gives each of five endpoints its probability, the last one the rest", async () => {
    const { ip } = await webShop("iptables");
    const [caught = ""] = rulesOf("KUBE-SERVICES").filter((rule) => rule.includes(`-d ${ip}/32`));
    const chain = caught.split(" -j ")[1] as string;
    expect(caught).toBe(
      `-A KUBE-SERVICES -d ${ip}/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j ${chainName("KUBE-SVC", "default/web")}`,
    );
    const draws = rulesOf(chain).slice(1);
    expect(draws.map((rule) => /--probability (\S+)/.exec(rule)?.[1])).toEqual(["0.20000000019", "0.25000000000", "0.33333333349", "0.50000000000", undefined]);
    const [endpoint = ""] = draws[0]?.split(" -j ").slice(-1) ?? [];
    expect(rulesOf(endpoint)).toEqual([
      expect.stringMatching(/^-A KUBE-SEP-[A-Z2-7]{16} -s 10\.244\.\d\.\d+\/32 -m comment --comment "default\/web" -j KUBE-MARK-MASQ$/),
      expect.stringMatching(/-p tcp -m comment --comment "default\/web" -m tcp -j DNAT --to-destination 10\.244\.\d\.\d+:8080$/),
    ]);
  });

  test("checks recent clients first while affinity is on", async () => {
    await webShop("iptables", ON);
    const rules = rulesOf(chainName("KUBE-SVC", "default/web"));
    expect(rules.filter((rule) => rule.includes("-m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-"))).toHaveLength(5);
  });

  test("rejects what has no endpoints", async () => {
    await webShop("iptables");
    expect(cluster.node("node-1").iptablesSave()).toMatch(
      /-A KUBE-SERVICES -d \S+\/32 -p tcp -m comment --comment "default\/empty:80 has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable\n/,
    );
  });

  test("keeps traffic from outside on the node under policy Local", async () => {
    await webShop("iptables", `kubectl patch svc web -p '{"spec":{"externalTrafficPolicy":"Local"}}'`);
    const chains = rulesOf(chainName("KUBE-EXT", "default/web"));
    expect(chains.at(-1)).toBe(`-A ${chainName("KUBE-EXT", "default/web")} -j ${chainName("KUBE-SVL", "default/web")}`);
    const local = rulesOf(chainName("KUBE-SVL", "default/web")).filter((rule) => rule.includes("->"));
    expect(local.length).toBeGreaterThan(0);
    expect(local.every((rule) => rule.includes("-> 10.244.1."))).toBe(true);
  });
});
