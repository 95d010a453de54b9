import { describe, expect, test } from "vitest";
import { services } from "../api/kinds/service.ts";
import { ask, askOften, counts, createWebService, setEndpoints } from "./testing/web-service.ts";
import type { World } from "./testing/world.ts";

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

describe.each(["ipvs", "iptables", "nftables"] as const)("session affinity in mode %s", (proxyMode) => {
  test("keeps each client at its Pod, and clients apart", async () => {
    const world = await createWebService({ proxyMode }, { sessionAffinity: "ClientIP" });
    expect(Object.values(counts(await askOften(world, 20, "pod/client")))).toEqual([20]);
    expect(Object.values(counts(await askOften(world, 20, "pod/other")))).toEqual([20]);
  });

  test("slides: a client that comes back in time keeps its Pod for ever, a late one is balanced again", async () => {
    const world = await createWebService({ proxyMode });
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

  test("ends with its endpoint, and when the Service turns it off", async () => {
    const world = await createWebService({ proxyMode }, { sessionAffinity: "ClientIP" });
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
    const world = await createWebService({ proxyMode }, { sessionAffinity: "ClientIP" });
    expect(Object.keys(counts(await askOften(world, 10, "node/node-1", "10.96.7.7"))).length).toBe(1);
    expect(Object.keys(counts(await askOften(world, 10, "node/node-2", "10.96.7.7"))).length).toBe(1);
  });
});
