import { describe, expect, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import type { Pod } from "../api/kinds/pod.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const statusOf = (pod: Pod) => pod.status.containerStatuses?.[0];
const exec = (world: World, pod: string, ...command: string[]) => world.loop.run(() => world.api.pods.exec("default", pod, { command }));

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
    expect(world.eventsOf("mount")).toEqual(['FailedMount MountVolume.SetUp failed for volume "v" : configmap "conf" not found (x3)']);
    expect(world.pod("mount").status.podIP).toBeUndefined();
    world.api.create(configMaps, "default", { metadata: { name: "conf" }, data: { a: "1" } });
    await world.loop.advance(15_000);
    expect([world.pod("env").status.phase, world.pod("mount").status.phase]).toEqual(["Running", "Running"]);
  });
});
