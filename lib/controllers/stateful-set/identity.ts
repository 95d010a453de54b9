/** The stable identity of a StatefulSet's Pods: name, ordinal, revision. Models pkg/controller/statefulset/stateful_set_utils.go. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { StatefulSet } from "../../api/kinds/stateful-set.ts";
import type { Manifest } from "../../api/schema.ts";
import { podFromTemplate } from "../pod-from-template.ts";
import { podTemplateHash } from "../pod-template-hash.ts";

const POD_NAME_LABEL = "statefulset.kubernetes.io/pod-name";
const POD_INDEX_LABEL = "apps.kubernetes.io/pod-index";
const REVISION_LABEL = "controller-revision-hash";

export function podName(set: StatefulSet, ordinal: number): string {
  return `${set.metadata.name}-${ordinal}`;
}

/** @returns undefined when the Pod is not named as one of the set. */
export function ordinalOf(set: StatefulSet, pod: Pod): number | undefined {
  const prefix = `${set.metadata.name}-`;
  const rest = pod.metadata.name.startsWith(prefix) ? pod.metadata.name.slice(prefix.length) : "";
  return /^(0|[1-9]\d*)$/.test(rest) ? Number(rest) : undefined;
}

export function firstOrdinal({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0;
}

/** `web-6c5f8d7b9`: the name of the current template. */
export function revisionOf({ metadata, spec, status }: StatefulSet): string {
  return `${metadata.name}-${podTemplateHash(spec.template, status.collisionCount)}`;
}

export function podRevision({ metadata }: Pod): string | undefined {
  return metadata.labels?.[REVISION_LABEL];
}

export function newPod(set: StatefulSet, ordinal: number): Manifest<Pod> {
  const { template, serviceName } = set.spec;
  const name = podName(set, ordinal);
  const labels = {
    ...template.metadata?.labels,
    [POD_NAME_LABEL]: name,
    [POD_INDEX_LABEL]: String(ordinal),
    [REVISION_LABEL]: revisionOf(set),
  };
  const { metadata, spec, ...rest } = podFromTemplate(set, template);
  const subdomain = serviceName === undefined || serviceName === "" ? {} : { subdomain: serviceName };
  return {
    ...rest,
    metadata: { ...metadata, name, labels },
    spec: { ...spec, hostname: name, ...subdomain },
  };
}
