import { describe, expect, it } from "vitest";
import { faults, prepared, updateFaults } from "../testing/faults.ts";
import { type Service, services } from "./service.ts";
import { validateService } from "./service-validation.ts";
import { serviceWarnings } from "./service-warnings.ts";

const PORTS = [{ port: 80 }];
const spec = (fields: object) => ({ metadata: { name: "web" }, spec: { ports: PORTS, ...fields } });
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

describe("a new Service", () => {
  it.each([
    ["without ports", { ports: [] }, ["spec.ports: Required value"]],
    ["headless without ports", { ports: [], clusterIP: "None" }, []],
    [
      "with port 0",
      { ports: [{ port: 0 }] },
      [
        "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
        "spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive",
      ],
    ],
    [
      "with port 70000",
      { ports: [{ port: 70_000, targetPort: 80 }] },
      ["spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive"],
    ],
    [
      "with a targetPort in quotes",
      { ports: [{ port: 80, targetPort: "8080" }] },
      ['spec.ports[0].targetPort: Invalid value: "8080": must contain at least one letter (a-z)'],
    ],
    [
      "with several ports and no names",
      { ports: [{ port: 80 }, { port: 443 }] },
      ["spec.ports[0].name: Required value", "spec.ports[1].name: Required value"],
    ],
    [
      "with a name in capitals",
      { ports: [{ port: 80, name: "HTTP" }] },
      [`spec.ports[0].name: Invalid value: "HTTP": ${LABEL}`],
    ],
    [
      "with the same name and port twice",
      {
        ports: [
          { port: 80, name: "a" },
          { port: 80, name: "a" },
        ],
      },
      [
        'spec.ports[1].name: Duplicate value: "a"',
        'spec.ports[1]: Duplicate value: core.ServicePort{Name:"", Protocol:"TCP", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}',
      ],
    ],
    [
      "with an unknown protocol",
      { ports: [{ port: 80, protocol: "HTTP" }] },
      ['spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"'],
    ],
    [
      "with a wrong selector",
      { selector: { app: "-x" } },
      [expect.stringMatching(/^spec\.selector: Invalid value: "-x": a valid label must be an empty string/)],
    ],
    [
      "with an unknown affinity",
      { sessionAffinity: "Clientip" },
      ['spec.sessionAffinity: Unsupported value: "Clientip": supported values: "ClientIP", "None"'],
    ],
    [
      "with an affinity of more than a day",
      { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } } },
      [
        "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400",
      ],
    ],
    [
      "with an affinity of no time",
      { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } },
      [
        "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400",
      ],
    ],
    [
      "with a clusterIP that is none",
      { clusterIP: "foo" },
      [
        'spec.clusterIPs[0]: Invalid value: "foo": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      "with two different clusterIPs",
      { clusterIP: "10.96.0.5", clusterIPs: ["10.96.0.6"] },
      ['spec.clusterIPs: Invalid value: []string{"10.96.0.6"}: first value must match `clusterIP`'],
    ],
    [
      "with clusterIPs alone",
      { clusterIPs: ["10.96.0.6"] },
      [
        'spec.clusterIPs: Invalid value: []string{"10.96.0.6"}: must be empty when `clusterIP` is not specified',
      ],
    ],
    [
      "with an unknown family",
      { ipFamilies: ["IPv5"] },
      ['spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"'],
    ],
    [
      "with an unknown family policy",
      { ipFamilyPolicy: "Dual" },
      [
        'spec.ipFamilyPolicy: Unsupported value: "Dual": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"',
      ],
    ],
    [
      "with a loopback external IP",
      { externalIPs: ["127.0.0.1"] },
      [
        'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      ],
    ],
    [
      "of an unknown type",
      { type: "Nodeport" },
      [
        'spec.type: Unsupported value: "Nodeport": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      ],
    ],
    [
      "of type ClusterIP with a node port",
      { ports: [{ port: 80, nodePort: 30_001 }] },
      ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
    ],
    [
      "of type NodePort and headless",
      { type: "NodePort", clusterIP: "None" },
      ["spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services"],
    ],
    [
      "of type LoadBalancer and headless",
      { type: "LoadBalancer", clusterIP: "None" },
      ["spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for LoadBalancer services"],
    ],
    [
      "of type NodePort with one node port twice",
      {
        type: "NodePort",
        ports: [
          { name: "a", port: 80, nodePort: 30_001 },
          { name: "b", port: 81, nodePort: 30_001 },
        ],
      },
      ["spec.ports[1].nodePort: Duplicate value: 30001"],
    ],
    ["of type ExternalName without a name", { type: "ExternalName" }, ["spec.externalName: Required value"]],
    ["of type ExternalName with a trailing dot", { type: "ExternalName", externalName: "example.com." }, []],
    [
      "of type ExternalName with a cluster IP",
      { type: "ExternalName", externalName: "a.b", clusterIP: "10.96.0.9" },
      ["spec.clusterIPs: Forbidden: may not be set for ExternalName services"],
    ],
    [
      "inside, with an external policy",
      { externalTrafficPolicy: "Local" },
      [
        'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
      ],
    ],
    [
      "with external IPs and an external policy",
      { externalIPs: ["1.2.3.4"], externalTrafficPolicy: "Local" },
      [],
    ],
    [
      "with an unknown internal policy",
      { internalTrafficPolicy: "local" },
      ['spec.internalTrafficPolicy: Unsupported value: "local": supported values: "Cluster", "Local"'],
    ],
    [
      "with an unknown distribution",
      { trafficDistribution: "Near" },
      ['spec.trafficDistribution: Unsupported value: "Near": supported values: "PreferClose"'],
    ],
    [
      "inside, with source ranges",
      { loadBalancerSourceRanges: ["10.0.0.0/33"] },
      [
        "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
        'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ],
    [
      "inside, with a load balancer class",
      { loadBalancerClass: "a/b" },
      ["spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'"],
    ],
    [
      "inside, with a switch for node ports",
      { allocateLoadBalancerNodePorts: true },
      ["spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'"],
    ],
    [
      "that exposes the kubelet's port",
      { type: "LoadBalancer", ports: [{ port: 10_250 }] },
      [
        "spec.ports[0]: Invalid value: 10250: may not expose port 10250 externally since it is used by kubelet",
      ],
    ],
  ])("%s", (_what, fields, expected) => {
    expect(faults(services, spec(fields))).toEqual(expected);
  });

  it("may have one port over TCP and UDP", () => {
    const ports = [
      { name: "dns", port: 53, protocol: "UDP" },
      { name: "dns-tcp", port: 53, protocol: "TCP" },
    ];
    expect(faults(services, spec({ ports }))).toEqual([]);
  });

  it("loses a left-over affinity configuration, which would be refused", () => {
    const service = prepared<Service>(
      services,
      spec({ sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } }),
    );
    expect(service.spec.sessionAffinityConfig).toBeUndefined();
    service.spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: 60 } };
    expect(validateService(service)).toEqual([
      {
        reason: "FieldValueForbidden",
        field: "spec.sessionAffinityConfig",
        message: "Forbidden: must not be set when session affinity is None",
      },
    ]);
  });
});

describe("an updated Service", () => {
  const allocated = {
    clusterIP: "10.96.0.5",
    clusterIPs: ["10.96.0.5"],
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
  };

  it.each([
    ["keeps its cluster IP when the client leaves it out", allocated, {}, []],
    [
      "may not change its cluster IP",
      allocated,
      { ...allocated, clusterIP: "10.96.0.6" },
      ['spec.clusterIPs[0]: Invalid value: []string{"10.96.0.6"}: may not change once set'],
    ],
    [
      "may not become headless",
      allocated,
      { ...allocated, clusterIP: "None" },
      ['spec.clusterIPs[0]: Invalid value: []string{"None"}: may not change once set'],
    ],
    [
      "may not change its family",
      allocated,
      { ...allocated, ipFamilies: ["IPv6"] },
      [
        'spec.ipFamilies[0]: Invalid value: []core.IPFamily{"IPv6"}: may not change once set',
        'spec.clusterIPs[0]: Invalid value: "10.96.0.5": expected an IPv6 value as indicated by `ipFamilies[0]`',
      ],
    ],
    [
      "gives its cluster IP back as ExternalName",
      allocated,
      { ...allocated, type: "ExternalName", externalName: "example.com" },
      [],
    ],
    [
      "loses its node ports as ClusterIP",
      { ...allocated, type: "NodePort", ports: [{ port: 80, nodePort: 30_001 }] },
      {
        ...allocated,
        type: "ClusterIP",
        ports: [{ port: 80, nodePort: 30_001 }],
        externalTrafficPolicy: "Cluster",
      },
      [],
    ],
    [
      "may not change its class",
      { ...allocated, type: "LoadBalancer", loadBalancerClass: "a/b" },
      { ...allocated, type: "LoadBalancer", loadBalancerClass: "a/c" },
      ['spec.loadBalancerClass: Invalid value: "a/c": may not change once set'],
    ],
  ])("%s", (_what, before, after, expected) => {
    expect(updateFaults(services, spec(before), spec(after))).toEqual(expected);
  });
});

it("settings without effect are warned of", () => {
  expect(
    serviceWarnings(prepared(services, spec({ clusterIP: "None", sessionAffinity: "ClientIP" }))),
  ).toEqual(["spec.SessionAffinity is ignored for headless services"]);
  expect(serviceWarnings(prepared(services, spec({ externalName: "example.com" })))).toEqual([
    'spec.externalName is ignored when spec.type is not "ExternalName"',
  ]);
});
