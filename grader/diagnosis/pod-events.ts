/** What the kubelet said of a Pod. */
import { events, type Pod } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";

/** @returns the rest of the last warning that begins so: `Readiness probe failed: `. */
export function lastWarning({ cluster }: ServiceSubject, pod: Pod, beginning: string): string | undefined {
  const said = cluster.api
    .list(events, { namespace: pod.metadata.namespace ?? "" })
    .items.filter(
      ({ involvedObject, message = "" }) =>
        involvedObject.uid === pod.metadata.uid && message.startsWith(beginning),
    )
    .sort((a, b) => ((a.lastTimestamp ?? "") < (b.lastTimestamp ?? "") ? -1 : 1));
  return said.at(-1)?.message?.slice(beginning.length).trim();
}
