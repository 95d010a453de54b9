/** What the sub-verbs of `kubectl set` share: change the Pods' spec, send the difference, say so. Models kubectl/pkg/cmd/set. */
import { ApiError } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { createTwoWayMergePatch } from "../../api/strategic-merge.ts";
import { type DryRun, operationText, writeOptions } from "../command-line/dry-run.ts";
import { reworded } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import type { Target } from "../targets/targets.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { type PodSpec, podSpecOf, withPodSpec } from "./pod-templates.ts";

/** @throws KubectlError naming the object, when it has no Pod template and for what `change` throws */
export function changePodSpec(target: Target, change: (spec: PodSpec) => PodSpec): KubeObject {
  const spec = podSpecOf(target);
  const called = `${target.kind.plural}/${target.name}`;
  if (spec === undefined)
    throw new KubectlError(
      `error: ${called} the object is not a pod or does not have a pod template: *v1.${target.kind.kind}\n`,
    );
  return reworded(
    SetError,
    () => withPodSpec(target, change(spec)),
    (message) => `error: ${called} ${message}\n`,
  );
}

/** Why a Pod template cannot be changed so; printed behind the object's name. */
export class SetError extends Error {}

/**
 * Sends what differs and prints `TYPE/NAME image updated`; nothing when nothing differs.
 * @param what `image`, `env`
 */
export async function sendChange(
  invocation: Invocation,
  target: Target,
  changed: KubeObject,
  what: string,
  dryRun: DryRun,
): Promise<void> {
  const { client, out } = invocation;
  const { kind, namespace, name, object } = target;
  const body = createTwoWayMergePatch(object, changed, kind.schema);
  if (Object.keys(body).length === 0) return;
  const printer = await createPrinter(invocation, operationText(`${what} updated`, dryRun));
  if (dryRun === "client") return out.stdout(printer(changed));
  const patch = { type: "application/strategic-merge-patch+json", body } as const;
  const send = () =>
    client.api.patch<KubeObject>(kind, namespace, name, patch, writeOptions(invocation, dryRun));
  const words = (message: string) => `failed to patch ${what} update to pod template: ${message}`;
  out.stdout(printer(reworded(ApiError, send, words)));
}
