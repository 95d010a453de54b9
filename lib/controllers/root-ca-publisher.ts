/**
 * Puts the ConfigMap kube-root-ca.crt into every namespace. Models pkg/controller/certificates/rootcacertpublisher.
 * It is of an authority whose key nobody has: clients believe who shows a certificate of its name.
 */
import { isEqual } from "../api/equal.ts";
import { configMaps } from "../api/kinds/config-map.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { createQueue, type StartController } from "./controller.ts";

const LATENCY_MS = 10;
const NAME = "kube-root-ca.crt";
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBczCCARqgAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDAprdWJlcm5l
dGVzMCAXDTI1MDEwMTAwMDAwMFoYDzIxMjQxMjMxMjM1OTU5WjAVMRMwEQYDVQQD
DAprdWJlcm5ldGVzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEOyCl6/ZMVuJ+
OeHfGFwHrleerxsj1N8VVZGe2CqSDghT0X7ofLH96oLU13h3zXFBnSdmWv4Xe+Vc
U+5+YIVruKNZMFcwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAoQwFQYD
VR0RBA4wDIIKa3ViZXJuZXRlczAdBgNVHQ4EFgQU+0rCO23RNI2K3ujVGA2W6OIT
uAAwCgYIKoZIzj0EAwIDRwAwRAIgCYPEPP50W4TI20EgXsTDjBy4Z0uSDSeynLOf
l1NlAL4CIHKAlkhaqBs6a+1+GG5lx7M4adB0RoVBQDTZSmh8deGr
-----END CERTIFICATE-----
`;
const DATA = { "ca.crt": CERTIFICATE } as const;
const ANNOTATIONS = {
  "kubernetes.io/description":
    "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.",
} as const;

export const startRootCaPublisher: StartController = (context) => {
  const { api } = context;
  const queue = createQueue(context, LATENCY_MS, (namespace) => {
    if (api.find(namespaces, "", namespace)?.metadata.deletionTimestamp !== undefined) return;
    const current = api.find(configMaps, namespace, NAME);
    if (current === undefined)
      api.create(configMaps, namespace, { metadata: { name: NAME, annotations: ANNOTATIONS }, data: DATA });
    else if (!isEqual(current.data, DATA)) api.update(configMaps, { ...current, data: DATA });
  });
  api.watch(namespaces, {}, ({ type, object }) => {
    if (type !== "DELETED") queue.add(object.metadata.name);
  });
  api.watch(configMaps, {}, ({ type, object }) => {
    if (type !== "ADDED" && object.metadata.name === NAME) queue.add(object.metadata.namespace ?? "");
  });
};
