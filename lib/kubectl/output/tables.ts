/** The tables of `kubectl get`: neighbours of one kind share one. Models kubectl/pkg/cmd/get. */
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { Selection } from "../targets/selection.ts";
import { throwAggregate } from "../targets/target-errors.ts";
import type { CollectedTargets, Target } from "../targets/targets.ts";
import { type FlagValues, type Invocation, KubectlError } from "../verb.ts";
import { missingField, sortObjects } from "./sorting.ts";
import { TablePrinter } from "./table.ts";

/** What all tables of one command line have in common. */
export function tableOptions(flags: FlagValues) {
  return {
    wide: flags.string("output") === "wide",
    noHeaders: flags.bool("no-headers"),
    plainColumns: !flags.bool("server-print"),
    showLabels: flags.bool("show-labels"),
    labelColumns: flags.list("label-columns"),
  };
}

/** A table for each kind, one after the other. @throws what could not be had, behind them */
export function printTables(
  { client, flags, namespace, out }: Invocation,
  selection: Selection,
  { targets, error, unlisted }: CollectedTargets,
): void {
  const requested = requestedKinds(selection, targets, unlisted);
  const isAll = flags.bool("all-namespaces");
  const options = {
    ...tableOptions(flags),
    withKind: flags.bool("show-kind") || new Set(requested).size > 1,
  };
  const tables: string[] = [];
  for (const { kind, objects } of groups(flags, targets, requested.length)) {
    const withNamespace = isAll && followsNamespaced(kind, requested);
    const text = new TablePrinter(kind, { ...options, withNamespace }).print(objects, client.now());
    if (text !== "") tables.push(text);
  }
  out.stdout(tables.join(options.noHeaders ? "" : "\n"));
  throwAggregate([error]);
  if (tables.length > 0 || flags.bool("ignore-not-found")) return;
  const isNamespaced = !isAll && requested.every((kind) => kind.namespaced);
  out.stderr(isNamespaced ? `No resources found in ${namespace} namespace.\n` : "No resources found\n");
}

/** With -A a kind outside of namespaces gets the column too when it comes behind one inside: the real printer keeps it. */
function followsNamespaced(kind: AnyKind, requested: readonly AnyKind[]): boolean {
  return requested.slice(0, requested.indexOf(kind) + 1).some((each) => each.namespaced);
}

/** The kinds of the server's answers: a list counts even when it is empty, unless it could not be had; a name only when it was found. */
function requestedKinds(
  selection: Selection,
  targets: readonly Target[],
  unlisted: readonly AnyKind[],
): readonly AnyKind[] {
  if (selection.form !== "lists") return targets.map((target) => target.kind);
  return selection.kinds.filter((kind) => !unlisted.includes(kind));
}

interface Group {
  readonly kind: AnyKind;
  readonly objects: readonly KubeObject[];
}

/** Neighbours of one kind share a table. */
function groups(flags: FlagValues, targets: readonly Target[], answers: number): readonly Group[] {
  const list: { kind: AnyKind; objects: KubeObject[] }[] = [];
  for (const { kind, object } of targets) {
    const last = list.at(-1);
    if (last?.kind === kind) last.objects.push(object);
    else list.push({ kind, objects: [object] });
  }
  return sorted(flags, list, targets, answers);
}

function sorted(
  flags: FlagValues,
  list: readonly Group[],
  targets: readonly Target[],
  answers: number,
): readonly Group[] {
  const sortBy = flags.string("sort-by");
  if (sortBy === "") return list;
  // kubectl sorts several answers of the server as one list of tables, and no table has the field.
  if (answers > 1) throw missingField(sortBy);
  // Of one row there is nothing to sort, and the field is not even read.
  if (targets.length < 2) return list;
  try {
    return list.map(({ kind, objects }) => ({ kind, objects: sortObjects(objects, sortBy) }));
  } catch (error) {
    // A table that cannot be sorted is not printed, and kubectl does not say why.
    if (error instanceof KubectlError) return [];
    throw error;
  }
}
