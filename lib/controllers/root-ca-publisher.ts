/**
 * Puts the ConfigMap kube-root-ca.crt into every namespace. Models pkg/controller/certificates/rootcacertpublisher.
 * The certificate says in plain words that there is none: nothing in a simulated cluster speaks TLS inside.
 */
import { isEqual } from "../api/equal.ts";
import { configMaps } from "../api/kinds/config-map.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { createQueue, type StartController } from "./controller.ts";

const LATENCY_MS = 10;
const NAME = "kube-root-ca.crt";
const DATA = {
  "ca.crt":
    "-----BEGIN CERTIFICATE-----\nVGhpcyBjbHVzdGVyIGlzIHNpbXVsYXRlZDogdGhlcmUgaXMgbm8gY2VydGlmaWNh\ndGUgYXV0aG9yaXR5Lgo=\n-----END CERTIFICATE-----\n",
} as const;
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
