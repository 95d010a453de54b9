/** `kubectl apply` on the client's side: the patch is worked out here, from three objects. Models kubectl/pkg/cmd/apply patcher.go. */
import { ApiError, isConflict } from "../../api/api-error.ts";
import { LAST_APPLIED } from "../../api/last-applied-fields.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { createThreeWayMergePatch } from "../../api/strategic-merge.ts";
import { compactJson } from "../../go/json.ts";
import { quoted } from "../../go/strconv.ts";
import { type DryRun, writeOptions } from "../command-line/dry-run.ts";
import { withSource } from "../error-text.ts";
import type { Target } from "../targets/targets.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { createObject } from "./create-object.ts";
import { waitUntilGone } from "./deletion.ts";
import { lastApplied, withLastApplied } from "./last-applied.ts";

/** What became of one object. */
export interface Applied {
  readonly object: KubeObject;
  readonly done: "created" | "configured" | "unchanged" | "serverside-applied";
}

/** Creates the object, or changes what is otherwise than the manifest says. @throws ApiError, KubectlError */
export async function applyClientSide(
  invocation: Invocation,
  target: Target,
  dryRun: DryRun,
): Promise<Applied> {
  const { kind, namespace, name, object, source } = target;
  const { client } = invocation;
  const generateName = object.metadata?.generateName ?? "";
  if (name === "" && generateName !== "")
    throw new KubectlError(`from ${generateName}: cannot use generate name with apply`);
  if (name === "")
    throw new KubectlError(
      `error when retrieving current configuration of:\n${described(target)}\nfrom server for: ${quoted(source)}: resource name may not be empty`,
    );
  const wanted = withLastApplied(object);
  const current: KubeObject | undefined = client.api.find(kind, namespace, name);
  if (current !== undefined) return change(invocation, target, wanted, current, dryRun);
  if (dryRun === "client") return { object: wanted, done: "created" };
  try {
    return {
      object: createObject(client.api, kind, namespace, wanted, writeOptions(invocation, dryRun)),
      done: "created",
    };
  } catch (error) {
    throw withSource(error, "creating", source);
  }
}

async function change(
  invocation: Invocation,
  target: Target,
  wanted: KubeObject,
  current: KubeObject,
  dryRun: DryRun,
): Promise<Applied> {
  const { out } = invocation;
  if (dryRun === "client") return { object: current, done: "configured" };
  if (lastApplied(current) === undefined) out.stderr(missingAnnotation(target));
  const { object, changed } = await patch(invocation, target, wanted, current, dryRun);
  warnOfDeletion(invocation, object);
  return { object, done: changed ? "configured" : "unchanged" };
}

export function warnOfDeletion({ out }: Invocation, { metadata }: KubeObject): void {
  if (metadata.deletionTimestamp !== undefined)
    out.stderr(`Warning: Detected changes to resource ${metadata.name} which is currently being deleted.\n`);
}

function missingAnnotation({ kind, name }: Target): string {
  return (
    `Warning: resource ${kind.plural}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. ` +
    "kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. " +
    "The missing annotation will be patched automatically.\n"
  );
}

const CONFLICT_RETRIES = 5;

interface Patched {
  readonly object: KubeObject;
  readonly changed: boolean;
}

async function patch(
  invocation: Invocation,
  target: Target,
  wanted: KubeObject,
  current: KubeObject,
  dryRun: DryRun,
): Promise<Patched> {
  const { kind, namespace, name, source } = target;
  const { client, flags } = invocation;
  let against = current;
  for (let attempt = 0; ; attempt++) {
    const body = createThreeWayMergePatch(
      originalConfiguration(against, target),
      wanted,
      against,
      kind.schema,
    );
    if (Object.keys(body).length === 0) return { object: against, changed: false };
    try {
      const options = writeOptions(invocation, dryRun);
      const object = client.api.patch<KubeObject>(
        kind,
        namespace,
        name,
        { type: "application/strategic-merge-patch+json", body },
        options,
      );
      return { object, changed: true };
    } catch (error) {
      const isForced =
        flags.bool("force") && error instanceof ApiError && ["Invalid", "Conflict"].includes(error.reason);
      if (isConflict(error) && attempt < CONFLICT_RETRIES) against = client.api.get(kind, namespace, name);
      else if (isForced)
        return { object: await recreate(invocation, target, wanted, against, dryRun), changed: true };
      else
        throw withSource(
          withSource(error, "patching", source),
          `applying patch:\n${compactJson(body)}\nto:\n${described(target)}\nfor:`,
          source,
        );
    }
  }
}

/** `--force`: what cannot be changed is deleted and created; when that fails, the old object is restored. */
async function recreate(
  invocation: Invocation,
  target: Target,
  wanted: KubeObject,
  old: KubeObject,
  dryRun: DryRun,
): Promise<KubeObject> {
  const { client, flags } = invocation;
  const { kind, namespace, name } = target;
  const grace = flags.int("grace-period");
  const options = writeOptions(invocation, dryRun);
  client.api.delete(kind, namespace, name, {
    propagationPolicy: "Background",
    dryRun: dryRun === "server",
    ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
  });
  if (dryRun === "server") return wanted;
  await waitUntilGone(invocation, target, old.metadata.uid, flags.durationMs("timeout"));
  try {
    return createObject(client.api, kind, namespace, wanted, options);
  } catch (error) {
    const { uid: _uid, resourceVersion: _version, creationTimestamp: _time, ...metadata } = old.metadata;
    client.api.create(kind, namespace, { ...old, metadata }, options);
    throw new KubectlError(
      `An error occurred force-replacing the existing object with the newly provided one:\n\n${(error as Error).message}.\n\nThe existing object was restored.`,
    );
  }
}

/** What the object was last given, from its annotation. */
export function originalConfiguration(
  current: KubeObject,
  { source }: Pick<Target, "source">,
): KubeObject | undefined {
  const text = lastApplied(current);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new KubectlError(
      `error when applying ${quoted(source)}: the annotation ${LAST_APPLIED} of the object is not JSON; remove it with kubectl annotate`,
    );
  }
}

/** Which object, as errors say it. */
function described({ kind, namespace, name }: Target): string {
  const version = `${kind.group}/${kind.version}`;
  return `Resource: "${version}, Resource=${kind.plural}", GroupVersionKind: "${version}, Kind=${kind.kind}"\nName: ${quoted(name)}, Namespace: ${quoted(namespace)}`;
}
