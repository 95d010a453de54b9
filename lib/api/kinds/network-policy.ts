/** Models networking.k8s.io/v1 NetworkPolicy as an object only: no traffic is filtered by it. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { validateLabelSelector } from "../label-validation.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import { type Infer, int32, intOrString, list, object, pointer, present, string } from "../schema.ts";
import { formatLabelSelector } from "../selectors.ts";

const policyPort = object("networking.k8s.io/v1.NetworkPolicyPort", {
  protocol: pointer(string),
  port: pointer(intOrString),
  endPort: pointer(int32),
});
const policyPeer = object("networking.k8s.io/v1.NetworkPolicyPeer", {
  podSelector: labelSelector,
  namespaceSelector: labelSelector,
  ipBlock: object("networking.k8s.io/v1.IPBlock", { cidr: present(string), except: list(string) }),
});

const schema = object("networking.k8s.io/v1.NetworkPolicy", {
  ...typeAndMeta,
  spec: present(
    object("networking.k8s.io/v1.NetworkPolicySpec", {
      podSelector: present({ ...labelSelector, options: { atomic: true } }),
      ingress: list(
        object("networking.k8s.io/v1.NetworkPolicyIngressRule", {
          ports: list(policyPort),
          from: list(policyPeer),
        }),
      ),
      egress: list(
        object("networking.k8s.io/v1.NetworkPolicyEgressRule", {
          ports: list(policyPort),
          to: list(policyPeer),
        }),
      ),
      policyTypes: list(string),
    }),
  ),
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
  validate: (policy) => validateLabelSelector("spec.podSelector", policy.spec.podSelector),

  columns: [
    { name: "Name", cell: (policy) => policy.metadata.name },
    { name: "Pod-Selector", cell: (policy) => formatLabelSelector(policy.spec.podSelector) },
    { name: "Age", cell: age },
  ],
});
