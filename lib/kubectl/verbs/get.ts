/** `kubectl get`. Models kubectl/pkg/cmd/get. Leaves out kustomize. */
import { isNotFound } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import {
  allNamespacesFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
} from "../command-line/flag-sets.ts";
import { createViewer } from "../output/index.ts";
import type { Printable, Printer } from "../output/printer.ts";
import { missingField, sortObjects } from "../output/sorting.ts";
import { TablePrinter } from "../output/table.ts";
import { printRaw } from "../raw-request.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { readSelection, type Selection } from "../targets/selection.ts";
import { refuseBulk, withSubresource } from "../targets/subresource.ts";
import { filterOut, TargetErrors, throwAggregate, throwFlattened } from "../targets/target-errors.ts";
import { type CollectedTargets, collectTargets, type Target } from "../targets/targets.ts";
import { type FlagValues, type Invocation, KubectlError, leaves, usageError, type Verb } from "../verb.ts";
import { watchTargets } from "../waiting/watch-targets.ts";

export const get: Verb = {
  name: "get",
  short: "Display one or many resources",
  long: "Print a table with what matters most about objects, or the objects themselves with -o.\n\nIn this simulated cluster --watch ends by itself: after --request-timeout where it is given, else when nothing has changed for a minute.",
  examples: `  # All Pods, with the node that each runs on
  kubectl get pods -o wide

  # Services and their endpoints
  kubectl get services,endpoints

  # The cluster IP of a Service
  kubectl get service http-go-svc -o jsonpath='{.spec.clusterIP}'

  # The Pods that a Service selects
  kubectl get pods -l run=http-go --show-labels

  # Everything in all namespaces
  kubectl get all -A`,
  usage:
    "kubectl get [(-o|--output=)FORMAT] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]",
  flags: [
    allNamespacesFlag,
    {
      name: "allow-missing-template-keys",
      type: "bool",
      default: "true",
      usage: "Whether a template may name a field that the object does not have.",
    },
    {
      name: "chunk-size",
      type: "int64",
      default: "500",
      usage: "Objects in one answer of the server. No effect here.",
    },
    fieldSelectorFlag,
    ...filenameFlags("of the objects to get"),
    {
      name: "ignore-not-found",
      type: "bool",
      default: "false",
      usage: "An object that does not exist is no error.",
    },
    {
      name: "label-columns",
      short: "L",
      type: "stringSlice",
      default: "",
      usage: "Labels to show as columns, separated by commas.",
    },
    { name: "no-headers", type: "bool", default: "false", usage: "Tables without their first line." },
    {
      name: "output",
      short: "o",
      type: "string",
      default: "",
      usage:
        "json, yaml, name, wide, jsonpath=TEMPLATE, custom-columns=HEADER:PATH,... or go-template=TEMPLATE; also jsonpath-as-json and their -file forms.",
    },
    {
      name: "output-watch-events",
      type: "bool",
      default: "false",
      usage: "With --watch: what happened to each object as well.",
    },
    {
      name: "raw",
      type: "string",
      default: "",
      usage: "A path of the server: its answer is printed as it comes.",
    },
    selectorFlag,
    {
      name: "server-print",
      type: "bool",
      default: "true",
      usage: "Let the server choose the columns of tables; with =false they are name and age.",
    },
    { name: "show-kind", type: "bool", default: "false", usage: "Names as TYPE/NAME." },
    { name: "show-labels", type: "bool", default: "false", usage: "All labels as the last column." },
    {
      name: "show-managed-fields",
      type: "bool",
      default: "false",
      usage: "Print metadata.managedFields as well, in JSON and YAML.",
    },
    { name: "sort-by", type: "string", default: "", usage: "The field to sort by, e.g. .metadata.name." },
    {
      name: "subresource",
      type: "string",
      default: "",
      usage: "Part of the object instead of all: status or scale.",
    },
    {
      name: "template",
      type: "string",
      default: "",
      usage: "The template, or its file, for -o go-template, jsonpath and their -file forms.",
    },
    {
      name: "watch",
      short: "w",
      type: "bool",
      default: "false",
      usage: "Follow changes after printing what there is.",
    },
    {
      name: "watch-only",
      type: "bool",
      default: "false",
      usage: "Follow changes without printing what there is.",
    },
  ],
  run: runGet,
};

async function runGet(invocation: Invocation): Promise<void> {
  const { args, flags, out } = invocation;
  if (flags.string("raw") !== "") return printRaw(invocation);
  const isWatch = flags.bool("watch") || flags.bool("watch-only");
  checkFlags(flags, isWatch);
  if (isWatch) return watchTargets(invocation, tableOptions(flags));
  if (args.length === 0 && !hasManifests(flags)) {
    out.stderr(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
    );
    const hint =
      'Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).';
    throw usageError(invocation, `Required resource not specified.\n${hint}`);
  }
  refuseBulk(invocation);
  const selection = await readSelection(invocation, { typeAlone: true });
  const found = await collectTargets(invocation, selection);
  const error = flags.bool("ignore-not-found") ? filterOut(found.error, isNotFound) : found.error;
  const targets = found.targets.map((target) => withSubresource(invocation, target));
  if (!asksForObjects(flags)) return printTables(invocation, selection, { ...found, targets, error });
  // Manifests of which none can be read end the verb before any object is printed.
  const isUnreadable =
    selection.form === "manifests" && leaves([error]).some((each) => each instanceof KubectlError);
  if (error !== undefined && (selection.isSingle || (targets.length === 0 && isUnreadable))) throw error;
  if (targets.length === 0 && flags.bool("ignore-not-found")) return throwFlattened([error]);
  await printObjects(invocation, selection, { ...found, targets, error });
}

function checkFlags(flags: FlagValues, isWatch: boolean): void {
  const output = flags.string("output");
  if (flags.bool("show-labels") && output !== "" && output !== "wide")
    throw new KubectlError(`--show-labels option cannot be used with ${output} printer`);
  if (flags.bool("output-watch-events") && !isWatch)
    throw new KubectlError("--output-watch-events option can only be used with --watch or --watch-only");
}

/** Whether `-o` asks for the objects themselves, and not for a table. */
function asksForObjects(flags: FlagValues): boolean {
  return flags.string("output") === "" ? flags.string("template") !== "" : flags.string("output") !== "wide";
}

/** What all tables of one command line have in common. */
function tableOptions(flags: FlagValues) {
  return {
    wide: flags.string("output") === "wide",
    noHeaders: flags.bool("no-headers"),
    plainColumns: !flags.bool("server-print"),
    showLabels: flags.bool("show-labels"),
    labelColumns: flags.list("label-columns"),
  };
}

function printTables(
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

async function printObjects(
  invocation: Invocation,
  { isSingle }: Selection,
  { targets, error }: CollectedTargets,
): Promise<void> {
  const { flags, out } = invocation;
  const view = (await createViewer(invocation)) as Printer;
  const sortBy = flags.string("sort-by");
  const objects = targets.map((target) => target.object);
  const errors = new TargetErrors(error);
  await errors.collect(() => {
    const [only] = isSingle && objects.length === 1 ? objects : [];
    out.stdout(view(only ?? listOf(sortBy === "" ? objects : sortObjects(objects, sortBy))));
  });
  throwFlattened([errors.error]);
}

function listOf(items: readonly KubeObject[]): Printable {
  return { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
}
