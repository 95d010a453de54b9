import { describe, expect, test } from "vitest";
import { type Endpoints, endpoints } from "../api/kinds/endpoints.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { services } from "../api/kinds/service.ts";
import { startEndpointsController } from "./endpoints.ts";
import { startScheduler } from "./scheduler.ts";
import {
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
  setReady,
} from "./testing/control-plane.ts";
import { barePod, service } from "./testing/manifests.ts";

const start = (options: ControlPlaneOptions = {}): ControlPlane =>
  createControlPlane([startEndpointsController, startScheduler], { nodes: 1, ...options });
const found = ({ api }: ControlPlane): Endpoints | undefined => api.find(endpoints, "default", "http-go");
const addresses = (plane: ControlPlane): string[] =>
  (found(plane)?.subsets ?? []).flatMap((subset) => (subset.addresses ?? []).map(({ ip }) => ip));

async function served(
  spec: object = {},
  names: readonly string[] = ["one", "two"],
  options: ControlPlaneOptions = {},
): Promise<ControlPlane> {
  const plane = start(options);
  plane.apply(services, service(spec));
  for (const name of names) plane.apply(pods, barePod(name));
  await plane.loop.settle();
  return plane;
}

describe("the Endpoints of a Service with a selector", () => {
  test("list its ready Pods with their ports, and say who wrote them and since when", async () => {
    const plane = await served({}, ["one"]);
    const pod = plane.api.get(pods, "default", "one");
    expect(found(plane)).toMatchObject({
      metadata: {
        labels: { "endpoints.kubernetes.io/managed-by": "endpoint-controller" },
        annotations: { "endpoints.kubernetes.io/last-change-trigger-time": "2026-01-05T09:00:01Z" },
      },
      subsets: [
        {
          addresses: [
            {
              ip: "10.244.1.1",
              nodeName: "node-1",
              targetRef: { kind: "Pod", namespace: "default", name: "one", uid: pod.metadata.uid },
            },
          ],
          ports: [{ port: 8080, protocol: "TCP" }],
        },
      ],
    });
    expect(found(plane)?.metadata.ownerReferences).toBeUndefined();
  });

  test("carry the labels of the Service, and one more when it is headless", async () => {
    const plane = start();
    plane.apply(services, service({ clusterIP: "None" }, { labels: { tier: "web" } }));
    await plane.loop.settle();
    expect(found(plane)?.metadata.labels).toEqual({
      tier: "web",
      "endpoints.kubernetes.io/managed-by": "endpoint-controller",
      "service.kubernetes.io/headless": "",
    });
  });

  test("exist without subsets when it selects nothing", async () => {
    const plane = await served({ selector: { run: "http-go" } });
    expect(found(plane)).toBeDefined();
    expect(found(plane)?.subsets ?? []).toEqual([]);
  });

  test("list Pods that are not ready apart", async () => {
    const plane = await served({}, ["one", "two"], { becomesReady: (pod) => pod.metadata.name === "one" });
    expect(found(plane)?.subsets).toMatchObject([
      { addresses: [{ targetRef: { name: "one" } }], notReadyAddresses: [{ targetRef: { name: "two" } }] },
    ]);
  });

  test("follow a Pod that becomes unready and ready again", async () => {
    const plane = await served();
    setReady(plane.context, plane.api.get(pods, "default", "one"), false);
    await plane.loop.settle();
    expect(addresses(plane)).toEqual(["10.244.1.2"]);
    setReady(plane.context, plane.api.get(pods, "default", "one"), true);
    await plane.loop.settle();
    expect(addresses(plane)).toEqual(["10.244.1.1", "10.244.1.2"]);
  });

  test("lose a Pod as soon as it terminates", async () => {
    const plane = await served();
    plane.api.delete(pods, "default", "one");
    await plane.loop.advance(500);
    expect(plane.api.find(pods, "default", "one")).toBeDefined();
    expect(addresses(plane)).toEqual(["10.244.1.2"]);
  });

  test("lose a Pod that has ended, and one that is relabelled", async () => {
    const plane = await served({}, ["one", "two", "three"]);
    const [one, two] = ["one", "two"].map((name) => plane.api.get(pods, "default", name)) as [Pod, Pod];
    plane.api.update(
      pods,
      { ...one, status: { ...one.status, phase: "Succeeded" } },
      { subresource: "status" },
    );
    plane.api.update(pods, { ...two, metadata: { ...two.metadata, labels: { app: "other" } } });
    await plane.loop.settle();
    expect(addresses(plane)).toEqual(["10.244.1.3"]);
  });

  test("list all Pods as ready with publishNotReadyAddresses, terminating ones too", async () => {
    const plane = await served({ publishNotReadyAddresses: true }, ["one", "two"], {
      becomesReady: () => false,
    });
    plane.api.delete(pods, "default", "one");
    await plane.loop.advance(500);
    expect(addresses(plane)).toEqual(["10.244.1.1", "10.244.1.2"]);
  });

  test("find a named targetPort in each Pod, and leave out Pods that have no port of that name", async () => {
    const plane = start();
    plane.apply(services, service({ ports: [{ name: "web", port: 80, targetPort: "http" }] }));
    const withPort = (containerPort: number): object => ({
      containers: [{ name: "c", image: "i", ports: [{ name: "http", containerPort }] }],
    });
    plane.apply(pods, barePod("one", withPort(8080)));
    plane.apply(pods, barePod("two", withPort(9090)));
    plane.apply(pods, barePod("three", { containers: [{ name: "c", image: "i" }] }));
    await plane.loop.settle();
    expect(
      found(plane)?.subsets?.map(({ ports, addresses: list }) => [
        ports?.[0]?.name,
        ports?.[0]?.port,
        list?.length,
      ]),
    ).toEqual([
      ["web", 8080, 1],
      ["web", 9090, 1],
    ]);
  });

  test("of a headless Service without ports have addresses alone", async () => {
    const plane = await served({ clusterIP: "None", ports: undefined }, ["one"]);
    expect(found(plane)?.subsets).toEqual([{ addresses: [expect.objectContaining({ ip: "10.244.1.1" })] }]);
  });

  test("name the host of a Pod whose subdomain is the Service", async () => {
    const plane = start();
    plane.apply(services, service({ clusterIP: "None" }));
    plane.apply(pods, barePod("web-0", { hostname: "web-0", subdomain: "http-go" }));
    await plane.loop.settle();
    expect(found(plane)?.subsets?.[0]?.addresses?.[0]?.hostname).toBe("web-0");
  });

  test("follow a changed selector", async () => {
    const plane = await served({}, ["one"]);
    plane.apply(pods, barePod("blue", {}, { app: "blue" }));
    await plane.loop.settle();
    const current = plane.api.get(services, "default", "http-go");
    plane.api.update(services, { ...current, spec: { ...current.spec, selector: { app: "blue" } } });
    await plane.loop.settle();
    expect(addresses(plane)).toEqual(["10.244.1.2"]);
  });

  test("come back when somebody deletes them, and go with the Service", async () => {
    const plane = await served();
    plane.api.delete(endpoints, "default", "http-go");
    await plane.loop.settle();
    expect(addresses(plane)).toHaveLength(2);
    plane.api.delete(services, "default", "http-go");
    await plane.loop.settle();
    expect(found(plane)).toBeUndefined();
  });

  test("overwrite what somebody wrote into them by hand as soon as a Pod changes", async () => {
    const plane = await served({}, ["one"]);
    plane.api.update(endpoints, {
      ...(found(plane) as Endpoints),
      subsets: [{ addresses: [{ ip: "223.130.195.200" }] }],
    });
    plane.apply(pods, barePod("two"));
    await plane.loop.settle();
    expect(addresses(plane)).toEqual(["10.244.1.1", "10.244.1.2"]);
  });

  test("hold at most a thousand addresses, and say that there are more", async () => {
    const plane = await served(
      {},
      Array.from({ length: 1001 }, (_, at) => `pod-${at}`),
      { nodes: 10 },
    );
    expect(addresses(plane)).toHaveLength(1000);
    expect(found(plane)?.metadata.annotations).toMatchObject({
      "endpoints.kubernetes.io/over-capacity": "truncated",
    });
    plane.api.delete(pods, "default", "pod-0");
    await plane.loop.settle();
    expect(found(plane)?.metadata.annotations ?? {}).not.toHaveProperty(
      "endpoints.kubernetes.io/over-capacity",
    );
  });
});

test("a Service without selector gets no Endpoints, and those written by hand are left alone", async () => {
  const plane = start();
  plane.apply(services, service({ selector: undefined }));
  await plane.loop.settle();
  expect(found(plane)).toBeUndefined();
  plane.apply(endpoints, {
    metadata: { name: "http-go" },
    subsets: [{ addresses: [{ ip: "223.130.195.200" }], ports: [{ port: 80 }] }],
  });
  await plane.loop.settle();
  expect(addresses(plane)).toEqual(["223.130.195.200"]);
});
