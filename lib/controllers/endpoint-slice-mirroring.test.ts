import { describe, expect, test } from "vitest";
import { type EndpointSlice, endpointSlices } from "../api/kinds/endpoint-slice.ts";
import { endpoints } from "../api/kinds/endpoints.ts";
import { services } from "../api/kinds/service.ts";
import { startEndpointSliceMirroringController } from "./endpoint-slice-mirroring.ts";
import { type ControlPlane, createControlPlane } from "./testing/control-plane.ts";

const start = (): ControlPlane => createControlPlane([startEndpointSliceMirroringController]);
const slices = ({ api }: ControlPlane): readonly EndpointSlice[] => api.list(endpointSlices).items;
const myService = { metadata: { name: "my-service" }, spec: { ports: [{ port: 80 }] } };
const myEndpoints = {
  metadata: { name: "my-service" },
  subsets: [{ addresses: [{ ip: "223.130.195.200" }, { ip: "199.201.110.204" }], ports: [{ port: 80 }] }],
};

async function mirrored(metadata: object = {}): Promise<ControlPlane> {
  const plane = start();
  plane.apply(services, myService);
  plane.apply(endpoints, { ...myEndpoints, metadata: { ...myEndpoints.metadata, ...metadata } });
  await plane.loop.settle();
  return plane;
}

describe("Endpoints written by hand", () => {
  test("are copied into a slice in the order in which they were written", async () => {
    const plane = await mirrored();
    const { uid } = plane.api.get(endpoints, "default", "my-service").metadata;
    expect(slices(plane)).toMatchObject([
      {
        metadata: {
          name: expect.stringMatching(/^my-service-[a-z0-9]{5}$/),
          labels: {
            "kubernetes.io/service-name": "my-service",
            "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io",
          },
          ownerReferences: [
            { apiVersion: "v1", kind: "Endpoints", name: "my-service", uid, controller: true },
          ],
        },
        addressType: "IPv4",
        endpoints: [
          { addresses: ["223.130.195.200"], conditions: { ready: true } },
          { addresses: ["199.201.110.204"], conditions: { ready: true } },
        ],
        ports: [{ name: "", port: 80, protocol: "TCP" }],
      },
    ]);
  });

  test("hand on labels and annotations, but not what kubectl applied", async () => {
    const annotations = {
      note: "kept",
      "kubectl.kubernetes.io/last-applied-configuration": "{}",
      "endpoints.kubernetes.io/last-change-trigger-time": "2026-01-01T00:00:00Z",
    };
    const plane = await mirrored({ labels: { owner: "me" }, annotations });
    expect(slices(plane)[0]?.metadata).toMatchObject({
      labels: { owner: "me" },
      annotations: { note: "kept" },
    });
    expect(Object.keys(slices(plane)[0]?.metadata.annotations ?? {})).toEqual(["note"]);
  });

  test("change their slice when they change, and it stays the same object", async () => {
    const plane = await mirrored();
    const before = slices(plane)[0]?.metadata.name;
    const current = plane.api.get(endpoints, "default", "my-service");
    plane.api.update(endpoints, {
      ...current,
      subsets: [
        {
          addresses: [{ ip: "203.0.113.9" }],
          notReadyAddresses: [{ ip: "203.0.113.10" }],
          ports: [{ port: 8080, protocol: "TCP" }],
        },
      ],
    });
    await plane.loop.settle();
    expect(slices(plane)).toMatchObject([
      {
        metadata: { name: before },
        endpoints: [
          { addresses: ["203.0.113.9"], conditions: { ready: true } },
          { addresses: ["203.0.113.10"], conditions: { ready: false } },
        ],
        ports: [{ port: 8080 }],
      },
    ]);
  });

  test("with two lists of ports have two slices, and IPv6 addresses one of their own", async () => {
    const plane = await mirrored();
    const current = plane.api.get(endpoints, "default", "my-service");
    const subsets = [
      {
        addresses: [{ ip: "203.0.113.9" }, { ip: "2001:db8::1" }],
        ports: [{ name: "a", port: 80, protocol: "TCP" }],
      },
      { addresses: [{ ip: "203.0.113.9" }], ports: [{ name: "b", port: 81, protocol: "TCP" }] },
    ];
    plane.api.update(endpoints, { ...current, subsets });
    await plane.loop.settle();
    expect(
      slices(plane)
        .map(({ addressType, ports }) => `${addressType} ${ports?.[0]?.name}`)
        .toSorted(),
    ).toEqual(["IPv4 a", "IPv4 b", "IPv6 a"]);
  });

  test("wait for a Service of their name", async () => {
    const plane = start();
    plane.apply(endpoints, myEndpoints);
    await plane.loop.settle();
    expect(slices(plane)).toEqual([]);
    plane.apply(services, myService);
    await plane.loop.settle();
    expect(slices(plane)).toHaveLength(1);
  });

  test.each([
    ["the label that says so", { labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } }],
    [
      "the annotation of a leader election",
      { annotations: { "control-plane.alpha.kubernetes.io/leader": "{}" } },
    ],
  ])("are not copied with %s", async (_title, metadata) => {
    expect(slices(await mirrored(metadata))).toEqual([]);
  });

  test("lose their slice when the Service gets a selector, or goes, or they go themselves", async () => {
    const plane = await mirrored();
    const service = plane.api.get(services, "default", "my-service");
    const selecting = plane.api.update(services, {
      ...service,
      spec: { ...service.spec, selector: { app: "x" } },
    });
    await plane.loop.settle();
    expect(slices(plane)).toEqual([]);
    plane.api.update(services, { ...selecting, spec: service.spec });
    await plane.loop.settle();
    expect(slices(plane)).toHaveLength(1);
    plane.api.delete(endpoints, "default", "my-service");
    await plane.loop.settle();
    expect(slices(plane)).toEqual([]);
  });

  test("with more than a thousand addresses are cut, and an Event says so", async () => {
    const plane = start();
    plane.apply(services, myService);
    const addresses = Array.from({ length: 1003 }, (_, at) => ({
      ip: `203.${Math.floor(at / 250)}.113.${at % 250}`,
    }));
    plane.apply(endpoints, { ...myEndpoints, subsets: [{ addresses, ports: [{ port: 80 }] }] });
    await plane.loop.settle();
    expect(slices(plane).map((slice) => slice.endpoints.length)).toEqual([1000]);
    expect(plane.eventsOf("endpoint-slice-mirroring-controller")[0]).toBe(
      "TooManyAddressesToMirror A max of 1000 addresses can be mirrored to EndpointSlices per Endpoints subset. 3 addresses were skipped",
    );
  });

  test("have their slice put right when somebody edits it", async () => {
    const plane = await mirrored();
    const [slice] = slices(plane) as [EndpointSlice];
    plane.api.update(endpointSlices, { ...slice, endpoints: [] });
    await plane.loop.settle();
    expect(slices(plane)[0]?.endpoints).toHaveLength(2);
  });
});
