/** `kubectl get --watch`: prints what there is, then each change. */
import type { WatchEvent } from "../../api/api.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { compactJson } from "../../go/json.ts";
import { createViewer } from "../output/index.ts";
import type { Printer } from "../output/printer.ts";
import { TablePrinter } from "../output/table.ts";
import { tableOptions } from "../output/tables.ts";
import { readSelection, type Selection } from "../targets/selection.ts";
import { allTargets, type Target } from "../targets/targets.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { watchChanges } from "./watch.ts";

type Print = (event: Pick<WatchEvent<KubeObject>, "type" | "object">) => void;

/** @throws KubectlError for more than one object or type */
export async function watchTargets(invocation: Invocation): Promise<void> {
  const { flags, out } = invocation;
  const isOnly = flags.bool("watch-only");
  if (flags.string("sort-by") !== "") {
    out.stderr(
      isOnly
        ? "warning: --watch-only requested, --sort-by will be ignored\n"
        : "warning: --watch requested, --sort-by will be ignored for watch events received\n",
    );
  }
  const selection = await readSelection(invocation, { typeAlone: true, continueOnError: false });
  if (selection.form !== "manifests") watched(selection, []);
  const targets = await allTargets(invocation, selection);
  const { kind, names } = watched(selection, targets);
  const print = await eventPrinter(invocation, kind);
  if (!isOnly) for (const { object } of targets) print({ type: "ADDED", object });
  if (names.length > 1)
    throw new KubectlError("you may only watch a single resource or type of resource at a time");
  const [name] = names;
  const fieldSelector = name === undefined ? selection.fieldSelector : `metadata.name=${name}`;
  await watchChanges(
    invocation,
    kind,
    {
      namespace: kind.namespaced && !selection.allNamespaces ? invocation.namespace : "",
      resourceVersion: invocation.client.api.list(kind, { limit: 1 }).resourceVersion,
      ...(selection.labelSelector === "" ? {} : { labelSelector: selection.labelSelector }),
      ...(fieldSelector === "" ? {} : { fieldSelector }),
    },
    print,
  );
}

interface Watched {
  readonly kind: AnyKind;
  /** None: all objects of the kind. */
  readonly names: readonly string[];
}

/** The one type of the command line, or of its manifests. @throws KubectlError for several */
function watched(selection: Selection, targets: readonly Target[]): Watched {
  const named = selection.form === "names" ? selection.names : selection.form === "lists" ? [] : targets;
  const kinds = selection.form === "lists" ? selection.kinds : named.map(({ kind }) => kind);
  const [kind] = kinds;
  if (kind === undefined || new Set(kinds).size > 1)
    throw new KubectlError("you may only specify a single resource type");
  return { kind, names: named.map(({ name }) => name) };
}

async function eventPrinter(invocation: Invocation, kind: AnyKind): Promise<Print> {
  const { client, flags, out } = invocation;
  const withEvent = flags.bool("output-watch-events");
  const view = await createViewer(invocation);
  if (view !== undefined)
    return (event) =>
      out.stdout(withEvent ? viewEvent(view, flags.string("output"), event) : view(event.object));
  const options = {
    ...tableOptions(flags),
    withEvent,
    withKind: flags.bool("show-kind"),
    withNamespace: flags.bool("all-namespaces") && kind.namespaced,
  };
  const table = new TablePrinter(kind, options);
  return ({ type, object }) => out.stdout(table.print([object], client.now(), type));
}

/** In JSON one line for each event. */
function viewEvent(view: Printer, format: string, { type, object }: Parameters<Print>[0]): string {
  if (format.toLowerCase() === "json")
    return `{"type":${compactJson(type)},"object":${compactJson(object)}}\n`;
  const event = { type, object };
  return view(event as Parameters<Printer>[0]);
}
