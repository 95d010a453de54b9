import { expect, test } from "vitest";
import { type Service, services } from "../api/kinds/service.ts";
import { startLoadBalancerProvider } from "./load-balancer.ts";
import { type ControlPlane, createControlPlane } from "./testing/control-plane.ts";
import { service } from "./testing/manifests.ts";

const found = ({ api }: ControlPlane, name = "http-go"): Service | undefined =>
  api.find(services, "default", name);
const address = (plane: ControlPlane, name?: string): string | undefined =>
  found(plane, name)?.status.loadBalancer.ingress?.[0]?.ip;

async function withCloud(spec: object = {}): Promise<ControlPlane> {
  const plane = createControlPlane([startLoadBalancerProvider]);
  plane.apply(services, service({ type: "LoadBalancer", ...spec }));
  await plane.loop.settle();
  return plane;
}

test("a Service of type LoadBalancer gets an address, and Events say so", async () => {
  const plane = await withCloud();
  expect(address(plane)).toBe("172.18.255.200");
  expect(found(plane)?.metadata.finalizers).toEqual(["service.kubernetes.io/load-balancer-cleanup"]);
  expect(plane.eventsOf("service-controller")).toEqual([
    "EnsuringLoadBalancer Ensuring load balancer",
    "EnsuredLoadBalancer Ensured load balancer",
  ]);
});

test("the address asked for is given, and each Service has its own", async () => {
  const plane = await withCloud({ loadBalancerIP: "172.18.255.210" });
  plane.apply(services, service({ type: "LoadBalancer" }, { name: "other" }));
  await plane.loop.settle();
  expect([address(plane), address(plane, "other")]).toEqual(["172.18.255.210", "172.18.255.200"]);
});

test("an address in use is given to nobody else, and a change of mind is followed", async () => {
  const plane = await withCloud({ loadBalancerIP: "172.18.255.210" });
  plane.apply(
    services,
    service({ type: "LoadBalancer", loadBalancerIP: "172.18.255.210" }, { name: "other" }),
  );
  await plane.loop.settle();
  expect(address(plane, "other")).toBeUndefined();
  expect(plane.eventsOf("service-controller").at(-1)).toBe(
    "SyncLoadBalancerFailed Error syncing load balancer: failed to ensure load balancer: address 172.18.255.210 is in use",
  );
  plane.api.patch(services, "default", "http-go", {
    type: "application/merge-patch+json",
    body: { spec: { loadBalancerIP: "172.18.255.220" } },
  });
  await plane.loop.settle();
  expect([address(plane), address(plane, "other")]).toEqual(["172.18.255.220", "172.18.255.210"]);
});

test("who comes after the last address waits until one is given back", async () => {
  const plane = await withCloud();
  for (let at = 1; at <= 51; at++)
    plane.apply(services, service({ type: "LoadBalancer" }, { name: `more-${at}` }));
  await plane.loop.settle();
  expect([address(plane, "more-50"), address(plane, "more-51")]).toEqual(["172.18.255.250", undefined]);
  expect(plane.eventsOf("service-controller").at(-1)).toBe(
    "SyncLoadBalancerFailed Error syncing load balancer: failed to ensure load balancer: no free address between 172.18.255.200 and 172.18.255.250",
  );
  plane.api.delete(services, "default", "more-7");
  await plane.loop.settle();
  expect(address(plane, "more-51")).toBe("172.18.255.207");
});

test("a Service that is deleted gives its address back and goes", async () => {
  const plane = await withCloud();
  plane.api.delete(services, "default", "http-go");
  expect(found(plane)?.metadata.deletionTimestamp).toBeDefined();
  await plane.loop.settle();
  expect(found(plane)).toBeUndefined();
  plane.apply(services, service({ type: "LoadBalancer" }, { name: "next" }));
  await plane.loop.settle();
  expect(address(plane, "next")).toBe("172.18.255.200");
});

test("a Service that becomes a ClusterIP loses its address", async () => {
  const plane = await withCloud();
  const current = found(plane) as Service;
  plane.api.update(services, {
    ...current,
    spec: {
      ...current.spec,
      type: "ClusterIP",
      externalTrafficPolicy: undefined,
      allocateLoadBalancerNodePorts: undefined,
    },
  });
  await plane.loop.settle();
  expect(address(plane)).toBeUndefined();
  expect(found(plane)?.metadata.finalizers ?? []).toEqual([]);
  expect(plane.eventsOf("service-controller").slice(2)).toEqual([
    "DeletingLoadBalancer Deleting load balancer",
    "DeletedLoadBalancer Deleted load balancer",
  ]);
});

test("other Services, and those of another provider's class, are left alone", async () => {
  const plane = await withCloud({ loadBalancerClass: "example.com/metal" });
  plane.apply(services, service({}, { name: "inside" }));
  await plane.loop.settle();
  expect([address(plane), address(plane, "inside")]).toEqual([undefined, undefined]);
});
