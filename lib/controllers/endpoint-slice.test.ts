import { describe, expect, test } from "vitest";
import { deployments } from "../api/kinds/deployment.ts";
import { type EndpointSlice, endpointSlices } from "../api/kinds/endpoint-slice.ts";
import { nodes } from "../api/kinds/node.ts";
import { pods } from "../api/kinds/pod.ts";
import { services } from "../api/kinds/service.ts";
import { startDeploymentController } from "./deployment.ts";
import { startEndpointSliceController } from "./endpoint-slice.ts";
import { startGarbageCollector } from "./garbage-collector.ts";
import { startReplicaSetController } from "./replica-set.ts";
import { startScheduler } from "./scheduler.ts";
import {
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
  setReady,
} from "./testing/control-plane.ts";
import { barePod, service, workload } from "./testing/manifests.ts";

const start = (options: ControlPlaneOptions = {}): ControlPlane =>
  createControlPlane(
    [
      startEndpointSliceController,
      startGarbageCollector,
      startDeploymentController,
      startReplicaSetController,
      startScheduler,
    ],
    options,
  );
const slices = ({ api }: ControlPlane): readonly EndpointSlice[] => api.list(endpointSlices).items;
const only = (plane: ControlPlane): EndpointSlice => slices(plane)[0] as EndpointSlice;

async function served(
  spec: object = {},
  names: readonly string[] = ["one"],
  options: ControlPlaneOptions = {},
): Promise<ControlPlane> {
  const plane = start(options);
  plane.apply(services, service(spec));
  for (const name of names) plane.apply(pods, barePod(name));
  await plane.loop.settle();
  return plane;
}

describe("the EndpointSlice of a Service", () => {
  test("is named, labelled and owned after it", async () => {
    const plane = start();
    const owner = plane.apply(services, service({}, { labels: { tier: "web" } }));
    await plane.loop.settle();
    expect(only(plane).metadata).toMatchObject({
      name: expect.stringMatching(/^http-go-[a-z0-9]{5}$/),
      generateName: "http-go-",
      labels: {
        tier: "web",
        "kubernetes.io/service-name": "http-go",
        "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
      },
      ownerReferences: [
        {
          apiVersion: "v1",
          kind: "Service",
          name: "http-go",
          uid: owner.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
  });

  test("has neither endpoints nor ports while nothing is selected", async () => {
    const plane = await served({}, []);
    expect(slices(plane)).toHaveLength(1);
    expect(only(plane).endpoints).toEqual([]);
    expect(only(plane).ports).toBeUndefined();
  });

  test("says of each endpoint which Pod on which node in which zone it is, and how it is", async () => {
    const plane = await served({}, ["one"], { nodes: 1 });
    const { uid } = plane.api.get(pods, "default", "one").metadata;
    expect(only(plane)).toMatchObject({
      addressType: "IPv4",
      ports: [{ name: "", protocol: "TCP", port: 8080 }],
      endpoints: [
        {
          addresses: ["10.244.1.1"],
          conditions: { ready: true, serving: true, terminating: false },
          targetRef: { kind: "Pod", namespace: "default", name: "one", uid },
          nodeName: "node-1",
          zone: "zone-a",
        },
      ],
    });
    expect(only(plane).metadata.annotations).toEqual({
      "endpoints.kubernetes.io/last-change-trigger-time": "2026-01-05T09:00:01Z",
    });
  });

  test("keeps a terminating Pod, serving but not ready, until it is gone", async () => {
    const plane = await served({}, ["one"]);
    plane.api.delete(pods, "default", "one");
    await plane.loop.advance(500);
    expect(only(plane).endpoints[0]?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    await plane.loop.settle();
    expect(slices(plane).map(({ endpoints }) => endpoints)).toEqual([[]]);
  });

  test("calls every endpoint ready with publishNotReadyAddresses", async () => {
    const plane = await served({ publishNotReadyAddresses: true }, ["one"], { becomesReady: () => false });
    expect(only(plane).endpoints[0]?.conditions).toEqual({ ready: true, serving: false, terminating: false });
  });

  test("stays the same object while Pods come, change and go", async () => {
    const plane = await served({}, []);
    const { name, uid } = only(plane).metadata;
    plane.apply(pods, barePod("one"));
    await plane.loop.settle();
    setReady(plane.context, plane.api.get(pods, "default", "one"), false);
    await plane.loop.settle();
    plane.api.delete(pods, "default", "one");
    await plane.loop.settle();
    expect(only(plane).metadata).toMatchObject({ name, uid });
  });

  test("without any port when no Pod has the named one", async () => {
    const plane = await served({ ports: [{ port: 80, targetPort: "metrics" }] });
    expect(only(plane)).toMatchObject({ endpoints: [{ addresses: ["10.244.1.1"] }] });
    expect(only(plane).ports ?? []).toEqual([]);
  });

  test("leaves out a Pod whose node is gone, until there is such a node again", async () => {
    const plane = await served({}, ["one"], { nodes: 1 });
    plane.api.delete(nodes, "", "node-1");
    setReady(plane.context, plane.api.get(pods, "default", "one"), false);
    await plane.loop.settle();
    expect(only(plane).endpoints).toEqual([]);
  });

  test("is put right when somebody edits or deletes it", async () => {
    const plane = await served();
    plane.api.update(endpointSlices, { ...only(plane), endpoints: [] });
    await plane.loop.settle();
    expect(only(plane).endpoints).toHaveLength(1);
    plane.api.delete(endpointSlices, "default", only(plane).metadata.name);
    await plane.loop.settle();
    expect(only(plane).endpoints).toHaveLength(1);
  });

  test("goes with the Service", async () => {
    const plane = await served();
    plane.api.delete(services, "default", "http-go");
    await plane.loop.settle();
    expect(slices(plane)).toEqual([]);
  });

  test("is none for a Service without selector, nor for an ExternalName", async () => {
    const plane = start();
    plane.apply(services, service({ selector: undefined }));
    plane.apply(
      services,
      service({ type: "ExternalName", externalName: "example.com", ports: undefined }, { name: "outside" }),
    );
    await plane.loop.settle();
    expect(slices(plane)).toEqual([]);
  });
});

test("250 Pods fill three slices, none with more than a hundred, and each Pod is in one", async () => {
  const plane = start();
  plane.apply(services, service());
  plane.apply(deployments, workload(250));
  await plane.loop.settle();
  const sizes = slices(plane).map(({ endpoints }) => endpoints.length);
  expect(sizes.sort((a, b) => b - a)).toEqual([100, 100, 50]);
  const names = slices(plane).flatMap(({ endpoints }) => endpoints.map(({ targetRef }) => targetRef?.name));
  expect(new Set(names).size).toBe(250);
});

test("a rollout of many Pods at different times ends with exactly its ready Pods", async () => {
  const plane = start({ startJitterMs: 3000 });
  plane.apply(services, service());
  plane.apply(deployments, workload(150));
  await plane.loop.settle();
  const current = plane.api.get(deployments, "default", "http-go");
  const [container] = current.spec.template.spec.containers;
  const template = {
    ...current.spec.template,
    spec: { ...current.spec.template.spec, containers: [{ ...container, image: "gasbugs/http-go:v2" }] },
  };
  plane.api.update(deployments, { ...current, spec: { ...current.spec, template } } as typeof current);
  await plane.loop.settle();
  const listed = slices(plane).flatMap(({ endpoints }) =>
    endpoints.filter(({ conditions }) => conditions.ready).map(({ targetRef }) => targetRef?.name),
  );
  const existing = plane.api.list(pods).items.map(({ metadata }) => metadata.name);
  expect(listed.toSorted()).toEqual(existing);
});

describe("trafficDistribution PreferClose", () => {
  const hintsOf = (plane: ControlPlane) =>
    only(plane).endpoints.map(({ zone, hints }) => [zone, hints?.forZones?.map(({ name }) => name)]);

  test("hints that ready endpoints are for their own zone, as long as the Service says so", async () => {
    const plane = await served({ trafficDistribution: "PreferClose" }, ["one", "two"]);
    const zones = only(plane).endpoints.map(({ zone }) => zone);
    expect(hintsOf(plane)).toEqual(zones.map((zone) => [zone, [zone]]));
    setReady(plane.context, plane.api.get(pods, "default", "one"), false);
    await plane.loop.settle();
    expect(hintsOf(plane).filter(([, hinted]) => hinted === undefined)).toHaveLength(1);
    plane.api.patch(services, "default", "http-go", {
      type: "application/merge-patch+json",
      body: { spec: { trafficDistribution: null } },
    });
    await plane.loop.settle();
    expect(hintsOf(plane)).toEqual(zones.map((zone) => [zone, undefined]));
  });
});
