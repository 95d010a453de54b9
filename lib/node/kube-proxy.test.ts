import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endpointSlices, type SliceEndpoint } from "../api/kinds/endpoint-slice.ts";
import { nodes } from "../api/kinds/node.ts";
import { services } from "../api/kinds/service.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const WHO = "registry.k8s.io/e2e-test-images/agnhost";

/** The Service `web` in front of three Pods on two nodes, which tell their names and whom they see; two clients. */
async function shop(options: Parameters<typeof createWorld>[0] = {}, spec: object = {}): Promise<World> {
  const world = createWorld(options);
  for (const [name, node] of [
    ["web-1", "node-1"],
    ["web-2", "node-2"],
    ["web-3", "node-2"],
  ] as const) {
    world.place(name, node, { containers: [{ name: "main", image: WHO, args: ["netexec"] }] });
  }
  world.place("client", "node-1", { image: "registry.k8s.io/pause" });
  world.place("other", "node-1", { image: "registry.k8s.io/pause" });
  world.createService("web", { clusterIP: "10.96.7.7", ports: [{ port: 80, targetPort: 8080 }], ...spec });
  await world.loop.settle();
  setEndpoints(world);
  await world.loop.settle();
  return world;
}

function setEndpoints(world: World, names = ["web-1", "web-2", "web-3"]): void {
  world.setEndpoints(
    "web",
    8080,
    names.map((name) => ({
      ip: world.pod(name).status.podIP ?? "",
      node: world.pod(name).spec.nodeName ?? "",
    })),
  );
}

/** Says of each endpoint whose zone should send to it. */
function hint(world: World, zones: Readonly<Record<string, string>>): void {
  const slice = world.api.get(endpointSlices, "default", "web");
  const endpoints = ["web-1", "web-2", "web-3"].map((name, at) => {
    const { hints: _, ...endpoint } = slice.endpoints[at] as SliceEndpoint;
    return zones[name] === undefined
      ? endpoint
      : { ...endpoint, hints: { forZones: [{ name: zones[name] }] } };
  });
  world.api.update(endpointSlices, { ...slice, endpoints });
}

async function ask(world: World, from = "pod/client", host = "web", port = 80): Promise<string> {
  return told(await world.send(from, host, port, { path: "/hostname" }));
}

async function askOften(
  world: World,
  count: number,
  from?: string,
  host?: string,
  port?: number,
): Promise<string[]> {
  const answers: string[] = [];
  for (let at = 0; at < count; at++) answers.push(await ask(world, from, host, port));
  return answers;
}

async function seenBy(world: World, from: string, host = "web", port = 80): Promise<string> {
  return told(await world.send(from, host, port, { path: "/clientip" })).replace(/:\d+$/, "");
}

const counts = (answers: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const answer of answers) found[answer] = (found[answer] ?? 0) + 1;
  return found;
};

const turnOnAffinity = (world: World, timeoutSeconds: number): void => {
  const web = world.api.get(services, "default", "web");
  world.api.update(services, {
    ...web,
    spec: {
      ...web.spec,
      sessionAffinity: "ClientIP",
      sessionAffinityConfig: { clientIP: { timeoutSeconds } },
    },
  });
};

describe("ipvs", () => {
  test("takes the endpoints in turn, so that nine requests visit three Pods three times each", async () => {
    const world = await shop();
    const answers = await askOften(world, 9);
    expect(answers.slice(0, 3).sort()).toEqual(["web-1", "web-2", "web-3"]);
    expect(answers.slice(3)).toEqual([...answers.slice(0, 3), ...answers.slice(0, 3)]);
  });

  test("counts on each node by itself", async () => {
    const world = await shop();
    const here = await ask(world, "pod/client");
    expect(await ask(world, "node/node-2")).toBe("ENOTFOUND after 0");
    expect(await ask(world, "node/node-2", "10.96.7.7")).toBe(here);
  });

  test("goes on where it was when an endpoint comes or goes", async () => {
    const world = await shop();
    const order = await askOften(world, 3);
    expect(await ask(world)).toBe(order[0]);
    setEndpoints(
      world,
      order.filter((name) => name !== order[0]),
    );
    await world.loop.settle();
    expect(await askOften(world, 3)).toEqual([order[1], order[2], order[1]]);
    setEndpoints(world);
    await world.loop.settle();
    expect(await askOften(world, 2)).toEqual([order[2], order[0]]);
  });

  test("differs by at most one over any window without changes", async () => {
    const world = await shop();
    const asked = await askOften(world, 60);
    fc.assert(
      fc.property(fc.nat(59), fc.integer({ min: 1, max: 60 }), (from, length) => {
        const numbers = ["web-1", "web-2", "web-3"].map(
          (name) => asked.slice(from, from + length).filter((answer) => answer === name).length,
        );
        return Math.max(...numbers) - Math.min(...numbers) <= 1;
      }),
    );
  });
});

describe.each(["iptables", "nftables"] as const)("%s", (proxyMode) => {
  test("draws each endpoint equally often, without memory", async () => {
    const world = await shop({ proxyMode });
    const answers = await askOften(world, 1_500);
    const numbers = counts(answers);
    const chiSquare = ["web-1", "web-2", "web-3"].reduce(
      (sum, name) => sum + ((numbers[name] ?? 0) - 500) ** 2 / 500,
      0,
    );
    expect(chiSquare).toBeLessThan(13.8); // two degrees of freedom: a false alarm once in a thousand seeds
    const repeats = answers.filter((answer, at) => answer === answers[at - 1]).length;
    expect(repeats).toBeGreaterThan(400);
    expect(repeats).toBeLessThan(600);
  });

  test("repeats its draws with the same seed, and not with another", async () => {
    const draws = async (seed: number) => askOften(await shop({ proxyMode, seed }), 30);
    expect(await draws(1)).toEqual(await draws(1));
    expect(await draws(1)).not.toEqual(await draws(2));
  });
});

describe.each(["ipvs", "iptables", "nftables"] as const)("session affinity in mode %s", (proxyMode) => {
  test("keeps each client at its Pod, and clients apart", async () => {
    const world = await shop({ proxyMode }, { sessionAffinity: "ClientIP" });
    expect(Object.values(counts(await askOften(world, 20, "pod/client")))).toEqual([20]);
    expect(Object.values(counts(await askOften(world, 20, "pod/other")))).toEqual([20]);
  });

  test("slides: who comes back in time stays for ever, who comes late is sent anew", async () => {
    const world = await shop({ proxyMode });
    turnOnAffinity(world, 100);
    await world.loop.settle();
    const first = await ask(world);
    for (let at = 0; at < 10; at++) {
      await world.loop.advance(99_000);
      expect(await ask(world)).toBe(first);
    }
    const later = new Set<string>();
    for (let at = 0; at < 20; at++) {
      await world.loop.advance(100_000);
      later.add(await ask(world));
    }
    expect(later.size).toBeGreaterThan(1);
  });

  test("ends with its endpoint, and with the Service's wish for it", async () => {
    const world = await shop({ proxyMode }, { sessionAffinity: "ClientIP" });
    const first = await ask(world);
    const rest = ["web-1", "web-2", "web-3"].filter((name) => name !== first);
    setEndpoints(world, rest);
    await world.loop.settle();
    const second = await ask(world);
    expect(rest).toContain(second);
    setEndpoints(world);
    await world.loop.settle();
    expect(Object.keys(counts(await askOften(world, 10)))).toEqual([second]);
    const web = world.api.get(services, "default", "web");
    world.api.update(services, {
      ...web,
      spec: { ...web.spec, sessionAffinity: "None", sessionAffinityConfig: undefined },
    });
    await world.loop.settle();
    expect(Object.keys(counts(await askOften(world, 40))).length).toBe(3);
  });

  test("is remembered per node", async () => {
    const world = await shop({ proxyMode }, { sessionAffinity: "ClientIP" });
    expect(Object.keys(counts(await askOften(world, 10, "node/node-1", "10.96.7.7"))).length).toBe(1);
    expect(Object.keys(counts(await askOften(world, 10, "node/node-2", "10.96.7.7"))).length).toBe(1);
  });
});

describe("the client address that a Pod sees", () => {
  test("is the client Pod's own through a ClusterIP, and the node's bridge when a Pod reaches itself", async () => {
    const world = await shop();
    expect(await seenBy(world, "pod/client")).toBe(world.pod("client").status.podIP);
    setEndpoints(world, ["web-1"]);
    await world.loop.settle();
    expect(await seenBy(world, "pod/web-1")).toBe("10.244.1.1");
  });

  test("is the node's towards the Pod through a node port, and the client's own with externalTrafficPolicy Local", async () => {
    const world = await shop(
      {},
      { type: "NodePort", ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }] },
    );
    const seen = [
      await seenBy(world, "outside", "172.18.0.3", 30_001),
      await seenBy(world, "outside", "172.18.0.3", 30_001),
    ];
    expect(seen).toEqual(["10.244.1.1", "172.18.0.3"]);
    const web = world.api.get(services, "default", "web");
    world.api.update(services, { ...web, spec: { ...web.spec, externalTrafficPolicy: "Local" } });
    await world.loop.settle();
    expect(await seenBy(world, "outside", "172.18.0.4", 30_001)).toBe("172.18.0.1");
  });
});

describe("a node port", () => {
  test("is open on every node, from outside and from Pods, and reaches all endpoints", async () => {
    const world = await shop(
      {},
      { type: "NodePort", ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }] },
    );
    for (const from of ["outside", "pod/client", "node/node-1"]) {
      for (const node of ["172.18.0.3", "172.18.0.4"])
        expect(new Set(await askOften(world, 3, from, node, 30_001)).size).toBe(3);
    }
  });

  test("with externalTrafficPolicy Local reaches only Pods of that node, and drops where there is none", async () => {
    const world = await shop(
      { proxyMode: "iptables" },
      {
        type: "NodePort",
        externalTrafficPolicy: "Local",
        ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }],
      },
    );
    expect(Object.keys(counts(await askOften(world, 10, "outside", "172.18.0.3", 30_001)))).toEqual([
      "web-1",
    ]);
    setEndpoints(world, ["web-1"]);
    await world.loop.settle();
    expect(await ask(world, "outside", "172.18.0.4", 30_001)).toBe("ETIMEDOUT after 133820");
    expect(await ask(world, "pod/client", "172.18.0.3", 30_001)).toBe("web-1");
  });
});

describe("a node port from the inside", () => {
  const NODE_PORT = { type: "NodePort", ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }] };

  test.each([
    ["iptables", /^web-/, /^web-/],
    ["nftables", /^ECONNREFUSED/, /^EHOSTUNREACH/],
    ["ipvs", /^ECONNREFUSED/, /^web-/],
  ] as const)(
    "in mode %s is open at 127.0.0.1 and at the Pods' gateway: %s, %s",
    async (proxyMode, atLoopback, atGateway) => {
      const world = await shop({ proxyMode }, NODE_PORT);
      expect(await ask(world, "node/node-1", "127.0.0.1", 30_001)).toMatch(atLoopback);
      expect(await ask(world, "pod/client", "127.0.0.1", 30_001)).toBe("ECONNREFUSED after 0");
      expect(await ask(world, "pod/client", "10.244.1.1", 30_001)).toMatch(atGateway);
    },
  );

  test.each(["iptables", "nftables"] as const)(
    "in mode %s gets past externalTrafficPolicy Local on the own node, and not on another",
    async (proxyMode) => {
      const world = await shop({ proxyMode }, { ...NODE_PORT, externalTrafficPolicy: "Local" });
      setEndpoints(world, ["web-1"]);
      await world.loop.settle();
      expect(await ask(world, "node/node-2", "172.18.0.4", 30_001)).toBe("web-1");
      expect(await ask(world, "pod/client", "172.18.0.4", 30_001)).toBe("ETIMEDOUT after 133820");
      expect(await seenBy(world, "pod/other", "172.18.0.3", 30_001)).toBe(world.pod("other").status.podIP);
    },
  );

  test("in mode ipvs goes to Pods of others under policy Local where the node has none; from elsewhere the reply is lost", async () => {
    const world = await shop({}, { ...NODE_PORT, externalTrafficPolicy: "Local" });
    setEndpoints(world, ["web-2", "web-3"]);
    await world.loop.settle();
    expect(await ask(world, "pod/client", "172.18.0.3", 30_001)).toMatch(/^web-[23]$/);
    expect(await ask(world, "outside", "172.18.0.3", 30_001)).toBe("ETIMEDOUT after 133820");
  });
});

describe.each(["ipvs", "iptables", "nftables"] as const)("in mode %s", (proxyMode) => {
  test("session affinity knows a client from outside by its own address, through a load balancer and a node port", async () => {
    const world = await shop(
      { proxyMode },
      {
        type: "LoadBalancer",
        sessionAffinity: "ClientIP",
        ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }],
      },
    );
    world.giveLoadBalancer("web", "172.18.255.200");
    await world.loop.settle();
    expect(Object.values(counts(await askOften(world, 10, "outside", "172.18.0.3", 30_001)))).toEqual([10]);
    // Each request may enter by another node, and each node remembers by itself.
    expect(
      Object.keys(counts(await askOften(world, 20, "outside", "172.18.255.200"))).length,
    ).toBeLessThanOrEqual(2);
  });

  test("trafficDistribution keeps traffic in the zone as far as the hints go", async () => {
    const world = await shop({ proxyMode });
    for (const [name, zone] of [
      ["node-1", "a"],
      ["node-2", "b"],
    ] as const)
      world.api.patch(nodes, "", name, {
        type: "application/merge-patch+json",
        body: { metadata: { labels: { "topology.kubernetes.io/zone": zone } } },
      });
    hint(world, { "web-1": "a", "web-2": "b", "web-3": "b" });
    await world.loop.settle();
    expect(counts(await askOften(world, 10, "pod/client"))).toEqual({ "web-1": 10 });
    expect(Object.keys(counts(await askOften(world, 20, "node/node-2", "10.96.7.7"))).sort()).toEqual([
      "web-2",
      "web-3",
    ]);
    hint(world, { "web-2": "b", "web-3": "b" });
    await world.loop.settle();
    expect(Object.keys(counts(await askOften(world, 40, "node/node-2", "10.96.7.7"))).length).toBe(3);
    hint(world, { "web-1": "b", "web-2": "b", "web-3": "b" });
    await world.loop.settle();
    expect(Object.keys(counts(await askOften(world, 40, "pod/client"))).length).toBe(3);
  });

  test("under policy Local a Pod that drains is the last resort of its node, whoever is ready elsewhere", async () => {
    const world = await shop({ proxyMode }, { internalTrafficPolicy: "Local" });
    const ipOf = (name: string) => world.pod(name).status.podIP ?? "";
    world.setEndpoints("web", 8080, [
      { ip: ipOf("web-1"), node: "node-1", conditions: { ready: false, serving: true, terminating: true } },
      { ip: ipOf("web-2"), node: "node-2" },
    ]);
    await world.loop.settle();
    expect(await askOften(world, 3, "pod/client")).toEqual(["web-1", "web-1", "web-1"]);
  });

  test("loadBalancerSourceRanges guard the load balancer's address, and not the node port", async () => {
    const ports = [{ port: 80, targetPort: 8080, nodePort: 30_001 }];
    const world = await shop(
      { proxyMode },
      { type: "LoadBalancer", loadBalancerSourceRanges: ["10.244.0.0/16"], ports },
    );
    world.giveLoadBalancer("web", "172.18.255.200");
    await world.loop.settle();
    expect(await ask(world, "outside", "172.18.255.200")).toBe("ETIMEDOUT after 133820");
    expect(await ask(world, "pod/client", "172.18.255.200")).toMatch(/^web-/);
    expect(await ask(world, "outside", "172.18.0.3", 30_001)).toMatch(/^web-/);
  });
});

test("healthCheckNodePort tells a load balancer which nodes have ready endpoints", async () => {
  const world = await shop(
    {},
    { type: "LoadBalancer", externalTrafficPolicy: "Local", healthCheckNodePort: 32_100 },
  );
  const healthOf = async (node: string) => {
    const outcome = await world.send("outside", node, 32_100, { path: "/healthz" });
    return "reply" in outcome
      ? [outcome.reply.status, outcome.reply.headers["X-Load-Balancing-Endpoint-Weight"], outcome.reply.body]
      : told(outcome);
  };
  const body = (count: number) =>
    `{\n\t"service": {\n\t\t"namespace": "default",\n\t\t"name": "web"\n\t},\n\t"localEndpoints": ${count},\n\t"serviceProxyHealthy": true\n}`;
  expect(await healthOf("172.18.0.4")).toEqual([200, "2", body(2)]);
  setEndpoints(world, ["web-1"]);
  await world.loop.settle();
  expect(await healthOf("172.18.0.4")).toEqual([503, "0", body(0)]);
  world.api.delete(services, "default", "web");
  await world.loop.settle();
  expect(await healthOf("172.18.0.4")).toBe("ECONNREFUSED after 0");
});

describe("other addresses of a Service", () => {
  test("a load balancer's address works from outside and inside", async () => {
    const world = await shop({}, { type: "LoadBalancer" });
    world.giveLoadBalancer("web", "172.18.255.200");
    await world.loop.settle();
    expect(await ask(world, "outside", "172.18.255.200")).toMatch(/^web-/);
    expect(await ask(world, "pod/client", "172.18.255.200")).toMatch(/^web-/);
    expect(await ask(world, "outside", "172.18.255.201")).toBe("EHOSTUNREACH after 3070");
  });

  test("an external IP does, too", async () => {
    const world = await shop({}, { externalIPs: ["198.51.100.80"] });
    expect(await ask(world, "outside", "198.51.100.80")).toMatch(/^web-/);
    expect(await ask(world, "pod/client", "198.51.100.80")).toMatch(/^web-/);
  });

  test("all of them are gone with the Service", async () => {
    const world = await shop();
    world.api.delete(services, "default", "web");
    await world.loop.settle();
    expect(await ask(world, "pod/client", "10.96.7.7")).toBe("ETIMEDOUT after 133820");
  });
});

test("the rules can be looked at", async () => {
  const world = await shop(
    {},
    {
      type: "NodePort",
      sessionAffinity: "ClientIP",
      ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }],
    },
  );
  const endpoints = ["web-1", "web-2", "web-3"].map((name) => `${world.pod(name).status.podIP}:8080`).sort();
  expect(world.nodes.rules().filter(({ service }) => service === "default/web")).toEqual([
    {
      kind: "ClusterIP",
      ip: "10.96.7.7",
      port: 80,
      service: "default/web",
      endpoints,
      affinityMs: 10_800_000,
    },
    { kind: "NodePort", ip: "", port: 30_001, service: "default/web", endpoints, affinityMs: 10_800_000 },
  ]);
});

test("endpoints that terminate still serve when no other is left", async () => {
  const world = await shop();
  const ip = world.pod("web-2").status.podIP ?? "";
  world.setEndpoints("web", 8080, [
    { ip, node: "node-2", conditions: { ready: false, serving: true, terminating: true } },
  ]);
  await world.loop.settle();
  expect(await ask(world)).toBe("web-2");
});

test("hosts outside stand behind a Service in turn, and see its name as Host", async () => {
  const world = await shop();
  world.createService("my-service", { clusterIP: "10.96.9.9", ports: [{ port: 80 }] });
  world.setEndpoints("my-service", 80, [{ ip: "223.130.195.200" }, { ip: "199.201.110.204" }]);
  await world.loop.settle();
  const bodies: string[] = [];
  for (let at = 0; at < 4; at++) bodies.push(told(await world.send("pod/client", "my-service")));
  expect(
    bodies.map((body) =>
      body.includes("NWS") ? "naver" : body.includes("Server at my-service Port 80") ? "mta" : body,
    ),
  ).toEqual(["mta", "naver", "mta", "naver"]);
  expect(world.hops.at(-1)).toMatchObject({
    host: "my-service",
    service: "default/my-service",
    endpoint: "223.130.195.200:80",
    servedBy: "223.130.195.200",
  });
  world.close();
});
