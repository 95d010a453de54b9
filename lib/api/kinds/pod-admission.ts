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
type Container = PodSpec["containers"][number];

/** The same objects in all Pods: ten thousand of them have the parts that are alike only once in memory. */
const TOLERATIONS = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"].map((key) =>
  frozen({
    key,
    operator: "Exists" as const,
    effect: "NoExecute" as const,
    tolerationSeconds: TOLERATION_SECONDS,
  }),
);
const TOKEN_PROJECTION = frozen({
  sources: [
    { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: "token" } },
    { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
    {
      downwardAPI: {
        items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
      },
    },
  ],
  defaultMode: 0o644,
});

/** To any depth. Typed as if it could be written, for the Pods that it becomes a part of are still being made. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value))
    if (typeof part === "object" && part !== null) frozen(part as object);
  return Object.freeze(value);
}

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
  const given = spec.tolerations ?? [];
  const missing = TOLERATIONS.filter(
    ({ key }) =>
      !given.some(
        (toleration) =>
          ["", key].includes(toleration.key ?? "") && ["", "NoExecute"].includes(toleration.effect ?? ""),
      ),
  );
  if (missing.length > 0) spec.tolerations = [...given, ...missing];
}

function mountServiceAccountToken(spec: PodSpec, random: Random): void {
  spec.serviceAccountName ??= "default";
  spec.serviceAccount = spec.serviceAccountName;
  if (spec.automountServiceAccountToken === false) return;
  const isMissing = ({ volumeMounts }: Container): boolean =>
    volumeMounts?.some(({ mountPath }) => mountPath === TOKEN_PATH) !== true;
  if (![...(spec.initContainers ?? []), ...spec.containers].some(isMissing)) return;
  const name = `kube-api-access-${random.suffix()}`;
  const mount = { name, readOnly: true, mountPath: TOKEN_PATH };
  // New containers, because those of a template are shared by all its Pods.
  const mounted = (container: Container): Container =>
    isMissing(container)
      ? { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] }
      : container;
  if (spec.initContainers !== undefined) spec.initContainers = spec.initContainers.map(mounted);
  spec.containers = spec.containers.map(mounted);
  spec.volumes = [...(spec.volumes ?? []), { name, projected: TOKEN_PROJECTION }];
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
