/** The revisions of a Deployment, kept in its ReplicaSets. Models kubectl/pkg/polymorphichelpers history and rollback. */
import type { Api } from "../../api/api.ts";
import { isEqual } from "../../api/equal.ts";
import { type Deployment, deployments } from "../../api/kinds/deployment.ts";
import { type ReplicaSet, replicaSets } from "../../api/kinds/replica-set.ts";
import { LAST_APPLIED } from "../../api/last-applied-fields.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { DryRun } from "../command-line/dry-run.ts";
import { isControlledBy } from "../describe/describer.ts";
import { describePodTemplate } from "../describe/pod-template.ts";
import { SectionWriter } from "../describe/section-writer.ts";
import { KubectlError } from "../verb.ts";

const REVISION = "deployment.kubernetes.io/revision";
const HASH_LABEL = "pod-template-hash";
/** The annotation in which a person notes why. */
export const CHANGE_CAUSE = "kubernetes.io/change-cause";
/** What a rollback leaves as it is. */
const OWN_ANNOTATIONS = [
  LAST_APPLIED,
  REVISION,
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
];

type Template = Deployment["spec"]["template"];

export interface Revision {
  readonly number: number;
  readonly replicaSet: ReplicaSet;
  readonly changeCause: string;
}

/** 0 for an object without one. */
export function revisionOf(object: KubeObject): number {
  return Number(object.metadata.annotations?.[REVISION] ?? 0);
}

/** Oldest first. */
export function revisions(api: Api, deployment: Deployment): readonly Revision[] {
  const owned = api
    .list(replicaSets, { namespace: deployment.metadata.namespace ?? "" })
    .items.filter((set) => isControlledBy(set, deployment));
  return owned
    .map((replicaSet) => ({
      number: revisionOf(replicaSet),
      replicaSet,
      changeCause: replicaSet.metadata.annotations?.[CHANGE_CAUSE] ?? "",
    }))
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number);
}

/** The Pod template with its hash label, as it is in the ReplicaSet, with tabs. */
export function templateText({ replicaSet, changeCause }: Revision): string {
  const { template } = replicaSet.spec;
  const { metadata } = template;
  const annotations =
    changeCause === "" ? metadata?.annotations : { ...metadata?.annotations, [CHANGE_CAUSE]: changeCause };
  const writer = new SectionWriter();
  describePodTemplate(writer, { ...template, metadata: { ...metadata, annotations } } as typeof template);
  return writer.unaligned;
}

/** @param wanted 0 for the one before the last. @throws KubectlError */
function findRevision(api: Api, deployment: Deployment, wanted: number): Revision {
  const all = revisions(api, deployment);
  if (wanted > 0) {
    const found = all.find(({ number }) => number === wanted);
    if (found === undefined) throw new KubectlError(`unable to find specified revision ${wanted} in history`);
    return found;
  }
  const previous = all.at(-2);
  if (previous === undefined)
    throw new KubectlError(`no rollout history found for deployment "${deployment.metadata.name}"`);
  return previous;
}

/** Puts the template of a revision back. @returns what was done, as printed behind the name */
export function rollBack(api: Api, deployment: Deployment, wanted: number, dryRun: DryRun): string {
  const revision = findRevision(api, deployment, wanted);
  const { replicaSet } = revision;
  if (dryRun === "client") return templateText(revision);
  if (deployment.spec.paused === true) {
    throw new KubectlError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  const template = withoutHash(replicaSet.spec.template as Template);
  if (isEqual(template, withoutHash(deployment.spec.template)))
    return `skipped rollback (current template already matches revision ${wanted})`;
  const body = [
    { op: "replace", path: "/spec/template", value: template },
    { op: "replace", path: "/metadata/annotations", value: annotationsAfter(deployment, replicaSet) },
  ];
  api.patch(
    deployments,
    deployment.metadata.namespace ?? "",
    deployment.metadata.name,
    { type: "application/json-patch+json", body },
    { dryRun: dryRun === "server", fieldManager: "kubectl" },
  );
  return "rolled back";
}

function withoutHash(template: Template): Template {
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } } as Template;
}

function annotationsAfter(deployment: Deployment, replicaSet: ReplicaSet): Record<string, string> {
  const kept = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) =>
    OWN_ANNOTATIONS.includes(key),
  );
  const restored = Object.entries(replicaSet.metadata.annotations ?? {}).filter(
    ([key]) => !OWN_ANNOTATIONS.includes(key),
  );
  return Object.fromEntries([...kept, ...restored]);
}
