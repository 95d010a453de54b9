/** What the sub-verbs of `kubectl set` share: change the Pods' spec, send the difference, say so. Models kubectl/pkg/cmd/set. */
import type { KubeObject } from "../api/metadata.ts";
import { createTwoWayMergePatch } from "../api/strategic-merge.ts";
import { type DryRun, operationText, writeOptions } from "./dry-run.ts";
import { createPrinter } from "./output/index.ts";
import { type PodSpec, podSpecOf, withPodSpec } from "./pod-templates.ts";
import type { Target } from "./targets.ts";
import { type Invocation, KubectlError } from "./verb.ts";

/** @throws KubectlError when the object has no Pod template, and what `change` throws */
export function changePodSpec(target: Target, change: (spec: PodSpec) => PodSpec): KubeObject {
  const spec = podSpecOf(target);
  if (spec === undefined) throw new KubectlError(`the object is not a pod or does not have a pod template: *v1.${target.kind.kind}`);
  return withPodSpec(target, change(spec));
}

/** Sends what differs and prints `TYPE/NAME DONE`; nothing when nothing differs. */
export async function sendChange(invocation: Invocation, target: Target, changed: KubeObject, done: string, dryRun: DryRun): Promise<void> {
  const { client, out } = invocation;
  const { kind, namespace, name, object } = target;
  const body = createTwoWayMergePatch(object, changed, kind.schema);
  if (Object.keys(body).length === 0) return;
  const printer = await createPrinter(invocation, operationText(done, dryRun));
  if (dryRun === "client") return out.stdout(printer(changed));
  out.stdout(
    printer(client.api.patch<KubeObject>(kind, namespace, name, { type: "application/strategic-merge-patch+json", body }, writeOptions(invocation, dryRun))),
  );
}
