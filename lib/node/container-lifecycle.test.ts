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

describe("an image", () => {
  test("that is present is not pulled again, unless the policy is Always", async () => {
    const world = createWorld();
    world.place("a", "node-1", {
      containers: [{ name: "main", image: "busybox:1.36", command: ["sleep", "9999"] }],
    });
    await world.loop.settle();
    world.place("b", "node-1", {
      containers: [{ name: "main", image: "busybox:1.36", command: ["sleep", "9999"] }],
    });
    await world.loop.settle();
    expect(world.eventsOf("b")[0]).toBe('Pulled Container image "busybox:1.36" already present on machine');
    world.place("c", "node-1", {
      containers: [
        { name: "main", image: "busybox:1.36", imagePullPolicy: "Always", command: ["sleep", "9999"] },
      ],
    });
    await world.loop.settle();
    expect(world.eventsOf("c")[0]).toBe('Pulling Pulling image "busybox:1.36"');
  });

  test("that does not exist ends in ImagePullBackOff and is tried again", async () => {
    const world = createWorld();
    world.place("web", "node-1", { image: "gasbugs/http-go:v9" });
    await world.loop.settle();
    const why =
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/gasbugs/http-go:v9": failed to resolve reference "docker.io/gasbugs/http-go:v9": docker.io/gasbugs/http-go:v9: not found';
    expect(statusOf(world.pod("web"))?.state).toEqual({
      waiting: {
        reason: "ImagePullBackOff",
        message: `Back-off pulling image "gasbugs/http-go:v9": ErrImagePull: ${why}`,
      },
    });
    expect(world.pod("web").status).toMatchObject({
      phase: "Pending",
      podIP: expect.stringMatching(/^10\./),
    });
    expect(world.eventsOf("web")).toEqual([
      'Pulling Pulling image "gasbugs/http-go:v9"',
      `Failed Failed to pull image "gasbugs/http-go:v9": ${why}`,
      "Failed Error: ErrImagePull",
      'BackOff Back-off pulling image "gasbugs/http-go:v9"',
      "Failed Error: ImagePullBackOff",
    ]);
    await world.loop.advance(60_000);
    expect(world.eventsOf("web")[0]).toBe('Pulling Pulling image "gasbugs/http-go:v9" (x3)');
  });

  test("of an unknown repository is denied, and a name that is none is invalid", async () => {
    const world = createWorld();
    world.place("a", "node-1", { image: "nosuch" });
    world.place("b", "node-1", { image: "Nginx" });
    await world.loop.settle();
    expect(statusOf(world.pod("a"))?.state?.waiting?.message).toContain(
      "pull access denied, repository does not exist or may require authorization",
    );
    expect(statusOf(world.pod("b"))?.state?.waiting).toEqual({
      reason: "InvalidImageName",
      message:
        'Failed to apply default image tag "Nginx": couldn\'t parse image name "Nginx": invalid reference format: repository name (library/Nginx) must be lowercase',
    });
  });

  test("that the simulation lacks is said to be lacking, in the Pod and its Events", async () => {
    const world = createWorld();
    world.place("db", "node-1", { image: "mysql:8" });
    await world.loop.settle();
    const why =
      'this simulation has no image "docker.io/library/mysql:8"; a real cluster pulls it from docker.io. The nearest image of the simulation is ';
    expect(statusOf(world.pod("db"))?.state?.waiting).toEqual({
      reason: "ImagePullBackOff",
      message: expect.stringContaining(`Back-off pulling image "mysql:8": ErrImagePull: ${why}`),
    });
    expect(world.eventsOf("db")[1]).toContain(`Failed Failed to pull image "mysql:8": ${why}`);
  });

  test("is pulled by one Pod of a node at a time", async () => {
    const world = createWorld();
    world.place("a", "node-1");
    world.place("b", "node-1");
    await world.loop.settle();
    const waited = ["a", "b"]
      .map((name) => /in (\S+) \((\S+) including waiting\)/.exec(world.eventsOf(name).join("\n")))
      .map((times) => times?.[1] !== times?.[2]);
    expect(waited.sort()).toEqual([false, true]);
  });
});

describe("a container that ends", () => {
  const crasher = { containers: [{ name: "main", image: "bootcamp/crash" }] };

  test("is restarted at once the first time, then after 10 s, 20 s, 40 s", async () => {
    const world = createWorld();
    world.place("web", "node-1", crasher);
    await world.loop.settle();
    const { uid } = world.pod("web").metadata;
    expect(statusOf(world.pod("web"))).toMatchObject({
      restartCount: 1,
      ready: false,
      state: {
        waiting: {
          reason: "CrashLoopBackOff",
          message: `back-off 10s restarting failed container=main pod=web_default(${uid})`,
        },
      },
      lastState: { terminated: { exitCode: 1, reason: "Error" } },
    });
    expect(world.pod("web").status.phase).toBe("Running");
    expect(world.eventsOf("web").at(-1)).toBe(
      `BackOff Back-off restarting failed container main in pod web_default(${uid})`,
    );
    await world.loop.advance(14_000);
    expect(statusOf(world.pod("web"))).toMatchObject({
      restartCount: 2,
      state: { waiting: { message: expect.stringContaining("back-off 20s") } },
    });
    await world.loop.advance(24_000);
    expect(statusOf(world.pod("web"))).toMatchObject({
      restartCount: 3,
      state: { waiting: { message: expect.stringContaining("back-off 40s") } },
    });
    await world.loop.advance(3_600_000);
    expect(statusOf(world.pod("web"))?.state?.waiting?.message).toContain("back-off 5m0s");
  });

  test("keeps the log of the run before", async () => {
    const world = createWorld();
    world.place("web", "node-1", crasher);
    await world.loop.settle();
    expect(await logs(world, "web")).toBe("fatal: cannot reach the database\n");
    expect(await logs(world, "web", { previous: true })).toBe("fatal: cannot reach the database\n");
  });

  test.each([
    ["Never", 0, "Succeeded", "PodCompleted"],
    ["Never", 3, "Failed", "PodFailed"],
    ["OnFailure", 0, "Succeeded", "PodCompleted"],
  ])(
    "for good under restartPolicy %s with exit code %i makes the Pod %s",
    async (restartPolicy, code, phase, reason) => {
      const world = createWorld();
      world.place("job", "node-1", {
        restartPolicy,
        containers: [{ name: "main", image: "busybox", command: ["sh", "-c", `echo hello; exit ${code}`] }],
      });
      await world.loop.settle();
      const pod = world.pod("job");
      expect(pod.status.phase).toBe(phase);
      expect(conditions(pod)).toContain(`Ready False ${reason}`);
      expect(statusOf(pod)).toMatchObject({
        restartCount: 0,
        state: { terminated: { exitCode: code, reason: code === 0 ? "Completed" : "Error" } },
      });
      expect(await logs(world, "job")).toBe("hello\n");
      expect(told(await world.send("node/node-1", pod.status.podIP ?? "", 8080))).toBe(
        "EHOSTUNREACH after 3070",
      );
    },
  );

  test("of busybox without a command is Completed, again and again", async () => {
    const world = createWorld();
    world.place("bash", "node-1", { image: "busybox" });
    await world.loop.settle();
    expect(statusOf(world.pod("bash"))).toMatchObject({
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { exitCode: 0, reason: "Completed" } },
    });
  });

  test("whose program does not exist is a StartError", async () => {
    const world = createWorld();
    const containers = [{ name: "main", image: "busybox", args: ["bash"] }];
    world.place("always", "node-1", { containers });
    world.place("never", "node-1", { containers, restartPolicy: "Never" });
    await world.loop.settle();
    const message =
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown';
    expect(world.eventsOf("always")).toContain(`Failed Error: ${message} (x2)`);
    expect(statusOf(world.pod("always"))).toMatchObject({
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: {
        terminated: { exitCode: 128, reason: "StartError", message, startedAt: "1970-01-01T00:00:00Z" },
      },
    });
    expect(world.pod("never").status.phase).toBe("Failed");
    expect(statusOf(world.pod("never"))?.state?.terminated?.reason).toBe("StartError");
  });
});

describe("a script that starts the image's own server", () => {
  const command = [
    "sh",
    "-c",
    "echo page of $HOSTNAME > /usr/share/nginx/html/index.html && nginx -g 'daemon off;'",
  ];

  test("serves what the script has prepared, until the container ends", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      terminationGracePeriodSeconds: 3,
      containers: [{ name: "main", image: "nginx", command }],
    });
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    expect(told(await world.send("node/node-1", ip))).toBe("page of web");
    expect(await logs(world, "web")).toMatch(
      /^10\.244\.1\.1 - - \[05\/Jan\/2026:09:00:0\d \+0000\] "GET \/ HTTP\/1\.1" 200 12 "-" "-" "-"\n$/,
    );
    world.api.delete(pods, "default", "web");
    await world.loop.advance(2_900);
    expect(told(await world.send("node/node-1", ip))).toBe("page of web");
    await world.loop.advance(200);
    expect(told(await world.send("node/node-1", ip))).toBe("ECONNREFUSED after 0");
  });

  test("goes on when the server goes to the background", async () => {
    const world = createWorld();
    world.place("web", "node-1", {
      restartPolicy: "Never",
      containers: [{ name: "main", image: "nginx", command: ["sh", "-c", "nginx; sleep 300; echo over"] }],
    });
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    expect(told(await world.send("node/node-1", ip))).toContain("Welcome to nginx!");
    await world.loop.advance(301_000);
    expect(await logs(world, "web", { tailLines: 1 })).toBe("over\n");
    expect(world.pod("web").status.phase).toBe("Succeeded");
  });

  test.each([
    ["busybox", "mkdir /www; echo hello > /www/index.html; httpd -f -p 8080 -h /www", "hello"],
    ["busybox", "cd /tmp && echo here > index.html && exec httpd -f -p 8080", "here"],
    [
      "gcr.io/google-samples/kubernetes-bootcamp:v1",
      "node server.js",
      "Hello Kubernetes bootcamp! | Running on: web | v=1",
    ],
  ])("works for %s with %s", async (image, script, body) => {
    const world = createWorld();
    world.place("web", "node-1", {
      containers: [{ name: "main", image, command: ["/bin/sh", "-c", script] }],
    });
    await world.loop.settle();
    expect(told(await world.send("node/node-1", world.pod("web").status.podIP ?? "", 8080))).toBe(body);
  });

  test("can be asked for its version by exec", async () => {
    const world = createWorld();
    world.place("web", "node-1", { containers: [{ name: "main", image: "nginx" }] });
    await world.loop.settle();
    const result = await world.loop.run(() =>
      world.api.pods.exec("default", "web", { command: ["nginx", "-v"] }),
    );
    expect(result.stderr).toBe("nginx version: nginx/1.29.1\n");
  });

  test("ends with it when the port is taken", async () => {
    const world = createWorld();
    const containers = [
      { name: "one", image: "nginx" },
      { name: "two", image: "nginx", command },
    ];
    world.place("web", "node-1", { restartPolicy: "Never", containers });
    await world.loop.settle();
    expect(world.pod("web").status.containerStatuses?.[1]?.state?.terminated).toMatchObject({
      exitCode: 1,
      reason: "Error",
    });
    const line = "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n";
    expect(await logs(world, "web", { container: "two" })).toBe(
      `${line.repeat(5)}nginx: [emerg] still could not bind()\n`,
    );
  });
});

test("a container that ran for ten minutes starts at once, and waits ten seconds after its next end", async () => {
  const world = createWorld();
  const said: string[] = [];
  world.api.watch(pods, { fieldSelector: "metadata.name=web" }, ({ object }) => {
    const backOff = /back-off \S+/.exec(statusOf(object)?.state?.waiting?.message ?? "")?.[0];
    if (backOff !== undefined && said.at(-1) !== backOff) said.push(backOff);
  });
  const command = ["sh", "-c", "if [ -e /v/long ]; then sleep 605; fi; exit 1"];
  const volumeMounts = [{ name: "v", mountPath: "/v" }];
  world.place("web", "node-1", {
    volumes: [{ name: "v", emptyDir: {} }],
    containers: [
      { name: "main", image: "busybox", command, volumeMounts },
      { name: "tool", image: "busybox", command: ["sleep", "infinity"], volumeMounts },
    ],
  });
  const run = (...argv: string[]) =>
    world.loop.run(() => world.api.pods.exec("default", "web", { container: "tool", command: argv }));
  await world.loop.advance(400_000);
  await run("touch", "/v/long");
  await world.loop.advance(600_000);
  await run("rm", "/v/long");
  await world.loop.advance(400_000);
  expect(said.slice(0, 9)).toEqual(
    ["10s", "20s", "40s", "1m20s", "2m40s", "5m0s", "10s", "20s", "40s"].map((delay) => `back-off ${delay}`),
  );
});
