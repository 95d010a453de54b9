/** The Pod that a controller makes from its template. Models GetPodFromTemplate of pkg/controller/controller_utils.go. */
import type { Pod } from "../api/kinds/pod.ts";
import type { PodTemplateSpec } from "../api/kinds/pod-spec.ts";
import type { KubeObject } from "../api/metadata.ts";
import type { Manifest } from "../api/schema.ts";
import { controllerReference } from "./owner-reference.ts";

/** The server completes the name: `http-go-7d6b8c9f5d-` and five letters. */
export function podFromTemplate(owner: KubeObject, template: PodTemplateSpec): Manifest<Pod> {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    metadata: {
      generateName: `${owner.metadata.name}-`,
      labels,
      annotations,
      finalizers,
      ownerReferences: [controllerReference(owner)],
    },
    spec: template.spec,
  };
}
