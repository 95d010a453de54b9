/** `kubectl rollout pause`, `resume` and `restart`. */
import type { Deployment } from "../../api/kinds/deployment.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { timestampOf } from "../../api/time.ts";
import { isDeployment, rolloutChangeVerb } from "../waiting/rollout-verb.ts";

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

export const rolloutPause = rolloutChangeVerb({
  name: "pause",
  done: "paused",
  short: "Mark the provided resource as paused",
  long: "Let changes of a Deployment's template have no effect until it is resumed.",
  usage: "kubectl rollout pause RESOURCE",
  examples: "# Several changes, one rollout\nkubectl rollout pause deployment/web",
  change: (object, kind) => {
    if (!isDeployment(kind)) return "pausing is not supported";
    return isPaused(object) ? "is already paused" : withPaused(object, true);
  },
});

export const rolloutResume = rolloutChangeVerb({
  name: "resume",
  done: "resumed",
  short: "Resume a paused resource",
  long: "Let a paused Deployment roll out what was changed in the meantime.",
  usage: "kubectl rollout resume RESOURCE",
  examples: "# Now roll it out\nkubectl rollout resume deployment/web",
  change: (object, kind) => {
    if (!isDeployment(kind)) return "resuming is not supported";
    return isPaused(object) ? withPaused(object, false) : "is not paused";
  },
});

export const rolloutRestart = rolloutChangeVerb({
  name: "restart",
  done: "restarted",
  short: "Restart a resource",
  long: "Replace all Pods by new ones of the same template, step by step.",
  usage: "kubectl rollout restart RESOURCE",
  examples: "# New Pods for the Deployment web\nkubectl rollout restart deployment/web",
  change: (object, kind, { client }) => {
    const template = (object as Partial<Deployment>).spec?.template;
    if (kind.group !== "apps" || kind.kind === "ReplicaSet" || template === undefined)
      return "restarting is not supported";
    if (isDeployment(kind) && isPaused(object))
      return "can't restart paused deployment (run rollout resume first)";
    const restartedAt = timestampOf(client.now());
    const annotations = { ...template.metadata?.annotations, [RESTARTED_AT]: restartedAt };
    const spec = (object as Deployment).spec;
    return {
      ...object,
      spec: { ...spec, template: { ...template, metadata: { ...template.metadata, annotations } } },
    } as KubeObject;
  },
});

function isPaused(object: KubeObject): boolean {
  return (object as Deployment).spec.paused === true;
}

function withPaused(object: KubeObject, wanted: boolean): KubeObject {
  const { paused: _, ...spec } = (object as Deployment).spec;
  return { ...object, spec: wanted ? { ...spec, paused: true } : spec } as KubeObject;
}
