import { describe, expect, test } from "vitest";
import { AFFINITY_ON, createWebCluster } from "../../testing/web-cluster.ts";

describe("ipvsadm -Ln", () => {
  test("lists virtual servers with their scheduler, and real servers with their weights", async () => {
    const { cluster, ip } = await createWebCluster("ipvs");
    const text = cluster.node("node-1").listing("ipvs");
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
    const { cluster, ip } = await createWebCluster("ipvs");
    await cluster.traffic({ from: "node/node-1", url: `http://${ip}`, count: 10, every: "1s" });
    const inactive = () =>
      [
        ...cluster
          .node("node-1")
          .listing("ipvs")
          .matchAll(/:8080 +Masq +1 +0 +(\d+)/g),
      ]
        .slice(0, 5)
        .map(([, count]) => count);
    expect(inactive()).toEqual(["2", "2", "2", "2", "2"]);
    expect(cluster.node("node-2").listing("ipvs")).not.toMatch(/Masq +1 +0 +[1-9]/);
    await cluster.advance("115s");
    expect(inactive()).toEqual(["1", "1", "1", "1", "1"]);
    await cluster.advance("5s");
    expect(inactive()).toEqual(["0", "0", "0", "0", "0"]);
  });

  test("shows affinity as persistence, and a node port on the node's own addresses", async () => {
    const { cluster, ip, nodePort } = await createWebCluster("ipvs", AFFINITY_ON);
    const text = cluster.node("node-2").listing("ipvs");
    for (const address of [`${ip}:80`, `172.18.0.4:${nodePort}`, `10.244.2.1:${nodePort}`])
      expect(text).toContain(`TCP  ${address} rr persistent 10800\n`);
  });

  test("is empty where kube-proxy works in another mode", async () => {
    const { cluster } = await createWebCluster("iptables");
    expect(cluster.node("node-1").listing("ipvs").split("\n")).toHaveLength(4);
  });
});
