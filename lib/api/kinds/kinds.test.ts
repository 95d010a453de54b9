import { describe, expect, it } from "vitest";
import type { AnyKind } from "../kind.ts";
import { faults, prepared } from "../testing/faults.ts";
import { configMaps } from "./config-map.ts";
import { type DaemonSet, daemonSets } from "./daemon-set.ts";
import { endpointSlices } from "./endpoint-slice.ts";
import { endpoints } from "./endpoints.ts";
import { kinds } from "./index.ts";
import { ingresses } from "./ingress.ts";
import { leases } from "./lease.ts";
import { networkPolicies } from "./network-policy.ts";
import { replicationControllers } from "./replication-controller.ts";
import { type Secret, secrets } from "./secret.ts";
import { services } from "./service.ts";
import { serviceAccounts } from "./service-account.ts";
import { statefulSets } from "./stateful-set.ts";

const template = {
  metadata: { labels: { run: "x" } },
  spec: { containers: [{ name: "web", image: "nginx" }] },
};
const workload = { spec: { selector: { matchLabels: { run: "x" } }, template } };
const cells = (kind: AnyKind, manifest: object): string => {
  const object = {
    ...prepared(kind, manifest),
    ...("status" in manifest ? { status: manifest.status } : {}),
  };
  return kind.columns
    .filter(({ name }) => name !== "Age")
    .map(({ name, wide, cell }) => `${name}${wide === true ? "*" : ""}=${cell(object, 0)}`)
    .join(" ");
};

describe("the row of a", () => {
  const port = { port: 80, nodePort: 30_080, protocol: "TCP" };
  it.each<[AnyKind, object, string]>([
    [
      services,
      {
        spec: {
          ports: [{ port: 80 }, { port: 53, protocol: "UDP" }],
          clusterIP: "10.96.0.9",
          selector: { b: "2", a: "1" },
        },
      },
      "Name=x Type=ClusterIP Cluster-IP=10.96.0.9 External-IP=<none> Port(s)=80/TCP,53/UDP Selector*=a=1,b=2",
    ],
    [
      services,
      { spec: { type: "NodePort", ports: [port], clusterIP: "10.96.0.9", externalIPs: ["1.2.3.4"] } },
      "Name=x Type=NodePort Cluster-IP=10.96.0.9 External-IP=1.2.3.4 Port(s)=80:30080/TCP Selector*=<none>",
    ],
    [
      services,
      { spec: { type: "LoadBalancer", ports: [port], clusterIP: "10.96.0.9" } },
      "Name=x Type=LoadBalancer Cluster-IP=10.96.0.9 External-IP=<pending> Port(s)=80:30080/TCP Selector*=<none>",
    ],
    [
      services,
      { spec: { type: "ExternalName", externalName: "example.com" } },
      "Name=x Type=ExternalName Cluster-IP=<none> External-IP=example.com Port(s)=<none> Selector*=<none>",
    ],
    [
      endpoints,
      {
        subsets: [
          {
            addresses: ["1", "2", "3", "4"].map((last) => ({ ip: `10.0.0.${last}` })),
            ports: [{ port: 80 }],
          },
        ],
      },
      "Name=x Endpoints=10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 1 more...",
    ],
    [endpoints, {}, "Name=x Endpoints=<none>"],
    [
      endpointSlices,
      { addressType: "IPv4", endpoints: [], ports: [] },
      "Name=x AddressType=IPv4 Ports=<unset> Endpoints=<unset>",
    ],
    [
      replicationControllers,
      { spec: { replicas: 2, template } },
      "Name=x Desired=2 Current=0 Ready=0 Containers*=web Images*=nginx Selector*=run=x",
    ],
    [
      daemonSets,
      workload,
      "Name=x Desired=0 Current=0 Ready=0 Up-to-date=0 Available=0 Node Selector=<none> Containers*=web Images*=nginx Selector*=run=x",
    ],
    [
      statefulSets,
      { ...workload, status: { replicas: 1, readyReplicas: 1 } },
      "Name=x Ready=1/1 Containers*=web Images*=nginx",
    ],
    [configMaps, { data: { a: "" }, binaryData: { b: "" } }, "Name=x Data=2"],
    [secrets, { stringData: { a: "b" } }, "Name=x Type=Opaque Data=1"],
    [serviceAccounts, {}, "Name=x Secrets=0"],
    [leases, { spec: { holderIdentity: "me" } }, "Name=x Holder=me"],
    [networkPolicies, { spec: {} }, "Name=x Pod-Selector=<none>"],
    [
      ingresses,
      { spec: { rules: [{ host: "a.b" }], tls: [{}] } },
      "Name=x Class=<none> Hosts=a.b Address= Ports=80, 443",
    ],
  ])("%#: $kind", (kind, manifest, expected) => {
    expect(cells(kind, manifest)).toBe(expected);
  });
});

describe("every kind", () => {
  it.each(kinds.map((kind) => [kind.kind, kind] as const))(
    "%s judges an object that says nothing, and prints it when it is good",
    (_name, kind) => {
      const object = prepared(kind, {});
      const errors = kind.validate?.(object) ?? [];
      expect(kind.warnings?.(object, undefined) ?? []).toEqual([]);
      if (errors.length === 0)
        for (const { cell } of kind.columns) expect(["string", "number"]).toContain(typeof cell(object, 0));
    },
  );
});

describe("defaults of the rarer kinds", () => {
  it("a DaemonSet replaces one Pod at a time and counts its templates", () => {
    const { spec, metadata } = prepared<DaemonSet>(daemonSets, workload);
    expect(spec.updateStrategy).toEqual({
      type: "RollingUpdate",
      rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
    });
    expect(metadata.annotations).toEqual({ "deprecated.daemonset.template.generation": "1" });
  });

  it("a StatefulSet goes in order and keeps its claims", () => {
    expect(prepared(statefulSets, workload)).toMatchObject({
      spec: {
        podManagementPolicy: "OrderedReady",
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      },
    });
  });

  it("a Secret's texts become base64", () => {
    const secret = prepared<Secret>(secrets, { data: { a: "eA==" }, stringData: { b: "hello" } });
    expect([secret.data, secret.stringData]).toEqual([{ a: "eA==", b: "aGVsbG8=" }, undefined]);
  });

  it("a NetworkPolicy is about what comes in, unless it has rules for what goes out", () => {
    expect(prepared(networkPolicies, { spec: {} })).toMatchObject({ spec: { policyTypes: ["Ingress"] } });
    expect(prepared(networkPolicies, { spec: { egress: [{ ports: [{ port: 53 }] }] } })).toMatchObject({
      spec: { policyTypes: ["Ingress", "Egress"], egress: [{ ports: [{ port: 53, protocol: "TCP" }] }] },
    });
  });
});

describe("faults of the rarer kinds", () => {
  const path = (fields: object) => ({
    spec: {
      rules: [
        {
          http: {
            paths: [
              {
                path: "/",
                pathType: "Prefix",
                backend: { service: { name: "web", port: { number: 80 } } },
                ...fields,
              },
            ],
          },
        },
      ],
    },
  });

  it.each<[string, AnyKind, object, unknown[]]>([
    [
      "an Ingress without rules",
      ingresses,
      { spec: {} },
      [
        "spec: Invalid value: []networking.IngressRule(nil): either `defaultBackend` or `rules` must be specified",
      ],
    ],
    ["a good Ingress", ingresses, path({}), []],
    [
      "a path without type",
      ingresses,
      path({ pathType: undefined }),
      ["spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified"],
    ],
    [
      "a relative path",
      ingresses,
      path({ path: "a" }),
      ['spec.rules[0].http.paths[0].path: Invalid value: "a": must be an absolute path'],
    ],
    [
      "a backend without port",
      ingresses,
      path({ backend: { service: { name: "web" } } }),
      ["spec.rules[0].http.paths[0].backend.service.port: Required value: port name or number is required"],
    ],
    [
      "a ConfigMap with a slash in a key",
      configMaps,
      { data: { "a/b": "" } },
      [expect.stringMatching(/^data\[a\/b\]: Invalid value: "a\/b": a valid config key must consist of/)],
    ],
    [
      "a ConfigMap with a key of both sorts",
      configMaps,
      { data: { a: "" }, binaryData: { a: "" } },
      ['data[a]: Invalid value: "a": duplicate of key present in binaryData'],
    ],
  ])("%s", (_what, kind, manifest, expected) => {
    expect(faults(kind, manifest)).toEqual(expected);
  });
});
