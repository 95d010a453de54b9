/** The `scale` sub-resource: one shape for all that counts Pods. Models autoscaling/v1 Scale. */
import { ApiError } from "./api-error.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject, LabelSelector } from "./metadata.ts";
import { formatLabelSelector } from "./selectors.ts";

export interface Scale extends KubeObject {
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas: number; readonly selector: string };
}

interface Scalable extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector | Readonly<Record<string, string>> };
  readonly status?: { readonly replicas?: number };
}

export function scaleOf(kind: AnyKind, object: KubeObject): Scale {
  if (!kind.subresources.includes("scale")) throw new ApiError(404, "NotFound", "the server could not find the requested resource");
  const { metadata, spec, status } = object as Scalable;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    apiVersion: "autoscaling/v1",
    kind: "Scale",
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, selector: formatLabelSelector(asLabelSelector(spec.selector)) },
  };
}

/** ReplicationControllers select by plain pairs. */
function asLabelSelector(selector: Scalable["spec"]["selector"]): LabelSelector | undefined {
  if (selector === undefined || "matchLabels" in selector || "matchExpressions" in selector) return selector as LabelSelector | undefined;
  return { matchLabels: selector as Readonly<Record<string, string>> };
}
