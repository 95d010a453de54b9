import { describe, expect, test } from "vitest";
import { ApiError, notFound } from "../api/api-error.ts";
import { configMaps } from "../api/kinds/config-map.ts";
import { deployments } from "../api/kinds/deployment.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { services } from "../api/kinds/service.ts";
import { createQueue, passIntervalMs } from "./controller.ts";
import { controllers } from "./index.ts";
import { createControlPlane } from "./testing/control-plane.ts";
import { service, workload } from "./testing/manifests.ts";

describe("a queue", () => {
  const { context, loop, api } = createControlPlane([]);

  test("works on a key once for many changes, and leaves it alone for a while afterwards", async () => {
    const passes: number[] = [];
    const queue = createQueue(
      context,
      10,
      () => passes.push(loop.now),
      () => 100,
    );
    const start = loop.now;
    for (let at = 0; at < 250; at += 5) loop.schedule(at, () => queue.add("key"));
    await loop.settle();
    expect(passes.map((now) => now - start)).toEqual([10, 110, 210, 310]);
  });

  test("tries again what the API refused, with growing delays", async () => {
    let failures = 4;
    const queue = createQueue(context, 0, () => {
      if (failures-- > 0)
        throw new ApiError(403, "Forbidden", "this cluster holds at most 3 pods (objectsMax)");
    });
    const start = loop.now;
    queue.add("key");
    await loop.settle();
    expect(failures).toBe(-1);
    expect(loop.now - start).toBe(5 + 10 + 20 + 40);
  });

  test.each([
    [
      "an object that vanished",
      () => {
        throw notFound(configMaps, "gone");
      },
    ],
    ["a namespace that is going away", () => api.create(configMaps, "dying", { metadata: { name: "late" } })],
  ])("takes %s as the end of the work", async (_title, work) => {
    if (api.find(namespaces, "", "dying") === undefined) {
      api.create(namespaces, "", { metadata: { name: "dying" } });
      api.delete(namespaces, "", "dying");
    }
    let passes = 0;
    const queue = createQueue(context, 0, () => {
      passes++;
      work();
    });
    queue.add("key");
    await loop.settle();
    expect(passes).toBe(1);
  });

  test("does not hide a fault of ours", async () => {
    const queue = createQueue(context, 0, () => {
      throw new TypeError("a fault");
    });
    queue.add("key");
    await expect(loop.settle()).rejects.toThrow("a fault");
  });

  test.each([
    [0, 0],
    [5, 10],
    [300, 600],
    [20_000, 5000],
  ])("passes over %i Pods are %i ms apart", (pods, apartMs) => {
    expect(passIntervalMs(pods)).toBe(apartMs);
  });
});

test("one seed gives one history of the whole control plane, another seed another one", async () => {
  const history = async (seed: number): Promise<string> => {
    const plane = createControlPlane(controllers, { seed, startJitterMs: 2000 });
    const lines: string[] = [];
    for (const kind of plane.api.kinds)
      plane.api.watch(kind, {}, ({ type, object }) =>
        lines.push(`${plane.loop.now} ${type} ${JSON.stringify(object)}`),
      );
    plane.apply(services, service());
    plane.apply(deployments, workload(12));
    await plane.loop.settle();
    plane.api.delete(deployments, "default", "http-go");
    await plane.loop.settle();
    return lines.join("\n");
  };
  const [first, again, other] = [await history(1), await history(1), await history(2)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
