/** `kubectl get`. Models kubectl/pkg/cmd/get. Leaves out kustomize. */
import { isNotFound } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { scales } from "../../api/scale.ts";
import {
  allNamespacesFlag,
  boolFlag,
  chunkSizeFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
  sliceFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { createViewer } from "../output/index.ts";
import type { Printable, Printer } from "../output/printer.ts";
import { sortObjects } from "../output/sorting.ts";
import { printTables } from "../output/tables.ts";
import { printRaw } from "../raw-request.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { readSelection, type Selection } from "../targets/selection.ts";
import { refuseBulk } from "../targets/subresource.ts";
import { filterOut, TargetErrors, throwFlattened } from "../targets/target-errors.ts";
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
    boolFlag(
      "allow-missing-template-keys",
      "Whether a template may name a field that the object does not have.",
      { default: "true" },
    ),
    chunkSizeFlag,
    fieldSelectorFlag,
    ...filenameFlags("of the objects to get"),
    boolFlag("ignore-not-found", "An object that does not exist is no error."),
    sliceFlag("label-columns", "Labels to show as columns, separated by commas.", { short: "L" }),
    boolFlag("no-headers", "Tables without their first line."),
    stringFlag(
      "output",
      "json, yaml, name, wide, jsonpath=TEMPLATE, custom-columns=HEADER:PATH,... or go-template=TEMPLATE; also jsonpath-as-json and their -file forms.",
      { short: "o" },
    ),
    boolFlag("output-watch-events", "With --watch: what happened to each object as well."),
    stringFlag("raw", "A path of the server: its answer is printed as it comes."),
    selectorFlag,
    boolFlag(
      "server-print",
      "Let the server choose the columns of tables; with =false they are name and age.",
      { default: "true" },
    ),
    boolFlag("show-kind", "Names as TYPE/NAME."),
    boolFlag("show-labels", "All labels as the last column."),
    boolFlag("show-managed-fields", "Print metadata.managedFields as well, in JSON and YAML."),
    stringFlag("sort-by", "The field to sort by, e.g. .metadata.name."),
    stringFlag("subresource", "Part of the object instead of all: status or scale."),
    stringFlag("template", "The template, or its file, for -o go-template, jsonpath and their -file forms."),
    boolFlag("watch", "Follow changes after printing what there is.", { short: "w" }),
    boolFlag("watch-only", "Follow changes without printing what there is."),
  ],
  run: runGet,
};

async function runGet(invocation: Invocation): Promise<void> {
  const { args, flags, out } = invocation;
  if (flags.string("raw") !== "") return printRaw(invocation);
  const isWatch = flags.bool("watch") || flags.bool("watch-only");
  checkFlags(flags, isWatch);
  if (isWatch) return watchTargets(invocation);
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

/** The part of an object that has it. */
function withSubresource({ client, flags }: Invocation, target: Target): Target {
  const { kind, namespace, name } = target;
  if (flags.string("subresource") !== "scale") return target;
  return {
    ...target,
    kind: { ...kind, columns: scales.columns },
    object: client.api.getScale(kind, namespace, name),
  };
}
