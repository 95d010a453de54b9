import { describe, expect, test } from "vitest";
import type { Pod } from "../api/kinds/pod.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const CLUSTER_SEARCH = "search default.svc.cluster.local svc.cluster.local cluster.local\n";

/** A client with these DNS settings, and the Service `web` in front of a Pod. */
async function clientWith(spec: Partial<Pod["spec"]>): Promise<World> {
  const world = createWorld();
  world.place("client", "node-1", {
    containers: [{ name: "main", image: "busybox", command: ["sleep", "1d"] }],
    ...(spec as object),
  });
  world.place("web", "node-2");
  world.createService("web", { clusterIP: "10.96.7.7", ports: [{ port: 80, targetPort: 8080 }] });
  await world.loop.settle();
  world.setEndpoints("web", 8080, [{ ip: world.pod("web").status.podIP ?? "", node: "node-2" }]);
  await world.loop.settle();
  return world;
}

async function fileOf(spec: Partial<Pod["spec"]>): Promise<string> {
  const world = await clientWith(spec);
  const exec = { command: ["cat", "/etc/resolv.conf"], container: "main" };
  return (await world.loop.run(() => world.api.pods.exec("default", "client", exec))).stdout;
}

describe("/etc/resolv.conf", () => {
  test.each<[string, Partial<Pod["spec"]>, string]>([
    ["ClusterFirst", {}, `${CLUSTER_SEARCH}nameserver 10.96.0.10\noptions ndots:5\n`],
    ["Default reads the node's", { dnsPolicy: "Default" }, "nameserver 172.18.0.1\n"],
    ["ClusterFirst on the host network too", { hostNetwork: true }, "nameserver 172.18.0.1\n"],
    [
      "ClusterFirstWithHostNet",
      { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" },
      `${CLUSTER_SEARCH}nameserver 10.96.0.10\noptions ndots:5\n`,
    ],
    [
      "None is dnsConfig alone",
      {
        dnsPolicy: "None",
        dnsConfig: {
          nameservers: ["192.0.2.1"],
          searches: ["ns1.svc.cluster-domain.example", "my.dns.search.suffix"],
          options: [{ name: "ndots", value: "2" }, { name: "edns0" }],
        },
      },
      "search ns1.svc.cluster-domain.example my.dns.search.suffix\nnameserver 192.0.2.1\noptions ndots:2 edns0\n",
    ],
    [
      "dnsConfig joins what is there, each once, and its options win",
      {
        dnsConfig: {
          nameservers: ["10.96.0.10", "1.1.1.1"],
          searches: ["svc.cluster.local", "example.com"],
          options: [
            { name: "ndots", value: "1" },
            { name: "timeout", value: "1" },
            { name: "attempts", value: "3" },
            { name: "rotate" },
          ],
        },
      },
      `${CLUSTER_SEARCH.trimEnd()} example.com\nnameserver 10.96.0.10\nnameserver 1.1.1.1\noptions ndots:1 timeout:1 attempts:3 rotate\n`,
    ],
    [
      "at most three name servers",
      { dnsConfig: { nameservers: ["192.0.2.1", "192.0.2.2", "192.0.2.3"] } },
      `${CLUSTER_SEARCH}nameserver 10.96.0.10\nnameserver 192.0.2.1\nnameserver 192.0.2.2\noptions ndots:5\n`,
    ],
  ])("%s", async (_, spec, expected) => {
    expect(await fileOf(spec)).toBe(expected);
  });

  test("that had to leave a server out is told of in an Event", async () => {
    const world = await clientWith({ dnsConfig: { nameservers: ["192.0.2.1", "192.0.2.2", "192.0.2.3"] } });
    expect(world.eventsOf("client")).toContain(
      "DNSConfigForming Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 10.96.0.10 192.0.2.1 192.0.2.2",
    );
  });
});

describe("a request by name", () => {
  const silent = { dnsPolicy: "None", dnsConfig: { nameservers: ["192.0.2.1"] } } as const;
  const ask = async (spec: Partial<Pod["spec"]>, host: string, more = {}): Promise<string> => {
    const world = await clientWith(spec);
    const before = world.loop.now;
    const outcome = await world.send("pod/client", host, 80, more);
    return `${told(outcome)} at ${world.loop.now - before}`;
  };

  test.each<[string, Partial<Pod["spec"]>, string, object, string]>([
    ["of the search list", {}, "web", {}, "Welcome! web at 0"],
    ["in full", {}, "web.default.svc.cluster.local.", {}, "Welcome! web at 0"],
    ["that the node's server does not know", { dnsPolicy: "Default" }, "web", {}, "ENOTFOUND after 0 at 0"],
    [
      "with fewer dots than ndots, without a search list that helps",
      { dnsPolicy: "None", dnsConfig: { nameservers: ["10.96.0.10"] } },
      "web.default",
      {},
      "ENOTFOUND after 0 at 0",
    ],
    [
      "in full, without a search list",
      { dnsPolicy: "None", dnsConfig: { nameservers: ["10.96.0.10"] } },
      "web.default.svc.cluster.local",
      {},
      "Welcome! web at 0",
    ],
    [
      "asked of a server that is silent: twice five seconds",
      silent,
      "web",
      {},
      "ENOTFOUND after 10000 at 10000",
    ],
    [
      "that nobody tells in the client's time",
      silent,
      "web",
      { timeoutMs: 3_000 },
      "ETIMEDOUT after 3000 at 3000",
    ],
    [
      "asked of a silent server with options of its own",
      {
        dnsPolicy: "None",
        dnsConfig: {
          nameservers: ["192.0.2.1"],
          options: [
            { name: "timeout", value: "1" },
            { name: "attempts", value: "3" },
          ],
        },
      },
      "web",
      {},
      "ENOTFOUND after 3000 at 3000",
    ],
    [
      "that the second server knows, after the first was waited for",
      {
        dnsPolicy: "None",
        dnsConfig: { nameservers: ["192.0.2.1", "10.96.0.10"], searches: ["default.svc.cluster.local"] },
      },
      "web",
      {},
      "Welcome! web at 5000",
    ],
    ["over TCP", { dnsConfig: { options: [{ name: "use-vc" }] } }, "web", {}, "Welcome! web at 0"],
  ])("%s", async (_, spec, host, more, expected) => {
    expect(await ask(spec, host, more)).toBe(expected);
  });

  test("takes the servers in turn with rotate, so that every second look-up meets the silent one", async () => {
    const world = await clientWith({
      dnsPolicy: "None",
      dnsConfig: {
        nameservers: ["10.96.0.10", "192.0.2.1"],
        searches: ["default.svc.cluster.local"],
        options: [{ name: "rotate" }],
      },
    });
    const waits: number[] = [];
    for (let count = 0; count < 4; count++) {
      const before = world.loop.now;
      await world.send("pod/client", "web");
      waits.push(world.loop.now - before);
    }
    expect(waits).toEqual([0, 5_000, 0, 5_000]);
  });
});
