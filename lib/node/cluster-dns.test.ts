import { describe, expect, test } from "vitest";
import { services } from "../api/kinds/service.ts";
import type { DnsQuestion } from "../network/http.ts";
import { namesToTry } from "./resolver-config.ts";
import { createWorld, type World } from "./testing/world.ts";

async function town(): Promise<World> {
  const world = createWorld();
  world.createService("web", { clusterIP: "10.96.7.7", ports: [{ name: "http", port: 80 }] });
  world.createService("db", { clusterIP: "None", ports: [{ name: "sql", port: 5432 }] });
  world.createService("naver", { type: "ExternalName", externalName: "www.naver.com" });
  world.createService("ring", { type: "ExternalName", externalName: "ring.default.svc.cluster.local" });
  for (const [name, externalName] of [
    ["lost", "nobody.example.com"],
    ["astray", "nobody.default.svc.cluster.local"],
    ["near", "web.default.svc.cluster.local"],
    ["far", "naver.default.svc.cluster.local"],
  ] as const)
    world.createService(name, { type: "ExternalName", externalName });
  world.createService("cart", { clusterIP: "10.96.7.8", ports: [{ port: 80 }] }, "shop");
  world.setEndpoints("db", 5432, [
    { ip: "10.244.1.9", node: "node-1", hostname: "db-0" },
    { ip: "10.244.2.9", node: "node-2" },
    { ip: "10.244.2.10", node: "node-2", conditions: { ready: false } },
  ]);
  world.place("client", "node-1", { image: "registry.k8s.io/pause" });
  await world.loop.settle();
  return world;
}

async function ask(name: string, type: DnsQuestion["type"] = "A"): Promise<string[]> {
  const world = await town();
  const { status, records } = world.nodes.clientFor("pod/client").query({ name, type });
  return [status, ...records.map((record) => `${record.type} ${record.value}`)];
}

describe("cluster DNS", () => {
  test.each<[string, DnsQuestion["type"], string[]]>([
    ["web.default.svc.cluster.local", "A", ["NOERROR", "A 10.96.7.7"]],
    ["WEB.default.svc.cluster.local.", "A", ["NOERROR", "A 10.96.7.7"]],
    ["web.default.svc.cluster.local", "AAAA", ["NOERROR"]],
    ["kubernetes.default.svc.cluster.local", "A", ["NOERROR", "A 10.96.0.1"]],
    ["cart.shop.svc.cluster.local", "A", ["NOERROR", "A 10.96.7.8"]],
    ["cart.default.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["web", "A", ["NXDOMAIN"]],
    ["web.default", "A", ["NXDOMAIN"]],
    ["web.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["shop.svc.cluster.local", "A", ["NOERROR"]],
    ["web.cluster.local", "A", ["NXDOMAIN"]],
    [
      "_http._tcp.web.default.svc.cluster.local",
      "SRV",
      ["NOERROR", "SRV 0 100 80 web.default.svc.cluster.local"],
    ],
    ["_http._tcp.web.default.svc.cluster.local", "A", ["NOERROR", "A 10.96.7.7"]],
    ["_http._tcp.web.default.svc.cluster.local", "AAAA", ["NOERROR"]],
    ["web.default.svc.cluster.local", "SRV", ["NOERROR", "SRV 0 100 80 web.default.svc.cluster.local"]],
    ["_http._udp.web.default.svc.cluster.local", "SRV", ["NXDOMAIN"]],
    ["db-0.db.default.svc.cluster.local", "A", ["NOERROR", "A 10.244.1.9"]],
    ["10-244-2-9.db.default.svc.cluster.local", "A", ["NOERROR", "A 10.244.2.9"]],
    ["10-244-2-10.db.default.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["10-244-1-4.default.pod.cluster.local", "A", ["NOERROR", "A 10.244.1.4"]],
    ["10-244-1-4.nowhere.pod.cluster.local", "A", ["NXDOMAIN"]],
    ["naver.default.svc.cluster.local", "A", ["NOERROR", "CNAME www.naver.com", "A 223.130.195.200"]],
    ["naver.default.svc.cluster.local", "CNAME", ["NOERROR", "CNAME www.naver.com"]],
    ["lost.default.svc.cluster.local", "A", ["NOERROR", "CNAME nobody.example.com"]],
    ["astray.default.svc.cluster.local", "A", ["NOERROR"]],
    [
      "near.default.svc.cluster.local",
      "A",
      ["NOERROR", "CNAME web.default.svc.cluster.local", "A 10.96.7.7"],
    ],
    [
      "far.default.svc.cluster.local",
      "A",
      ["NOERROR", "CNAME naver.default.svc.cluster.local", "CNAME www.naver.com", "A 223.130.195.200"],
    ],
    [
      "cluster.local",
      "SOA",
      ["NOERROR", "SOA ns.dns.cluster.local. hostmaster.cluster.local. 1767603600 7200 1800 86400 30"],
    ],
    ["naver.com", "A", ["NOERROR", "A 223.130.195.200"]],
    ["naver.com.default.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["no.such.host", "A", ["NXDOMAIN"]],
    ["7.7.96.10.in-addr.arpa", "PTR", ["NOERROR", "PTR web.default.svc.cluster.local"]],
    ["9.1.244.10.in-addr.arpa", "PTR", ["NOERROR", "PTR db-0.db.default.svc.cluster.local"]],
    ["9.2.244.10.in-addr.arpa", "PTR", ["NXDOMAIN"]],
    ["1.2.3.4.in-addr.arpa", "PTR", ["NXDOMAIN"]],
  ])("%s %s", async (name, type, expected) => {
    expect(await ask(name, type)).toEqual(expected);
  });

  test("a headless Service is the addresses of its ready Pods", async () => {
    expect((await ask("db.default.svc.cluster.local")).sort()).toEqual([
      "A 10.244.1.9",
      "A 10.244.2.9",
      "NOERROR",
    ]);
    const targets = ["db-0.db.default.svc.cluster.local", "10-244-2-9.db.default.svc.cluster.local"];
    expect(await ask("_sql._tcp.db.default.svc.cluster.local", "SRV")).toEqual(["NXDOMAIN"]); // the slice's port has no name
    expect(await ask("db.default.svc.cluster.local", "SRV")).toEqual([
      "NOERROR",
      ...targets.map((target) => `SRV 0 50 5432 ${target}`),
    ]);
    expect(await ask("db-0.db.default.svc.cluster.local", "SRV")).toEqual([
      "NOERROR",
      `SRV 0 100 5432 ${targets[0]}`,
    ]);
  });

  test("says of its own zone what it knows besides: addresses behind SRV records, and the zone where a name gives nothing", async () => {
    const { query } = (await town()).nodes.clientFor("pod/client");
    expect(query({ name: "web.default.svc.cluster.local", type: "SRV" })).toMatchObject({
      isAuthoritative: true,
      additional: [{ name: "web.default.svc.cluster.local", type: "A", value: "10.96.7.7", ttl: 30 }],
    });
    for (const name of ["nosuch.default.svc.cluster.local", "shop.svc.cluster.local"])
      expect(query({ name, type: "A" })).toMatchObject({
        isAuthoritative: true,
        authority: [{ name: "cluster.local", type: "SOA" }],
      });
    expect(query({ name: "no.such.host", type: "A" })).toEqual({ status: "NXDOMAIN", records: [] });
  });

  test("an ExternalName that leads to itself gives nothing instead of running for ever", async () => {
    expect(await ask("ring.default.svc.cluster.local")).toEqual(["NOERROR"]);
  });

  test("forgets a Service that is gone", async () => {
    const world = await town();
    world.api.delete(services, "default", "web");
    const { query } = world.nodes.clientFor("pod/client");
    expect(query({ name: "web.default.svc.cluster.local", type: "A" }).status).toBe("NXDOMAIN");
    expect(query({ name: "7.7.96.10.in-addr.arpa", type: "PTR" }).status).toBe("NXDOMAIN");
  });
});

describe("a Pod's resolver", () => {
  test.each([
    ["web", "10.96.7.7"],
    ["web.default", "10.96.7.7"],
    ["web.default.svc", "10.96.7.7"],
    ["web.default.svc.cluster.local", "10.96.7.7"],
    ["web.default.svc.cluster.local.", "10.96.7.7"],
    ["cart", undefined],
    ["cart.shop", "10.96.7.8"],
    ["kubernetes", "10.96.0.1"],
    ["naver", "223.130.195.200"],
    ["www.naver.com", "223.130.195.200"],
    ["localhost", "127.0.0.1"],
    ["10.1.2.3", "10.1.2.3"],
    ["10.1.2.300", undefined],
  ])("finds %s at %s", async (host, ip) => {
    const world = await town();
    expect(world.nodes.clientFor("pod/client").resolve(host)).toBe(ip);
  });

  test("finds its own name in /etc/hosts before DNS, so a Pod named like a Service reaches itself", async () => {
    const world = await town();
    world.place("web", "node-1");
    await world.loop.settle();
    const client = world.nodes.clientFor("pod/web");
    expect(client.resolve("web")).toBe(world.pod("web").status.podIP);
    expect(client.resolve("web.default")).toBe("10.96.7.7");
  });

  test("tries the search list first for names with fewer than five dots", () => {
    const resolver = { nameServer: "10.96.0.10", search: ["a.svc", "svc"], ndots: 5 };
    expect(namesToTry("web", resolver)).toEqual(["web.a.svc", "web.svc", "web"]);
    expect(namesToTry("a.b.c.d.e.f", resolver)).toEqual([
      "a.b.c.d.e.f",
      "a.b.c.d.e.f.a.svc",
      "a.b.c.d.e.f.svc",
    ]);
    expect(namesToTry("web.", resolver)).toEqual(["web"]);
  });

  test("is another one on nodes and outside, which know no name of the cluster", async () => {
    const world = await town();
    for (const from of ["node/node-1", "outside"]) {
      expect(world.nodes.clientFor(from).resolve("web.default.svc.cluster.local")).toBeUndefined();
      expect(world.nodes.clientFor(from).resolve("www.naver.com")).toBe("223.130.195.200");
    }
  });
});
