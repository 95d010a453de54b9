/** `kubectl replace`. Models kubectl/pkg/cmd/replace. */
import type { KubeObject } from "../../api/metadata.ts";
import { type DryRun, operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import {
  boolFlag,
  filenameFlags,
  saveConfigFlag,
  validateFlag,
  writeFlags,
} from "../command-line/flag-sets.ts";
import { withSource } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import { requireManifests } from "../targets/manifest-files.ts";
import { readSelection } from "../targets/selection.ts";
import { requireName, type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { createObject } from "../writing/create-object.ts";
import { type Deletion, deleteOne, deletionFlags, readDeletion, waitUntilGone } from "../writing/deletion.ts";
import { withConfigSaved } from "../writing/last-applied.ts";

export const replace: Verb = {
  name: "replace",
  short: "Replace a resource by file name or stdin",
  long: "Put what a manifest describes in the place of the object of that name. Fields that the manifest does not have are gone afterwards.\n\nWith --force the object is deleted and created anew.",
  usage: "kubectl replace -f FILENAME",
  examples:
    "# A Deployment as the file has it\nkubectl replace -f web.yaml\n\n# The same, when a field may not be changed\nkubectl replace --force -f web.yaml",
  flags: [
    ...writeFlags("kubectl-replace"),
    ...filenameFlags("to put in place"),
    ...deletionFlags,
    saveConfigFlag,
    validateFlag,
    boolFlag("wait", "Wait until the old object is gone, with --force."),
  ],
  unmodelledFlags: ["raw", "subresource"],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { flags, out } = invocation;
  const dryRun = readDryRun(invocation);
  if (!flags.bool("force")) {
    if (flags.int("grace-period") >= 0) throw new KubectlError("--grace-period must have --force specified");
    if (flags.durationMs("timeout") !== 0) throw new KubectlError("--timeout must have --force specified");
  }
  requireManifests(flags);
  const deletion = readDeletion(invocation, dryRun, false);
  const printer = await createPrinter(invocation, operationText("replaced", dryRun));
  if (flags.bool("force")) await deleteAll(invocation, deletion);
  await visitTargets(invocation, await readSelection(invocation, { latest: false }), (target) => {
    out.stdout(printer(put(invocation, target, dryRun)));
  });
}

const FORCE_TIMEOUT_MS = 300_000;

async function deleteAll(invocation: Invocation, deletion: Deletion): Promise<void> {
  await visitTargets(invocation, await readSelection(invocation, { latest: false }), async (target) => {
    if (invocation.client.api.find(target.kind, target.namespace, target.name) === undefined) return;
    const uid = deleteOne(invocation, target, deletion);
    if (uid !== "")
      await waitUntilGone(
        invocation,
        target,
        uid,
        invocation.flags.durationMs("timeout") || FORCE_TIMEOUT_MS,
      );
  });
}

function put(
  invocation: Invocation,
  { kind, namespace, name, object, source }: Target,
  dryRun: DryRun,
): KubeObject {
  const { client, flags } = invocation;
  const wanted = withConfigSaved(object, flags.bool("save-config"));
  if (dryRun === "client") return wanted;
  const options = writeOptions(invocation, dryRun);
  const force = flags.bool("force");
  try {
    requireName(name);
    if (force) return createObject(client.api, kind, namespace, wanted, options);
    const resourceVersion =
      wanted.metadata.resourceVersion ?? client.api.get(kind, namespace, name).metadata.resourceVersion;
    return client.api.update(kind, { ...wanted, metadata: { ...wanted.metadata, resourceVersion } }, options);
  } catch (error) {
    throw withSource(error, force ? "creating" : "replacing", source);
  }
}
