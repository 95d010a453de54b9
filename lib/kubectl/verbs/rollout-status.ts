/** `kubectl rollout status`. Models kubectl/pkg/polymorphichelpers/rollout_status.go for Deployments. */
import type { Deployment } from "../../api/kinds/deployment.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { filenameFlags, selectorFlag } from "../flag-sets.ts";
import { quoted } from "../go-text.ts";
import { revisionOf } from "../rollout-history.ts";
import { isDeployment, visitRollouts } from "../rollout-verb.ts";
import type { Target } from "../targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { watchUntil } from "../waiting.ts";

export const rolloutStatus: Verb = {
  name: "status",
  help: {
    short: "Show the status of the rollout",
    long: "Say how far a rollout is, and go on until it is done.",
    usage: "kubectl rollout status (TYPE NAME | TYPE/NAME) [flags]",
    examples: "# Wait until every Pod of the Deployment web is a new one and ready\nkubectl rollout status deployment/web",
  },
  flags: [
    ...filenameFlags("to look at"),
    selectorFlag,
    { name: "revision", type: "int64", default: "0", usage: "Complain when another revision is rolled out meanwhile; 0 for any." },
    { name: "timeout", type: "duration", default: "0s", usage: "How long to wait, e.g. 5s, 2m; 0 for as long as it takes." },
    { name: "watch", short: "w", type: "bool", default: "true", usage: "Go on until the rollout is done." },
  ],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const revision = invocation.flags.int("revision");
  if (revision < 0) throw new KubectlError(`revision must be a positive integer: ${revision}`);
  await visitRollouts(invocation, (target) => follow(invocation, target));
}

async function follow({ client, flags, out }: Invocation, { kind, namespace, name, object }: Target): Promise<void> {
  if (!isDeployment(kind)) throw new KubectlError(`no status viewer has been implemented for ${kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`}`);
  const revision = flags.int("revision");
  if (!flags.bool("watch")) return out.stdout(statusOf(object as Deployment, revision).text);
  const selection = { namespace, fieldSelector: `metadata.name=${name}`, timeoutMs: flags.durationMs("timeout") };
  await watchUntil<KubeObject, true>(client, kind, selection, ({ type, object: now }) => {
    if (type === "DELETED") throw new KubectlError("object has been deleted");
    const { text, done } = statusOf(now as Deployment, revision);
    out.stdout(text);
    return done ? true : undefined;
  });
}

interface RolloutStatus {
  readonly text: string;
  readonly done: boolean;
}

/** @throws KubectlError when the rollout cannot succeed */
export function statusOf(deployment: Deployment, revision: number): RolloutStatus {
  const { metadata, spec, status } = deployment;
  const running = revisionOf(deployment);
  if (revision > 0 && running !== revision) throw new KubectlError(`desired revision (${revision}) is different from the running revision (${running})`);
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return { text: "Waiting for deployment spec update to be observed...\n", done: false };
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") throw new KubectlError(`deployment ${quoted(metadata.name)} exceeded its progress deadline`);
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  const waiting = (why: string): RolloutStatus => ({ text: `Waiting for deployment ${quoted(metadata.name)} rollout to finish: ${why}...\n`, done: false });
  if (updatedReplicas < spec.replicas) return waiting(`${updatedReplicas} out of ${spec.replicas} new replicas have been updated`);
  if (replicas > updatedReplicas) return waiting(`${replicas - updatedReplicas} old replicas are pending termination`);
  if (availableReplicas < updatedReplicas) return waiting(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  return { text: `deployment ${quoted(metadata.name)} successfully rolled out\n`, done: true };
}
