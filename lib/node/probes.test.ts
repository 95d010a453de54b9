import { describe, expect, test } from "vitest";
import type { Pod } from "../api/kinds/pod.ts";
import { createWorld, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const conditions = (pod: Pod) =>
  (pod.status.conditions ?? []).map(({ type, status, reason }) => [type, status, ...(reason === undefined ? [] : [reason])].join(" "));
const exec = (world: World, pod: string, ...command: string[]) => world.loop.run(() => world.api.pods.exec("default", pod, { command }));

describe("probes", () => {
  const withProbe = (probe: object, image = "bootcamp/slow-start", more: object = {}) => ({ containers: [{ name: "main", image, ...probe, ...more }] });

  test("readiness holds a Pod back until its server listens", async () => {
    const world = createWorld();
    world.place("web", "node-1", withProbe({ readinessProbe: { httpGet: { path: "/healthz", port: 8080 }, periodSeconds: 5 } }));
    await world.loop.advance(15_000);
    expect(world.pod("web").status.phase).toBe("Running");
    expect(conditions(world.pod("web"))).toContain("Ready False ContainersNotReady");
    await world.loop.settle();
    expect(conditions(world.pod("web"))).toContain("Ready True");
    expect(world.loop.now).toBeGreaterThan(20_000);
    const ip = world.pod("web").status.podIP;
    expect(world.eventsOf("web").at(-1)).toMatch(
      new RegExp(`^Unhealthy Readiness probe failed: Get "http://${ip}:8080/healthz": dial tcp ${ip}:8080: connect: connection refused \\(x[45]\\)$`),
    );
    expect(world.hops).toEqual([]);
  });

  test("readiness that turns bad takes the Pod out after three failures, and settle does not wait for it", async () => {
    const world = createWorld();
    world.place(
      "web",
      "node-1",
      withProbe({ readinessProbe: { exec: { command: ["cat", "/tmp/ready"] }, periodSeconds: 10 } }, "busybox", { command: ["sleep", "infinity"] }),
    );
    await world.loop.settle();
    expect(conditions(world.pod("web"))).toContain("Ready False ContainersNotReady");
    expect(world.eventsOf("web").at(-1)).toContain("Unhealthy Readiness probe failed: cat: ");
    await exec(world, "web", "touch", "/tmp/ready");
    await world.loop.advance(11_000);
    expect(conditions(world.pod("web"))).toContain("Ready True");
    await exec(world, "web", "rm", "/tmp/ready");
    await world.loop.advance(20_000);
    expect(conditions(world.pod("web"))).toContain("Ready True");
    await world.loop.advance(11_000);
    expect(conditions(world.pod("web"))).toContain("Ready False ContainersNotReady");
  });

  test("liveness restarts a container that does not answer", async () => {
    const world = createWorld();
    world.place("web", "node-1", withProbe({ livenessProbe: { httpGet: { path: "/wrong", port: 8080 }, periodSeconds: 10 } }, "gasbugs/http-go"));
    await world.loop.settle();
    expect(statusOf(world.pod("web"))).toMatchObject({ ready: true, restartCount: 0 });
    await world.loop.advance(20_500);
    expect(world.eventsOf("web")).toContain("Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 404 (x3)");
    expect(world.eventsOf("web")).toContain("Killing Container main failed liveness probe, will be restarted");
    await world.loop.advance(3_000);
    expect(statusOf(world.pod("web"))).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 2 } } });
  });

  test("startup holds back the others, and tcpSocket asks only for a connection", async () => {
    const world = createWorld();
    const tcp = { tcpSocket: { port: "http" }, periodSeconds: 3 };
    world.place(
      "web",
      "node-1",
      withProbe({ startupProbe: { ...tcp, failureThreshold: 20 }, livenessProbe: { ...tcp, failureThreshold: 1 } }, "bootcamp/slow-start", {
        ports: [{ name: "http", containerPort: 8080 }],
      }),
    );
    await world.loop.settle();
    expect(statusOf(world.pod("web"))).toMatchObject({ ready: true, started: true, restartCount: 0 });
    await world.loop.advance(60_000);
    expect(statusOf(world.pod("web"))?.restartCount).toBe(0);
  });
});
