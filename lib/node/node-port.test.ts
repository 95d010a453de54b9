import { describe, expect, test } from "vitest";
import { ask, askOften, counts, createWebService, seenBy, setEndpoints } from "./testing/web-service.ts";

describe("a node port", () => {
  test("is open on every node, from outside and from Pods, and reaches all endpoints", async () => {
    const world = await createWebService(
      {},
      { type: "NodePort", ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }] },
    );
    for (const from of ["outside", "pod/client", "node/node-1"]) {
      for (const node of ["172.18.0.3", "172.18.0.4"])
        expect(new Set(await askOften(world, 3, from, node, 30_001)).size).toBe(3);
    }
  });

  test("with externalTrafficPolicy Local reaches only Pods of that node, and drops where there is none", async () => {
    const world = await createWebService(
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
      const world = await createWebService({ proxyMode }, NODE_PORT);
      expect(await ask(world, "node/node-1", "127.0.0.1", 30_001)).toMatch(atLoopback);
      expect(await ask(world, "pod/client", "127.0.0.1", 30_001)).toBe("ECONNREFUSED after 0");
      expect(await ask(world, "pod/client", "10.244.1.1", 30_001)).toMatch(atGateway);
    },
  );

  test.each(["iptables", "nftables"] as const)(
    "in mode %s gets past externalTrafficPolicy Local on the own node, and not on another",
    async (proxyMode) => {
      const world = await createWebService({ proxyMode }, { ...NODE_PORT, externalTrafficPolicy: "Local" });
      setEndpoints(world, ["web-1"]);
      await world.loop.settle();
      expect(await ask(world, "node/node-2", "172.18.0.4", 30_001)).toBe("web-1");
      expect(await ask(world, "pod/client", "172.18.0.4", 30_001)).toBe("ETIMEDOUT after 133820");
      expect(await seenBy(world, "pod/other", "172.18.0.3", 30_001)).toBe(world.pod("other").status.podIP);
    },
  );

  test("in mode ipvs goes to Pods of others under policy Local where the node has none; from elsewhere the reply is lost", async () => {
    const world = await createWebService({}, { ...NODE_PORT, externalTrafficPolicy: "Local" });
    setEndpoints(world, ["web-2", "web-3"]);
    await world.loop.settle();
    expect(await ask(world, "pod/client", "172.18.0.3", 30_001)).toMatch(/^web-[23]$/);
    expect(await ask(world, "outside", "172.18.0.3", 30_001)).toBe("ETIMEDOUT after 133820");
  });
});
