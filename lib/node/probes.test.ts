import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import type { Image } from "../images/image.ts";
import type { HttpRequest } from "../network/http.ts";
import { createWorld, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const conditions = (pod: Pod) =>
  (pod.status.conditions ?? []).map(({ type, status, reason }) =>
    [type, status, ...(reason === undefined ? [] : [reason])].join(" "),
  );
const exec = (world: World, pod: string, ...command: string[]) =>
  world.loop.run(() => world.api.pods.exec("default", pod, { command }));
const withProbe = (probe: object, image = "bootcamp/slow-start", more: object = {}) => ({
  containers: [{ name: "main", image, ...probe, ...more }],
});
const slowServer: Image = {
  repository: "test/slow",
  tags: ["latest"],
  cmd: ["serve"],
  workingDir: "/",
  commands: [],
  flavour: "busybox",
  sizeBytes: 1,
};

describe("probes", () => {
  test("readiness holds a Pod back until its server listens", async () => {
    const world = createWorld();
    world.place(
      "web",
      "node-1",
      withProbe({ readinessProbe: { httpGet: { path: "/healthz", port: 8080 }, periodSeconds: 5 } }),
    );
    await world.loop.advance(15_000);
    expect(world.pod("web").status.phase).toBe("Running");
    expect(conditions(world.pod("web"))).toContain("Ready False ContainersNotReady");
    await world.loop.settle();
    expect(conditions(world.pod("web"))).toContain("Ready True");
    expect(world.loop.now).toBeGreaterThan(20_000);
    const ip = world.pod("web").status.podIP;
    expect(world.eventsOf("web").at(-1)).toMatch(
      new RegExp(
        `^Unhealthy Readiness probe failed: Get "http://${ip}:8080/healthz": dial tcp ${ip}:8080: connect: connection refused \\(x[45]\\)$`,
      ),
    );
    expect(world.hops).toEqual([]);
  });

  test("readiness that turns bad takes the Pod out after three failures, and settle does not wait for it", async () => {
    const world = createWorld();
    world.place(
      "web",
      "node-1",
      withProbe(
        { readinessProbe: { exec: { command: ["cat", "/tmp/ready"] }, periodSeconds: 10 } },
        "busybox",
        { command: ["sleep", "infinity"] },
      ),
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
    world.place(
      "web",
      "node-1",
      withProbe(
        { livenessProbe: { httpGet: { path: "/wrong", port: 8080 }, periodSeconds: 10 } },
        "gasbugs/http-go",
      ),
    );
    await world.loop.settle();
    expect(statusOf(world.pod("web"))).toMatchObject({ ready: true, restartCount: 0 });
    await world.loop.advance(20_500);
    expect(world.eventsOf("web")).toContain(
      "Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 404 (x3)",
    );
    expect(world.eventsOf("web")).toContain(
      "Killing Container main failed liveness probe, will be restarted",
    );
    await world.loop.advance(3_000);
    expect(statusOf(world.pod("web"))).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 2 } },
    });
  });

  test("startup holds back the others, and tcpSocket asks only for a connection", async () => {
    const world = createWorld();
    const tcp = { tcpSocket: { port: "http" }, periodSeconds: 3 };
    world.place(
      "web",
      "node-1",
      withProbe(
        { startupProbe: { ...tcp, failureThreshold: 20 }, livenessProbe: { ...tcp, failureThreshold: 1 } },
        "bootcamp/slow-start",
        {
          ports: [{ name: "http", containerPort: 8080 }],
        },
      ),
    );
    await world.loop.settle();
    expect(statusOf(world.pod("web"))).toMatchObject({ ready: true, started: true, restartCount: 0 });
    await world.loop.advance(60_000);
    expect(statusOf(world.pod("web"))?.restartCount).toBe(0);
  });
});

describe("what a probe says", () => {
  const probed = async (probe: object, more: object = {}) => {
    const world = createWorld();
    world.place("web", "node-1", {
      containers: [
        { name: "main", image: "gasbugs/http-go", readinessProbe: { periodSeconds: 100, ...probe }, ...more },
      ],
    });
    await world.loop.settle();
    await world.loop.advance(2_000);
    const ip = world.pod("web").status.podIP ?? "";
    const words = world.eventsOf("web").find((event) => event.startsWith("Unhealthy"));
    const isReady = statusOf(world.pod("web"))?.ready;
    return words === undefined
      ? `ready: ${isReady}`
      : words.replaceAll(ip, "IP").replace(/[0-9a-f]{64}/, "ID");
  };

  test.each([
    [
      "an HTTP status",
      { httpGet: { path: "/no", port: 8080 } },
      "failed: HTTP probe failed with statuscode: 404",
    ],
    [
      "a closed port",
      { httpGet: { path: "/", port: 81 } },
      'failed: Get "http://IP:81/": dial tcp IP:81: connect: connection refused',
    ],
    [
      "a server without TLS",
      { httpGet: { path: "/", port: 8080, scheme: "HTTPS" } },
      'failed: Get "https://IP:8080/": http: server gave HTTP response to HTTPS client',
    ],
    [
      "a closed port, with TLS",
      { httpGet: { path: "/", port: 81, scheme: "HTTPS" } },
      'failed: Get "https://IP:81/": dial tcp IP:81: connect: connection refused',
    ],
    [
      "a host that is silent",
      { httpGet: { path: "/", port: 80, host: "203.0.113.9" }, timeoutSeconds: 2 },
      'failed: Get "http://203.0.113.9:80/": dial tcp 203.0.113.9:80: i/o timeout (Client.Timeout exceeded while awaiting headers)',
    ],
    [
      "a TCP port that is closed",
      { tcpSocket: { port: 81 } },
      "failed: dial tcp IP:81: connect: connection refused",
    ],
    [
      "a TCP port of a silent host",
      { tcpSocket: { port: 81, host: "203.0.113.9" } },
      "failed: dial tcp 203.0.113.9:81: i/o timeout",
    ],
    [
      "a server that speaks no gRPC",
      { grpc: { port: 8080 } },
      'failed: timeout: failed to connect service "IP:8080" within 1s: context deadline exceeded',
    ],
    [
      "a port that has no such name",
      { httpGet: { path: "/", port: "web" } },
      'errored and resulted in unknown state: strconv.Atoi: parsing "web": invalid syntax',
    ],
    [
      "a command that fails",
      { exec: { command: ["sh", "-c", "echo out; echo err >&2; exit 1"] } },
      "failed: out\nerr\n",
    ],
    ["a command that says nothing", { exec: { command: ["false"] } }, "failed: "],
    [
      "a command that takes too long",
      { exec: { command: ["sleep", "10"] } },
      'failed: command timed out: "sleep 10" timed out after 1s',
    ],
    [
      "a command that is not there",
      { exec: { command: ["nosuch"] } },
      'errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown',
    ],
  ])("of %s", async (_, probe, words) => {
    expect(await probed(probe)).toBe(`Unhealthy Readiness probe ${words}`);
  });

  test("of a server that answers late", async () => {
    const slow = {
      ...slowServer,
      programs: {
        serve: () => ({ listen: { 8080: () => ({ status: 200, headers: {}, body: "", delayMs: 1_500 }) } }),
      },
    };
    const world = createWorld({ images: [slow] });
    const readinessProbe = { httpGet: { path: "/", port: 8080 } };
    world.place("web", "node-1", withProbe({ readinessProbe }, "test/slow"));
    await world.loop.advance(6_000);
    const ip = world.pod("web").status.podIP;
    expect(world.eventsOf("web").at(-1)).toBe(
      `Unhealthy Readiness probe failed: Get "http://${ip}:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    );
  });

  test.each([
    [
      "a named port",
      { httpGet: { path: "/", port: "http" } },
      { ports: [{ name: "http", containerPort: 8080 }] },
    ],
    [
      "a redirect on the same host",
      { httpGet: { path: "/welcome/test/", port: 8080 } },
      { image: "gasbugs/http-go:ingress" },
    ],
  ])("is nothing when %s leads to the server", async (_, probe, more) => {
    expect(await probed(probe, more)).toBe("ready: true");
  });

  test("a request carries the headers of the probe, and the kubelet's name", async () => {
    const seen: unknown[] = [];
    const serve = () => ({
      listen: {
        8080: ({ headers, path }: HttpRequest) => {
          seen.push([path, headers.host, headers["user-agent"], headers["x-probe"]]);
          return { status: 200, headers: {}, body: "" };
        },
      },
    });
    const world = createWorld({ images: [{ ...slowServer, programs: { serve } }] });
    const httpGet = {
      path: "/healthz?full=1",
      port: 8080,
      httpHeaders: [
        { name: "X-Probe", value: "yes" },
        { name: "Host", value: "web.example" },
      ],
    };
    world.place("web", "node-1", withProbe({ readinessProbe: { httpGet } }, "test/slow"));
    await world.loop.settle();
    expect(seen).toEqual([["/healthz?full=1", "web.example", "kube-probe/1.33", "yes"]]);
  });
});

describe("thresholds", () => {
  const flagged = { image: "busybox", command: ["sleep", "infinity"] };
  const place = async (probes: object, spec: object = {}) => {
    const world = createWorld();
    world.place("web", "node-1", { ...spec, containers: [{ name: "main", ...flagged, ...probes }] });
    await world.loop.settle();
    return world;
  };
  const probe = { exec: { command: ["cat", "/tmp/ready"] }, periodSeconds: 10 };

  test("successThreshold wants so many successes in a row", async () => {
    const world = await place({ readinessProbe: { ...probe, successThreshold: 3 } });
    await exec(world, "web", "touch", "/tmp/ready");
    await world.loop.advance(25_000);
    expect(statusOf(world.pod("web"))?.ready).toBe(false);
    await world.loop.advance(10_000);
    expect(statusOf(world.pod("web"))?.ready).toBe(true);
  });

  test("an attempt that could not be made changes nothing", async () => {
    const world = await place({
      livenessProbe: { exec: { command: ["nosuch"] }, periodSeconds: 1, failureThreshold: 1 },
    });
    await world.loop.advance(30_000);
    expect(statusOf(world.pod("web"))).toMatchObject({ restartCount: 0, ready: true });
  });

  test("a startup probe that never passes ends the container, with the grace of the probe", async () => {
    const startupProbe = { ...probe, failureThreshold: 2, terminationGracePeriodSeconds: 3 };
    const world = await place({ startupProbe, livenessProbe: probe, readinessProbe: probe });
    expect(statusOf(world.pod("web"))).toMatchObject({ started: false, ready: false });
    await world.loop.advance(20_000);
    expect(world.eventsOf("web").join("\n")).toContain(
      "Killing Container main failed startup probe, will be restarted",
    );
    expect(world.eventsOf("web").some((event) => /Liveness|Readiness/.test(event))).toBe(false);
    expect(statusOf(world.pod("web"))).toMatchObject({
      lastState: { terminated: { exitCode: 137, reason: "Error" } },
    });
  });

  test("under restartPolicy Never the container stays down", async () => {
    const world = await place(
      { livenessProbe: { ...probe, failureThreshold: 1 } },
      { restartPolicy: "Never", terminationGracePeriodSeconds: 1 },
    );
    await world.loop.advance(20_000);
    expect(world.eventsOf("web").at(-1)).toBe("Killing Container main failed liveness probe");
    expect(world.pod("web").status.phase).toBe("Failed");
  });

  test("a Pod that is deleted is not killed for its liveness", async () => {
    const world = await place({ livenessProbe: { ...probe, initialDelaySeconds: 90 } });
    await world.loop.advance(80_000);
    world.api.delete(pods, "default", "web");
    await world.loop.advance(29_000);
    expect(world.eventsOf("web").at(-1)).toBe("Killing Stopping container main");
  });
});
