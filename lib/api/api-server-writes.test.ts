import { beforeEach, describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import type { WriteOptions } from "./api.ts";
import { ApiServer } from "./api-server.ts";
import type { AnyKind } from "./kind.ts";
import { deployments } from "./kinds/deployment.ts";
import { namespaces } from "./kinds/namespace.ts";
import { pods } from "./kinds/pod.ts";
import { replicaSets } from "./kinds/replica-set.ts";
import { services } from "./kinds/service.ts";
import { failure } from "./testing/failure.ts";

let api: ApiServer;

function startServer(): void {
  api = new ApiServer({ loop: new Loop(), random: new Random("test"), epochMs: Date.UTC(2026, 0, 5, 9) });
  api.create(namespaces, "", { metadata: { name: "default" } });
}
beforeEach(startServer);

describe("admission", () => {
  it.each(["default", "kube-system", "kube-public"])("does not let the namespace %s be deleted", (name) => {
    if (name !== "default") api.create(namespaces, "", { metadata: { name } });
    const forbidden = {
      code: 403,
      reason: "Forbidden",
      message: `namespaces "${name}" is forbidden: this namespace may not be deleted`,
    };
    expect(failure(() => api.delete(namespaces, "", name))).toMatchObject(forbidden);
    expect(failure(() => api.delete(namespaces, "", name, { dryRun: true }))).toMatchObject(forbidden);
  });

  it("protects no other namespace", () => {
    api.create(namespaces, "", { metadata: { name: "kube-node-lease" } });
    const { metadata, status } = api.delete(namespaces, "", "kube-node-lease");
    expect(status.phase).toBe("Terminating");
    expect(metadata).not.toHaveProperty("deletionGracePeriodSeconds");
  });
});

describe("the generation", () => {
  const template = { metadata: { labels: { a: "b" } }, spec: { containers: [{ name: "a", image: "b" }] } };
  const spec = { selector: { matchLabels: { a: "b" } }, template };
  const annotate = (kind: AnyKind, value: string) =>
    api.patch(kind, "default", "web", {
      type: "application/merge-patch+json",
      body: { metadata: { annotations: { x: value } } },
    }).metadata.generation;

  it("of a Deployment counts changes of spec and annotations, and none of labels or status", () => {
    const made = api.create(deployments, "default", { metadata: { name: "web" }, spec });
    expect(made.metadata.generation).toBe(1);
    expect(annotate(deployments, "1")).toBe(2);
    expect(annotate(deployments, "1")).toBe(2);
    const labelled = api.patch(deployments, "default", "web", {
      type: "application/merge-patch+json",
      body: { metadata: { labels: { l: "1" } } },
    });
    expect(labelled.metadata.generation).toBe(2);
    expect(
      api.update(deployments, { ...labelled, status: { replicas: 3 } }, { subresource: "status" }).metadata
        .generation,
    ).toBe(2);
  });

  it("of a ReplicaSet counts changes of spec alone, and a Service has none", () => {
    api.create(replicaSets, "default", { metadata: { name: "web" }, spec });
    expect(annotate(replicaSets, "1")).toBe(1);
    api.create(services, "default", {
      metadata: { name: "web", generation: 7 },
      spec: { ports: [{ port: 80 }] },
    });
    expect(annotate(services, "1")).toBeUndefined();
  });
});

describe("a client's write of a status", () => {
  const client = { subresource: "status", fieldManager: "me", fieldValidation: "Strict" } as const;
  const write = (body: object, options: WriteOptions = client) =>
    api.patch(services, "default", "web", { type: "application/merge-patch+json", body }, options);
  beforeEach(
    () =>
      void api.create(services, "default", { metadata: { name: "web" }, spec: { ports: [{ port: 80 }] } }),
  );

  it("is decoded, and changes nothing but the status", () => {
    const after = write({
      spec: { type: "NodePort" },
      status: { loadBalancer: { ingress: [{ ip: "192.0.2.1", hostname: "" }] } },
    });
    expect(after).toMatchObject({
      spec: { type: "ClusterIP" },
      status: { loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } },
    });
    expect(after.status.loadBalancer.ingress?.[0]).not.toHaveProperty("hostname");
    expect(failure(() => write({ status: { foo: 1 } })).message).toContain(
      'strict decoding error: unknown field "status.foo"',
    );
  });

  it("may be applied, and is owned through its sub-resource", () => {
    const body = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "web" },
      status: { loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } },
    };
    const after = api.patch(
      services,
      "default",
      "web",
      { type: "application/apply-patch+yaml", body },
      client,
    );
    expect(after.status.loadBalancer.ingress).toEqual([{ ip: "192.0.2.1" }]);
    expect(after.metadata.managedFields).toMatchObject([
      { manager: "me", operation: "Apply", subresource: "status" },
    ]);
    const dry = { ...body, status: { loadBalancer: {} } };
    expect(
      api.patch(
        services,
        "default",
        "web",
        { type: "application/apply-patch+yaml", body: dry },
        { ...client, dryRun: true },
      ).status.loadBalancer,
    ).toEqual({});
    expect(api.get(services, "default", "web")).toBe(after);
  });
});

describe("a draft that is created many times", () => {
  const draft = () => ({
    metadata: { generateName: "web-", labels: { app: "web" } },
    spec: {
      initContainers: [{ name: "init", image: "busybox" }],
      containers: [{ name: "main", image: "nginx", env: [{ name: "A", value: "1" }] }],
    },
  });
  const repeated = { isRepeated: true };

  it("makes what it would make each time alone, byte for byte", () => {
    const same = draft();
    const together = [1, 2, 3].map(() => api.create(pods, "default", same, repeated));
    startServer();
    const alone = [1, 2, 3].map(() => api.create(pods, "default", draft()));
    expect(JSON.stringify(together)).toBe(JSON.stringify(alone));
    expect(new Set(together.map(({ metadata }) => metadata.uid)).size).toBe(3);
    expect(same).toEqual(draft());
  });

  it("shares what is alike, and a change of one object stays its own", () => {
    const same = draft();
    const [first, second] = [1, 2].map(() => api.create(pods, "default", same, repeated));
    expect(second?.spec.containers[0]?.env).toBe(first?.spec.containers[0]?.env);
    expect(Object.isFrozen(second?.spec.containers[0]?.env?.[0])).toBe(true);
    const body = {
      metadata: { labels: { app: "other" } },
      spec: { containers: [{ name: "main", image: "httpd" }] },
    };
    const type = "application/strategic-merge-patch+json";
    api.patch(pods, "default", second?.metadata.name ?? "", { type, body });
    const third = api.create(pods, "default", same, repeated);
    for (const pod of [api.get(pods, "default", first?.metadata.name ?? ""), third]) {
      expect(pod.metadata.labels).toEqual({ app: "web" });
      expect(pod.spec.containers[0]?.image).toBe("nginx");
    }
  });

  it("is refused each time when it is wrong, and when its namespace is not there", () => {
    const wrong = { metadata: { generateName: "web-" }, spec: { containers: [] } };
    for (let at = 0; at < 2; at++)
      expect(failure(() => api.create(pods, "default", wrong, repeated))).toMatchObject({ code: 422 });
    const same = draft();
    api.create(pods, "default", same, repeated);
    expect(failure(() => api.create(pods, "nosuch", same, repeated))).toMatchObject({ code: 404 });
  });
});
