import { describe, expect, test } from "vitest";
import { cidrWarnings, ipWarnings } from "./ip-warnings.ts";
import { type EndpointSlice, endpointSlices } from "./kinds/endpoint-slice.ts";
import { endpoints } from "./kinds/endpoints.ts";
import { services } from "./kinds/service.ts";
import { serviceWarnings } from "./kinds/service-warnings.ts";
import { prepared } from "./testing/faults.ts";

const FUTURE = "will be considered invalid in a future Kubernetes release: use";
const CANONICAL = "should be in RFC 5952 canonical format";

describe("an address", () => {
  test.each([
    ["192.12.2.2", undefined],
    ["2001:db8::2", undefined],
    ["::1", undefined],
    ["192.012.2.2", `non-standard IP address "192.012.2.2" ${FUTURE} "192.12.2.2"`],
    ["::ffff:192.12.2.2", `non-standard IP address "::ffff:192.12.2.2" ${FUTURE} "192.12.2.2"`],
    ["2001:db8:0:0:0::2", `IPv6 address "2001:db8:0:0:0::2" ${CANONICAL} ("2001:db8::2")`],
    ["2001:DB8::2", `IPv6 address "2001:DB8::2" ${CANONICAL} ("2001:db8::2")`],
    ["1:0:0:2:0:0:0:3", `IPv6 address "1:0:0:2:0:0:0:3" ${CANONICAL} ("1:0:0:2::3")`],
  ])("%s", (text, warning) => {
    expect(ipWarnings("spec.a", text)).toEqual(warning === undefined ? [] : [`spec.a: ${warning}`]);
  });
});

describe("a range", () => {
  test.each([
    ["192.12.0.0/16", []],
    ["2001:db8::/64", []],
    [
      "192.12.2.8/24",
      [
        'CIDR value "192.12.2.8/24" is ambiguous in this context (should be "192.12.2.0/24" or "192.12.2.8/32"?)',
      ],
    ],
    ["192.012.0.0/16", [`non-standard CIDR value "192.012.0.0/16" ${FUTURE} "192.12.0.0/16"`]],
    ["192.12.0.0/016", [`non-standard CIDR value "192.12.0.0/016" ${FUTURE} "192.12.0.0/16"`]],
    ["2001:db8:0::/64", [`IPv6 CIDR value "2001:db8:0::/64" ${CANONICAL} ("2001:db8::/64")`]],
  ])("%s", (text, warnings) => {
    expect(cidrWarnings("spec.a", text)).toEqual(warnings.map((warning) => `spec.a: ${warning}`));
  });
});

test("Services, Endpoints and slices warn of the addresses in their fields", () => {
  const spec = {
    ports: [{ port: 80 }],
    externalIPs: ["010.0.0.1"],
    loadBalancerIP: "10.0.00.1",
    loadBalancerSourceRanges: ["10.0.0.1/8"],
  };
  const annotations = { "service.kubernetes.io/topology-aware-hints": "auto" };
  expect(serviceWarnings(prepared(services, { metadata: { name: "a", annotations }, spec }))).toEqual([
    "annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead",
    expect.stringContaining('spec.externalIPs[0]: non-standard IP address "010.0.0.1"'),
    expect.stringContaining('spec.loadBalancerIP: non-standard IP address "10.0.00.1"'),
    expect.stringContaining('spec.loadBalancerSourceRanges[0]: CIDR value "10.0.0.1/8" is ambiguous'),
  ]);
  const subsets = [{ addresses: [{ ip: "10.00.0.1" }], ports: [{ port: 80 }] }];
  expect(endpoints.warnings?.(prepared(endpoints, { metadata: { name: "a" }, subsets }), undefined)).toEqual([
    expect.stringContaining("subsets[0].addresses[0].ip: non-standard IP address"),
  ]);
  const slice = (labels: Record<string, string>) =>
    prepared<EndpointSlice>(endpointSlices, {
      metadata: { name: "a", labels },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.00.0.1"] }],
    });
  expect(endpointSlices.warnings?.(slice({}), undefined)).toHaveLength(1);
  const managed = { "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io" };
  expect(endpointSlices.warnings?.(slice(managed), undefined)).toEqual([]);
});
