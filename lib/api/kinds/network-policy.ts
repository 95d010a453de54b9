/** Models networking.k8s.io/v1 NetworkPolicy. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import { field, type Infer, int32, intOrString, list, object, pointer, present, string } from "../schema.ts";
import { formatLabelSelector } from "../selectors.ts";
import { networkPolicyWarnings, validateNetworkPolicy } from "./network-policy-validation.ts";

const policyPort = object("networking.k8s.io/v1.NetworkPolicyPort", {
  protocol: pointer(1, string),
  port: pointer(2, intOrString),
  endPort: pointer(3, int32),
});
const ipBlock = object("networking.k8s.io/v1.IPBlock", {
  cidr: present(1, string),
  except: field(2, list(string)),
});
const policyPeer = object("networking.k8s.io/v1.NetworkPolicyPeer", {
  podSelector: field(1, labelSelector),
  namespaceSelector: field(2, labelSelector),
  ipBlock: field(3, ipBlock),
});

const networkPolicyIngressRule = object("networking.k8s.io/v1.NetworkPolicyIngressRule", {
  ports: field(1, list(policyPort)),
  from: field(2, list(policyPeer)),
});
const networkPolicyEgressRule = object("networking.k8s.io/v1.NetworkPolicyEgressRule", {
  ports: field(1, list(policyPort)),
  to: field(2, list(policyPeer)),
});
const networkPolicySpec = object("networking.k8s.io/v1.NetworkPolicySpec", {
  podSelector: present(1, { ...labelSelector, options: { atomic: true } }),
  ingress: field(2, list(networkPolicyIngressRule)),
  egress: field(3, list(networkPolicyEgressRule)),
  policyTypes: field(4, list(string)),
});
const schema = object("networking.k8s.io/v1.NetworkPolicy", {
  ...typeAndMeta,
  spec: present(2, networkPolicySpec),
});
export type NetworkPolicy = Infer<typeof schema>;

export const networkPolicies = defineKind({
  group: "networking.k8s.io",
  version: "v1",
  kind: "NetworkPolicy",
  plural: "networkpolicies",
  shortNames: ["netpol"],
  namespaced: true,
  hasGeneration: true,
  schema,

  applyDefaults({ spec }) {
    for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])])
      for (const port of rule.ports ?? []) port.protocol ??= "TCP";
    if ((spec.policyTypes ?? []).length === 0)
      spec.policyTypes = (spec.egress ?? []).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
  },
  validate: validateNetworkPolicy,
  warnings: networkPolicyWarnings,

  columns: [
    { name: "Name", cell: (policy) => policy.metadata.name },
    { name: "Pod-Selector", cell: (policy) => formatLabelSelector(policy.spec.podSelector) },
    { name: "Age", cell: age },
  ],
});
