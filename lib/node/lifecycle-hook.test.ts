import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { createWorld, told } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const withHook = (lifecycle: object, more: object = {}) => ({
  containers: [{ name: "main", image: "gasbugs/http-go", lifecycle, ...more }],
});
const hookEvents = (events: readonly string[]) =>
  events.filter((event) => !/^(Pull|Created|Started)/.test(event));

describe("a postStart hook", () => {
  test("holds back the news that the container runs, and the container behind it", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      containers: [
        { name: "one", image: "gasbugs/http-go", lifecycle: { postStart: { sleep: { seconds: 10 } } } },
        { name: "two", image: "hashicorp/http-echo", args: ["-text=two"] },
      ],
    });
    await world.loop.advance(9_000);
    expect(world.pod("web").status.phase).toBe("Pending");
    expect(statusOf(world.pod("web"))).toMatchObject({
      started: false,
      state: { waiting: { reason: "ContainerCreating" } },
    });
    expect(world.eventsOf("web").filter((event) => event.startsWith("Started"))).toEqual([
      "Started Started container one",
    ]);
    const command = ["curl", "-s", "localhost:8080"];
    expect(
      await world.loop.run(() => world.api.pods.exec("default", "web", { container: "one", command })),
    ).toMatchObject({ stdout: "Welcome! web\n" });
    await world.loop.settle();
    expect(world.pod("web").status.phase).toBe("Running");
    expect(world.eventsOf("web").at(-1)).toBe("Started Started container two");
  });

  test("may prepare files for the server", async () => {
    const world = createWorld();
    const command = ["sh", "-c", "echo prepared > /usr/share/nginx/html/index.html"];
    world.place("web", "node-1", {
      containers: [{ name: "main", image: "nginx", lifecycle: { postStart: { exec: { command } } } }],
    });
    await world.loop.settle();
    expect(told(await world.send("node/node-1", world.pod("web").status.podIP ?? "", 80))).toBe("prepared");
  });

  test.each([
    [
      "exec",
      { exec: { command: ["sh", "-c", "echo no >&2; exit 3"] } },
      'Exec lifecycle hook ([sh -c echo no >&2; exit 3]) for Container "main" in Pod "POD" failed - error: command \'sh -c echo no >&2; exit 3\' exited with 3: no\n, message: "no\\n"',
    ],
    [
      "httpGet",
      { httpGet: { path: "/", port: 81 } },
      'HTTP lifecycle hook (/) for Container "main" in Pod "POD" failed - error: Get "http://IP:81/": dial tcp IP:81: connect: connection refused',
    ],
    ["tcpSocket", { tcpSocket: { port: 8080 } }, "Cannot run handler"],
  ])("that fails (%s) ends the container, which starts again and again", async (_, postStart, message) => {
    const world = createWorld();
    world.place("web", "node-1", withHook({ postStart }));
    await world.loop.advance(3_200);
    const { status, metadata } = world.pod("web");
    const filled = message
      .replaceAll("POD", `web_default(${metadata.uid})`)
      .replaceAll("IP", status.podIP ?? "");
    expect(statusOf(world.pod("web"))).toMatchObject({
      ready: false,
      state: { waiting: { reason: "PostStartHookError", message: filled } },
    });
    await world.loop.settle();
    expect(hookEvents(world.eventsOf("web"))).toEqual([
      "FailedPostStartHook PostStartHook failed (x2)",
      "Killing FailedPostStartHook (x2)",
      `BackOff Back-off restarting failed container main in pod web_default(${metadata.uid})`,
    ]);
    expect(statusOf(world.pod("web"))).toMatchObject({
      restartCount: 1,
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { exitCode: 2, reason: "Error" } },
    });
  });

  test("asks again without TLS when the server has none", async () => {
    const world = createWorld();
    world.place(
      "web",
      "node-1",
      withHook({ postStart: { httpGet: { path: "/", port: 8080, scheme: "HTTPS" } } }),
    );
    await world.loop.settle();
    expect(world.pod("web").status.phase).toBe("Running");
  });
});

describe("a preStop hook", () => {
  test.each([
    ["exec", { exec: { command: ["false"] } }],
    ["exec of nothing", { exec: { command: ["/bin/nosuch"] } }],
    ["httpGet", { httpGet: { path: "/", port: 81 } }],
    ["tcpSocket", { tcpSocket: { port: 8080 } }],
  ])("that fails (%s) is told, and SIGTERM follows all the same", async (_, preStop) => {
    const world = createWorld();
    world.place("web", "node-1", withHook({ preStop }));
    await world.loop.settle();
    const before = world.loop.now;
    world.api.delete(pods, "default", "web");
    await world.loop.settle();
    expect(hookEvents(world.eventsOf("web"))).toEqual([
      "Killing Stopping container main",
      "FailedPreStopHook PreStopHook failed",
    ]);
    expect(world.api.find(pods, "default", "web")).toBeUndefined();
    expect(world.loop.now - before).toBeLessThan(2_000);
  });

  test("that takes longer than the grace leaves two seconds for the process", async () => {
    const world = createWorld();
    const lifecycle = { preStop: { exec: { command: ["sleep", "60"] } } };
    world.place("web", "node-1", {
      terminationGracePeriodSeconds: 10,
      containers: [{ name: "main", image: "busybox", command: ["sleep", "9999"], lifecycle }],
    });
    await world.loop.settle();
    world.api.delete(pods, "default", "web");
    await world.loop.advance(11_900);
    expect(statusOf(world.pod("web"))?.state?.running).toBeDefined();
    await world.loop.advance(150);
    expect(statusOf(world.pod("web"))?.state?.terminated?.exitCode).toBe(137);
  });

  test("is left out when the Pod is deleted by force", async () => {
    const world = createWorld();
    world.place("web", "node-1", withHook({ preStop: { sleep: { seconds: 20 } } }));
    await world.loop.settle();
    world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    await world.loop.settle();
    expect(world.loop.now).toBeLessThan(10_000);
  });

  test("runs before a restart after a failed liveness probe, too", async () => {
    const world = createWorld();
    const livenessProbe = {
      httpGet: { path: "/wrong", port: 8080 },
      periodSeconds: 5,
      failureThreshold: 1,
      terminationGracePeriodSeconds: 20,
    };
    world.place("web", "node-1", withHook({ preStop: { sleep: { seconds: 15 } } }, { livenessProbe }));
    await world.loop.advance(15_000);
    expect(world.eventsOf("web").at(-1)).toBe(
      "Killing Container main failed liveness probe, will be restarted",
    );
    expect(statusOf(world.pod("web"))?.restartCount).toBe(0);
    await world.loop.advance(7_000);
    expect(statusOf(world.pod("web"))?.restartCount).toBe(1);
  });
});

test("a second delete with less grace ends the Pod sooner", async () => {
  const world = createWorld();
  world.place("client", "node-1", {
    containers: [{ name: "main", image: "busybox", command: ["sleep", "9999"] }],
  });
  await world.loop.settle();
  world.api.delete(pods, "default", "client");
  await world.loop.advance(5_000);
  world.api.delete(pods, "default", "client", { gracePeriodSeconds: 1 });
  await world.loop.advance(3_000);
  expect(world.api.find(pods, "default", "client")).toBeUndefined();
});
