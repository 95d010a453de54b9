/** `kubectl apply`. Models kubectl/pkg/cmd/apply. Leaves out `--prune`, and the sub-verbs that change the annotation. */
import type { KubeObject } from "../../api/metadata.ts";
import { type DryRun, operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import {
  boolFlag,
  durationFlag,
  filenameFlags,
  intFlag,
  selectorFlag,
  validateFlag,
  writeFlags,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { requireManifests } from "../targets/manifest-files.ts";
import { readSelection } from "../targets/selection.ts";
import { TargetErrors, throwAny } from "../targets/target-errors.ts";
import { collectTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";
import { applyClientSide } from "../writing/apply-client-side.ts";
import { applyServerSide } from "../writing/apply-server-side.ts";
import { applyViewLastApplied } from "./apply-view-last-applied.ts";

export const apply: Verb = {
  name: "apply",
  short: "Apply a configuration to a resource by file name or stdin",
  long: "Bring objects into the state that manifests describe: create what is not there, change what is otherwise, leave the rest.\n\nFields that somebody else set, and that were never in the manifest, stay.",
  usage: "kubectl apply (-f FILENAME | -k DIRECTORY)",
  examples: `# Everything in a file
kubectl apply -f web.yaml

# Only to see what would happen
kubectl apply -f web.yaml --dry-run=server`,
  flags: [
    ...writeFlags("kubectl-client-side-apply"),
    ...filenameFlags("to apply"),
    boolFlag("force", "Delete an object that cannot be changed so, and make it anew."),
    boolFlag("force-conflicts", "Take over fields from others, with --server-side."),
    intFlag(
      "grace-period",
      "-1",
      "Seconds that a Pod gets to end by itself, with --force; -1 for its own setting.",
    ),
    selectorFlag,
    boolFlag("server-side", "Let the server work out the changes, and note who manages which field."),
    durationFlag("timeout", "0s", "How long to wait until the old object is gone, with --force."),
    validateFlag,
  ],
  subverbs: [applyViewLastApplied],
  unmodelledSubverbs: ["edit-last-applied", "set-last-applied"],
  unmodelledFlags: [
    "all",
    "cascade",
    "openapi-patch",
    "overwrite",
    "prune",
    "prune-allowlist",
    "subresource",
    "wait",
  ],
  typed: "list",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const dryRun = check(invocation);
  writeOptions(invocation, dryRun);
  const { flags, out } = invocation;
  const selection = await readSelection(invocation, { latest: false });
  const { targets, error } = await collectTargets(invocation, selection);
  if (targets.length === 0 && error === undefined) throw new KubectlError("no objects passed to apply");
  const errors = new TargetErrors(error);
  const shown: KubeObject[] = [];
  for (const target of targets) {
    await errors.collect(async () => {
      const { object, done } = flags.bool("server-side")
        ? applyServerSide(invocation, target, dryRun)
        : await applyClientSide(invocation, target, dryRun);
      if (printsObjects(invocation)) shown.push(object);
      else out.stdout((await createPrinter(invocation, operationText(done, dryRun)))(object));
    });
  }
  throwAny(errors.error);
  if (shown.length > 0)
    out.stdout(
      (await createPrinter(invocation, ""))(shown.length === 1 ? (shown[0] as KubeObject) : listOf(shown)),
    );
}

function check(invocation: Invocation): DryRun {
  const { args, flags } = invocation;
  if (args.length > 0) throw usageError(invocation, `Unexpected args: [${args.join(" ")}]`);
  const dryRun = readDryRun(invocation);
  requireManifests(flags);
  if (flags.bool("force-conflicts") && !flags.bool("server-side"))
    throw new KubectlError("--force-conflicts only works with --server-side");
  if (flags.bool("server-side") && dryRun === "client") {
    throw new KubectlError(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  }
  if (flags.bool("server-side") && flags.bool("force"))
    throw new KubectlError("--force cannot be used with --server-side");
  return dryRun;
}

/** Whether `-o` asks for the objects themselves: they are printed together at the end. */
function printsObjects({ flags }: Invocation): boolean {
  return !["", "name"].includes(flags.string("output"));
}

function listOf(items: readonly KubeObject[]) {
  return { kind: "List", apiVersion: "v1", metadata: {}, items } as const;
}
