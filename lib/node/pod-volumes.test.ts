import { describe, expect, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import { pods } from "../api/kinds/pod.ts";
import { secrets } from "../api/kinds/secret.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const exec = (world: World, pod: string, container: string, ...command: string[]) =>
  world.loop.run(() => world.api.pods.exec("default", pod, { container, command }));
const read = async (world: World, script: string, container = "main") => {
  const { stdout, stderr } = await exec(world, "web", container, "sh", "-c", script);
  return stdout + stderr;
};
const sleeper = { image: "busybox", command: ["sleep", "infinity"] };
const ipOf = (world: World) => world.pod("web").status.podIP ?? "";
const config = (world: World, data: Record<string, string>, name = "conf") =>
  world.api.create(configMaps, "default", { metadata: { name }, data });
const reconfigure = (world: World, data: Record<string, string>) =>
  world.api.update(configMaps, { ...world.api.get(configMaps, "default", "conf"), data });

/** A Pod with one container that mounts one volume at /v. */
function placeWith(world: World, volume: object, mount: object = {}, container: object = sleeper) {
  world.place("web", "node-1", {
    volumes: [{ name: "v", ...volume }],
    containers: [{ name: "main", ...container, volumeMounts: [{ name: "v", mountPath: "/v", ...mount }] }],
  });
  return world.loop.settle();
}

describe("an emptyDir", () => {
  test("lets one container write what another serves", async () => {
    const world = createWorld();
    const html = { name: "html", mountPath: "/usr/share/nginx/html" };
    const script = "i=0; while true; do i=$((i+1)); echo page $i > /html/index.html; sleep 10; done";
    world.place("web", "node-1", {
      volumes: [{ name: "html", emptyDir: {} }],
      containers: [
        {
          name: "content",
          image: "busybox",
          command: ["sh", "-c", script],
          volumeMounts: [{ name: "html", mountPath: "/html" }],
        },
        { name: "nginx", image: "nginx", volumeMounts: [html] },
      ],
    });
    await world.loop.settle();
    expect(told(await world.send("node/node-1", ipOf(world), 80))).toBe("page 1");
    await world.loop.advance(25_000);
    expect(told(await world.send("node/node-1", ipOf(world), 80))).toBe("page 3");
    expect(await read(world, "cat /usr/share/nginx/html/index.html; ls /usr/share/nginx/html", "nginx")).toBe(
      "page 3\nindex.html\n",
    );
  });

  test("is filled by an init container, and hides what the image had there", async () => {
    const world = createWorld();
    const place = (script: string) =>
      world.place("web", "node-1", {
        volumes: [{ name: "html", emptyDir: {} }],
        initContainers: [
          {
            name: "fill",
            image: "busybox",
            command: ["sh", "-c", script],
            volumeMounts: [{ name: "html", mountPath: "/html/" }],
          },
        ],
        containers: [
          {
            name: "main",
            image: "nginx",
            volumeMounts: [{ name: "html", mountPath: "/usr/share/nginx/html" }],
          },
        ],
      });
    place("true");
    await world.loop.settle();
    expect(told(await world.send("node/node-1", ipOf(world), 80))).toContain("<h1>403 Forbidden</h1>");
    world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    place("mkdir -p /html/a && echo deep > /html/a/b.html");
    await world.loop.settle();
    const reply = await world.send("node/node-1", ipOf(world), 80, { path: "/a/b.html" });
    expect(told(reply)).toBe("deep");
  });

  test("outlives a restart of its container, whose own files do not", async () => {
    const world = createWorld();
    await placeWith(
      world,
      { emptyDir: {} },
      {},
      {
        ...sleeper,
        livenessProbe: {
          exec: { command: ["test", "!", "-e", "/dead"] },
          periodSeconds: 5,
          failureThreshold: 1,
        },
      },
    );
    await read(world, "echo kept > /v/file; echo lost > /tmp/file; touch /dead");
    await world.loop.advance(60_000);
    expect(world.pod("web").status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(await read(world, "cat /v/file; ls /tmp")).toBe("kept\n");
  });

  test("can be mounted in part, in another volume, and to read only", async () => {
    const world = createWorld();
    config(world, { "site.conf": "listen 80;\n" });
    world.place("web", "node-1", {
      volumes: [
        { name: "data", emptyDir: {} },
        { name: "conf", configMap: { name: "conf" } },
      ],
      containers: [
        {
          name: "main",
          ...sleeper,
          env: [{ name: "PART", value: "logs" }],
          volumeMounts: [
            { name: "data", mountPath: "/data" },
            { name: "conf", mountPath: "/data/conf" },
            { name: "data", mountPath: "/logs", subPathExpr: "$(PART)" },
          ],
        },
        { name: "reader", ...sleeper, volumeMounts: [{ name: "data", mountPath: "/data", readOnly: true }] },
      ],
    });
    await world.loop.settle();
    expect(
      await read(world, "echo one > /logs/a; cat /data/logs/a; ls /data; cat /data/conf/site.conf"),
    ).toBe("one\nconf\nlogs\nlisten 80;\n");
    expect(await read(world, "cat /data/logs/a; echo two > /data/logs/a", "reader")).toBe(
      "one\nsh: can't create /data/logs/a: Read-only file system\n",
    );
    expect(await read(world, "cat /data/logs/a")).toBe("one\n");
  });
});

describe("a volume of a ConfigMap or Secret", () => {
  test("holds a file for each key, of the mode that was asked for", async () => {
    const world = createWorld();
    config(world, { a: "1\n", b: "2\n" });
    world.api.create(secrets, "default", {
      metadata: { name: "sec" },
      data: { "tls.key": Buffer.from("secret\n").toString("base64") },
    });
    await placeWith(world, {
      configMap: {
        name: "conf",
        defaultMode: 0o755,
        items: [
          { key: "a", path: "deep/a.txt" },
          { key: "b", path: "b", mode: 0o400 },
        ],
      },
    });
    expect(await read(world, "cat /v/deep/a.txt; ls /v; stat -c %a /v/b /v/deep/a.txt")).toBe(
      "1\nb\ndeep\n400\n755\n",
    );
    world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    await placeWith(world, { secret: { secretName: "sec" } });
    expect(await read(world, "cat /v/tls.key; stat -c %a /v/tls.key; touch /v/x")).toMatch(
      /^secret\n644\ntouch: .*Read-only file system\n$/,
    );
  });

  test("may be absent when it is optional", async () => {
    const world = createWorld();
    await placeWith(world, { configMap: { name: "nosuch", optional: true } });
    expect(await read(world, "ls -A /v")).toBe("");
  });

  test.each([
    ["configmap", { configMap: { name: "nosuch" } }, 'configmap "nosuch" not found'],
    ["secret", { secret: { secretName: "nosuch" } }, 'secret "nosuch" not found'],
    [
      "key",
      { configMap: { name: "conf", items: [{ key: "x", path: "x" }] } },
      "configmap references non-existent config key: x",
    ],
    ["projected", { projected: { sources: [{ secret: { name: "nosuch" } }] } }, 'secret "nosuch" not found'],
    [
      "folder of the node",
      { hostPath: { path: "/nosuch", type: "Directory" } },
      "hostPath type check failed: /nosuch is not a directory",
    ],
  ])("that is missing (%s) holds the Pod up", async (_, volume, why) => {
    const world = createWorld();
    config(world, { a: "1" });
    await placeWith(world, volume);
    await world.loop.advance(60_000);
    expect(world.eventsOf("web")).toEqual([
      `FailedMount MountVolume.SetUp failed for volume "v" : ${why} (x7)`,
    ]);
    expect(world.pod("web").status.containerStatuses?.[0]?.state).toEqual({
      waiting: { reason: "ContainerCreating" },
    });
  });

  test("follows its object within two minutes, except where a single file is mounted", async () => {
    const world = createWorld();
    config(world, { page: "old\n" });
    const volumeMounts = [
      { name: "v", mountPath: "/v" },
      { name: "v", mountPath: "/etc/page", subPath: "page" },
    ];
    await placeWith(world, { configMap: { name: "conf" } }, {}, sleeper);
    world.place("single", "node-1", {
      volumes: [{ name: "v", configMap: { name: "conf" } }],
      containers: [{ name: "main", ...sleeper, volumeMounts }],
    });
    await world.loop.settle();
    reconfigure(world, { page: "new\n", more: "x\n" });
    expect(await read(world, "cat /v/page")).toBe("old\n");
    await world.loop.advance(50_000);
    expect(await read(world, "cat /v/page")).toBe("old\n");
    await world.loop.advance(50_000);
    expect(await read(world, "cat /v/page; ls /v")).toBe("new\nmore\npage\n");
    expect((await exec(world, "single", "main", "cat", "/v/page", "/etc/page")).stdout).toBe("new\nold\n");
    world.api.delete(configMaps, "default", "conf");
    await world.loop.advance(100_000);
    expect(world.eventsOf("web").at(-1)).toContain(
      'FailedMount MountVolume.SetUp failed for volume "v" : configmap "conf" not found',
    );
    expect(await read(world, "cat /v/page")).toBe("new\n");
  });

  test("is served as it is now by a server that reads it", async () => {
    const world = createWorld();
    config(world, { "index.html": "old" });
    await placeWith(
      world,
      { configMap: { name: "conf" } },
      { mountPath: "/usr/share/nginx/html" },
      { image: "nginx" },
    );
    expect(told(await world.send("node/node-1", ipOf(world), 80))).toBe("old");
    reconfigure(world, { "index.html": "new" });
    await world.loop.advance(100_000);
    expect(told(await world.send("node/node-1", ipOf(world), 80))).toBe("new");
  });

  test("may hold the script that a container runs", async () => {
    const world = createWorld();
    config(world, { "run.sh": "#!/bin/sh\necho from the script\nsleep 3600\n" });
    await placeWith(
      world,
      { configMap: { name: "conf", defaultMode: 0o755 } },
      {},
      { image: "busybox", command: ["/v/run.sh"] },
    );
    await world.loop.advance(5_000);
    expect(await world.loop.run(() => world.api.pods.logs("default", "web", {}))).toBe("from the script\n");
    world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    await placeWith(world, { configMap: { name: "conf" } }, {}, { image: "busybox", command: ["/v/run.sh"] });
    expect(world.eventsOf("web").join("\n")).toContain(
      'unable to start container process: exec: "/v/run.sh": permission denied: unknown',
    );
  });
});

describe("what a Pod knows of itself", () => {
  test("is in files that follow its labels", async () => {
    const world = createWorld();
    const items = [
      { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
      { path: "ip", fieldRef: { fieldPath: "status.podIP" } },
      { path: "cpu", resourceFieldRef: { containerName: "main", resource: "limits.cpu", divisor: "1m" } },
    ];
    await placeWith(
      world,
      { downwardAPI: { items } },
      {},
      { ...sleeper, resources: { limits: { cpu: "500m" } } },
    );
    const pod = world.pod("web");
    world.api.update(pods, { ...pod, metadata: { ...pod.metadata, labels: { tier: "front", app: "web" } } });
    await world.loop.advance(100_000);
    expect(await read(world, "cat /v/labels; echo; cat /v/ip; echo; cat /v/cpu")).toBe(
      `app="web"\ntier="front"\n${ipOf(world)}\n500`,
    );
  });

  test("is in the files of its service account, and in a projection of several sources", async () => {
    const world = createWorld();
    config(world, { a: "1\n" });
    const sources = [
      { configMap: { name: "conf" } },
      { downwardAPI: { items: [{ path: "name", fieldRef: { fieldPath: "metadata.name" } }] } },
    ];
    await placeWith(world, { projected: { sources } });
    const account = "/var/run/secrets/kubernetes.io/serviceaccount";
    expect(await read(world, `ls /v ${account}; cat /v/name ${account}/namespace`)).toBe(
      `/v:\na\nname\n\n${account}:\nca.crt\nnamespace\ntoken\nwebdefault`,
    );
  });
});

test("a folder of the node is the same for all its Pods", async () => {
  const world = createWorld();
  const volume = { hostPath: { path: "/data/shared", type: "DirectoryOrCreate" } };
  await placeWith(world, volume);
  await read(world, "echo hello > /v/file");
  world.api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
  await placeWith(world, volume);
  expect(await read(world, "cat /v/file")).toBe("hello\n");
});
