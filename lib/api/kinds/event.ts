/** Models core/v1 Event. */
import { since } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { field, type Infer, int32, microTime, object, present, string, time } from "../schema.ts";
import { objectReference } from "./endpoints.ts";

const eventSource = object("core/v1.EventSource", { component: field(1, string), host: field(2, string) });

const eventSeries = object("core/v1.EventSeries", {
  count: field(1, int32),
  lastObservedTime: field(2, microTime),
});
const schema = object("core/v1.Event", {
  ...typeAndMeta,
  involvedObject: present(2, objectReference),
  reason: field(3, string),
  message: field(4, string),
  source: present(5, eventSource),
  firstTimestamp: field(6, time),
  lastTimestamp: field(7, time),
  count: field(8, int32),
  type: field(9, string),
  eventTime: field(10, microTime),
  series: field(11, eventSeries),
  action: field(12, string),
  related: field(13, objectReference),
  reportingComponent: present(14, string),
  reportingInstance: present(15, string),
});
export type Event = Infer<typeof schema>;

export const events = defineKind({
  group: "",
  version: "v1",
  kind: "Event",
  plural: "events",
  shortNames: ["ev"],
  namespaced: true,
  schema,
  selectableFields: {
    "involvedObject.kind": (event) => event.involvedObject.kind ?? "",
    "involvedObject.namespace": (event) => event.involvedObject.namespace ?? "",
    "involvedObject.name": (event) => event.involvedObject.name ?? "",
    "involvedObject.uid": (event) => event.involvedObject.uid ?? "",
    "involvedObject.apiVersion": (event) => event.involvedObject.apiVersion ?? "",
    "involvedObject.resourceVersion": (event) => event.involvedObject.resourceVersion ?? "",
    "involvedObject.fieldPath": (event) => event.involvedObject.fieldPath ?? "",
    reason: (event) => event.reason ?? "",
    reportingComponent: (event) => event.reportingComponent,
    source: (event) => event.source.component ?? event.reportingComponent,
    type: (event) => event.type ?? "",
  },
  /** What Go shows of fields that are empty and not omitted. */
  applyDefaults(event) {
    event.source ??= {};
    event.firstTimestamp ??= null;
    event.lastTimestamp ??= null;
    event.eventTime ??= null;
    event.reportingComponent ??= "";
    event.reportingInstance ??= "";
  },
  expires: true,

  columns: [
    { name: "Last Seen", cell: (event, now) => since(event.lastTimestamp ?? event.eventTime, now) },
    { name: "Type", cell: (event) => event.type ?? "" },
    { name: "Reason", cell: (event) => event.reason ?? "" },
    {
      name: "Object",
      cell: (event) =>
        `${(event.involvedObject.kind ?? "").toLowerCase()}/${event.involvedObject.name ?? ""}`,
    },
    { name: "Subobject", wide: true, cell: (event) => event.involvedObject.fieldPath ?? "" },
    {
      name: "Source",
      wide: true,
      cell: (event) =>
        [
          event.source.component ?? event.reportingComponent,
          ...(event.source.host === undefined ? [] : [event.source.host]),
        ].join(", "),
    },
    { name: "Message", cell: (event) => (event.message ?? "").trim() },
    {
      name: "First Seen",
      wide: true,
      cell: (event, now) => since(event.firstTimestamp ?? event.eventTime, now),
    },
    { name: "Count", wide: true, cell: (event) => event.count ?? 1 },
    { name: "Name", wide: true, cell: (event) => event.metadata.name },
  ],
});
