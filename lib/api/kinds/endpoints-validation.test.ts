import { describe, expect, it } from "vitest";
import { faults, updateFaults } from "../testing/faults.ts";
import { endpointSlices } from "./endpoint-slice.ts";
import { endpoints } from "./endpoints.ts";

const IP = { ip: "223.130.195.200" };

describe("Endpoints", () => {
  it.each([
    ["of the lab", [{ addresses: [IP, { ip: "199.201.110.204" }], ports: [{ port: 80 }] }], []],
    [
      "without addresses",
      [{ ports: [{ port: 80 }] }],
      ["subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`"],
    ],
    [
      "with a name for an address",
      [{ addresses: [{ ip: "naver.com" }] }],
      [
        'subsets[0].addresses[0].ip: Invalid value: "naver.com": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        'subsets[0].addresses[0].ip: Invalid value: "naver.com": must be a valid IP address',
      ],
    ],
    [
      "of this machine",
      [{ notReadyAddresses: [{ ip: "127.0.0.1" }] }],
      [
        'subsets[0].notReadyAddresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      ],
    ],
    [
      "with several ports and no names",
      [{ addresses: [IP], ports: [{ port: 80 }, { port: 81 }] }],
      ["subsets[0].ports[0].name: Required value", "subsets[0].ports[1].name: Required value"],
    ],
    [
      "without a port number",
      [{ addresses: [IP], ports: [{}] }],
      ["subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive"],
    ],
    [
      "of an unknown protocol",
      [{ addresses: [IP], ports: [{ port: 1, protocol: "http" }] }],
      ['subsets[0].ports[0].protocol: Unsupported value: "http": supported values: "SCTP", "TCP", "UDP"'],
    ],
  ])("%s", (_what, subsets, expected) => {
    expect(faults(endpoints, { metadata: { name: "my-service" }, subsets })).toEqual(expected);
  });
});

describe("an EndpointSlice", () => {
  const slice = (fields: object) => ({
    addressType: "IPv4",
    endpoints: [{ addresses: ["223.130.195.200"] }],
    ports: [{ port: 80 }],
    ...fields,
  });

  it.each([
    ["of the lab", {}, []],
    ["without a type", { addressType: undefined }, ["addressType: Required value"]],
    [
      "of an unknown type",
      { addressType: "ipv4" },
      ['addressType: Unsupported value: "ipv4": supported values: "FQDN", "IPv4", "IPv6"'],
    ],
    [
      "with no address",
      { endpoints: [{ addresses: [] }] },
      ["endpoints[0].addresses: Required value: must contain at least 1 address"],
    ],
    [
      "with 101 addresses",
      { endpoints: [{ addresses: new Array(101).fill("1.2.3.4") }] },
      ["endpoints[0].addresses: Too many: 101: must have at most 100 items"],
    ],
    [
      "with 1001 endpoints",
      { endpoints: new Array(1001).fill({ addresses: ["1.2.3.4"] }) },
      ["endpoints: Too many: 1001: must have at most 1000 items"],
    ],
    [
      "with an address of the other family",
      { endpoints: [{ addresses: ["2001:db8::1"] }] },
      ['endpoints[0].addresses[0]: Invalid value: "2001:db8::1": must be a valid IPv4 address'],
    ],
    [
      "with a link-local address",
      { endpoints: [{ addresses: ["169.254.1.1"] }] },
      [
        'endpoints[0].addresses[0]: Invalid value: "169.254.1.1": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
      ],
    ],
    [
      "with two unnamed ports",
      { ports: [{ port: 80 }, { port: 81 }] },
      ['ports[1].name: Duplicate value: ""'],
    ],
    [
      "of names that are too short",
      { addressType: "FQDN", endpoints: [{ addresses: ["naver.com"] }] },
      [
        'endpoints[0].addresses[0]: Invalid value: "naver.com": should be a domain with at least three segments separated by dots',
      ],
    ],
  ])("%s", (_what, fields, expected) => {
    expect(faults(endpointSlices, slice(fields))).toEqual(expected);
  });

  it("keeps its type", () => {
    expect(updateFaults(endpointSlices, slice({}), slice({ addressType: "FQDN", endpoints: [] }))).toEqual([
      'addressType: Invalid value: "FQDN": field is immutable',
    ]);
  });
});
