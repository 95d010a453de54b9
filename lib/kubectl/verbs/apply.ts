/**
 * `kubectl apply`, on the client's side: what to change is worked out from the manifest, the object, and the manifest
 * applied before. Models kubectl/pkg/cmd/apply. Leaves out `--server-side`,
 * `--prune`, and the sub-verbs about the annotation.
 */

import { isConflict } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { createThreeWayMergePatch } from "../../api/strategic-merge.ts";
import { type DryRun, operationText, readDryRun, writeOptions } from "../dry-run.ts";
import { withSource } from "../error-text.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, printFlags, selectorFlag, validateFlag } from "../flag-sets.ts";
import { quoted } from "../go-text.ts";
import { LAST_APPLIED, lastApplied, withLastApplied } from "../last-applied.ts";
import { requireManifests } from "../manifest-files.ts";
import { createPrinter } from "../output/index.ts";
import { compactJson } from "../output/json.ts";
import { collectTargets, type Target, throwAll } from "../targets.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

export const apply: Verb = {
  name: "apply",
  help: {
    short: "Apply a configuration to a resource by file name or stdin",
    long: "Bring objects into the state that manifests describe: create what is not there, change what is otherwise, leave the rest.\n\nFields that somebody else set, and that were never in the manifest, stay.",
    usage: "kubectl apply (-f FILENAME | -k DIRECTORY)",
    examples: `# Everything in a file
kubectl apply -f web.yaml

# Only to see what would happen
kubectl apply -f web.yaml --dry-run=server`,
  },
  flags: [
    ...printFlags,
    ...filenameFlags("to apply"),
    dryRunFlag,
    fieldManagerFlag("kubectl-client-side-apply"),
    { name: "force-conflicts", type: "bool", default: "false", usage: "Take over fields from others, with --server-side." },
    selectorFlag,
    { name: "server-side", type: "bool", default: "false", usage: "Let the server work out the changes. Not part of this simulated cluster." },
    validateFlag,
  ],
  unmodelledSubverbs: ["edit-last-applied", "set-last-applied", "view-last-applied"],
  unmodelledFlags: ["all", "cascade", "force", "grace-period", "openapi-patch", "overwrite", "prune", "prune-allowlist", "subresource", "timeout", "wait"],
  run,
};

interface Applied {
  readonly object: KubeObject;
  readonly done: "created" | "configured" | "unchanged";
}

async function run(invocation: Invocation): Promise<void> {
  const dryRun = check(invocation);
  writeOptions(invocation, dryRun);
  const { out } = invocation;
  const { targets, errors } = await collectTargets(invocation, { latest: false });
  if (targets.length === 0 && errors.length === 0) throw new KubectlError("no objects passed to apply");
  const failed = [...errors];
  const shown: KubeObject[] = [];
  for (const target of targets) {
    try {
      const { object, done } = applyOne(invocation, target, dryRun);
      if (printsObjects(invocation)) shown.push(object);
      else out.stdout((await createPrinter(invocation, operationText(done, dryRun)))(object));
    } catch (error) {
      failed.push(error);
    }
  }
  if (shown.length > 0) out.stdout((await createPrinter(invocation, ""))(shown.length === 1 ? (shown[0] as KubeObject) : listOf(shown)));
  throwAll(failed);
}

function check(invocation: Invocation): DryRun {
  const { args, flags } = invocation;
  if (args.length > 0) throw usageError(invocation, `Unexpected args: [${args.join(" ")}]`);
  requireManifests(flags);
  const dryRun = readDryRun(invocation);
  if (flags.bool("force-conflicts") && !flags.bool("server-side")) throw new KubectlError("--force-conflicts only works with --server-side");
  if (flags.bool("server-side")) {
    if (dryRun === "client") throw new KubectlError("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
    throw new KubectlError("--server-side is not part of this simulated cluster: apply without it");
  }
  return dryRun;
}

/** Whether `-o` asks for the objects themselves: they are printed together at the end. */
function printsObjects({ flags }: Invocation): boolean {
  return !["", "name"].includes(flags.string("output"));
}

function listOf(items: readonly KubeObject[]) {
  return { apiVersion: "v1", items, kind: "List", metadata: {} } as const;
}

function applyOne(invocation: Invocation, target: Target, dryRun: DryRun): Applied {
  const { kind, namespace, name, object, source } = target;
  const { client } = invocation;
  const generateName = object.metadata?.generateName ?? "";
  if (name === "" && generateName !== "") throw new KubectlError(`from ${generateName}: cannot use generate name with apply`);
  if (name === "")
    throw new KubectlError(
      `error when retrieving current configuration of:\n${described(target)}\nfrom server for: ${quoted(source)}: resource name may not be empty`,
    );
  const wanted = withLastApplied(object);
  const current: KubeObject | undefined = client.api.find(kind, namespace, name);
  if (current !== undefined) return change(invocation, target, wanted, current, dryRun);
  if (dryRun === "client") return { object: wanted, done: "created" };
  try {
    return { object: client.api.create(kind, namespace, wanted, writeOptions(invocation, dryRun)), done: "created" };
  } catch (error) {
    throw withSource(error, "creating", source);
  }
}

function change(invocation: Invocation, target: Target, wanted: KubeObject, current: KubeObject, dryRun: DryRun): Applied {
  const { out } = invocation;
  if (target.kind.deprecation !== undefined) out.warn(target.kind.deprecation);
  if (dryRun === "client") return { object: current, done: "configured" };
  if (lastApplied(current) === undefined) out.stderr(missingAnnotation(target));
  const { object, changed } = patch(invocation, target, wanted, current, dryRun);
  if (object.metadata.deletionTimestamp !== undefined) {
    out.stderr(`Warning: Detected changes to resource ${object.metadata.name} which is currently being deleted.\n`);
  }
  return { object, done: changed ? "configured" : "unchanged" };
}

function missingAnnotation({ kind, name }: Target): string {
  return (
    `Warning: resource ${kind.plural}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. ` +
    "kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. " +
    "The missing annotation will be patched automatically.\n"
  );
}

const CONFLICT_RETRIES = 5;

function patch(invocation: Invocation, target: Target, wanted: KubeObject, current: KubeObject, dryRun: DryRun) {
  const { kind, namespace, name, source } = target;
  const { api } = invocation.client;
  let against = current;
  for (let attempt = 0; ; attempt++) {
    const body = createThreeWayMergePatch(originalOf(against, target), wanted, against, kind.schema);
    if (Object.keys(body).length === 0) return { object: against, changed: false };
    try {
      return {
        object: api.patch<KubeObject>(kind, namespace, name, { type: "application/strategic-merge-patch+json", body }, writeOptions(invocation, dryRun)),
        changed: true,
      };
    } catch (error) {
      if (isConflict(error) && attempt < CONFLICT_RETRIES) against = api.get(kind, namespace, name);
      else throw withSource(withSource(error, "patching", source), `applying patch:\n${compactJson(body)}\nto:\n${described(target)}\nfor:`, source);
    }
  }
}

function originalOf(current: KubeObject, { source }: Target): KubeObject | undefined {
  const text = lastApplied(current);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new KubectlError(`error when applying ${quoted(source)}: the annotation ${LAST_APPLIED} of the object is not JSON; remove it with kubectl annotate`);
  }
}

/** Which object, as errors say it. */
function described({ kind, namespace, name }: Target): string {
  const version = `${kind.group}/${kind.version}`;
  return `Resource: "${version}, Resource=${kind.plural}", GroupVersionKind: "${version}, Kind=${kind.kind}"\nName: ${quoted(name)}, Namespace: ${quoted(namespace)}`;
}
