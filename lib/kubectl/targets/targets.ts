/**
 * The objects of a selection, one after the other. Models cli-runtime/pkg/resource Result: an object that cannot be had
 * does not keep a verb from the others.
 */
import { ApiError, isNotFound } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import { namespaces } from "../../api/kinds/namespace.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { matchesAll, parseLabelSelector } from "../../api/selectors.ts";
import { quoted } from "../../go/strconv.ts";
import { reworded } from "../error-text.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { readManifests, requireNamespace } from "./manifests.ts";
import type { Selection } from "./selection.ts";
import { requireSubresource } from "./subresource.ts";
import { TargetErrors, throwAny } from "./target-errors.ts";

/** Which object of the server. */
export interface ObjectKey {
  readonly kind: AnyKind;
  /** `""` for kinds that no namespace holds. */
  readonly namespace: string;
  readonly name: string;
}

/** One object: by name, out of a list, or from a manifest. */
export interface Target extends ObjectKey {
  /** As on the server; as written, for a manifest that was not looked up. */
  readonly object: KubeObject;
  /** The manifest's path, `STDIN`, or `""`. */
  readonly source: string;
}

/** Why there is no object. */
interface Missing {
  readonly error: unknown;
  /** A list or a manifest lacks it, and not a name. */
  readonly isOfSource: boolean;
  /** The kind whose list could not be had. */
  readonly unlisted?: AnyKind;
}

/**
 * Calls `visit` for each object in order.
 * @throws at the end, what went wrong (target-errors.ts)
 */
export async function visitTargets(
  invocation: Invocation,
  selection: Selection,
  visit: (target: Target) => Promise<void> | void,
): Promise<void> {
  const errors = new TargetErrors();
  await errors.collect(async () => {
    for await (const found of findTargets(invocation, selection)) {
      if ("error" in found) note(errors, found, selection);
      else if (selection.continueOnError) await errors.collect(() => visit(found));
      else await visit(found);
    }
  });
  throwAny(errors.error);
}

/** @throws the error, where it ends the verb */
function note(errors: TargetErrors, { error, isOfSource }: Missing, { continueOnError }: Selection): void {
  if (!continueOnError) throw error;
  if (isOfSource) errors.addOfSource(error);
  else errors.add(error);
}

export interface CollectedTargets {
  readonly targets: readonly Target[];
  /** What went wrong on the way, if anything (target-errors.ts). */
  readonly error: unknown;
  /** The kinds whose lists could not be had. */
  readonly unlisted: readonly AnyKind[];
}

/** All objects at once, for verbs that find everything before they begin. */
export async function collectTargets(
  invocation: Invocation,
  selection: Selection,
): Promise<CollectedTargets> {
  const targets: Target[] = [];
  const errors = new TargetErrors();
  const unlisted: AnyKind[] = [];
  for await (const found of findTargets(invocation, selection)) {
    if (!("error" in found)) targets.push(found);
    else {
      note(errors, found, selection);
      if (found.unlisted !== undefined) unlisted.push(found.unlisted);
    }
  }
  return { targets, error: errors.error, unlisted };
}

/** All objects at once. @throws when any of them could not be had */
export async function allTargets(invocation: Invocation, selection: Selection): Promise<readonly Target[]> {
  const { targets, error } = await collectTargets(invocation, selection);
  throwAny(error);
  return targets;
}

async function* findTargets(invocation: Invocation, selection: Selection): AsyncGenerator<Target | Missing> {
  if (selection.form === "manifests") yield* manifestTargets(invocation, selection, selection.paths);
  else if (selection.form === "lists")
    for (const kind of selection.kinds) yield* listedTargets(invocation, kind, selection);
  else
    for (const { kind, name } of selection.names)
      yield selection.requireObject
        ? attempt(() => namedTarget(invocation, kind, invocation.namespace, name), false)
        : bareTarget(invocation, kind, name);
}

function attempt(find: () => Target, isOfSource: boolean): Target | Missing {
  try {
    return find();
  } catch (error) {
    return { error, isOfSource };
  }
}

/** An object by its name, as on the server. @throws ApiError NotFound, of the namespace when that is what is missing */
function namedTarget(invocation: Invocation, kind: AnyKind, namespace: string, name: string): Target {
  const { client } = invocation;
  const place = placeOf(kind, namespace);
  requireName(name);
  try {
    requireSubresource(invocation, kind);
    const object: KubeObject = client.api.get(kind, place, name);
    return { kind, namespace: place, name, object, source: "" };
  } catch (error) {
    if (isNotFound(error) && place !== "") client.api.get(namespaces, "", place);
    throw error;
  }
}

/** `""` for a kind that no namespace holds. @throws KubectlError for a name that would be another path on the server */
function placeOf(kind: AnyKind, namespace: string): string {
  if (!kind.namespaced) return "";
  if (namespace.includes("/"))
    throw new KubectlError(`invalid namespace ${quoted(namespace)}: [may not contain '/']`);
  return namespace;
}

/** A manifest with generateName has none. @throws KubectlError */
export function requireName(name: string): void {
  if (name === "") throw new KubectlError("resource name may not be empty");
}

function bareTarget(invocation: Invocation, kind: AnyKind, name: string): Target {
  const namespace = kind.namespaced ? invocation.namespace : "";
  const metadata = { name, namespace, uid: "", resourceVersion: "", creationTimestamp: null };
  return {
    kind,
    namespace,
    name,
    object: { apiVersion: kind.apiVersion, kind: kind.kind, metadata },
    source: "",
  };
}

function* listedTargets(
  { client, namespace }: Invocation,
  kind: AnyKind,
  selection: Selection,
): Generator<Target | Missing> {
  const { labelSelector, fieldSelector, allNamespaces } = selection;
  try {
    const list = client.api.list<KubeObject>(kind, {
      namespace: allNamespaces ? "" : placeOf(kind, namespace),
      ...(labelSelector === "" ? {} : { labelSelector }),
      ...(fieldSelector === "" ? {} : { fieldSelector }),
    });
    for (const object of list.items) {
      const { name, namespace: place = "" } = object.metadata;
      yield { kind, namespace: place, name, object, source: "" };
    }
  } catch (error) {
    yield { error: listError(error, kind, selection), isOfSource: true, unlisted: kind };
  }
}

function listError(error: unknown, kind: AnyKind, { labelSelector, fieldSelector }: Selection): unknown {
  if (!(error instanceof ApiError) || (error.reason !== "BadRequest" && error.reason !== "NotFound"))
    return error;
  const resource = quoted(`${kind.group}/${kind.version}, Resource=${kind.plural}`);
  const doing =
    labelSelector === "" && fieldSelector === ""
      ? `Unable to list ${resource}`
      : `Unable to find ${resource} that match label selector ${quoted(labelSelector)}, field selector ${quoted(fieldSelector)}`;
  return new ApiError(error.code, error.reason, `${doing}: ${error.message}`, error.details);
}

async function* manifestTargets(
  invocation: Invocation,
  { labelSelector, latest }: Selection,
  paths: readonly string[],
): AsyncGenerator<Target | Missing> {
  const chosen = localSelector(labelSelector);
  for await (const manifest of readManifests(invocation, paths)) {
    if ("error" in manifest) {
      yield { error: manifest.error, isOfSource: true };
      continue;
    }
    const { kind, namespace, name, object, source } = manifest;
    if (!matchesAll(chosen, object.metadata?.labels)) continue;
    const found = latest
      ? attempt(() => ({ ...namedTarget(invocation, kind, namespace, name), source }), true)
      : manifest;
    yield "error" in found ? found : attempt(() => inNamespace(invocation, found), false);
  }
}

function inNamespace(invocation: Invocation, target: Target): Target {
  requireNamespace(invocation, target);
  return target;
}

/** A selector of manifests, which the client works out itself. @throws KubectlError */
function localSelector(text: string): ReturnType<typeof parseLabelSelector> {
  const words = (message: string) => `the provided selector ${quoted(text)} is not valid: ${message}`;
  return reworded(ApiError, () => parseLabelSelector(text), words);
}
