/** What `kubectl label` and `kubectl annotate` share: arguments, overwriting, the patch. Models kubectl/pkg/cmd/label and annotate. */
import type { KubeObject } from "../../api/metadata.ts";
import { type DryRun, operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import {
  allFlag,
  allNamespacesFlag,
  boolFlag,
  fieldSelectorFlag,
  filenameFlags,
  localFlag,
  selectorFlag,
  stringFlag,
  writeFlags,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { allOfType, readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type Aggregate, type Flag, type Invocation, KubectlError, type Verb } from "../verb.ts";
import { type Changes, changed, mapPatch, splitChanges } from "./changes.ts";

export interface MetadataVerb extends Omit<Verb, "flags" | "run"> {
  readonly name: "label" | "annotate";
  readonly field: "labels" | "annotations";
  /** `label`, `annotation`. */
  readonly noun: string;
  /** @throws KubectlError for a malformed change */
  readonly parse: (changes: readonly string[]) => Changes;
  /** Checked when nothing is wrong with flags and resources. @throws KubectlError for changes that contradict each other */
  readonly validate?: (changes: Changes) => void;
  /** A key whose value gives way without leave. */
  readonly yieldingKey?: string;
  /** What was done to the object, `labeled`. Where it is always the same, a wrong `-o` is the first error, and all objects are one stream. */
  readonly done: string | ((before: KubeObject, after: KubeObject, overwrite: boolean) => string);
  /** The error when values would be overwritten without leave. @param taken `'app' already has a value (web)` */
  readonly refuse: (taken: readonly string[]) => KubectlError | Aggregate;
  /** A key to remove that is not there is worth a line. */
  readonly tellsMissing: boolean;
}

export function metadataVerb(definition: MetadataVerb): Verb {
  return { ...definition, flags: flagsOf(definition), run: (invocation) => run(definition, invocation) };
}

function flagsOf({ name, field, noun }: MetadataVerb): readonly Flag[] {
  return [
    ...writeFlags(`kubectl-${name}`),
    ...filenameFlags(`to ${name}`),
    { ...allFlag, usage: "All objects of the given types in the namespace." },
    allNamespacesFlag,
    fieldSelectorFlag,
    boolFlag("list", `Print the ${field} of the objects.`),
    localFlag,
    boolFlag("overwrite", `Give a ${noun} that exists a new value.`),
    stringFlag("resource-version", "Version that the object must have now; for a single object."),
    selectorFlag,
  ];
}

async function run(definition: MetadataVerb, invocation: Invocation): Promise<void> {
  const { args, flags } = invocation;
  const dryRun = readDryRun(invocation);
  const { done } = definition;
  const common =
    typeof done === "string" ? await createPrinter(invocation, operationText(done, dryRun)) : undefined;
  const printerFor = async (before: KubeObject, after: KubeObject) =>
    common ??
    createPrinter(
      invocation,
      operationText(typeof done === "string" ? done : done(before, after, flags.bool("overwrite")), dryRun),
    );
  const { resources, changes } = splitChanges(args, definition.noun);
  const parsed = definition.parse(changes);
  checkFlags(definition, invocation, resources, dryRun);
  if (changes.length === 0 && !flags.bool("list"))
    throw new KubectlError(`at least one ${definition.noun} update is required`);
  definition.validate?.(parsed);
  const request = { args: resources, latest: !flags.bool("local"), ...allOfType(invocation) };
  const selection = await readSelection(invocation, request);
  const { isSingle } = selection;
  if (!isSingle && flags.string("resource-version") !== "")
    throw new KubectlError("--resource-version may only be used with a single resource");
  await visitTargets(invocation, selection, async (target) => {
    const result =
      flags.bool("list") && changes.length === 0
        ? target.object
        : apply(
            definition,
            invocation,
            target,
            parsed,
            flags.bool("local") || flags.bool("list") ? "client" : dryRun,
          );
    if (flags.bool("list")) return list(definition, invocation, target, result, isSingle);
    const printer = await printerFor(target.object, result);
    // kubectl prints the object it read, with the new labels; annotations as the server answered.
    const { object } = target;
    const printed =
      definition.field === "labels"
        ? {
            ...object,
            metadata: {
              ...object.metadata,
              ...requiredVersion(invocation),
              labels: result.metadata.labels ?? {},
            },
          }
        : result;
    invocation.out.stdout(printer(printed));
  });
}

/** @throws KubectlError in the order of the real checks */
function checkFlags(
  { name }: MetadataVerb,
  { flags }: Invocation,
  resources: readonly string[],
  dryRun: DryRun,
): void {
  if (name === "label" && flags.bool("list") && flags.string("output") !== "")
    throw new KubectlError("--list and --output may not be specified together");
  for (const selector of ["selector", "field-selector"])
    if (flags.bool("all") && flags.string(selector) !== "")
      throw new KubectlError(`cannot set --all and --${selector} at the same time`);
  if (!flags.bool("local")) {
    if (resources.length === 0 && !hasManifests(flags))
      throw new KubectlError(
        "one or more resources must be specified as <resource> <name> or <resource>/<name>",
      );
    return;
  }
  if (dryRun === "server")
    throw new KubectlError("cannot specify --local and --dry-run=server - did you mean --dry-run=client?");
  const example =
    name === "label" ? "-f pod.yaml or --filename=pod.json" : "-f rsrc.yaml or --filename=rsrc.json";
  if (resources.length > 0)
    throw new KubectlError(`can only use local files by ${example} when --local=true is set`);
  if (!hasManifests(flags)) throw new KubectlError(`one or more files must be specified as ${example}`);
}

function apply(
  definition: MetadataVerb,
  invocation: Invocation,
  target: Target,
  changes: Changes,
  dryRun: ReturnType<typeof readDryRun>,
): KubeObject {
  const { flags, client, out } = invocation;
  const { kind, namespace, name, object } = target;
  const before = object.metadata[definition.field];
  const missing =
    definition.tellsMissing && dryRun !== "client"
      ? changes.remove.filter((key) => before?.[key] === undefined)
      : [];
  out.stdout(missing.map((key) => `${definition.noun} "${key}" not found.\n`).join(""));
  const taken = [...changes.set].filter(
    ([key, value]) => before?.[key] !== undefined && before[key] !== value && key !== definition.yieldingKey,
  );
  if (taken.length > 0 && !flags.bool("overwrite"))
    throw definition.refuse(taken.map(([key]) => `'${key}' already has a value (${before?.[key]})`));
  const after = changed(before, changes);
  const patch = mapPatch(before, after);
  const version = requiredVersion(invocation);
  if (dryRun === "client")
    return { ...object, metadata: { ...object.metadata, ...version, [definition.field]: after } };
  const body = { metadata: { ...(patch === undefined ? {} : { [definition.field]: patch }), ...version } };
  return client.api.patch<KubeObject>(
    kind,
    namespace,
    name,
    { type: "application/merge-patch+json", body },
    writeOptions(invocation, dryRun),
  );
}

function requiredVersion({ flags }: Invocation): { readonly resourceVersion?: string } {
  const version = flags.string("resource-version");
  return version === "" ? {} : { resourceVersion: version };
}

/** A single object needs no heading. */
function list(
  { field, noun }: MetadataVerb,
  { out }: Invocation,
  { kind, name }: Target,
  object: KubeObject,
  isSingle: boolean,
): void {
  const pairs = Object.entries(object.metadata[field] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (!isSingle) out.stdout(`Listing ${noun}s for ${kind.kind}.${kind.group}/${name}:\n`);
  for (const [key, value] of pairs) out.stdout(`${isSingle ? "" : " "}${key}=${value}\n`);
}
