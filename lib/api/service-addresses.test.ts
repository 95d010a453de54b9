import { beforeEach, describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import { ApiServer } from "./api-server.ts";
import { namespaces } from "./kinds/namespace.ts";
import { type Service, services } from "./kinds/service.ts";
import { createAllocators } from "./service-addresses.ts";

let api: ApiServer;

beforeEach(() => {
  api = new ApiServer({ loop: new Loop(), random: new Random("addresses"), epochMs: 0 });
  api.create(namespaces, "", { metadata: { name: "default" } });
});

const PORTS = [{ port: 80 }];
const create = (name: string, spec: object = {}, dryRun = false): Service =>
  api.create(services, "default", { metadata: { name }, spec: { ports: PORTS, ...spec } }, { dryRun });
const update = (service: Service, spec: object): Service =>
  api.update(services, { ...service, spec: { ...service.spec, ...spec } });
const nodePorts = (service: Service) => service.spec.ports?.map((port) => port.nodePort);

describe("the cluster IP", () => {
  it("comes from the upper band of 10.96.0.0/12, in both fields, with its family", () => {
    const { spec } = create("web");
    expect(spec).toMatchObject({
      clusterIPs: [spec.clusterIP],
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
    });
    const [a = 0, b = 0, c = 0] = (spec.clusterIP ?? "").split(".").map(Number);
    expect([a, b >= 96 && b <= 111, b > 96 || c >= 1]).toEqual([10, true, true]);
  });

  it("is the wanted one when it is free", () => {
    expect(create("web", { clusterIP: "10.96.0.10" }).spec.clusterIPs).toEqual(["10.96.0.10"]);
  });

  it.each([
    ["10.96.0.10", "provided IP is already allocated"],
    ["10.95.0.1", "the provided network does not match the current range"],
    ["10.96.0.0", "the provided network does not match the current range"],
  ])("%s is refused when taken or outside", (clusterIP, why) => {
    create("dns", { clusterIP: "10.96.0.10" });
    expect(() => create("web", { clusterIP })).toThrow(
      `Service "web" is invalid: spec.clusterIPs: Invalid value: []string{"${clusterIP}"}: failed to allocate IP ${clusterIP}: ${why}`,
    );
  });

  it("is not given to headless Services and ExternalNames", () => {
    expect(create("headless", { clusterIP: "None", selector: { app: "a" } }).spec).toMatchObject({
      clusterIP: "None",
      clusterIPs: ["None"],
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
    });
    const { spec } = create("outside", { type: "ExternalName", externalName: "example.com", ports: [] });
    expect([spec.clusterIP, spec.clusterIPs, spec.ipFamilies, spec.internalTrafficPolicy]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("of a headless Service without selector may be of both families", () => {
    expect(create("headless", { clusterIP: "None" }).spec).toMatchObject({
      ipFamilies: ["IPv4", "IPv6"],
      ipFamilyPolicy: "RequireDualStack",
    });
  });

  it("is free again once the Service is deleted, or its creation failed", () => {
    create("a", { clusterIP: "10.96.0.50" });
    api.delete(services, "default", "a");
    create("b", { clusterIP: "10.96.0.50" });
    expect(() => create("b", { clusterIP: "10.96.0.51" })).toThrow("already exists");
    expect(create("c", { clusterIP: "10.96.0.51" }).spec.clusterIP).toBe("10.96.0.51");
  });

  it("is not taken by a dry run", () => {
    create("dry", { clusterIP: "10.96.0.60" }, true);
    expect(create("real", { clusterIP: "10.96.0.60" }).spec.clusterIP).toBe("10.96.0.60");
  });

  it("goes when the type becomes ExternalName, and comes when it is no longer", () => {
    const before = create("web", { clusterIP: "10.96.0.70" });
    const outside = update(before, { type: "ExternalName", externalName: "example.com" });
    expect([outside.spec.clusterIP, outside.spec.clusterIPs, outside.spec.ipFamilies]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    create("other", { clusterIP: "10.96.0.70" });
    const back = update(outside, { type: "ClusterIP", externalName: undefined });
    expect(back.spec.clusterIP).toMatch(/^10\./);
    expect(back.spec.clusterIP).not.toBe("10.96.0.70");
  });

  it.each([
    [
      { ipFamilyPolicy: "RequireDualStack" },
      'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
    [{ ipFamilies: ["IPv6"] }, 'spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    [
      { clusterIP: "fd00::1" },
      'spec.clusterIPs[0]: Invalid value: []string{"fd00::1"}: IPv6 is not configured on this cluster',
    ],
  ])("%j needs a family that the cluster lacks", (spec, why) => {
    expect(() => create("web", spec)).toThrow(why);
  });

  it("is the same for the same seed and another for another", () => {
    const first = (seed: string) => createAllocators(new Random(seed)).clusterIP.allocate();
    expect(first("a")).toEqual(first("a"));
    expect(first("a")).not.toEqual(first("b"));
  });
});

describe("node ports", () => {
  it("are given to NodePort and LoadBalancer Services, above the static band", () => {
    for (const type of ["NodePort", "LoadBalancer"]) {
      const [port = 0] = nodePorts(create(type.toLowerCase(), { type })) ?? [];
      expect(port).toBeGreaterThanOrEqual(30_086);
      expect(port).toBeLessThanOrEqual(32_767);
    }
    expect(nodePorts(create("inside"))).toEqual([undefined]);
  });

  it.each([
    [30_001, "provided port is already allocated"],
    [8080, "provided port is not in the valid range. The range of valid ports is 30000-32767"],
  ])("%d is refused when taken or outside", (nodePort, why) => {
    create("taken", { type: "NodePort", ports: [{ port: 80, nodePort: 30_001 }] });
    expect(() => create("web", { type: "NodePort", ports: [{ port: 80, nodePort }] })).toThrow(
      `Service "web" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: ${why}`,
    );
  });

  it("leave nothing taken when a later one is refused", () => {
    const ports = [
      { name: "a", port: 80, nodePort: 30_010 },
      { name: "b", port: 81, nodePort: 99 },
    ];
    expect(() => create("web", { type: "NodePort", clusterIP: "10.96.0.80", ports })).toThrow(
      "spec.ports[1].nodePort",
    );
    create("again", { type: "NodePort", clusterIP: "10.96.0.80", ports: ports.slice(0, 1) });
  });

  it("are shared by the same port over TCP and UDP", () => {
    const ports = [
      { name: "udp", port: 53, protocol: "UDP" as const, nodePort: 30_053 },
      { name: "tcp", port: 53, protocol: "TCP" as const },
    ];
    expect(nodePorts(create("dns", { type: "NodePort", ports }))).toEqual([30_053, 30_053]);
  });

  it("stay with the name of their port when a client leaves them out", () => {
    const before = create("web", { type: "NodePort", ports: [{ port: 80, nodePort: 30_020 }] });
    expect(nodePorts(update(before, { ports: [{ port: 81 }] }))).toEqual([30_020]);
  });

  it("go when the type becomes ClusterIP, and are free then", () => {
    const before = create("web", { type: "NodePort", ports: [{ port: 80, nodePort: 30_021 }] });
    const inside = update(before, { type: "ClusterIP" });
    expect(nodePorts(inside)).toEqual([undefined]);
    expect(inside.spec.externalTrafficPolicy).toBeUndefined();
    expect(inside.spec.clusterIP).toBe(before.spec.clusterIP);
    create("other", { type: "NodePort", ports: [{ port: 80, nodePort: 30_021 }] });
  });

  it("change on request, freeing the old one", () => {
    const before = create("web", { type: "NodePort", ports: [{ port: 80, nodePort: 30_022 }] });
    expect(nodePorts(update(before, { ports: [{ port: 80, nodePort: 30_023 }] }))).toEqual([30_023]);
    create("other", { type: "NodePort", ports: [{ port: 80, nodePort: 30_022 }] });
  });

  it("are not needed by a LoadBalancer that declines them", () => {
    expect(nodePorts(create("lb", { type: "LoadBalancer", allocateLoadBalancerNodePorts: false }))).toEqual([
      undefined,
    ]);
  });

  it("include one for health checks when a LoadBalancer serves locally", () => {
    const before = create("lb", { type: "LoadBalancer", externalTrafficPolicy: "Local" });
    expect(before.spec.healthCheckNodePort).toBeGreaterThanOrEqual(30_000);
    expect(update(before, { externalTrafficPolicy: "Cluster" }).spec.healthCheckNodePort).toBeUndefined();
  });

  it("run out with a plain answer", () => {
    const { nodePort } = createAllocators(new Random("full"));
    const given = new Set<number>();
    for (let count = 0; count < 2768; count++) {
      const result = nodePort.allocate();
      if ("value" in result) given.add(result.value);
    }
    expect(given.size).toBe(2768);
    expect(nodePort.allocate()).toEqual({ error: "range is full" });
  });
});
