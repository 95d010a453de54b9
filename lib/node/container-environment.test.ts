import { describe, expect, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import type { Pod } from "../api/kinds/pod.ts";
import { secrets } from "../api/kinds/secret.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const exec = (world: World, pod: string, ...command: string[]) =>
  world.loop.run(() => world.api.pods.exec("default", pod, { command }));

describe("variables and volumes", () => {
  test("come from ConfigMaps and the Pod itself", async () => {
    const world = createWorld();
    world.api.create(configMaps, "default", {
      metadata: { name: "conf" },
      data: { color: "red", "page.html": "<h1>mine</h1>" },
    });
    world.place("web", "node-1", {
      volumes: [
        { name: "html", configMap: { name: "conf", items: [{ key: "page.html", path: "index.html" }] } },
      ],
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
    for (const line of ["C_color=red", "COLOR=red", "ME=web", `IP=${ip}`, "SAID=red $(COLOR) $(NOPE)"])
      expect(lines).toContain(line);
    expect(told(await world.send("node/node-1", ip))).toBe("<h1>mine</h1>");
    const write = await exec(world, "web", "sh", "-c", "echo changed > /usr/share/nginx/html/index.html");
    expect(write.stderr).toBe(
      "sh: 1: cannot create /usr/share/nginx/html/index.html: Read-only file system\n",
    );
  });

  test("hold the Pod up while their ConfigMap is missing", async () => {
    const world = createWorld();
    world.place("env", "node-1", {
      containers: [{ name: "main", image: "nginx", envFrom: [{ configMapRef: { name: "conf" } }] }],
    });
    world.place("mount", "node-1", {
      volumes: [{ name: "v", configMap: { name: "conf" } }],
      containers: [{ name: "main", image: "nginx", volumeMounts: [{ name: "v", mountPath: "/v" }] }],
    });
    await world.loop.settle();
    expect(statusOf(world.pod("env"))?.state?.waiting).toEqual({
      reason: "CreateContainerConfigError",
      message: 'configmap "conf" not found',
    });
    expect(statusOf(world.pod("mount"))?.state?.waiting?.reason).toBe("ContainerCreating");
    expect(world.eventsOf("mount")).toEqual([
      'FailedMount MountVolume.SetUp failed for volume "v" : configmap "conf" not found (x3)',
    ]);
    expect(world.pod("mount").status.podIP).toBeUndefined();
    world.api.create(configMaps, "default", { metadata: { name: "conf" }, data: { a: "1" } });
    await world.loop.advance(15_000);
    expect([world.pod("env").status.phase, world.pod("mount").status.phase]).toEqual(["Running", "Running"]);
  });

  const envOf = async (container: object, spec: object = {}, prepare: (world: World) => void = () => {}) => {
    const world = createWorld();
    prepare(world);
    world.place("web", "node-1", {
      ...spec,
      containers: [{ name: "main", image: "busybox", command: ["sleep", "infinity"], ...container }],
    });
    await world.loop.settle();
    return (await exec(world, "web", "env")).stdout.split("\n");
  };

  test("come from Secrets, and lose against the container's own", async () => {
    const lines = await envOf(
      {
        envFrom: [
          { configMapRef: { name: "conf" } },
          { prefix: "S_", secretRef: { name: "sec" } },
          { secretRef: { name: "nosuch", optional: true } },
        ],
        env: [
          { name: "color", value: "mine" },
          { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "sec", key: "password" } } },
          { name: "NONE", valueFrom: { secretKeyRef: { name: "sec", key: "nosuch", optional: true } } },
        ],
      },
      {},
      ({ api }) => {
        api.create(configMaps, "default", {
          metadata: { name: "conf" },
          data: { color: "red", "page.html": "x" },
        });
        api.create(secrets, "default", {
          metadata: { name: "sec" },
          data: { password: Buffer.from("s3cret").toString("base64") },
        });
      },
    );
    for (const line of ["color=mine", "PASSWORD=s3cret", "S_password=s3cret", "page.html=x"])
      expect(lines).toContain(line);
    expect(lines.some((line) => line.startsWith("NONE="))).toBe(false);
  });

  test.each([
    ["limits.cpu", undefined, "1"],
    ["limits.cpu", "1m", "250"],
    ["requests.memory", "1Mi", "64"],
    ["limits.memory", "1Ki", "8145008"],
    ["requests.ephemeral-storage", undefined, "0"],
  ])("tell the container's resources: %s in units of %s", async (resource, divisor, value) => {
    const resources = { limits: { cpu: "250m" }, requests: { memory: "64Mi" } };
    const lines = await envOf({
      resources,
      env: [
        {
          name: "AMOUNT",
          valueFrom: { resourceFieldRef: { resource, ...(divisor === undefined ? {} : { divisor }) } },
        },
      ],
    });
    expect(lines).toContain(`AMOUNT=${value}`);
  });

  test("in $(...) are those of the Pod and of Services, not those of the image", async () => {
    const env = [
      { name: "FIRST", value: "1" },
      { name: "SECOND", value: "$(FIRST)$(THIRD)" },
      { name: "THIRD", value: "3" },
      { name: "API", value: "$(KUBERNETES_SERVICE_HOST)" },
      { name: "HOST", value: "$(HOSTNAME)" },
    ];
    const lines = await envOf({ env });
    for (const line of ["SECOND=1$(THIRD)", "API=10.96.0.1", "HOST=$(HOSTNAME)"])
      expect(lines).toContain(line);
  });

  test("of Services are left out on demand, but for the API's own", async () => {
    const service = (world: World) =>
      world.createService("db", { clusterIP: "10.99.0.1", ports: [{ port: 80 }] });
    const names = (lines: readonly string[]) => lines.filter((line) => line.includes("_SERVICE_HOST"));
    expect(names(await envOf({}, {}, service))).toEqual([
      "DB_SERVICE_HOST=10.99.0.1",
      "KUBERNETES_SERVICE_HOST=10.96.0.1",
    ]);
    expect(names(await envOf({}, { enableServiceLinks: false }, service))).toEqual([
      "KUBERNETES_SERVICE_HOST=10.96.0.1",
    ]);
  });

  test("of Services are those that were there when the container started, whenever they are read", async () => {
    const world = createWorld();
    world.createService("before", { clusterIP: "10.99.0.1", ports: [{ port: 80 }] });
    world.place("web", "node-1", {
      containers: [{ name: "main", image: "busybox", command: ["sleep", "1d"] }],
    });
    await world.loop.settle();
    world.createService("later", { clusterIP: "10.99.0.2", ports: [{ port: 80 }] });
    const lines = (await exec(world, "web", "env")).stdout.split("\n");
    expect(lines).toContain("BEFORE_SERVICE_HOST=10.99.0.1");
    expect(lines.filter((line) => line.startsWith("LATER_"))).toEqual([]);
  });

  test("stand in one list: those of the runtime, of Services, and the Pod's own in their place", async () => {
    const env = [
      { name: "KUBERNETES_SERVICE_HOST", value: "mine" },
      { name: "OWN", value: "1" },
    ];
    const lines = await envOf({ env });
    const names = lines.map((line) => line.split("=")[0]);
    expect(lines).toContain("KUBERNETES_SERVICE_HOST=mine");
    expect(names.filter((name) => name === "KUBERNETES_SERVICE_HOST")).toHaveLength(1);
    expect(names.indexOf("KUBERNETES_SERVICE_HOST")).toBeLessThan(names.indexOf("KUBERNETES_SERVICE_PORT"));
  });

  test("in $(...) are variables only, whatever names an object of JavaScript has", async () => {
    const lines = await envOf({ env: [{ name: "SAID", value: "$(constructor) $(toString)" }] });
    expect(lines).toContain("SAID=$(constructor) $(toString)");
  });

  test("are filled into command and args; workingDir is where the program starts", async () => {
    const world = createWorld();
    const env = [{ name: "GREETING", value: "hello" }];
    const containers = [
      {
        name: "main",
        image: "busybox",
        env,
        workingDir: "/tmp",
        command: ["sh", "-c"],
        args: ["echo $(GREETING) $(NOBODY) $$(GREETING); pwd"],
      },
    ];
    world.place("web", "node-1", { restartPolicy: "Never", containers });
    await world.loop.settle();
    const output = await world.loop.run(() => world.api.pods.logs("default", "web", {}));
    expect(output).toBe("sh: NOBODY: not found\nsh: GREETING: not found\nhello\n/tmp\n");
  });

  test.each([
    ["envFrom a Secret", { envFrom: [{ secretRef: { name: "sec" } }] }, 'secret "sec" not found'],
    [
      "a key of a ConfigMap",
      { env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "conf", key: "a" } } }] },
      "couldn't find key a in ConfigMap default/conf",
    ],
  ])("that cannot be had (%s) hold the container up", async (_, container, message) => {
    const world = createWorld();
    world.api.create(configMaps, "default", { metadata: { name: "conf" } });
    world.place("web", "node-1", { containers: [{ name: "main", image: "nginx", ...container }] });
    await world.loop.settle();
    expect(statusOf(world.pod("web"))?.state?.waiting).toEqual({
      reason: "CreateContainerConfigError",
      message,
    });
    expect(world.eventsOf("web").at(-1)).toBe(`Failed Error: ${message}`);
  });
});
