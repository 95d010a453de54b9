import { describe, expect, it } from "vitest";
import type { PortRequest } from "../api/api.ts";
import { notFound } from "../api/api-error.ts";
import { pods } from "../api/kinds/pod.ts";
import { createWorld } from "./testing/world.ts";

const request: PortRequest = { method: "GET", path: "/", headers: { host: "localhost:8080" }, body: "" };

async function forwardTo(name = "web", spec: Parameters<ReturnType<typeof createWorld>["place"]>[2] = {}) {
  const world = createWorld();
  world.place(name, "node-1", spec);
  await world.loop.settle();
  const forward = world.api.pods.portForward("default", name);
  return {
    ...world,
    forward,
    send: (connection = forward.connect(8080)) => world.loop.run(() => connection.send(request)),
  };
}

describe("a forwarded port", () => {
  it("is answered by the Pod itself, which sees a client of its own", async () => {
    const { forward, loop, hops, send } = await forwardTo();
    expect(await send()).toMatchObject({ status: 200, body: "Welcome! web\n" });
    expect(hops).toMatchObject([
      { from: { pod: { name: "web" } }, ip: "127.0.0.1", port: 8080, servedBy: "web", status: 200 },
    ]);
    const connection = forward.connect(8080);
    await loop.run(() => connection.send(request));
    await loop.run(() => connection.send(request));
    expect(hops.map(({ isReused }) => isReused ?? false)).toEqual([false, false, true]);
  });

  it("shows the client as 127.0.0.1", async () => {
    const containers = [
      { name: "main", image: "registry.k8s.io/e2e-test-images/agnhost:2.53", args: ["netexec"] },
    ];
    const { forward, loop } = await forwardTo("web", { containers });
    const connection = forward.connect(8080);
    expect((await loop.run(() => connection.send({ ...request, path: "/clientip" })))?.body).toMatch(
      /^127\.0\.0\.1:\d+$/,
    );
  });

  it("says in containerd's words that nothing listens, the same each time", async () => {
    const { forward } = await forwardTo();
    const words = (): string => {
      try {
        forward.connect(81);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(words()).toMatch(
      /^error forwarding port 81 to pod ([0-9a-f]{64}), uid : failed to execute portforward in network namespace "\/var\/run\/netns\/cni-[0-9a-f-]{36}": failed to connect to localhost:81 inside namespace "\1", IPv4: dial tcp4 127\.0\.0\.1:81: connect: connection refused IPv6 dial tcp6 \[::1\]:81: connect: connection refused $/,
    );
    expect(words()).toBe(words());
  });

  it("reaches what the node itself listens on, for a Pod of the host's network", async () => {
    const { forward, send } = await forwardTo("web", { hostNetwork: true });
    expect(await send()).toMatchObject({ status: 200 });
    expect(() => forward.connect(81)).toThrow('in network namespace "host"');
  });

  it("dies with the process behind it: what stands is closed, and what comes is refused", async () => {
    const { api, forward, loop } = await forwardTo();
    const connection = forward.connect(8080);
    await loop.run(() => connection.send(request));
    api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    expect(await loop.run(() => connection.send(request))).toBeUndefined();
    expect(() => forward.connect(8080)).toThrow(
      /uid : network namespace for sandbox "[0-9a-f]{64}" is closed$/,
    );
    expect(() => api.pods.portForward("default", "web")).toThrow(notFound(pods, "web").message);
  });

  it("closes a standing connection when the container has restarted", async () => {
    const { forward, loop, api } = await forwardTo("web", {
      containers: [
        {
          name: "main",
          image: "gasbugs/http-go",
          livenessProbe: { httpGet: { path: "/nope", port: 8080 }, periodSeconds: 1, failureThreshold: 2 },
        },
      ],
    });
    const connection = forward.connect(8080);
    await loop.run(() => connection.send(request));
    await loop.advance(60_000);
    expect(api.get(pods, "default", "web").status.containerStatuses?.[0]?.restartCount).toBeGreaterThan(0);
    expect(await loop.run(() => connection.send(request))).toBeUndefined();
  });

  it("needs a Pod that runs", () => {
    const { api, place } = createWorld();
    place("new", "node-1");
    expect(() => api.pods.portForward("default", "new")).toThrow(
      "unable to upgrade connection: sandbox container is not running",
    );
    api.create(pods, "default", {
      metadata: { name: "web" },
      spec: { containers: [{ name: "main", image: "nginx" }] },
    });
    expect(() => api.pods.portForward("default", "web")).toThrow("pod web does not have a host assigned");
  });
});
