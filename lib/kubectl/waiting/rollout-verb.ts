/** What the sub-verbs of `kubectl rollout` share. Models kubectl/pkg/cmd/rollout. */
import { qualified, withGroup } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { createTwoWayMergePatch } from "../../api/strategic-merge.ts";
import { quoted } from "../../go/strconv.ts";
import { fieldManagerFlag, filenameFlags, printFlags, selectorFlag } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { readSelection } from "../targets/selection.ts";
import { TargetErrors, throwAggregate } from "../targets/target-errors.ts";
import { collectTargets, type Target, visitTargets } from "../targets/targets.ts";
import { type Flag, type Invocation, KubectlError, type Verb } from "../verb.ts";

export const rolloutFlags: readonly Flag[] = [...printFlags, ...filenameFlags("to work on"), selectorFlag];

/** Calls `visit` for each object; TYPE alone means all of them. @returns how many there were. @throws KubectlError when none is named */
export async function visitRollouts(
  invocation: Invocation,
  visit: (target: Target) => Promise<void>,
): Promise<number> {
  requireResource(invocation);
  let count = 0;
  await visitTargets(invocation, await readSelection(invocation, { typeAlone: true }), (target) => {
    count++;
    return visit(target);
  });
  return count;
}

function requireResource({ args, flags }: Invocation): void {
  if (args.length === 0 && !hasManifests(flags)) throw new KubectlError("required resource not specified");
}

export function tellNothingFound({ namespace, out }: Invocation): void {
  out.stderr(`No resources found in ${namespace} namespace.\n`);
}

/** What a verb does with revisions, for its errors. */
interface RevisionWork {
  /** `rollbacker`. */
  readonly noun: string;
  readonly doing: string;
}

/** StatefulSets and DaemonSets keep theirs as ControllerRevisions, a kind that this cluster does not have: they have none. */
const KEEP_REVISIONS = ["Deployment.apps", "StatefulSet.apps", "DaemonSet.apps"];
const KEEP_NONE = ["Pod", "ReplicaSet.apps", "ReplicationController"];

/** @throws KubectlError for kinds without revisions */
export function requireRevisions({ kind, group }: AnyKind, { noun, doing }: RevisionWork): void {
  const called = withGroup(kind, group);
  if (KEEP_NONE.includes(called))
    throw new KubectlError(`no ${noun} has been implemented for ${quoted(called)}`);
  if (!KEEP_REVISIONS.includes(called))
    throw new KubectlError(
      `error ${doing} for ${quoted(called)}, no visitor method exists for {${group} ${kind}}`,
    );
}

export function isDeployment(kind: AnyKind): boolean {
  return kind.kind === "Deployment" && kind.group === "apps";
}

export interface RolloutChange extends Omit<Verb, "flags" | "run" | "typed"> {
  /** `paused`. */
  readonly done: string;
  /** @returns the object changed, or what stands in the way: `is already paused` */
  readonly change: (object: KubeObject, kind: AnyKind, invocation: Invocation) => KubeObject | string;
}

/** A sub-verb that changes the objects: pause, resume, restart. */
export function rolloutChangeVerb(definition: RolloutChange): Verb {
  return {
    ...definition,
    flags: [...rolloutFlags, fieldManagerFlag("kubectl-rollout")],
    typed: "objects",
    run: async (invocation) => {
      requireResource(invocation);
      const found = await collectTargets(invocation, await readSelection(invocation, { typeAlone: true }));
      const errors = new TargetErrors(found.error);
      for (const target of found.targets)
        await errors.collect(() => changeTarget(invocation, target, definition));
      throwAggregate([errors.error]);
      if (found.targets.length === 0) tellNothingFound(invocation);
    },
  };
}

async function changeTarget(
  invocation: Invocation,
  { kind, namespace, name, object }: Target,
  { done, change }: RolloutChange,
): Promise<void> {
  const { client, flags, out } = invocation;
  const changed = change(object, kind, invocation);
  if (typeof changed === "string") throw new KubectlError(`error: ${qualified(kind)} "${name}" ${changed}`);
  const body = createTwoWayMergePatch(object, changed, kind.schema);
  if (Object.keys(body).length === 0) {
    throw new KubectlError(
      `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
    );
  }
  const patch = { type: "application/strategic-merge-patch+json", body } as const;
  const options = { fieldManager: flags.string("field-manager"), warn: out.warn };
  const stored = client.api.patch<KubeObject>(kind, namespace, name, patch, options);
  out.stdout((await createPrinter(invocation, done))(stored));
}
