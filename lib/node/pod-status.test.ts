import { describe, expect, test } from "vitest";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { createWorld, type World } from "./testing/world.ts";

const SHELL = { name: "main", image: "busybox" };
const run = (script: string, more: object = {}) => ({ ...SHELL, command: ["sh", "-c", script], ...more });
const init = (script: string, name = "first") => run(script, { name });
const web = { name: "main", image: "gasbugs/http-go" };

/** `READY STATUS phase`, as `kubectl get pods` shows the first two. */
const told = (pod: Pod) => {
  const cell = (name: string) => pods.columns.find((column) => column.name === name)?.cell(pod, 0);
  return `${cell("Ready")} ${cell("Status")} ${pod.status.phase}`;
};
const condition = (world: World, type: string) =>
  world.pod("web").status.conditions?.find((each) => each.type === type);

/** All that is told of a Pod until `forMs`, without repetitions. */
async function storyOf(
  spec: Parameters<World["place"]>[2],
  forMs = 30_000,
  then: (world: World) => void = () => {},
): Promise<string[]> {
  const world = createWorld();
  const story: string[] = [];
  world.api.watch(pods, { fieldSelector: "metadata.name=web" }, ({ type, object }) => {
    const now = type === "DELETED" ? "gone" : told(object);
    if (type !== "ADDED" && story.at(-1) !== now) story.push(now);
  });
  world.place("web", "node-1", spec);
  await world.loop.advance(forMs);
  then(world);
  await world.loop.advance(40_000);
  return story;
}

describe("what kubectl get pods says", () => {
  const creating = "0/1 ContainerCreating Pending";
  const initializing = "0/1 Init:0/1 Pending";
  test.each<[string, Parameters<World["place"]>[2], string[]]>([
    ["runs", { containers: [web] }, [creating, "1/1 Running Running"]],
    [
      "works off a task",
      { restartPolicy: "Never", containers: [run("sleep 5")] },
      [creating, "1/1 Running Running", "0/1 Completed Succeeded"],
    ],
    [
      "fails at it",
      { restartPolicy: "Never", containers: [run("exit 3")] },
      [creating, "1/1 Running Running", "0/1 Error Failed"],
    ],
    [
      "tries again until it succeeds",
      {
        restartPolicy: "OnFailure",
        volumes: [{ name: "v", emptyDir: {} }],
        containers: [
          run("test -e /v/x || { touch /v/x; exit 1; }", { volumeMounts: [{ name: "v", mountPath: "/v" }] }),
        ],
      },
      [
        creating,
        "1/1 Running Running",
        "0/1 Error Running",
        "1/1 Running Running",
        "0/1 Completed Succeeded",
      ],
    ],
    [
      "does two tasks",
      { restartPolicy: "Never", containers: [run("sleep 5"), run("sleep 9", { name: "other" })] },
      [
        "0/2 ContainerCreating Pending",
        "2/2 Running Running",
        "1/2 NotReady Running",
        "0/2 Completed Succeeded",
      ],
    ],
    [
      "has an image that does not exist",
      { image: "nosuch" },
      [
        creating,
        "0/1 ErrImagePull Pending",
        "0/1 ImagePullBackOff Pending",
        "0/1 ErrImagePull Pending",
        "0/1 ImagePullBackOff Pending",
        "0/1 ErrImagePull Pending",
        "0/1 ImagePullBackOff Pending",
      ],
    ],
    ["has no image name", { image: "Nginx" }, [creating, "0/1 InvalidImageName Pending"]],
    [
      "may not pull",
      { containers: [{ ...web, imagePullPolicy: "Never" }] },
      [creating, "0/1 ErrImageNeverPull Pending"],
    ],
    [
      "lacks its ConfigMap",
      { containers: [{ ...web, envFrom: [{ configMapRef: { name: "nosuch" } }] }] },
      [creating, "0/1 CreateContainerConfigError Pending"],
    ],
    [
      "has no such program",
      { restartPolicy: "Never", containers: [{ ...SHELL, command: ["nosuch"] }] },
      [creating, "0/1 StartError Failed"],
    ],
    [
      "is prepared",
      { initContainers: [init("sleep 3"), init("sleep 3", "second")], containers: [web] },
      ["0/1 Init:0/2 Pending", "0/1 Init:1/2 Pending", "0/1 PodInitializing Pending", "1/1 Running Running"],
    ],
    [
      "is prepared in vain",
      { restartPolicy: "Never", initContainers: [init("exit 1")], containers: [web] },
      [initializing, "0/1 Init:Error Failed"],
    ],
    [
      "is prepared in vain by an image that does not exist",
      { initContainers: [{ name: "first", image: "Nginx" }], containers: [web] },
      [initializing, "0/1 Init:InvalidImageName Pending"],
    ],
  ])("of a Pod that %s", async (_, spec, story) => {
    expect(await storyOf(spec)).toEqual(story);
  });

  test("of a Pod that crashes", async () => {
    const story = await storyOf({ containers: [{ name: "main", image: "bootcamp/crash" }] });
    expect(story.slice(0, 6)).toEqual([
      creating,
      "1/1 Running Running",
      "0/1 Error Running",
      "1/1 Running Running",
      "0/1 Error Running",
      "0/1 CrashLoopBackOff Running",
    ]);
  });

  test("of a Pod whose program cannot start", async () => {
    const story = await storyOf({ containers: [{ ...SHELL, command: ["nosuch"] }] });
    expect(story.slice(0, 3)).toEqual([
      creating,
      "0/1 RunContainerError Running",
      "0/1 CrashLoopBackOff Running",
    ]);
  });

  test("of a Pod whose preparation crashes", async () => {
    const story = await storyOf({
      initContainers: [{ name: "first", image: "bootcamp/crash" }],
      containers: [web],
    });
    expect(new Set(story)).toEqual(
      new Set([initializing, "0/1 Init:Error Pending", "0/1 Init:CrashLoopBackOff Pending"]),
    );
  });

  test("of a Pod that is deleted while it runs", async () => {
    const remove = (world: World) => world.api.delete(pods, "default", "web");
    expect(await storyOf({ containers: [web] }, 30_000, remove)).toEqual([
      creating,
      "1/1 Running Running",
      "1/1 Terminating Running",
      "0/1 Error Failed",
      "gone",
    ]);
    expect(await storyOf({ containers: [{ name: "main", image: "nginx" }] }, 30_000, remove)).toEqual([
      creating,
      "1/1 Running Running",
      "1/1 Terminating Running",
      "0/1 Completed Succeeded",
      "gone",
    ]);
  });

  test.each(["true", "false"])(
    "of a Pod that is deleted after its %s has ended: it goes at once",
    async (program) => {
      const world = createWorld();
      world.place("job", "node-1", {
        restartPolicy: "Never",
        containers: [{ name: "main", image: "busybox", command: [program] }],
      });
      await world.loop.settle();
      world.api.delete(pods, "default", "job", { gracePeriodSeconds: 60 });
      expect(world.api.find(pods, "default", "job")).toBeUndefined();
    },
  );

  test("of a Pod that is deleted before it ran", async () => {
    const remove = (world: World) => world.api.delete(pods, "default", "web");
    expect(await storyOf({ image: "nosuch" }, 4_000, remove)).toEqual([
      creating,
      "0/1 ErrImagePull Pending",
      "0/1 ImagePullBackOff Pending",
      "0/1 Terminating Pending",
      "gone",
    ]);
  });
});

describe("conditions", () => {
  test("say what is missing, and since when", async () => {
    const world = createWorld();
    world.place("web", "node-1", { initContainers: [init("sleep 20")], containers: [web] });
    await world.loop.advance(10_000);
    const reasons = (world.pod("web").status.conditions ?? []).map(
      ({ type, status, reason = "", message = "" }) => [type, status, reason, message],
    );
    expect(reasons).toEqual([
      ["PodReadyToStartContainers", "True", "", ""],
      ["Initialized", "False", "ContainersNotInitialized", "containers with incomplete status: [first]"],
      ["Ready", "False", "ContainersNotReady", "containers with unready status: [main]"],
      ["ContainersReady", "False", "ContainersNotReady", "containers with unready status: [main]"],
    ]);
    const before = condition(world, "PodReadyToStartContainers")?.lastTransitionTime;
    await world.loop.settle();
    expect(condition(world, "Ready")).toMatchObject({ status: "True" });
    expect(condition(world, "Ready")).not.toHaveProperty("reason");
    expect(condition(world, "PodReadyToStartContainers")?.lastTransitionTime).toBe(before);
  });

  test("of a Pod that is done say so", async () => {
    const world = createWorld();
    world.place("web", "node-1", { restartPolicy: "Never", containers: [run("true")] });
    await world.loop.settle();
    const { conditions = [] } = world.pod("web").status;
    expect(conditions.map(({ type, status, reason }) => [type, status, reason])).toEqual([
      ["PodReadyToStartContainers", "False", undefined],
      ["Initialized", "True", "PodCompleted"],
      ["Ready", "False", "PodCompleted"],
      ["ContainersReady", "False", "PodCompleted"],
    ]);
  });

  test("include those that others must set: readiness gates", async () => {
    const world = createWorld();
    const type = "example.com/registered";
    world.place("web", "node-1", { readinessGates: [{ conditionType: type }], containers: [web] });
    await world.loop.settle();
    const missing = `corresponding condition of pod readiness gate "${type}" does not exist.`;
    expect(condition(world, "ContainersReady")?.status).toBe("True");
    expect(condition(world, "Ready")).toMatchObject({
      status: "False",
      reason: "ReadinessGatesNotReady",
      message: missing,
    });
    const set = async (status: string) => {
      const pod = world.pod("web");
      const others = (pod.status.conditions ?? []).filter((each) => each.type !== type);
      world.api.update(
        pods,
        { ...pod, status: { ...pod.status, conditions: [...others, { type, status }] } },
        { subresource: "status" },
      );
      await world.loop.settle();
    };
    await set("False");
    expect(condition(world, "Ready")?.message).toBe(
      `the status of pod readiness gate "${type}" is not "True", but False`,
    );
    await set("True");
    expect(condition(world, "Ready")?.status).toBe("True");
    expect(condition(world, type)?.status).toBe("True");
  });
});
