import { beforeEach, describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import type { PatchType, WriteOptions } from "./api.ts";
import { ApiServer } from "./api-server.ts";
import { configMaps } from "./kinds/config-map.ts";
import { deployments } from "./kinds/deployment.ts";
import { namespaces } from "./kinds/namespace.ts";

const APPLY = "application/apply-patch+yaml";
const spec = {
  selector: { matchLabels: { a: "b" } },
  template: { metadata: { labels: { a: "b" } }, spec: { containers: [{ name: "a", image: "b" }] } },
};
const config = (replicas: number) => ({
  apiVersion: "autoscaling/v1",
  kind: "Scale",
  metadata: { name: "web" },
  spec: { replicas },
});

let api: ApiServer;

beforeEach(() => {
  api = new ApiServer({ loop: new Loop(), random: new Random("test"), epochMs: Date.UTC(2026, 0, 5, 9) });
  api.create(namespaces, "", { metadata: { name: "default" } });
  api.create(deployments, "default", { metadata: { name: "web" }, spec }, { fieldManager: "kubectl-create" });
});

const patch = (type: PatchType, body: unknown, options: WriteOptions = {}) =>
  api.patchScale(deployments, "default", "web", { type, body }, options);
const deployment = () => api.get(deployments, "default", "web");
const owners = () =>
  (deployment().metadata.managedFields ?? []).map(({ manager, operation, subresource, fieldsV1 }) => [
    manager,
    operation,
    subresource,
    fieldsV1,
  ]);

describe("the scale of an object", () => {
  it("shows what a client may count on, without a number when it is 0", () => {
    expect(api.getScale(deployments, "default", "web")).toMatchObject({
      kind: "Scale",
      spec: { replicas: 1 },
      status: { replicas: 0, selector: "a=b" },
    });
    patch("application/merge-patch+json", { spec: { replicas: 0 } });
    expect(api.getScale(deployments, "default", "web").spec).toEqual({});
    expect(deployment().spec.replicas).toBe(0);
  });

  it.each<[PatchType, unknown]>([
    ["application/merge-patch+json", { spec: { replicas: 4 } }],
    ["application/strategic-merge-patch+json", { spec: { replicas: 4 } }],
    ["application/json-patch+json", [{ op: "replace", path: "/spec/replicas", value: 4 }]],
    [APPLY, config(4)],
  ])("takes %s", (type, body) => {
    expect(patch(type, body, { fieldManager: "me", force: true }).spec).toEqual({ replicas: 4 });
    expect(deployment()).toMatchObject({ spec: { replicas: 4 }, metadata: { generation: 2 } });
  });

  it("changes nothing in a dry run", () => {
    expect(
      patch("application/merge-patch+json", { spec: { replicas: 4 } }, { dryRun: true }).spec.replicas,
    ).toBe(4);
    expect(deployment().spec.replicas).toBe(1);
  });

  it("is validated as a Scale", () => {
    expect(() => patch("application/merge-patch+json", { spec: { replicas: -1 } })).toThrow(
      'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
    const typo = {
      apiVersion: "autoscaling/v1",
      kind: "Scale",
      metadata: { name: "web", namespace: "default" },
      spec: { replicas: "3" },
    };
    expect(() => api.updateScale(deployments, typo as never)).toThrow(
      'Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
    );
  });

  it("is refused when the object has changed since it was read", () => {
    const { resourceVersion } = api.getScale(deployments, "default", "web").metadata;
    patch("application/merge-patch+json", { spec: { replicas: 2 } });
    expect(() =>
      api.updateScale(deployments, {
        metadata: { name: "web", namespace: "default", resourceVersion },
        spec: { replicas: 3 },
      }),
    ).toThrow('Operation cannot be fulfilled on deployments.apps "web": the object has been modified');
  });

  it("does not exist where there are no replicas", () => {
    api.create(configMaps, "default", { metadata: { name: "a" } });
    expect(() => api.getScale(configMaps, "default", "a")).toThrow(
      "the server could not find the requested resource",
    );
  });
});

describe("an applied scale", () => {
  it("owns the number of replicas of the object", () => {
    patch(APPLY, config(3), { fieldManager: "hpa", force: true });
    expect(owners()).toContainEqual(["hpa", "Apply", "scale", { "f:spec": { "f:replicas": {} } }]);
    expect(patch(APPLY, config(4), { fieldManager: "hpa" }).spec.replicas).toBe(4);
  });

  it("is in conflict with who else owns it, and takes it over by force", () => {
    api.updateScale(
      deployments,
      { metadata: { name: "web", namespace: "default" }, spec: { replicas: 2 } },
      { fieldManager: "kubectl" },
    );
    expect(() => patch(APPLY, config(3), { fieldManager: "hpa" })).toThrow(
      'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using autoscaling/v1: .spec.replicas',
    );
    patch(APPLY, config(3), { fieldManager: "hpa", force: true });
    expect(owners().map(([manager]) => manager)).not.toContain("kubectl");
    expect(owners().map(([manager]) => manager)).toContain("kubectl-create");
  });
});
