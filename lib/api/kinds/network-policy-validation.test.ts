import { describe, expect, it } from "vitest";
import { faults, prepared } from "../testing/faults.ts";
import { type NetworkPolicy, networkPolicies } from "./network-policy.ts";
import { networkPolicyWarnings } from "./network-policy-validation.ts";

const faultsOf = (spec: object) => faults(networkPolicies, { spec: { podSelector: {}, ...spec } });
const peer = (fields: object) => faultsOf({ ingress: [{ from: [fields] }] });
const port = (fields: object) => faultsOf({ egress: [{ ports: [fields] }] });
const PEER = "spec.ingress[0].from[0]";
const PORT = "spec.egress[0].ports[0]";
const RANGE = "must be between 1 and 65535, inclusive";

describe("a port", () => {
  it.each<[object, string[]]>([
    [{}, []],
    [{ port: 80, endPort: 90 }, []],
    [{ port: 80, endPort: 80, protocol: "SCTP" }, []],
    [{ port: "http" }, []],
    [{ port: 0 }, [`port: Invalid value: 0: ${RANGE}`]],
    [{ port: 70_000 }, [`port: Invalid value: 70000: ${RANGE}`]],
    [
      { port: "a_b" },
      ['port: Invalid value: "a_b": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'],
    ],
    [{ protocol: "ICMP" }, ['protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"']],
    [{ protocol: "tcp" }, ['protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"']],
    [{ endPort: 90 }, ["endPort: Invalid value: 90: may not be specified when `port` is not specified"]],
    [
      { port: "http", endPort: 90 },
      ["endPort: Invalid value: 90: may not be specified when `port` is non-numeric"],
    ],
    [{ port: 80, endPort: 79 }, ["endPort: Invalid value: 79: must be greater than or equal to `port`"]],
    [{ port: 80, endPort: 70_000 }, [`endPort: Invalid value: 70000: ${RANGE}`]],
  ])("%j", (fields, expected) => expect(port(fields)).toEqual(expected.map((text) => `${PORT}.${text}`)));
});

describe("a peer", () => {
  const STRICT = "must be a strict subset of `cidr`";
  const CIDR = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
  it.each<[object, string[]]>([
    [{ podSelector: {} }, []],
    [{ podSelector: {}, namespaceSelector: {} }, []],
    [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "10.2.3.4/32"] } }, []],
    [{ ipBlock: { cidr: "::/0", except: ["2001:db8::/64"] } }, []],
    [{}, [": Required value: must specify a peer"]],
    [
      { podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } },
      [": Forbidden: may not specify both ipBlock and another peer"],
    ],
    [{ ipBlock: {} }, [".ipBlock.cidr: Required value"]],
    [{ ipBlock: { cidr: "10.0.0.1" } }, [`.ipBlock.cidr: Invalid value: "10.0.0.1": ${CIDR}`]],
    [
      { ipBlock: { cidr: "10.0.0.0/33", except: ["x"] } },
      [`.ipBlock.cidr: Invalid value: "10.0.0.0/33": ${CIDR}`],
    ],
    [
      { ipBlock: { cidr: "10.0.0.0/8", except: ["192.168.0.0/16", "10.0.0.0/8", "nonsense", "::/64"] } },
      [
        `.ipBlock.except[0]: Invalid value: "192.168.0.0/16": ${STRICT}`,
        `.ipBlock.except[1]: Invalid value: "10.0.0.0/8": ${STRICT}`,
        `.ipBlock.except[2]: Invalid value: "nonsense": ${CIDR}`,
        `.ipBlock.except[3]: Invalid value: "::/64": ${STRICT}`,
      ],
    ],
    [
      { namespaceSelector: { matchExpressions: [{ key: "a", operator: "Like" }] } },
      [
        '.namespaceSelector.matchExpressions[0].operator: Invalid value: "Like": not a valid selector operator',
      ],
    ],
  ])("%j", (fields, expected) => expect(peer(fields)).toEqual(expected.map((text) => `${PEER}${text}`)));
});

describe("policyTypes", () => {
  it.each<[string[], string[]]>([
    [["Ingress", "Egress"], []],
    [["Egress"], []],
    [
      ["ingress"],
      ['spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"'],
    ],
    [
      ["Ingress", "Egress", "Ingress"],
      [
        'spec.policyTypes: Invalid value: []networking.PolicyType{"Ingress", "Egress", "Ingress"}: may not specify more than two policyTypes',
      ],
    ],
  ])("%j", (policyTypes, expected) => expect(faultsOf({ policyTypes })).toEqual(expected));
});

it("a block that is written in an odd way is warned of", () => {
  const spec = {
    podSelector: {},
    policyTypes: [],
    egress: [{ to: [{ ipBlock: { cidr: "10.0.0.1/8", except: ["10.001.0.0/16"] } }] }],
  };
  expect(networkPolicyWarnings(prepared<NetworkPolicy>(networkPolicies, { spec }))).toEqual([
    'spec.egress[0].to[0].ipBlock.cidr: CIDR value "10.0.0.1/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.1/32"?)',
    'spec.egress[0].to[0].ipBlock.except[0]: non-standard CIDR value "10.001.0.0/16" will be considered invalid in a future Kubernetes release: use "10.1.0.0/16"',
  ]);
});
