/** The Events section at the end of most descriptions. Models kubectl/pkg/describe DescribeEvents. */
import { since } from "../../api/columns.ts";
import { type Event, events } from "../../api/kinds/event.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { Surroundings } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

/** Writes the section, unless `--show-events=false`. */
export function describeEvents(writer: SectionWriter, object: KubeObject, surroundings: Surroundings): void {
  if (!surroundings.showEvents) return;
  writeEvents(writer, eventsAbout(object, surroundings), surroundings.now);
}

/** In the order of last seen. */
function eventsAbout({ kind, metadata }: KubeObject, { api }: Surroundings): Event[] {
  const namespace = metadata.namespace ?? "";
  const about = api.list(events, {
    namespace,
    fieldSelector: `involvedObject.name=${metadata.name},involvedObject.namespace=${namespace},involvedObject.kind=${kind}`,
  });
  // The kubelet reports about its node under the node's name.
  const uids = [metadata.uid, ...(namespace === "" ? [metadata.name] : [])];
  return about.items
    .filter((event) => uids.includes(event.involvedObject.uid ?? ""))
    .sort((a, b) => lastSeen(a) - lastSeen(b));
}

const lastSeen = (event: Event): number =>
  event.lastTimestamp ? Date.parse(event.lastTimestamp) : Number.NEGATIVE_INFINITY;

function writeEvents(writer: SectionWriter, list: readonly Event[], now: number): void {
  if (list.length === 0) {
    writer.field(0, "Events", "<none>");
    return;
  }
  writer.write(0, "Events:\n");
  writer.row(1, "Type", "Reason", "Age", "From", "Message");
  writer.row(1, "----", "------", "----", "----", "-------");
  for (const event of list) {
    const from = event.source.component ?? event.reportingComponent ?? "";
    writer.row(
      1,
      event.type ?? "",
      event.reason ?? "",
      interval(event, now),
      from,
      (event.message ?? "").trim(),
    );
  }
}

/** `45s`, or for repeated events `20s (x12 over 4m50s)`. */
export function interval(event: Event, now: number): string {
  const first = since(event.eventTime ?? event.firstTimestamp, now);
  if (event.series !== undefined)
    return `${since(event.series.lastObservedTime, now)} (x${event.series.count ?? 0} over ${first})`;
  return (event.count ?? 0) > 1
    ? `${since(event.lastTimestamp, now)} (x${event.count} over ${first})`
    : first;
}
