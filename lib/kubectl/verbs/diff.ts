/**
 * `kubectl diff`: writes the objects as they are and as they would be into two folders, and lets a program compare them.
 * Models kubectl/pkg/cmd/diff. Leaves out `--prune`.
 */
import { isConflict } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { matchesAll, parseLabelSelector } from "../../api/selectors.ts";
import {
  boolFlag,
  fieldManagerFlag,
  filenameFlags,
  intFlag,
  selectorFlag,
} from "../command-line/flag-sets.ts";
import { klogWarning } from "../klog.ts";
import { hasManifests, manifestPaths } from "../targets/manifest-files.ts";
import { type Manifest, readManifests, requireNamespace } from "../targets/manifests.ts";
import { requireName } from "../targets/targets.ts";
import { type Invocation, KubectlError, KubectlExit, usageError, type Verb } from "../verb.ts";
import { warnOfDeletion } from "../writing/apply-client-side.ts";
import { compareFolders, type Version, writeVersions } from "../writing/diff-folders.ts";
import { mergedObject } from "../writing/merged-object.ts";

export const diff: Verb = {
  name: "diff",
  isComparison: true,
  short: "Diff the live version against a would-be applied version",
  long: "Show what kubectl apply would change, without changing it. The server works out what the objects would be.\n\nExit code 0 says that there are no differences, 1 that there are, more that something went wrong. The program that compares is diff -u -N, or the one in KUBECTL_EXTERNAL_DIFF.",
  usage: "kubectl diff -f FILENAME",
  examples: `# What would applying the file change?
kubectl diff -f web.yaml

# Without the lines around a change
KUBECTL_EXTERNAL_DIFF="diff -U0 -N" kubectl diff -f web.yaml`,
  flags: [
    intFlag("concurrency", "1", "How many objects to work on at a time. No effect here."),
    fieldManagerFlag("kubectl-client-side-apply"),
    ...filenameFlags("to compare"),
    boolFlag("force-conflicts", "Take over fields from others, with --server-side."),
    selectorFlag,
    boolFlag("server-side", "Compare with what a server-side apply would make."),
    boolFlag("show-managed-fields", "Compare metadata.managedFields as well."),
  ],
  unmodelledFlags: ["prune", "prune-allowlist"],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { args, flags } = invocation;
  if (args.length > 0) throw usageError(invocation, `Unexpected args: [${args.join(" ")}]`);
  if (flags.bool("force-conflicts") && !flags.bool("server-side"))
    throw new KubectlError("--force-conflicts only works with --server-side");
  if (!hasManifests(flags)) throw new KubectlError("must specify one of -f and -k");
  const chosen = parseLabelSelector(flags.string("selector"));
  const versions: Version[] = [];
  const errors: unknown[] = [];
  for (const path of await manifestPaths(invocation)) {
    try {
      for await (const manifest of readManifests(invocation, [path])) {
        if ("error" in manifest) throw manifest.error;
        if (!matchesAll(chosen, manifest.object.metadata?.labels)) continue;
        requireNamespace(invocation, manifest);
        versions.push(versionsOf(invocation, manifest));
      }
    } catch (error) {
      errors.push(error);
    }
  }
  // The real one reads the files concurrently, each to its first error, and reports one of those.
  if (errors.length > 0) throw errors[0];
  const exitCode = await compareFolders(invocation, await writeVersions(invocation, versions));
  if (exitCode > 0) throw new KubectlExit("", exitCode);
}

/** Attempts at an object that another client keeps changing. */
const ATTEMPTS = 4;

/** The object as it is, and as it would be. @throws ApiError */
function versionsOf(invocation: Invocation, manifest: Manifest): Version {
  const { client, out } = invocation;
  const { kind, namespace, name } = manifest;
  requireName(name);
  for (let attempt = 1; ; attempt++) {
    const live: KubeObject | undefined = client.api.find(kind, namespace, name);
    if (attempt === ATTEMPTS) {
      const called = `${kind.group}/${kind.version}, Kind=${kind.kind}: ${name}`;
      out.stderr(
        klogWarning(client.now(), "diff.go:723", `Object (${called}) keeps changing, diffing without lock`),
      );
    }
    try {
      const merged = mergedObject(invocation, manifest, live);
      if (live !== undefined) warnOfDeletion(invocation, live);
      return { manifest, live, merged };
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
