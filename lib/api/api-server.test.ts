import { beforeEach, describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import type { WatchEvent } from "./api.ts";
import { ApiServer } from "./api-server.ts";
import { type ConfigMap, configMaps } from "./kinds/config-map.ts";
import { deployments } from "./kinds/deployment.ts";
import { namespaces } from "./kinds/namespace.ts";
import { pods } from "./kinds/pod.ts";
import { services } from "./kinds/service.ts";
import { failure } from "./testing/failure.ts";

let api: ApiServer;
let loop: Loop;

beforeEach(() => {
  loop = new Loop();
  api = new ApiServer({
    loop,
    random: new Random("test"),
    epochMs: Date.UTC(2026, 0, 5, 9),
    budgets: { objectsMax: 20, objectBytesMax: 10_000 },
  });
  api.create(namespaces, "", { metadata: { name: "default" } });
});

const create = (name: string, data: Record<string, string> = {}) =>
  api.create(configMaps, "default", { metadata: { name }, data });

describe("creating", () => {
  it("gives every object a uid, a version, a time and its kind", () => {
    const made = create("a");
    expect(made).toMatchObject({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "a", namespace: "default", creationTimestamp: "2026-01-05T09:00:00Z" },
    });
    expect(made.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(made.metadata.resourceVersion)).toBeGreaterThan(0);
  });

  it("makes a name from generateName", () => {
    expect(api.create(configMaps, "default", { metadata: { generateName: "web-" } }).metadata.name).toMatch(
      /^web-[a-z0-9]{5}$/,
    );
  });

  it("does not keep hold of what the client sent", () => {
    const sent = { metadata: { name: "a" }, data: { key: "before" } };
    api.create(configMaps, "default", sent);
    sent.data.key = "after";
    expect(api.get(configMaps, "default", "a").data).toEqual({ key: "before" });
  });

  it("hands out frozen objects", () => {
    const made = create("a", { key: "value" });
    expect(() => Object.assign(made.data as object, { key: "other" })).toThrow(TypeError);
  });

  it.each([
    [
      "twice",
      () => ["a", "a"].map((name) => create(name)),
      409,
      "AlreadyExists",
      'configmaps "a" already exists',
    ],
    [
      "in no namespace",
      () => api.create(configMaps, "nowhere", { metadata: { name: "a" } }),
      404,
      "NotFound",
      'namespaces "nowhere" not found',
    ],
    [
      "with a version",
      () => api.create(configMaps, "default", { metadata: { name: "a", resourceVersion: "1" } }),
      400,
      "BadRequest",
      "resourceVersion should not be set on objects to be created",
    ],
    [
      "for another namespace",
      () => api.create(configMaps, "default", { metadata: { name: "a", namespace: "b" } }),
      400,
      "BadRequest",
      "the namespace of the provided object does not match the namespace sent on the request",
    ],
    [
      "beyond a budget",
      () => Array.from({ length: 30 }, (_, at) => create(`c${at}`)),
      403,
      "Forbidden",
      'configmaps "c20" is forbidden: this cluster holds at most 20 configmaps (objectsMax)',
    ],
    [
      "too large",
      () =>
        api.create(
          configMaps,
          "default",
          { metadata: { name: "a" }, data: { text: "x".repeat(20_000) } },
          { fieldManager: "test" },
        ),
      413,
      "RequestEntityTooLarge",
      expect.stringContaining("objectBytesMax 10000"),
    ],
    [
      "too large in bytes of UTF-8",
      () => create("a", { text: "가".repeat(3_400) }),
      413,
      "RequestEntityTooLarge",
      expect.stringMatching(/^etcdserver: request is too large \(10\d{3} bytes/),
    ],
  ])("%s fails as the real server says", (_, act, code, reason, message) => {
    expect(failure(act)).toMatchObject({ code, reason, message });
  });

  it("stores nothing on a dry run", () => {
    const made = api.create(
      services,
      "default",
      { metadata: { name: "web" }, spec: { ports: [{ port: 80 }] } },
      { dryRun: true },
    );
    expect(made.spec.clusterIP).toMatch(/^10\./);
    expect(api.find(services, "default", "web")).toBeUndefined();
  });
});

describe("updating", () => {
  it("refuses a stale version and leaves what is stored", () => {
    const old = create("a", { key: "1" });
    api.update(configMaps, { ...old, data: { key: "2" } });
    expect(failure(() => api.update(configMaps, { ...old, data: { key: "3" } }))).toMatchObject({
      code: 409,
      reason: "Conflict",
      message:
        'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    });
    expect(api.get(configMaps, "default", "a").data).toEqual({ key: "2" });
  });

  it("writes nothing when nothing changes", () => {
    const old = create("a", { key: "1" });
    expect(api.update(configMaps, { ...old }).metadata.resourceVersion).toBe(old.metadata.resourceVersion);
  });

  it("counts generations for changes of spec, not of labels", () => {
    const template = {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "nginx" }] },
    };
    const made = api.create(deployments, "default", {
      metadata: { name: "web" },
      spec: { selector: { matchLabels: { app: "web" } }, template },
    });
    const labelled = api.update(deployments, { ...made, metadata: { ...made.metadata, labels: { a: "b" } } });
    const scaled = api.update(deployments, { ...labelled, spec: { ...labelled.spec, replicas: 3 } });
    expect([made, labelled, scaled].map((each) => each.metadata.generation)).toEqual([1, 1, 2]);
  });

  it("lets a client neither move nor rename what the server owns", () => {
    const made = create("a");
    const changed = api.update(configMaps, {
      ...made,
      metadata: { ...made.metadata, creationTimestamp: "2020-01-01T00:00:00Z", labels: { a: "b" } },
    });
    expect(changed.metadata.creationTimestamp).toBe(made.metadata.creationTimestamp);
  });
});

describe("deleting", () => {
  it("removes at once what has nobody to wait for", () => {
    create("a");
    api.delete(configMaps, "default", "a");
    expect(failure(() => api.get(configMaps, "default", "a")).message).toBe('configmaps "a" not found');
  });

  it("waits for finalizers, and goes when the last one goes", () => {
    const made = api.create(configMaps, "default", {
      metadata: { name: "a", finalizers: ["example.com/hold"] },
    });
    api.delete(configMaps, "default", made.metadata.name);
    const held = api.get(configMaps, "default", "a");
    expect(held.metadata.deletionTimestamp).toBe("2026-01-05T09:00:00Z");
    api.update(configMaps, { ...held, metadata: { ...held.metadata, finalizers: [] } });
    expect(api.find(configMaps, "default", "a")).toBeUndefined();
  });

  it("gives a running Pod its grace, and a second deletion with none removes it", () => {
    api.create(pods, "default", {
      metadata: { name: "web" },
      spec: { containers: [{ name: "web", image: "nginx" }] },
    });
    api.pods.bind("default", "web", "node-1");
    const dying = api.delete(pods, "default", "web");
    expect(dying.metadata).toMatchObject({
      deletionGracePeriodSeconds: 30,
      deletionTimestamp: "2026-01-05T09:00:30Z",
    });
    api.delete(pods, "default", "web", { gracePeriodSeconds: 0 });
    expect(api.find(pods, "default", "web")).toBeUndefined();
  });

  it("checks preconditions", () => {
    create("a");
    expect(
      failure(() => api.delete(configMaps, "default", "a", { preconditions: { uid: "other" } })).reason,
    ).toBe("Conflict");
  });

  it("keeps a namespace until its own finalizer is gone, and refuses new content", () => {
    const space = api.create(namespaces, "", { metadata: { name: "shop" } });
    expect(api.delete(namespaces, "", "shop").status.phase).toBe("Terminating");
    expect(failure(() => api.create(configMaps, "shop", { metadata: { name: "a" } })).message).toBe(
      'configmaps "a" is forbidden: unable to create new content in namespace shop because it is being terminated',
    );
    api.update(
      namespaces,
      { ...api.get(namespaces, "", space.metadata.name), spec: {} },
      { subresource: "finalize" },
    );
    expect(api.find(namespaces, "", "shop")).toBeUndefined();
  });
});

describe("watching", () => {
  const collect = (options: Parameters<ApiServer["watch"]>[1]) => {
    const seen: string[] = [];
    api.watch(configMaps, options, (event: WatchEvent<ConfigMap>) =>
      seen.push(`${event.type} ${event.object.metadata.name}`),
    );
    return seen;
  };

  it("starts with what there is and goes on with each change", () => {
    const a = create("a");
    const seen = collect({});
    create("b");
    api.update(configMaps, { ...a, data: { x: "y" } });
    api.delete(configMaps, "default", "b");
    expect(seen).toEqual(["ADDED a", "ADDED b", "MODIFIED a", "DELETED b"]);
  });

  it("resumes behind a version, without what came before", () => {
    const { metadata } = create("a");
    create("b");
    expect(collect({ resourceVersion: metadata.resourceVersion })).toEqual(["ADDED b"]);
  });

  it("shows objects entering and leaving a selector's view", () => {
    const a = create("a");
    const seen = collect({ labelSelector: "tier=front" });
    const labelled = api.update(configMaps, { ...a, metadata: { ...a.metadata, labels: { tier: "front" } } });
    api.update(configMaps, { ...labelled, metadata: { ...labelled.metadata, labels: { tier: "back" } } });
    expect(seen).toEqual(["ADDED a", "DELETED a"]);
  });

  it("shows all watchers the same order, even when a handler writes", () => {
    const orders: string[][] = [[], []];
    api.watch(configMaps, {}, ({ type, object }) => {
      orders[0]?.push(`${type} ${object.metadata.name}`);
      if (type === "ADDED" && object.metadata.name === "a") create("b");
    });
    api.watch(configMaps, {}, ({ type, object }) => void orders[1]?.push(`${type} ${object.metadata.name}`));
    create("a");
    expect(orders[0]).toEqual(["ADDED a", "ADDED b"]);
    expect(orders[1]).toEqual(orders[0]);
  });

  it("says that a version is too old instead of leaving events out", () => {
    const { metadata } = create("a");
    for (let at = 0; at < 2100; at++) {
      const now = api.get(configMaps, "default", "a");
      api.update(configMaps, { ...now, data: { count: String(at) } });
    }
    expect(failure(() => collect({ resourceVersion: metadata.resourceVersion }))).toMatchObject({
      code: 410,
      reason: "Expired",
    });
  });
});

describe("an update with several faults", () => {
  it("of a Deployment, names the selector last", () => {
    const spec = {
      selector: { matchLabels: { a: "b" } },
      template: { metadata: { labels: { a: "b" } }, spec: { containers: [{ name: "a", image: "b" }] } },
    };
    const made = api.create(deployments, "default", { metadata: { name: "web" }, spec });
    const { message } = failure(() =>
      api.update(deployments, {
        ...made,
        spec: { ...made.spec, replicas: -1, selector: { matchLabels: { c: "d" } } },
      }),
    );
    expect([...message.matchAll(/spec\.(\w+(\.\w+)*): /g)].map(([, field]) => field)).toEqual([
      "replicas",
      "template.metadata.labels",
      "selector",
    ]);
  });

  it("of a Service, names the cluster IP first", () => {
    const made = api.create(services, "default", {
      metadata: { name: "web" },
      spec: { ports: [{ port: 80 }] },
    });
    const { message } = failure(() =>
      api.update(services, {
        ...made,
        spec: { ...made.spec, clusterIP: "10.96.0.77", clusterIPs: ["10.96.0.77"], ports: [] },
      }),
    );
    expect(message).toMatch(/spec\.clusterIPs\[0\].*spec\.ports/);
  });
});
