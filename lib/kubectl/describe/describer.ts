/** What a describer is: one kind, and the function that writes what `kubectl describe` shows of an object. */
import type { Api } from "../../api/api.ts";
import type { AnyKind, Kind } from "../../api/kind.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { pods } from "../../api/kinds/pod.ts";
import { controllerOf, type KubeObject } from "../../api/metadata.ts";
import type { SectionWriter } from "./section-writer.ts";

/** What a description may look up besides its object. */
export interface Surroundings {
  readonly api: Api;
  /** Simulated Unix time in milliseconds, for ages. */
  readonly now: number;
  readonly showEvents: boolean;
}

export interface Describer {
  readonly kind: AnyKind;
  /** Whether the events about the object stand at the end. */
  readonly hasEvents: boolean;
  readonly describe: (writer: SectionWriter, object: KubeObject, surroundings: Surroundings) => void;
}

export function describer<T extends KubeObject>(
  kind: Kind<T>,
  describe: (writer: SectionWriter, object: T, surroundings: Surroundings) => void,
  hasEvents = true,
): Describer {
  return {
    kind,
    hasEvents,
    describe: (writer, object, surroundings) => describe(writer, object as T, surroundings),
  };
}

/** `Mon, 05 Jan 2026 09:00:00 +0000`: Go's RFC1123Z. A missing time is Go's zero time. */
export function rfc1123(timestamp: string | null | undefined): string {
  if (timestamp === undefined || timestamp === null) return "Mon, 01 Jan 0001 00:00:00 +0000";
  return new Date(timestamp).toUTCString().replace("GMT", "+0000");
}

/** `ReplicaSet/http-go-6f9c8d7b5`, undefined for an object that nothing controls. */
export function controlledBy(object: KubeObject): string | undefined {
  const owner = controllerOf(object);
  return owner === undefined ? undefined : `${owner.kind}/${owner.name}`;
}

/** `4 Running / 1 Waiting / 0 Succeeded / 0 Failed` of the Pods that the object controls. */
export function podsStatus(owner: KubeObject, { api }: Surroundings): string {
  const owned = api
    .list(pods, { namespace: owner.metadata.namespace ?? "" })
    .items.filter((pod) => isControlledBy(pod, owner));
  const count = (phase: string): number => owned.filter((pod) => pod.status.phase === phase).length;
  return `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`;
}

export function isControlledBy(object: Pick<Pod, "metadata">, owner: KubeObject): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}
