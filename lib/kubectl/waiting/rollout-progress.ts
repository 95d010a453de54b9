/** How far a rollout is, in the words of `kubectl rollout status`. Models kubectl/pkg/polymorphichelpers/rollout_status.go. */
import { withGroup } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { DaemonSet } from "../../api/kinds/daemon-set.ts";
import type { Deployment } from "../../api/kinds/deployment.ts";
import type { StatefulSet } from "../../api/kinds/stateful-set.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { quoted } from "../../go/strconv.ts";
import { KubectlError } from "../verb.ts";
import { revisionOf } from "./revisions.ts";

export interface RolloutProgress {
  /** With its line end. */
  readonly text: string;
  readonly done: boolean;
}

/** @param revision that must be the running one; 0 for any. @throws KubectlError when the rollout cannot succeed */
type ProgressOf = (object: KubeObject, revision: number) => RolloutProgress;

const waiting = (text: string): RolloutProgress => ({ text: `${text}...\n`, done: false });
const done = (text: string): RolloutProgress => ({ text: `${text}\n`, done: true });

/** @throws KubectlError for a kind that rolls nothing out */
export function rolloutProgress({ kind, group }: AnyKind): ProgressOf {
  const called = withGroup(kind, group);
  const progress = progressOf[called];
  if (progress === undefined) throw new KubectlError(`no status viewer has been implemented for ${called}`);
  return progress;
}

const progressOf: Readonly<Record<string, ProgressOf>> = {
  "Deployment.apps": (object, revision) => deploymentProgress(object as Deployment, revision),
  "DaemonSet.apps": (object) => daemonSetProgress(object as DaemonSet),
  "StatefulSet.apps": (object) => statefulSetProgress(object as StatefulSet),
};

function isObserved({ metadata, status }: Deployment | DaemonSet | StatefulSet): boolean {
  return (metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
}

function deploymentProgress(deployment: Deployment, revision: number): RolloutProgress {
  const { metadata, spec, status } = deployment;
  const running = revisionOf(deployment);
  if (revision > 0 && running !== revision)
    throw new KubectlError(
      `desired revision (${revision}) is different from the running revision (${running})`,
    );
  if (!isObserved(deployment)) return waiting("Waiting for deployment spec update to be observed");
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded")
    throw new KubectlError(`deployment ${quoted(metadata.name)} exceeded its progress deadline`);
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  const unfinished = (why: string): RolloutProgress =>
    waiting(`Waiting for deployment ${quoted(metadata.name)} rollout to finish: ${why}`);
  if (updatedReplicas < spec.replicas)
    return unfinished(`${updatedReplicas} out of ${spec.replicas} new replicas have been updated`);
  if (replicas > updatedReplicas)
    return unfinished(`${replicas - updatedReplicas} old replicas are pending termination`);
  if (availableReplicas < updatedReplicas)
    return unfinished(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  return done(`deployment ${quoted(metadata.name)} successfully rolled out`);
}

function daemonSetProgress(daemonSet: DaemonSet): RolloutProgress {
  const { metadata, spec, status } = daemonSet;
  requireRollingUpdate(spec.updateStrategy?.type);
  if (!isObserved(daemonSet)) return waiting("Waiting for daemon set spec update to be observed");
  const {
    updatedNumberScheduled: updated = 0,
    numberAvailable: available = 0,
    desiredNumberScheduled: desired,
  } = status;
  const unfinished = (why: string): RolloutProgress =>
    waiting(`Waiting for daemon set ${quoted(metadata.name)} rollout to finish: ${why}`);
  if (updated < desired) return unfinished(`${updated} out of ${desired} new pods have been updated`);
  if (available < desired) return unfinished(`${available} of ${desired} updated pods are available`);
  return done(`daemon set ${quoted(metadata.name)} successfully rolled out`);
}

function statefulSetProgress(statefulSet: StatefulSet): RolloutProgress {
  const { spec, status } = statefulSet;
  requireRollingUpdate(spec.updateStrategy?.type);
  if (!isObserved(statefulSet)) return waiting("Waiting for statefulset spec update to be observed");
  const {
    readyReplicas = 0,
    updatedReplicas = 0,
    currentReplicas = 0,
    currentRevision = "",
    updateRevision = "",
  } = status;
  if (readyReplicas < spec.replicas)
    return waiting(`Waiting for ${spec.replicas - readyReplicas} pods to be ready`);
  const partition = spec.updateStrategy?.rollingUpdate?.partition;
  if (partition !== undefined) {
    const wanted = spec.replicas - partition;
    if (updatedReplicas < wanted)
      return waiting(
        `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated`,
      );
    return done(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  if (updateRevision !== currentRevision)
    return waiting(
      `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}`,
    );
  return done(
    `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`,
  );
}

function requireRollingUpdate(type: string | undefined): void {
  if (type !== "RollingUpdate")
    throw new KubectlError("rollout status is only available for RollingUpdate strategy type");
}
