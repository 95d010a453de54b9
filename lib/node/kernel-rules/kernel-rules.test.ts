import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "../../cluster.ts";
import { chainName, nftName } from "../proxy-modes/chain-name.ts";
import type { ProxyModeName } from "../proxy-modes/index.ts";
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
  const [ip = "", nodePort = ""] = (
    await cluster.run("kubectl get svc web -o jsonpath='{.spec.clusterIP} {.spec.ports[0].nodePort}'")
  ).stdout.split(" ");
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
    expect(text).toMatch(
      new RegExp(`^TCP {2}${ip}:80 rr\n( {2}-> 10\\.244\\.\\d\\.\\d+:8080 +Masq +1 +0 +0 +\n){5}TCP`, "m"),
    );
  });

  test("counts the connections of the last two minutes", async () => {
    const { ip } = await webShop("ipvs");
    await cluster.traffic({ from: "node/node-1", url: `http://${ip}`, count: 10, every: "1s" });
    const inactive = () =>
      [
        ...cluster
          .node("node-1")
          .ipvsadm()
          .matchAll(/:8080 +Masq +1 +0 +(\d+)/g),
      ]
        .slice(0, 5)
        .map(([, count]) => count);
    expect(inactive()).toEqual(["2", "2", "2", "2", "2"]);
    expect(cluster.node("node-2").ipvsadm()).not.toMatch(/Masq +1 +0 +[1-9]/);
    await cluster.advance("115s");
    expect(inactive()).toEqual(["1", "1", "1", "1", "1"]);
    await cluster.advance("5s");
    expect(inactive()).toEqual(["0", "0", "0", "0", "0"]);
  });

  test("shows affinity as persistence, and a node port on the node's own addresses", async () => {
    const { ip, nodePort } = await webShop("ipvs", ON);
    const text = cluster.node("node-2").ipvsadm();
    for (const address of [`${ip}:80`, `172.18.0.4:${nodePort}`, `10.244.2.1:${nodePort}`])
      expect(text).toContain(`TCP  ${address} rr persistent 10800\n`);
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
    expect(draws.map((rule) => /--probability (\S+)/.exec(rule)?.[1])).toEqual([
      "0.20000000019",
      "0.25000000000",
      "0.33333333349",
      "0.50000000000",
      undefined,
    ]);
    const [endpoint = ""] = draws[0]?.split(" -j ").slice(-1) ?? [];
    expect(rulesOf(endpoint)).toEqual([
      expect.stringMatching(
        /^-A KUBE-SEP-[A-Z2-7]{16} -s 10\.244\.\d\.\d+\/32 -m comment --comment "default\/web" -j KUBE-MARK-MASQ$/,
      ),
      expect.stringMatching(
        /-p tcp -m comment --comment "default\/web" -m tcp -j DNAT --to-destination 10\.244\.\d\.\d+:8080$/,
      ),
    ]);
  });

  test("checks recent clients first while affinity is on", async () => {
    await webShop("iptables", ON);
    const rules = rulesOf(chainName("KUBE-SVC", "default/web"));
    expect(
      rules.filter((rule) => rule.includes("-m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-")),
    ).toHaveLength(5);
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
    expect(chains.at(-1)).toBe(
      `-A ${chainName("KUBE-EXT", "default/web")} -j ${chainName("KUBE-SVL", "default/web")}`,
    );
    const local = rulesOf(chainName("KUBE-SVL", "default/web")).filter((rule) => rule.includes("->"));
    expect(local.length).toBeGreaterThan(0);
    expect(local.every((rule) => rule.includes("-> 10.244.1."))).toBe(true);
  });
});

describe("iptables-save with a load balancer for some", () => {
  test("lets those in, and drops all others", async () => {
    await webShop(
      "iptables",
      `kubectl patch svc web -p '{"spec":{"type":"LoadBalancer","loadBalancerSourceRanges":["10.0.0.0/8","172.18.0.0/24"]}}'`,
    );
    const [guard, target] = [chainName("KUBE-FW", "default/web"), chainName("KUBE-EXT", "default/web")];
    const comment = (text: string) => `-m comment --comment "default/web ${text}"`;
    expect(rulesOf("KUBE-SERVICES")).toContain(
      `-A KUBE-SERVICES -d 172.18.255.200/32 -p tcp ${comment("loadbalancer IP")} -m tcp --dport 80 -j ${guard}`,
    );
    expect(rulesOf(guard)).toEqual([
      ...["10.0.0.0/8", "172.18.0.0/24", "172.18.255.200/32"].map(
        (source) => `-A ${guard} -s ${source} ${comment("loadbalancer IP")} -j ${target}`,
      ),
      `-A ${guard} -m comment --comment "other traffic to default/web will be dropped by KUBE-PROXY-FIREWALL"`,
    ]);
    expect(rulesOf("KUBE-PROXY-FIREWALL")).toEqual([
      `-A KUBE-PROXY-FIREWALL -d 172.18.255.200/32 -p tcp ${comment(`traffic not accepted by ${guard}`)} -m tcp --dport 80 -j DROP`,
    ]);
  });
});

describe("nft list table ip kube-proxy", () => {
  const listed = (): string => cluster.node("node-1").nftables();
  /** What stands in a chain, a set or a map; its lines without their tabs. */
  const inside = (name: string): string[] => {
    const block = listed().split(`${name} {\n`)[1]?.split("\n\t}\n")[0] ?? "";
    return block.split("\n").map((line) => line.replace(/^\t\t/, ""));
  };

  test("names chains as on every cluster", () => {
    expect(nftName("service", "ns1/svc1", "p80")).toBe("service-ULMVA6XW-ns1/svc1/tcp/p80");
    expect(nftName("endpoint", "ns1/svc1", "p80", "10.180.0.1:80")).toBe(
      "endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80",
    );
  });

  test("draws one of five endpoints by a number, and sends each address of the Service there", async () => {
    const { ip, nodePort } = await webShop("nftables");
    const [service, external] = [
      nftName("service", "default/web", ""),
      nftName("external", "default/web", ""),
    ];
    const endpoints = (
      cluster
        .node("node-1")
        .rules()
        .find((rule) => rule.ip === ip)?.endpoints ?? []
    ).map((key) => nftName("endpoint", "default/web", "", key));
    expect(inside(`chain ${service}`)).toEqual([
      `ip daddr ${ip} tcp dport 80 ip saddr != 10.244.0.0/16 jump mark-for-masquerade`,
      `numgen random mod 5 vmap { ${endpoints.map((endpoint, at) => `${at} : goto ${endpoint}`).join(", ")} }`,
    ]);
    expect(inside(`chain ${endpoints[0]}`)).toEqual([
      expect.stringMatching(/^ip saddr 10\.244\.\d\.\d+ jump mark-for-masquerade$/),
      expect.stringMatching(/^meta l4proto tcp dnat to 10\.244\.\d\.\d+:8080$/),
    ]);
    expect(inside("map service-nodeports").at(-1)).toBe(
      `elements = { tcp . ${nodePort} : goto ${external} }`,
    );
    expect(inside(`chain ${external}`)).toEqual(["jump mark-for-masquerade", `goto ${service}`]);
    expect(inside("map service-ips").join("\n")).toContain(`${ip} . tcp . 80 : goto ${service}`);
    expect(inside("map no-endpoint-services").join("\n")).toMatch(
      /10\.\S+ \. tcp \. 80 comment "default\/empty:80" : goto reject-chain/,
    );
    expect(inside("set nodeport-ips").at(-1)).toBe("elements = { 172.18.0.3 }");
  });

  test("remembers clients in a set for each endpoint while affinity is on", async () => {
    await webShop("nftables", ON);
    const [reply] = await cluster.traffic({
      from: "node/node-1",
      url: `http://${(await cluster.run("kubectl get svc web -o jsonpath={.spec.clusterIP}")).stdout}`,
      count: 1,
    });
    const endpoint = reply?.endpoint ?? "";
    await cluster.advance("1m");
    const [set, chain] = [
      nftName("affinity", "default/web", "", endpoint),
      nftName("endpoint", "default/web", "", endpoint),
    ];
    expect(inside(`set ${set}`)).toEqual([
      "type ipv4_addr",
      "size 65535",
      "flags dynamic,timeout",
      "timeout 3h",
      "elements = { 172.18.0.3 expires 2h59m }",
    ]);
    expect(inside(`chain ${chain}`)[1]).toBe(`update @${set} { ip saddr }`);
    expect(inside(`chain ${nftName("service", "default/web", "")}`)).toContain(
      `ip saddr @${set} goto ${chain}`,
    );
  });

  test("keeps traffic from outside on the node under policy Local, and lets only some use a load balancer", async () => {
    await webShop(
      "nftables",
      `kubectl patch svc web -p '{"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","loadBalancerSourceRanges":["10.0.0.0/8"]}}'`,
    );
    const name = (prefix: "external" | "service" | "local" | "firewall") =>
      nftName(prefix, "default/web", "");
    expect(inside(`chain ${name("external")}`)).toEqual([
      `ip saddr 10.244.0.0/16 goto ${name("service")} comment "short-circuit pod traffic"`,
      'fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"',
      `fib saddr type local goto ${name("service")} comment "short-circuit local traffic"`,
      `goto ${name("local")}`,
    ]);
    expect(inside(`chain ${name("local")}`)).toEqual([
      expect.stringMatching(/^numgen random mod [12] vmap { 0 : goto endpoint-/),
    ]);
    expect(inside("map firewall-ips").at(-1)).toBe(
      `elements = { 172.18.255.200 . tcp . 80 : goto ${name("firewall")} }`,
    );
    expect(inside(`chain ${name("firewall")}`)).toEqual(["ip saddr != 10.0.0.0/8 drop"]);
  });

  test("finds no table where kube-proxy works in another mode", async () => {
    await webShop("ipvs");
    expect(listed()).toBe(
      "Error: No such file or directory\nlist table ip kube-proxy\n              ^^^^^^^^^^\n",
    );
  });
});
