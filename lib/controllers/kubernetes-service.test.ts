import { expect, test } from "vitest";
import { endpointSlices } from "../api/kinds/endpoint-slice.ts";
import { endpoints } from "../api/kinds/endpoints.ts";
import { services } from "../api/kinds/service.ts";
import { startEndpointsController } from "./endpoints.ts";
import { ensureKubernetesService, keepKubernetesService } from "./kubernetes-service.ts";
import { createControlPlane } from "./testing/control-plane.ts";

const OWN = "172.18.0.2";

async function createPlane() {
  const { api, loop, context } = createControlPlane([startEndpointsController]);
  ensureKubernetesService(api, OWN);
  keepKubernetesService(OWN)(context);
  await loop.settle();
  await loop.advance(3_000);
  return { api, loop };
}

test("the Service and its endpoints are back at the next look, ten seconds later at most", async () => {
  const { api, loop } = await createPlane();
  const { uid } = api.get(services, "default", "kubernetes").metadata;
  api.delete(services, "default", "kubernetes");
  api.delete(endpointSlices, "default", "kubernetes");
  await loop.advance(100);
  expect(api.find(endpoints, "default", "kubernetes")).toBeUndefined();
  await loop.advance(9_900);
  const service = api.get(services, "default", "kubernetes");
  expect(service.spec.clusterIP).toBe("10.96.0.1");
  expect(service.metadata.uid).not.toBe(uid);
  expect(api.get(endpoints, "default", "kubernetes").subsets?.[0]?.addresses).toEqual([{ ip: OWN }]);
  expect(api.get(endpointSlices, "default", "kubernetes").endpoints[0]?.addresses).toEqual([OWN]);
});

test("endpoints that somebody changed are put right, ports of the Service are not", async () => {
  const { api, loop } = await createPlane();
  const found = api.get(endpoints, "default", "kubernetes");
  api.update(endpoints, {
    ...found,
    subsets: [{ addresses: [{ ip: "10.9.9.9" }], ports: [{ name: "https", port: 6443 }] }],
  });
  const service = api.get(services, "default", "kubernetes");
  api.update(services, {
    ...service,
    spec: { ...service.spec, ports: [{ name: "https", port: 444, targetPort: 6443 }] },
  });
  await loop.advance(10_000);
  expect(api.get(endpoints, "default", "kubernetes").subsets?.[0]?.addresses).toEqual([{ ip: OWN }]);
  expect(api.get(services, "default", "kubernetes").spec.ports?.[0]?.port).toBe(444);
});
