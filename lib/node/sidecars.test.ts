import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { createWorld, type World } from "./testing/world.ts";

const cells = (pod: Pod) => Object.fromEntries(pods.columns.map(({ name, cell }) => [name, cell(pod, 0)]));
const row = (world: World) => `${cells(world.pod("web")).Ready} ${cells(world.pod("web")).Status}`;
const condition = (world: World, type: string) =>
  world.pod("web").status.conditions?.find((each) => each.type === type);
const startsIn = (world: World) => world.eventsOf("web").filter((event) => event.startsWith("Started"));
const sidecar = (name: string, more: object = {}) => ({
  name,
  image: "hashicorp/http-echo",
  args: ["-text=side", `-listen=:${name.length + 7000}`],
  restartPolicy: "Always",
  ...more,
});
const init = (name: string, script: string) => ({ name, image: "busybox", command: ["sh", "-c", script] });
const web = { name: "main", image: "gasbugs/http-go" };
const port = (name: string) => name.length + 7000;

describe("a sidecar", () => {
  test("starts in its turn, goes on running and counts as a container", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      initContainers: [init("one", "sleep 5"), sidecar("side"), init("three", "sleep 5")],
      containers: [web],
    });
    await world.loop.advance(4_000);
    expect(row(world)).toBe("0/2 Init:0/3");
    await world.loop.advance(7_000);
    expect(row(world)).toBe("1/2 Init:2/3");
    expect(condition(world, "Initialized")).toMatchObject({
      status: "False",
      reason: "ContainersNotInitialized",
      message: "containers with incomplete status: [three]",
    });
    await world.loop.settle();
    expect(row(world)).toBe("2/2 Running");
    expect(startsIn(world).map((event) => event.split(" ").at(-1))).toEqual(["one", "side", "three", "main"]);
    expect(
      world.pod("web").status.initContainerStatuses?.map(({ ready, started }) => [ready, started]),
    ).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
  });

  test("lets the next container begin once its startup probe has passed", async () => {
    const world = createWorld();
    const startupProbe = { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 30 };
    world.place("web", "node-1", {
      initContainers: [sidecar("slow", { image: "bootcamp/slow-start", args: [], startupProbe })],
      containers: [{ name: "main", image: "nginx" }],
    });
    await world.loop.advance(15_000);
    expect(row(world)).toBe("0/2 Init:0/1");
    expect(startsIn(world)).toHaveLength(1);
    await world.loop.settle();
    expect(row(world)).toBe("2/2 Running");
    expect(world.loop.now).toBeGreaterThan(20_000);
  });

  test("that is not ready keeps the Pod from being ready, but no container from starting", async () => {
    const world = createWorld();
    const readinessProbe = { tcpSocket: { port: 1 }, periodSeconds: 1 };
    world.place("web", "node-1", {
      initContainers: [sidecar("side", { readinessProbe })],
      containers: [web],
    });
    await world.loop.settle();
    expect(row(world)).toBe("1/2 Running");
    expect(condition(world, "Ready")).toMatchObject({
      status: "False",
      reason: "ContainersNotReady",
      message: "containers with unready status: [side]",
    });
    expect(condition(world, "Initialized")?.status).toBe("True");
  });

  test("restarts whatever the Pod's restart policy says", async () => {
    const world = createWorld();
    const crashing = sidecar("side", { image: "bootcamp/crash", args: [] });
    world.place("web", "node-1", { restartPolicy: "Never", initContainers: [crashing], containers: [web] });
    await world.loop.settle();
    await world.loop.advance(60_000);
    expect(world.pod("web").status.initContainerStatuses?.[0]?.restartCount).toBeGreaterThan(2);
    expect(world.pod("web").status.phase).toBe("Running");
    expect(condition(world, "Initialized")?.status).toBe("True");
  });

  test("ends when the Pod's work is done, and does not spoil its success", async () => {
    const world = createWorld();
    const stubborn = sidecar("side", { image: "busybox", args: ["sleep", "9999"] });
    world.place("web", "node-1", {
      restartPolicy: "Never",
      terminationGracePeriodSeconds: 5,
      initContainers: [stubborn],
      containers: [init("main", "sleep 100")],
    });
    await world.loop.settle();
    await world.loop.advance(101_000);
    expect(row(world)).toBe("1/2 Completed");
    expect(world.pod("web").status.phase).toBe("Running");
    await world.loop.advance(8_000);
    expect(row(world)).toBe("0/2 Completed");
    expect(world.pod("web").status.phase).toBe("Succeeded");
    expect(world.pod("web").status.initContainerStatuses?.[0]?.state?.terminated?.exitCode).toBe(137);
    expect(world.eventsOf("web").at(-1)).toBe("Killing Stopping container side");
  });

  test.each([
    ["is done", [], "true", "Succeeded"],
    ["cannot begin", [init("last", "exit 1")], "true", "Failed"],
  ])("goes when the work %s, also while it waits to start again", async (_, more, script, phase) => {
    const world = createWorld();
    const crashing = sidecar("side", { image: "bootcamp/crash", args: [] });
    const running = sidecar("other");
    world.place("web", "node-1", {
      restartPolicy: "Never",
      initContainers: [crashing, running, ...more],
      containers: [init("main", script)],
    });
    await world.loop.advance(120_000);
    expect(world.pod("web").status.phase).toBe(phase);
    expect(world.eventsOf("web")).toContain("Killing Stopping container other");
    const restarts = () => world.pod("web").status.initContainerStatuses?.[0]?.restartCount;
    const before = restarts();
    await world.loop.advance(600_000);
    expect(restarts()).toBe(before);
  });

  test("outlives the containers that it serves, and its elders outlive it", async () => {
    const world = createWorld();
    const main = { ...web, lifecycle: { preStop: { sleep: { seconds: 5 } } } };
    const younger = sidecar("young", { lifecycle: { preStop: { sleep: { seconds: 8 } } } });
    world.place("web", "node-1", { initContainers: [sidecar("old"), younger], containers: [main] });
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    const answers = async () => {
      const all = [8080, port("young"), port("old")].map((each) => world.send("node/node-1", ip, each));
      return (await Promise.all(all)).map((outcome) => "reply" in outcome);
    };
    world.api.delete(pods, "default", "web");
    await world.loop.advance(4_900);
    expect(await answers()).toEqual([true, true, true]);
    await world.loop.advance(1_000);
    expect(await answers()).toEqual([false, true, true]);
    await world.loop.advance(2_000);
    expect(await answers()).toEqual([false, true, true]);
    await world.loop.settle();
    expect(world.api.find(pods, "default", "web")).toBeUndefined();
  });
});

describe("a Pod with a deadline", () => {
  test("fails when its time is over", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      activeDeadlineSeconds: 30,
      restartPolicy: "Never",
      containers: [{ name: "main", image: "nginx" }],
    });
    await world.loop.advance(29_900);
    expect(row(world)).toBe("1/1 Running");
    await world.loop.advance(200);
    expect(world.pod("web").status).toMatchObject({
      phase: "Failed",
      reason: "DeadlineExceeded",
      message: "Pod was active on the node longer than the specified deadline",
    });
    expect(condition(world, "Ready")).toMatchObject({ status: "False", reason: "PodFailed" });
    expect(world.eventsOf("web").slice(-2)).toEqual([
      "DeadlineExceeded Pod was active on the node longer than the specified deadline",
      "Killing Stopping container main",
    ]);
    world.api.delete(pods, "default", "web");
    await world.loop.settle();
    expect(world.api.find(pods, "default", "web")).toBeUndefined();
  });

  test("fails even if nothing of it ever ran", async () => {
    const world = createWorld();
    world.place("web", "node-1", { activeDeadlineSeconds: 30, image: "nosuch" });
    await world.loop.advance(31_000);
    expect(world.pod("web").status).toMatchObject({ phase: "Failed", reason: "DeadlineExceeded" });
  });
});
