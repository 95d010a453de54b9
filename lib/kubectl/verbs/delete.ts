/** `kubectl delete`. Models kubectl/pkg/cmd/delete. Leaves out `--interactive` and `--raw`. */
import { readDryRun } from "../command-line/dry-run.ts";
import {
  allFlag,
  allNamespacesFlag,
  boolFlag,
  dryRunFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { withSource } from "../error-text.ts";
import { readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type FlagValues, type Invocation, KubectlError, type Verb } from "../verb.ts";
import {
  type Deletion,
  deleteOne,
  deletionFlags,
  FORCE_WARNING,
  readCascade,
  readDeletion,
  requireOneGrace,
  waitUntilGone,
} from "../writing/deletion.ts";

// "delete" is a word of the language.
export const deleteVerb: Verb = {
  name: "delete",
  short: "Delete resources by file names, stdin, resources and names, or by resources and label selector",
  long: "Delete objects. Pods get time to end by themselves, and the command waits until everything is gone.\n\nA Pod of a Deployment comes back as a new one: delete the Deployment to be rid of it.",
  usage: "kubectl delete ([-f FILENAME] | TYPE [(NAME | -l label | --all)])",
  examples: `# What a manifest describes
kubectl delete -f web.yaml

# A Service and a Deployment of the same name
kubectl delete svc,deploy web

# Every Pod with app=web
kubectl delete pods -l app=web`,
  flags: [
    ...filenameFlags("to delete"),
    ...deletionFlags,
    allFlag,
    allNamespacesFlag,
    dryRunFlag,
    fieldSelectorFlag,
    boolFlag(
      "ignore-not-found",
      "An object that is not there is no error; so it is by default with --all and selectors.",
    ),
    boolFlag("now", "Pods get one second to end, like --grace-period=1."),
    stringFlag("output", 'Output mode: "name" prints only TYPE/NAME.', { short: "o" }),
    selectorFlag,
    boolFlag("wait", "Wait until the objects are gone.", { default: "true" }),
  ],
  unmodelledFlags: ["interactive", "raw"],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { flags, out } = invocation;
  const propagation = readCascade(invocation);
  const dryRun = readDryRun(invocation);
  requireOneGrace(invocation);
  // The real one checks its arguments before these flags.
  const selection = await readSelection(invocation, { latest: false, requireObject: false });
  if (!["", "name"].includes(flags.string("output")))
    throw new KubectlError(`unexpected -o output mode: ${flags.string("output")}. We only support '-o name'`);
  const deletion = {
    ...readDeletion(invocation, dryRun, flags.bool("force"), propagation),
    nameOnly: flags.string("output") === "name",
  };
  if (deletion.forced) out.stderr(FORCE_WARNING);
  const deleted: (Target & { readonly uid: string })[] = [];
  let count = 0;
  await visitTargets(invocation, selection, (target) => {
    count++;
    if (dryRun !== "client" && ignoresMissing(flags) && isMissing(invocation, target)) return;
    if (invocation.namespaceGiven && !target.kind.namespaced)
      out.warn("deleting cluster-scoped resources, not scoped to the provided namespace");
    deleted.push({ ...target, uid: deleteTarget(invocation, target, deletion) });
  });
  if (count === 0) out.stdout("No resources found\n");
  if (!flags.bool("wait") || dryRun !== "none") return;
  for (const one of deleted) await waitUntilGone(invocation, one, one.uid, flags.durationMs("timeout"));
}

/** By default true for selectors, which only match what is there. */
function ignoresMissing(flags: FlagValues): boolean {
  const bySelector =
    flags.bool("all") || flags.string("selector") !== "" || flags.string("field-selector") !== "";
  return flags.changed("ignore-not-found") ? flags.bool("ignore-not-found") : bySelector;
}

function isMissing({ client }: Invocation, { kind, namespace, name }: Target): boolean {
  return client.api.find(kind, namespace, name) === undefined;
}

function deleteTarget(invocation: Invocation, target: Target, deletion: Deletion): string {
  try {
    return deleteOne(invocation, target, deletion);
  } catch (error) {
    throw withSource(error, "deleting", target.source);
  }
}
