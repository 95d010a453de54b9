/**
 * The annotations by which Deployment and ReplicaSets keep their history.
 * Models the annotation parts of pkg/controller/deployment/util/deployment_util.go. Leaves out the limit of 2,000
 * characters for the history of revisions.
 */
import type { Deployment } from "../../api/kinds/deployment.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { maxSurgeOf } from "./rolling-update.ts";

export const REVISION = "deployment.kubernetes.io/revision";
const REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
const DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
const MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";

const NOT_COPIED = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  "deprecated.deployment.rollback.to",
]);

type Annotations = Readonly<Record<string, string>>;

/** The revision of a Deployment or ReplicaSet; 0 when it has none. */
export function revisionOf(object: KubeObject): number {
  return integer(object, REVISION) ?? 0;
}

/** How many replicas the Deployment wanted when it last sized the ReplicaSet. */
export function desiredReplicasOf(object: KubeObject): number | undefined {
  return integer(object, DESIRED_REPLICAS);
}

/** How many Pods the Deployment allowed, surge included, when it last sized the ReplicaSet. */
export function maxReplicasOf(object: KubeObject): number | undefined {
  return integer(object, MAX_REPLICAS);
}

/** The annotations of a ReplicaSet that becomes, or stays, the newest one as `revision`. */
export function withRevision(
  deployment: Deployment,
  annotations: Annotations,
  revision: number,
): Annotations {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([key]) => !NOT_COPIED.has(key),
  );
  const result = { ...annotations, ...Object.fromEntries(copied) };
  const before = annotations[REVISION];
  if (Number(before ?? 0) >= revision) return result;
  const history = annotations[REVISION_HISTORY];
  const past =
    before === undefined
      ? {}
      : { [REVISION_HISTORY]: history === undefined || history === "" ? before : `${history},${before}` };
  return { ...result, [REVISION]: String(revision), ...past };
}

/** The annotations that tell a later scaling what proportions it starts from. */
export function withSizes(deployment: Deployment, annotations: Annotations): Annotations {
  const { replicas } = deployment.spec;
  return {
    ...annotations,
    [DESIRED_REPLICAS]: String(replicas),
    [MAX_REPLICAS]: String(replicas + maxSurgeOf(deployment)),
  };
}

function integer(object: KubeObject, annotation: string): number | undefined {
  const value = Number.parseInt(object.metadata.annotations?.[annotation] ?? "", 10);
  return Number.isNaN(value) ? undefined : value;
}
