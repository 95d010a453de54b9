/** Which kinds kubectl holds as Go structs, whether the cluster has them or not. Models client-go/kubernetes/scheme. */
import type { AnyKind } from "../../api/kind.ts";

/** By group, besides those that this cluster has. A kind of the same name is in every version of its group. */
const OTHERS: Readonly<Record<string, string>> = {
  "": "Binding ComponentStatus LimitRange List PersistentVolume PersistentVolumeClaim PodTemplate ResourceQuota",
  apps: "ControllerRevision",
  autoscaling: "HorizontalPodAutoscaler Scale",
  batch: "CronJob Job",
  "certificates.k8s.io": "CertificateSigningRequest",
  "events.k8s.io": "Event",
  "networking.k8s.io": "IngressClass IPAddress ServiceCIDR",
  "node.k8s.io": "RuntimeClass",
  policy: "Eviction PodDisruptionBudget",
  "rbac.authorization.k8s.io": "ClusterRole ClusterRoleBinding Role RoleBinding",
  "scheduling.k8s.io": "PriorityClass",
  "storage.k8s.io": "CSIDriver CSINode StorageClass VolumeAttachment",
};

export function isInScheme(kinds: readonly AnyKind[], apiVersion: string, kind: string): boolean {
  if (kinds.some((each) => each.apiVersion === apiVersion && each.kind === kind)) return true;
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] as string) : "";
  return (OTHERS[group] ?? "").split(" ").includes(kind);
}
