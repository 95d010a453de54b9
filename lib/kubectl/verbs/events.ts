/** `kubectl events`. Models kubectl/pkg/cmd/events. */
import { type Event, events as eventKind } from "../../api/kinds/event.ts";
import { any, list, object, string } from "../../api/schema.ts";
import { quoted } from "../../go/strconv.ts";
import { escapeControls } from "../../go/tab-writer.ts";
import {
  allNamespacesFlag,
  boolFlag,
  chunkSizeFlag,
  noHeadersFlag,
  printFlags,
  sliceFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { interval } from "../describe/events.ts";
import { ColumnWriter } from "../output/column-writer.ts";
import { createPrinter } from "../output/index.ts";
import { findKind } from "../targets/resource-types.ts";
import { type Invocation, KubectlError, KubectlExit, type Verb } from "../verb.ts";
import { watchChanges } from "../waiting/watch.ts";

export const events: Verb = {
  name: "events",
  short: "List events",
  long: "Show what happened to objects, the latest last.\n\nIn this simulated cluster --watch ends by itself: after --request-timeout where it is given, else when nothing has happened for a minute.",
  examples: `  # What happened in the namespace
  kubectl events

  # What happened to one Pod
  kubectl events --for pod/web

  # Only warnings, of all namespaces
  kubectl events --types=Warning -A`,
  usage: "kubectl events [(-o|--output=)FORMAT] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]",
  flags: [
    allNamespacesFlag,
    chunkSizeFlag,
    stringFlag("for", "Only events about this object: TYPE/NAME."),
    noHeadersFlag,
    ...printFlags,
    sliceFlag("types", "Only events of these types: Normal, Warning."),
    boolFlag("watch", "Follow new events after printing those that there are.", { short: "w" }),
  ],
  run: runEvents,
};

type PrintEvents = (events: readonly Event[]) => void;

async function runEvents(invocation: Invocation): Promise<void> {
  const { client, flags, namespace, out } = invocation;
  const isAll = flags.bool("all-namespaces");
  const selection = { namespace: isAll ? "" : namespace, fieldSelector: fieldSelectorFor(invocation) };
  const isWanted = typeFilter(flags.list("types"));
  const print = flags.string("output") === "" ? tablePrinter(invocation) : await objectPrinter(invocation);
  if (flags.bool("watch"))
    return watchChanges(invocation, eventKind, selection, ({ object: event }) =>
      print([event as Event].filter(isWanted)),
    );
  const found = client.api.list(eventKind, selection).items.filter(isWanted);
  if (found.length === 0)
    return out.stderr(isAll ? "No events found.\n" : `No events found in ${namespace} namespace.\n`);
  print([...found].sort((a, b) => happened(a) - happened(b)));
}

function fieldSelectorFor({ client, flags }: Invocation): string {
  const about = flags.string("for");
  if (about === "") return "";
  const [type = "", name = "", ...more] = about.split("/");
  if (type === "" || name === "" || more.length > 0)
    throw new KubectlError("--for must be in resource/name form");
  const kind = findKind(client.api.kinds, type);
  if (kind === undefined) throw new KubectlExit(`the server doesn't have a resource type ${quoted(type)}`, 1);
  return `involvedObject.kind=${kind.kind},involvedObject.name=${name}`;
}

/** @throws KubectlError for a type that no event has */
function typeFilter(types: readonly string[]): (event: Event) => boolean {
  const wanted = types.map((type) => type.toLowerCase());
  if (wanted.some((type) => type !== "normal" && type !== "warning"))
    throw new KubectlError("valid --types are Normal or Warning");
  return (event) => wanted.length === 0 || wanted.includes((event.type ?? "").toLowerCase());
}

/** When the event was seen last, in Unix milliseconds. */
function happened({ series, lastTimestamp, eventTime }: Event): number {
  return Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? "");
}

function tablePrinter({ client, flags, out }: Invocation): PrintEvents {
  const writer = new ColumnWriter();
  const isAll = flags.bool("all-namespaces");
  let header = flags.bool("no-headers")
    ? []
    : [[...(isAll ? ["NAMESPACE"] : []), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"]];
  return (list) => {
    if (list.length === 0) return;
    const rows = list.map((event) => [
      ...(isAll ? [event.metadata.namespace ?? ""] : []),
      ...cells(event, client.now()),
    ]);
    out.stdout(writer.write([...header, ...rows]));
    header = [];
  };
}

function cells(event: Event, now: number): string[] {
  const { kind = "", name = "" } = event.involvedObject;
  return [
    interval(event, now),
    event.type ?? "",
    event.reason ?? "",
    `${kind}/${name}`,
    (event.message ?? "").trim(),
  ].map(escapeControls);
}

/** The type of the list is not known to the name printer, so `-o name` prints nothing, as in the real one. */
async function objectPrinter(invocation: Invocation): Promise<PrintEvents> {
  const schema = object("core/v1.EventList", {
    apiVersion: string,
    kind: string,
    metadata: any,
    items: list(eventKind.schema),
  });
  const printer = await createPrinter(invocation, "", schema);
  return (items) => {
    if (invocation.flags.string("output") !== "name")
      invocation.out.stdout(printer({ apiVersion: "v1", items, kind: "EventList", metadata: {} }));
  };
}
