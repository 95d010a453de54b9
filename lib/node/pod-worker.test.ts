import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const conditions = (pod: Pod) =>
  (pod.status.conditions ?? []).map(({ type, status, reason }) =>
    [type, status, ...(reason === undefined ? [] : [reason])].join(" "),
  );
const logs = (world: World, pod: string, options = {}) =>
  world.loop.run(() => world.api.pods.logs("default", pod, options));

describe("a Pod that is bound to a node", () => {
  test("is told as ContainerCreating at once and runs within seconds", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    expect(world.pod("web").status).toMatchObject({
      phase: "Pending",
      hostIP: "172.18.0.3",
      startTime: "2026-01-05T09:00:00Z",
    });
    expect(world.pod("web").status.podIP).toBeUndefined();
    expect(statusOf(world.pod("web"))).toMatchObject({
      ready: false,
      restartCount: 0,
      started: false,
      image: "gasbugs/http-go",
      imageID: "",
      state: { waiting: { reason: "ContainerCreating" } },
    });
    await world.loop.settle();
    expect(world.loop.now).toBeGreaterThan(1_400);
    expect(world.loop.now).toBeLessThan(3_200);
    const pod = world.pod("web");
    expect(pod.status.phase).toBe("Running");
    expect(pod.status.podIP).toMatch(/^10\.244\.1\.\d+$/);
    expect(pod.status.podIPs).toEqual([{ ip: pod.status.podIP }]);
    expect(conditions(pod)).toEqual([
      "PodReadyToStartContainers True",
      "Initialized True",
      "Ready True",
      "ContainersReady True",
    ]);
    expect(statusOf(pod)).toMatchObject({
      ready: true,
      started: true,
      image: "docker.io/gasbugs/http-go:latest",
      imageID: expect.stringMatching(/^docker\.io\/gasbugs\/http-go@sha256:[0-9a-f]{64}$/),
      containerID: expect.stringMatching(/^containerd:\/\/[0-9a-f]{64}$/),
      state: { running: { startedAt: expect.stringMatching(/^2026-01-05T09:00:0\dZ$/) } },
      lastState: {},
    });
    expect(told(await world.send("node/node-2", pod.status.podIP ?? "", 8080))).toBe("Welcome! web");
  });

  test("costs two writes of status and four events", async () => {
    const world = createWorld();
    let writes = 0;
    world.api.watch(pods, {}, ({ type }) => {
      if (type === "MODIFIED") writes++;
    });
    world.place("web", "node-1");
    await world.loop.settle();
    expect(writes).toBe(2);
    expect(world.eventsOf("web").map((event) => event.replace(/\d+(\.\d+)?m?s/g, "T"))).toEqual([
      'Pulling Pulling image "gasbugs/http-go"',
      'Pulled Successfully pulled image "gasbugs/http-go" in T (T including waiting). Image size: 283104257 bytes.',
      "Created Created container: main",
      "Started Started container main",
    ]);
  });

  test("keeps the condition that the scheduler wrote", async () => {
    const world = createWorld();
    const { metadata } = world.place("web", "node-1");
    const pod = world.pod(metadata.name);
    world.api.update(
      pods,
      {
        ...pod,
        status: {
          ...pod.status,
          conditions: [...(pod.status.conditions ?? []), { type: "PodScheduled", status: "True" }],
        },
      },
      { subresource: "status" },
    );
    await world.loop.settle();
    expect(conditions(world.pod("web")).at(-1)).toBe("PodScheduled True");
  });

  test("gets the node's addresses in turn; another seed begins elsewhere", async () => {
    const addresses = async (seed: number) => {
      const world = createWorld({ seed });
      for (const name of ["a", "b", "c"]) world.place(name, "node-1");
      await world.loop.settle();
      return ["a", "b", "c"].map((name) => Number(world.pod(name).status.podIP?.split(".").at(-1)));
    };
    const [first = 0, ...rest] = await addresses(1);
    expect(rest).toEqual([first + 1, first + 2]);
    expect(await addresses(1)).toEqual([first, ...rest]);
    expect((await addresses(2))[0]).not.toBe(first);
  });
});

describe("a Pod that is deleted", () => {
  test("refuses at once when its program heeds SIGTERM, and is gone within two seconds", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    const before = world.loop.now;
    world.api.delete(pods, "default", "web");
    expect(world.pod("web").metadata.deletionTimestamp).toBeDefined();
    await world.loop.advance(10);
    expect(told(await world.send("node/node-1", ip, 8080))).toBe("ECONNREFUSED after 0");
    await world.loop.settle();
    expect(world.api.find(pods, "default", "web")).toBeUndefined();
    expect(world.loop.now - before).toBeLessThan(2_000);
    expect(world.eventsOf("web").at(-1)).toBe("Killing Stopping container main");
  });

  test("holds out for its grace when its program does not", async () => {
    const world = createWorld();
    world.place("client", "node-1", {
      containers: [{ name: "main", image: "busybox", command: ["sleep", "3600"] }],
    });
    await world.loop.settle();
    const before = world.loop.now;
    world.api.delete(pods, "default", "client", { gracePeriodSeconds: 5 });
    await world.loop.advance(4_900);
    expect(world.api.find(pods, "default", "client")).toBeDefined();
    await world.loop.settle();
    expect(world.api.find(pods, "default", "client")).toBeUndefined();
    expect(world.loop.now - before).toBeLessThan(6_000);
  });

  test("goes on serving while its preStop hook runs", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      containers: [
        { name: "main", image: "gasbugs/http-go", lifecycle: { preStop: { sleep: { seconds: 8 } } } },
      ],
    });
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    world.api.delete(pods, "default", "web");
    await world.loop.advance(7_000);
    expect(told(await world.send("node/node-1", ip, 8080))).toBe("Welcome! web");
    await world.loop.advance(1_100);
    expect(told(await world.send("node/node-1", ip, 8080))).toBe("ECONNREFUSED after 0");
    await world.loop.settle();
    expect(world.api.find(pods, "default", "web")).toBeUndefined();
  });

  test("by force is nowhere any more", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    await world.loop.settle();
    expect(told(await world.send("node/node-1", ip, 8080))).toBe("EHOSTUNREACH after 3070");
  });

  test("takes a script along that would go on for ever", async () => {
    const world = createWorld();
    const script = "while true; do wget -q -O- 10.244.2.200; sleep 1; done";
    world.place("loop", "node-1", {
      terminationGracePeriodSeconds: 3,
      containers: [{ name: "main", image: "busybox", command: ["sh", "-c", script] }],
    });
    await world.loop.settle();
    await world.loop.advance(20_000);
    expect(world.hops.length).toBeGreaterThan(3);
    world.api.delete(pods, "default", "loop");
    await world.loop.settle();
    const before = world.hops.length;
    await world.loop.advance(60_000);
    expect(world.hops.length - before).toBeLessThanOrEqual(1); // the request that was under way
  });

  test("is not told any more once the cluster is closed", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    await world.loop.settle();
    const { resourceVersion } = world.pod("web").metadata;
    world.nodes.close();
    await world.loop.settle();
    expect(world.pod("web").metadata.resourceVersion).toBe(resourceVersion);
  });

  test("while its image is pulled leaves nothing behind", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    await world.loop.advance(500);
    world.api.delete(pods, "default", "web");
    await world.loop.settle();
    expect(world.api.find(pods, "default", "web")).toBeUndefined();
    expect(world.eventsOf("web").some((event) => event.startsWith("Started"))).toBe(false);
  });

  test("makes room for a successor of the same name", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    await world.loop.settle();
    world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    world.place("web", "node-1");
    await world.loop.settle();
    expect(told(await world.send("node/node-1", world.pod("web").status.podIP ?? "", 8080))).toBe(
      "Welcome! web",
    );
  });
});

describe("containers beside and before each other", () => {
  test("init containers run one after the other before the others", async () => {
    const world = createWorld();
    const shell = (name: string, script: string) => ({
      name,
      image: "busybox",
      command: ["sh", "-c", script],
    });
    world.place("web", "node-1", {
      initContainers: [shell("one", "echo 1; true"), shell("two", "echo 2; true")],
      containers: [{ name: "main", image: "gasbugs/http-go" }],
    });
    await world.loop.advance(1_000);
    expect(statusOf(world.pod("web"))?.state?.waiting?.reason).toBe("PodInitializing");
    expect(conditions(world.pod("web"))).toContain("Initialized False ContainersNotInitialized");
    await world.loop.settle();
    expect(world.pod("web").status.phase).toBe("Running");
    expect(
      world
        .pod("web")
        .status.initContainerStatuses?.map(({ name, ready, state }) => [
          name,
          ready,
          state?.terminated?.reason,
        ]),
    ).toEqual([
      ["one", true, "Completed"],
      ["two", true, "Completed"],
    ]);
    expect(world.eventsOf("web").filter((event) => event.startsWith("Started"))).toEqual([
      "Started Started container one",
      "Started Started container two",
      "Started Started container main",
    ]);
  });

  test("an init container that fails holds up the others", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      initContainers: [{ name: "one", image: "busybox", command: ["sh", "-c", "echo no; false"] }],
      containers: [{ name: "main", image: "gasbugs/http-go" }],
    });
    await world.loop.settle();
    expect(world.pod("web").status.phase).toBe("Pending");
    expect(world.pod("web").status.initContainerStatuses?.[0]?.state?.waiting?.reason).toBe(
      "CrashLoopBackOff",
    );
  });

  test("two containers share the Pod's address, and the second to want a port dies of it", async () => {
    const world = createWorld();
    world.place("both", "node-1", {
      containers: [
        { name: "go", image: "gasbugs/http-go" },
        { name: "echo", image: "hashicorp/http-echo", args: ["-text=echo"] },
      ],
    });
    world.place("clash", "node-1", {
      containers: [
        { name: "one", image: "gasbugs/http-go" },
        { name: "two", image: "gasbugs/http-go" },
      ],
    });
    await world.loop.settle();
    const ip = world.pod("both").status.podIP ?? "";
    expect([
      told(await world.send("node/node-1", ip, 8080)),
      told(await world.send("node/node-1", ip, 5678)),
    ]).toEqual(["Welcome! both", "echo"]);
    expect(world.pod("clash").status.containerStatuses?.map(({ ready }) => ready)).toEqual([true, false]);
    expect(await logs(world, "clash", { container: "two" })).toBe(
      "listen tcp :8080: bind: address already in use\n",
    );
  });
});
