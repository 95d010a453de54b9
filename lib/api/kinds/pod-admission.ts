/**
 * What admission adds to every new Pod. Models the plug-ins DefaultTolerationSeconds, ServiceAccount and Priority.
 *
 * Leaves out LimitRange and quota, and PriorityClass objects: only the two classes of the system exist.
 */
import type { Random } from "../../sim/random.ts";
import { forbidden } from "../api-error.ts";
import type { Mutable } from "../schema.ts";
import type { Pod } from "./pod.ts";

const TOLERATION_SECONDS = 300;
const TOKEN_SECONDS = 3607;
const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
const PRIORITY_CLASSES: Readonly<Record<string, number>> = {
  "": 0,
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};

type PodSpec = Mutable<Pod>["spec"];

/** @throws ApiError Forbidden for a priority class that does not exist. */
export function admitPod(pod: Mutable<Pod>, random: Random): void {
  tolerateUnreachableNodes(pod.spec);
  // A stream of its own: one more draw here must not change the names of what is made next.
  mountServiceAccountToken(pod.spec, random.fork(`token-volume/${pod.metadata.uid}`));
  setPriority(pod);
}

/** On updates: what the client left out and nobody may change. */
export function readmitPod(pod: Mutable<Pod>, old: Pod): void {
  tolerateUnreachableNodes(pod.spec);
  pod.spec.priority ??= old.spec.priority;
  pod.spec.preemptionPolicy ??= old.spec.preemptionPolicy;
}

/** A Pod stays five minutes on a node that does not answer. */
function tolerateUnreachableNodes(spec: PodSpec): void {
  for (const key of ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]) {
    const isTolerated = spec.tolerations?.some(
      (toleration) =>
        ["", key].includes(toleration.key ?? "") && ["", "NoExecute"].includes(toleration.effect ?? ""),
    );
    if (isTolerated === true) continue;
    spec.tolerations = [
      ...(spec.tolerations ?? []),
      { key, operator: "Exists", effect: "NoExecute", tolerationSeconds: TOLERATION_SECONDS },
    ];
  }
}

function mountServiceAccountToken(spec: PodSpec, random: Random): void {
  spec.serviceAccountName ??= "default";
  spec.serviceAccount = spec.serviceAccountName;
  if (spec.automountServiceAccountToken === false) return;
  const containers = [...(spec.initContainers ?? []), ...spec.containers].filter(
    (container) => !container.volumeMounts?.some(({ mountPath }) => mountPath === TOKEN_PATH),
  );
  if (containers.length === 0) return;
  const name = `kube-api-access-${random.suffix()}`;
  for (const container of containers)
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name, readOnly: true, mountPath: TOKEN_PATH },
    ];
  const sources = [
    { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: "token" } },
    { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
    {
      downwardAPI: {
        items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
      },
    },
  ];
  spec.volumes = [...(spec.volumes ?? []), { name, projected: { sources, defaultMode: 0o644 } }];
}

function setPriority(pod: Mutable<Pod>): void {
  const { spec, metadata } = pod;
  const name = spec.priorityClassName ?? "";
  const priority = PRIORITY_CLASSES[name];
  if (priority === undefined)
    throw forbidden(
      { plural: "pods", group: "" },
      metadata.name,
      `no PriorityClass with name ${name} was found`,
    );
  spec.priority = priority;
  spec.preemptionPolicy ??= "PreemptLowerPriority";
}
