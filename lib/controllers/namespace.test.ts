import { describe, expect, test } from "vitest";
import { isNotFound } from "../api/api-error.ts";
import { configMaps } from "../api/kinds/config-map.ts";
import { deployments } from "../api/kinds/deployment.ts";
import { events } from "../api/kinds/event.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { pods } from "../api/kinds/pod.ts";
import { services } from "../api/kinds/service.ts";
import { serviceAccounts } from "../api/kinds/service-account.ts";
import type { Draft } from "../api/schema.ts";
import { controllers } from "./index.ts";
import { type ControlPlane, createControlPlane } from "./testing/control-plane.ts";
import { service, workload } from "./testing/manifests.ts";

async function withContent(): Promise<ControlPlane> {
  const plane = createControlPlane(controllers);
  plane.api.create(namespaces, "", { metadata: { name: "lab" } });
  plane.api.create(deployments, "lab", workload(2) as Draft<never>);
  plane.api.create(services, "lab", service() as Draft<never>);
  await plane.loop.settle();
  return plane;
}

describe("a namespace", () => {
  test("has a ServiceAccount and the certificate of the cluster from the start, and again when they are deleted", async () => {
    const plane = createControlPlane(controllers);
    await plane.loop.settle();
    for (const namespace of ["default", "kube-system"]) {
      expect(plane.api.get(serviceAccounts, namespace, "default")).toBeDefined();
      expect(plane.api.get(configMaps, namespace, "kube-root-ca.crt").data?.["ca.crt"]).toMatch(
        /^-----BEGIN CERTIFICATE-----/,
      );
    }
    plane.api.delete(serviceAccounts, "default", "default");
    plane.api.delete(configMaps, "default", "kube-root-ca.crt");
    await plane.loop.settle();
    expect(plane.api.find(serviceAccounts, "default", "default")).toBeDefined();
    expect(plane.api.find(configMaps, "default", "kube-root-ca.crt")).toBeDefined();
  });

  test("that is deleted stays while its Pods terminate, takes nothing new, and says what is left", async () => {
    const plane = await withContent();
    plane.api.delete(namespaces, "", "lab");
    await plane.loop.advance(500);
    const { status } = plane.api.get(namespaces, "", "lab");
    expect(status.phase).toBe("Terminating");
    expect(status.conditions).toMatchObject([
      { type: "NamespaceDeletionDiscoveryFailure", status: "False" },
      { type: "NamespaceDeletionGroupVersionParsingFailure", status: "False" },
      { type: "NamespaceDeletionContentFailure", status: "False" },
      {
        type: "NamespaceContentRemaining",
        status: "True",
        reason: "SomeResourcesRemain",
        message: "Some resources are remaining: pods. has 2 resource instances",
      },
      { type: "NamespaceFinalizersRemaining", status: "False" },
    ]);
    expect(() => plane.api.create(configMaps, "lab", { metadata: { name: "late" } })).toThrow(
      "because it is being terminated",
    );
  });

  test("that is deleted takes everything with it, and leaves other namespaces alone", async () => {
    const plane = await withContent();
    plane.apply(deployments, workload(1));
    await plane.loop.settle();
    plane.api.delete(namespaces, "", "lab");
    await plane.loop.settle();
    expect(() => plane.api.get(namespaces, "", "lab")).toThrow(expect.toSatisfy(isNotFound));
    for (const kind of plane.api.kinds.filter(({ namespaced }) => namespaced))
      expect(plane.api.list(kind, { namespace: "lab" }).items).toEqual([]);
    expect(plane.api.list(pods, { namespace: "default" }).items).toHaveLength(1);
  });

  test("that is deleted waits for the finalizers of its content", async () => {
    const plane = await withContent();
    plane.api.create(configMaps, "lab", { metadata: { name: "kept", finalizers: ["example.com/keep"] } });
    plane.api.delete(namespaces, "", "lab");
    await plane.loop.settle();
    expect(plane.api.get(namespaces, "", "lab").status.conditions?.at(-1)?.message).toBe(
      "Some content in the namespace has finalizers remaining: example.com/keep in 1 resource instances",
    );
    const kept = plane.api.get(configMaps, "lab", "kept");
    plane.api.update(configMaps, { ...kept, metadata: { ...kept.metadata, finalizers: [] } });
    await plane.loop.settle();
    expect(plane.api.find(namespaces, "", "lab")).toBeUndefined();
  });

  test("can be created again under the same name", async () => {
    const plane = await withContent();
    plane.api.delete(namespaces, "", "lab");
    await plane.loop.settle();
    plane.api.create(namespaces, "", { metadata: { name: "lab" } });
    await plane.loop.settle();
    expect(plane.api.find(serviceAccounts, "lab", "default")).toBeDefined();
    expect(plane.api.list(pods, { namespace: "lab" }).items).toEqual([]);
  });
});

describe("Events", () => {
  test("are forgotten an hour after they were last written, and nobody waits for that", async () => {
    const plane = await withContent();
    const before = plane.api.list(events).items.length;
    expect(before).toBeGreaterThan(0);
    expect(plane.loop.now).toBeLessThan(60_000);
    await plane.loop.advance(3_590_000);
    expect(plane.api.list(events).items).toHaveLength(before);
    await plane.loop.advance(20_000);
    expect(plane.api.list(events).items).toEqual([]);
  });

  test("that happen again live on", async () => {
    const plane = await withContent();
    const recorder = plane.context.recorder("tester");
    const object = plane.api.get(services, "lab", "http-go");
    recorder.record(object, "Normal", "Ticked", "tick");
    await plane.loop.advance(3_000_000);
    recorder.record(object, "Normal", "Ticked", "tick");
    await plane.loop.advance(3_000_000);
    expect(plane.eventsOf("tester")).toEqual(["Ticked tick (x2)"]);
    await plane.loop.advance(601_000);
    expect(plane.eventsOf("tester")).toEqual([]);
  });
});
