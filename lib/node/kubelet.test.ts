import { describe, expect, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import { endpoints } from "../api/kinds/endpoints.ts";
import { nodes } from "../api/kinds/node.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const conditions = (pod: Pod) =>
  (pod.status.conditions ?? []).map(({ type, status, reason }) => [type, status, ...(reason === undefined ? [] : [reason])].join(" "));
const exec = (world: World, pod: string, ...command: string[]) => world.loop.run(() => world.api.pods.exec("default", pod, { command }));
const logs = (world: World, pod: string, options = {}) => world.loop.run(() => world.api.pods.logs("default", pod, options));

describe("a Pod that is bound to a node", () => {
  test("is told as ContainerCreating at once and runs within seconds", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    expect(world.pod("web").status).toMatchObject({ phase: "Pending", hostIP: "172.18.0.3", startTime: "2026-01-05T09:00:00Z" });
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
    expect(conditions(pod)).toEqual(["PodReadyToStartContainers True", "Initialized True", "Ready True", "ContainersReady True"]);
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
      { ...pod, status: { ...pod.status, conditions: [...(pod.status.conditions ?? []), { type: "PodScheduled", status: "True" }] } },
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

describe("an image", () => {
  test("that is present is not pulled again, unless the policy is Always", async () => {
    const world = createWorld();
    world.place("a", "node-1", { containers: [{ name: "main", image: "busybox:1.36", command: ["sleep", "9999"] }] });
    await world.loop.settle();
    world.place("b", "node-1", { containers: [{ name: "main", image: "busybox:1.36", command: ["sleep", "9999"] }] });
    await world.loop.settle();
    expect(world.eventsOf("b")[0]).toBe('Pulled Container image "busybox:1.36" already present on machine');
    world.place("c", "node-1", { containers: [{ name: "main", image: "busybox:1.36", imagePullPolicy: "Always", command: ["sleep", "9999"] }] });
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
      waiting: { reason: "ImagePullBackOff", message: `Back-off pulling image "gasbugs/http-go:v9": ErrImagePull: ${why}` },
    });
    expect(world.pod("web").status).toMatchObject({ phase: "Pending", podIP: expect.stringMatching(/^10\./) });
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
    expect(statusOf(world.pod("a"))?.state?.waiting?.message).toContain("pull access denied, repository does not exist or may require authorization");
    expect(statusOf(world.pod("b"))?.state?.waiting).toEqual({
      reason: "InvalidImageName",
      message:
        'Failed to apply default image tag "Nginx": couldn\'t parse image name "Nginx": invalid reference format: repository name (library/Nginx) must be lowercase',
    });
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
      state: { waiting: { reason: "CrashLoopBackOff", message: `back-off 10s restarting failed container=main pod=web_default(${uid})` } },
      lastState: { terminated: { exitCode: 1, reason: "Error" } },
    });
    expect(world.pod("web").status.phase).toBe("Running");
    expect(world.eventsOf("web").at(-1)).toBe(`BackOff Back-off restarting failed container main in pod web_default(${uid})`);
    await world.loop.advance(14_000);
    expect(statusOf(world.pod("web"))).toMatchObject({ restartCount: 2, state: { waiting: { message: expect.stringContaining("back-off 20s") } } });
    await world.loop.advance(24_000);
    expect(statusOf(world.pod("web"))).toMatchObject({ restartCount: 3, state: { waiting: { message: expect.stringContaining("back-off 40s") } } });
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
  ])("for good under restartPolicy %s with exit code %i makes the Pod %s", async (restartPolicy, code, phase, reason) => {
    const world = createWorld();
    world.place("job", "node-1", { restartPolicy, containers: [{ name: "main", image: "busybox", command: ["sh", "-c", `echo hello; exit ${code}`] }] });
    await world.loop.settle();
    const pod = world.pod("job");
    expect(pod.status.phase).toBe(phase);
    expect(conditions(pod)).toContain(`Ready False ${reason}`);
    expect(statusOf(pod)).toMatchObject({ restartCount: 0, state: { terminated: { exitCode: code, reason: code === 0 ? "Completed" : "Error" } } });
    expect(await logs(world, "job")).toBe("hello\n");
    expect(told(await world.send("node/node-1", pod.status.podIP ?? "", 8080))).toBe("EHOSTUNREACH after 3070");
  });

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
      lastState: { terminated: { exitCode: 128, reason: "StartError", message, startedAt: "1970-01-01T00:00:00Z" } },
    });
    expect(world.pod("never").status.phase).toBe("Failed");
    expect(statusOf(world.pod("never"))?.state?.terminated?.reason).toBe("StartError");
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
    world.place("client", "node-1", { containers: [{ name: "main", image: "busybox", command: ["sleep", "3600"] }] });
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
    world.place("web", "node-1", { containers: [{ name: "main", image: "gasbugs/http-go", lifecycle: { preStop: { sleep: { seconds: 8 } } } }] });
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
    expect(told(await world.send("node/node-1", world.pod("web").status.podIP ?? "", 8080))).toBe("Welcome! web");
  });
});

describe("containers beside and before each other", () => {
  test("init containers run one after the other before the others", async () => {
    const world = createWorld();
    const shell = (name: string, script: string) => ({ name, image: "busybox", command: ["sh", "-c", script] });
    world.place("web", "node-1", {
      initContainers: [shell("one", "echo 1; true"), shell("two", "echo 2; true")],
      containers: [{ name: "main", image: "gasbugs/http-go" }],
    });
    await world.loop.advance(1_000);
    expect(statusOf(world.pod("web"))?.state?.waiting?.reason).toBe("PodInitializing");
    expect(conditions(world.pod("web"))).toContain("Initialized False ContainersNotInitialized");
    await world.loop.settle();
    expect(world.pod("web").status.phase).toBe("Running");
    expect(world.pod("web").status.initContainerStatuses?.map(({ name, ready, state }) => [name, ready, state?.terminated?.reason])).toEqual([
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
    expect(world.pod("web").status.initContainerStatuses?.[0]?.state?.waiting?.reason).toBe("CrashLoopBackOff");
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
    expect([told(await world.send("node/node-1", ip, 8080)), told(await world.send("node/node-1", ip, 5678))]).toEqual(["Welcome! both", "echo"]);
    expect(world.pod("clash").status.containerStatuses?.map(({ ready }) => ready)).toEqual([true, false]);
    expect(await logs(world, "clash", { container: "two" })).toBe("listen tcp :8080: bind: address already in use\n");
  });
});

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

describe("exec", () => {
  const client = { containers: [{ name: "main", image: "busybox", command: ["sleep", "3600"] }] };

  test("runs a program in the container's own file system and network", async () => {
    const world = createWorld();
    world.place("client", "node-1", client);
    world.place("web", "node-2");
    await world.loop.settle();
    await exec(world, "client", "sh", "-c", "echo hi > /tmp/note");
    expect(await exec(world, "client", "cat", "/tmp/note")).toEqual({ stdout: "hi\n", stderr: "", exitCode: 0 });
    expect(await exec(world, "client", "hostname")).toMatchObject({ stdout: "client\n" });
    const ip = world.pod("web").status.podIP;
    expect(await exec(world, "client", "wget", "-q", "-O-", `${ip}:8080`)).toMatchObject({ stdout: "Welcome! web\n", exitCode: 0 });
    expect(world.hops).toMatchObject([{ from: { pod: { name: "client" } }, servedBy: "web" }]);
  });

  test("sees the files that the kubelet writes", async () => {
    const world = createWorld();
    world.place("client", "node-1", client);
    await world.loop.settle();
    expect((await exec(world, "client", "cat", "/etc/hosts")).stdout).toBe(
      `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n${world.pod("client").status.podIP}\tclient\n`,
    );
    expect((await exec(world, "client", "cat", "/etc/resolv.conf")).stdout).toBe(
      "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n",
    );
  });

  test("sees only Services that were there before the Pod", async () => {
    const world = createWorld();
    world.createService("http-go-svc", { clusterIP: "10.99.129.175", ports: [{ port: 80 }] });
    world.createService("named-svc", { clusterIP: "10.99.129.176", ports: [{ name: "web-ui", port: 8080 }] });
    world.createService("elsewhere", { clusterIP: "10.99.129.177", ports: [{ port: 80 }] }, "shop");
    world.place("client", "node-1", client);
    await world.loop.settle();
    world.createService("later", { clusterIP: "10.99.129.178", ports: [{ port: 80 }] });
    const lines = (await exec(world, "client", "env")).stdout.split("\n");
    for (const line of [
      "HTTP_GO_SVC_SERVICE_HOST=10.99.129.175",
      "HTTP_GO_SVC_SERVICE_PORT=80",
      "HTTP_GO_SVC_PORT=tcp://10.99.129.175:80",
      "HTTP_GO_SVC_PORT_80_TCP=tcp://10.99.129.175:80",
      "HTTP_GO_SVC_PORT_80_TCP_PROTO=tcp",
      "HTTP_GO_SVC_PORT_80_TCP_PORT=80",
      "HTTP_GO_SVC_PORT_80_TCP_ADDR=10.99.129.175",
      "NAMED_SVC_SERVICE_PORT_WEB_UI=8080",
      "KUBERNETES_SERVICE_HOST=10.96.0.1",
      "HOSTNAME=client",
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => /^(LATER|ELSEWHERE)_/.test(line))).toEqual([]);
  });

  test("of a program that is not there fails as the container runtime says it", async () => {
    const world = createWorld();
    world.place("client", "node-1", client);
    await world.loop.settle();
    await expect(exec(world, "client", "bash")).rejects.toMatchObject({
      reason: "InternalError",
      message: expect.stringMatching(
        /^Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in \$PATH$/,
      ),
    });
  });

  test("needs a container that runs", async () => {
    const world = createWorld();
    world.place("web", "node-1", { image: "gasbugs/http-go:v9" });
    await world.loop.settle();
    await expect(exec(world, "web", "ls")).rejects.toMatchObject({
      message: 'Internal error occurred: unable to upgrade connection: container not found ("main")',
    });
    await expect(logs(world, "web")).rejects.toMatchObject({
      reason: "BadRequest",
      message: 'container "main" in pod "web" is waiting to start: trying and failing to pull image',
    });
  });
});

describe("a container with standard input", () => {
  const shell = { containers: [{ name: "bash", image: "busybox", stdin: true, tty: true }] };

  test("waits for somebody to attach, and ends with his last line", async () => {
    const world = createWorld();
    world.place("bash", "node-1", shell);
    await world.loop.settle();
    expect(world.pod("bash").status.phase).toBe("Running");
    const result = await world.loop.run(() => world.api.pods.attach("default", "bash", { stdin: "echo hello\nexit 3\n" }));
    expect(result).toMatchObject({ stdout: "hello\n", exitCode: 3 });
    expect(statusOf(world.pod("bash"))?.state?.terminated).toMatchObject({ exitCode: 3, reason: "Error" });
    expect(await logs(world, "bash")).toBe("hello\n");
  });
});

describe("logs", () => {
  const talker = { restartPolicy: "Never", containers: [{ name: "main", image: "busybox", command: ["sh", "-c", "sleep 5; echo one; echo two; echo three"] }] };

  test("can be cut to the last lines, and show times", async () => {
    const world = createWorld();
    world.place("talker", "node-1", talker);
    await world.loop.advance(20_000);
    expect(await logs(world, "talker", { tailLines: 2 })).toBe("two\nthree\n");
    expect(await logs(world, "talker", { tailLines: 1, timestamps: true })).toMatch(/^2026-01-05T09:00:\d\d\.\d{9}Z three\n$/);
    expect(await logs(world, "talker", { sinceSeconds: 1 })).toBe("");
  });

  test("can be followed to the container's end", async () => {
    const world = createWorld();
    world.place("talker", "node-1", talker);
    await world.loop.advance(4_000);
    let heard = "";
    await logs(world, "talker", {
      follow: (text: string) => {
        heard += text;
      },
    });
    expect(heard).toBe("one\ntwo\nthree\n");
  });
});

describe("variables and volumes", () => {
  test("come from ConfigMaps and the Pod itself", async () => {
    const world = createWorld();
    world.api.create(configMaps, "default", { metadata: { name: "conf" }, data: { color: "red", "page.html": "<h1>mine</h1>" } });
    world.place("web", "node-1", {
      volumes: [{ name: "html", configMap: { name: "conf", items: [{ key: "page.html", path: "index.html" }] } }],
      containers: [
        {
          name: "main",
          image: "nginx",
          envFrom: [{ prefix: "C_", configMapRef: { name: "conf" } }],
          env: [
            { name: "COLOR", valueFrom: { configMapKeyRef: { name: "conf", key: "color" } } },
            { name: "ME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
            { name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
            { name: "SAID", value: "$(COLOR) $$(COLOR) $(NOPE)" },
          ],
          volumeMounts: [{ name: "html", mountPath: "/usr/share/nginx/html" }],
        },
      ],
    });
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    const lines = (await exec(world, "web", "env")).stdout.split("\n");
    for (const line of ["C_color=red", "COLOR=red", "ME=web", `IP=${ip}`, "SAID=red $(COLOR) $(NOPE)"]) expect(lines).toContain(line);
    expect(told(await world.send("node/node-1", ip))).toBe("<h1>mine</h1>");
    await exec(world, "web", "sh", "-c", "echo changed > /usr/share/nginx/html/index.html");
    expect(told(await world.send("node/node-1", ip))).toBe("changed");
  });

  test("hold the Pod up while their ConfigMap is missing", async () => {
    const world = createWorld();
    world.place("env", "node-1", { containers: [{ name: "main", image: "nginx", envFrom: [{ configMapRef: { name: "conf" } }] }] });
    world.place("mount", "node-1", {
      volumes: [{ name: "v", configMap: { name: "conf" } }],
      containers: [{ name: "main", image: "nginx", volumeMounts: [{ name: "v", mountPath: "/v" }] }],
    });
    await world.loop.settle();
    expect(statusOf(world.pod("env"))?.state?.waiting).toEqual({ reason: "CreateContainerConfigError", message: 'configmap "conf" not found' });
    expect(statusOf(world.pod("mount"))?.state?.waiting?.reason).toBe("ContainerCreating");
    expect(world.eventsOf("mount")).toEqual(['FailedMount MountVolume.SetUp failed for volume "v" : configmap "conf" not found']);
    world.api.create(configMaps, "default", { metadata: { name: "conf" }, data: { a: "1" } });
    await world.loop.advance(15_000);
    expect([world.pod("env").status.phase, world.pod("mount").status.phase]).toEqual(["Running", "Running"]);
  });
});

describe("a client", () => {
  test("is a Pod that runs, a node, or outside", async () => {
    const world = createWorld();
    world.place("web", "node-1");
    expect(() => world.nodes.clientFor("pod/web")).toThrow('pod "web" in namespace "default" does not run: its phase is Pending');
    await world.loop.settle();
    expect(world.nodes.clientFor("pod/default/web").source).toEqual({
      ip: world.pod("web").status.podIP,
      node: "node-1",
      pod: { namespace: "default", name: "web" },
    });
    expect(world.nodes.clientFor("node/node-2").source).toEqual({ ip: "172.18.0.4", node: "node-2" });
    expect(world.nodes.clientFor("outside").source).toEqual({ ip: "172.18.0.1" });
    expect(() => world.nodes.clientFor("pod/nope")).toThrow('pods "nope" not found');
    expect(() => world.nodes.clientFor("node/nope")).toThrow('nodes "nope" not found');
    expect(() => world.nodes.clientFor("web")).toThrow("write pod/NAME, pod/NAMESPACE/NAME, node/NAME or outside");
  });
});

describe("nodes", () => {
  test("are registered ready, with addresses of their own", () => {
    const world = createWorld({ nodes: 3 });
    const all = world.api.list(nodes, {}).items;
    expect(all.map(({ metadata, spec, status }) => [metadata.name, spec.podCIDR, status.addresses?.[0]?.address, status.nodeInfo?.kubeletVersion])).toEqual([
      ["node-1", "10.244.1.0/24", "172.18.0.3", "v1.33.1"],
      ["node-2", "10.244.2.0/24", "172.18.0.4", "v1.33.1"],
      ["node-3", "10.244.3.0/24", "172.18.0.5", "v1.33.1"],
    ]);
    expect(world.api.list(endpoints, {}).items).toEqual([]);
    expect(() => createWorld({ nodes: 0 })).toThrow("a cluster has 1 to 255 nodes (nodesMax), not 0");
  });
});
