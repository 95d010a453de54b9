/**
 * The objects that a command line means: TYPE NAME, TYPE/NAME, TYPE1,TYPE2, -l, --all, -f. Models cli-runtime/pkg/resource
 * Builder. Errors of single objects are collected, so that the others are still worked on.
 */
import { ApiError, isNotFound } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import { namespaces } from "../../api/kinds/namespace.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { matchesAll, parseLabelSelector } from "../../api/selectors.ts";
import { quoted } from "../../go/strconv.ts";
import { type Invocation, KubectlError, KubectlExit } from "../verb.ts";
import { hasManifests, manifestPaths } from "./manifest-files.ts";
import { NamespaceMismatch, readManifests } from "./manifests.ts";
import {
  type ResourceArgs,
  type ResourceSelection,
  readResourceArgs,
  readSelection,
  readSelectors,
  refuseArgs,
  withDefaultType,
} from "./resource-args.ts";
import { requireSubresource } from "./subresource.ts";

/** One object: by name, out of a list, or from a manifest. */
export interface Target {
  readonly kind: AnyKind;
  /** `""` for kinds that no namespace holds. */
  readonly namespace: string;
  readonly name: string;
  /** As on the server; as written, for a manifest that was not looked up. */
  readonly object: KubeObject;
  /** The manifest's path, `STDIN`, or `""`. */
  readonly source: string;
}

export interface TargetRequest {
  /** Default: the arguments of the invocation. */
  readonly args?: readonly string[];
  /** TYPE alone means all of them. */
  readonly typeAlone?: boolean;
  /** Arguments without a slash are names of this type: `pods`. */
  readonly defaultType?: string;
  /** Which objects of a type are meant. Default: what -l, --field-selector, --all and -A say. */
  readonly selection?: ResourceSelection;
  /** Whether the objects of manifests are looked up on the server; without it they are as written. Default true. */
  readonly latest?: boolean;
  /** Whether objects that are named are looked up; without it they are only a name. Default true. */
  readonly read?: boolean;
}

/** What is asked for by verbs whose `--all` lets TYPE stand alone, and does nothing else. */
export function withAllOfType({ flags }: Invocation): Pick<TargetRequest, "selection" | "typeAlone"> {
  return { selection: readSelectors(flags), typeAlone: flags.bool("all") };
}

/**
 * Calls `visit` for each object in order.
 * @throws at the end, what went wrong: the one error, or an AggregateError of all
 */
export async function visitTargets(
  invocation: Invocation,
  request: TargetRequest,
  visit: (target: Target) => Promise<void> | void,
): Promise<void> {
  const errors: unknown[] = [];
  const unread: unknown[] = [];
  try {
    for await (const found of findTargets(invocation, request)) {
      if ("error" in found) (isUnread(invocation, found) ? unread : errors).push(found.error);
      else await visited(found, visit, errors);
    }
  } catch (error) {
    errors.push(error);
  }
  throwAll([...errors, ...(errors.length === 0 ? unread : asOne(unread))]);
}

/** Whether a file or a list lacks it, and not a name: kubectl collects these by themselves. */
function isUnread({ flags }: Invocation, { error, unlisted }: Missing): boolean {
  return unlisted !== undefined || (hasManifests(flags) && !(error instanceof NamespaceMismatch));
}

/** What is wrong with manifests and lists is one complaint where others stand beside it, and nobody says any more that it is the server's. */
export function asOne(errors: readonly unknown[]): readonly unknown[] {
  const messages = [...new Set(errors.map((error) => (error as Error).message))];
  if (messages.length === 0) return [];
  return [new KubectlError(messages.length === 1 ? (messages[0] as string) : `[${messages.join(", ")}]`)];
}

/** The same for objects that were found before. */
export async function visitCollected(
  { targets, errors }: Collected,
  visit: (target: Target) => Promise<void> | void,
): Promise<void> {
  const failed = await failures(targets, visit);
  throwAll([...failed, ...(failed.length === 0 ? errors : asOne(errors))]);
}

/** Calls `visit` for each object in order. @returns what it threw */
export async function failures(
  targets: readonly Target[],
  visit: (target: Target) => Promise<void> | void,
): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  for (const target of targets) await visited(target, visit, errors);
  return errors;
}

/** What could not be found, for verbs that find everything first. Errors of files and lists are nested one level deeper than those of names. */
export function foundErrors(
  { flags }: Invocation,
  { errors, unlisted }: Collected,
  failed: readonly unknown[],
): readonly unknown[] {
  const isNested = hasManifests(flags) || unlisted.length > 0;
  const [first] = errors;
  if (failed.length > 0) return errors.length === 1 && !isNested ? errors : asOne(errors);
  return isNested && errors.length === 1 && first instanceof KubectlError
    ? [new KubectlExit(first.message, 1)]
    : errors;
}

async function visited(
  target: Target,
  visit: (target: Target) => Promise<void> | void,
  errors: unknown[],
): Promise<void> {
  try {
    await visit(target);
  } catch (error) {
    errors.push(error);
  }
}

export interface Collected {
  readonly targets: readonly Target[];
  /** What went wrong on the way, if anything. */
  readonly errors: readonly unknown[];
  /** The kinds whose lists could not be had. */
  readonly unlisted: readonly AnyKind[];
}

/** All objects at once, with the errors of those that could not be had. @throws when the command line itself makes no sense */
export async function collectTargets(invocation: Invocation, request: TargetRequest): Promise<Collected> {
  const targets: Target[] = [];
  const errors: unknown[] = [];
  const unlisted: AnyKind[] = [];
  for await (const found of findTargets(invocation, request)) {
    if (!("error" in found)) targets.push(found);
    else {
      errors.push(found.error);
      if (found.unlisted !== undefined) unlisted.push(found.unlisted);
    }
  }
  return { targets, errors, unlisted };
}

/** All objects at once. @throws when any of them could not be had */
export async function allTargets(invocation: Invocation, request: TargetRequest): Promise<readonly Target[]> {
  const { targets, errors } = await collectTargets(invocation, request);
  throwAll(errors);
  return targets;
}

/** @throws the only error, or an AggregateError */
export function throwAll(errors: readonly unknown[]): void {
  const flat = errors.flatMap((error) => (error instanceof AggregateError ? error.errors : [error]));
  if (flat.length === 1) throw flat[0];
  if (flat.length > 1) throw new AggregateError(flat);
}

interface Missing {
  readonly error: unknown;
  /** The kind whose list could not be had. */
  readonly unlisted?: AnyKind;
}

type Found = Target | Missing;

async function* findTargets(invocation: Invocation, request: TargetRequest): AsyncGenerator<Found> {
  const meant = await readMeant(invocation, request);
  const selection = selectionOf(invocation, request);
  if (meant.form === "manifests") return yield* manifestTargets(invocation, meant.paths, request, selection);
  if (meant.form === "names")
    for (const { kind, name } of meant.names)
      yield request.read === false
        ? bareTarget(invocation, kind, name)
        : attempt(() => namedTarget(invocation, kind, invocation.namespace, name));
  else for (const kind of meant.kinds) yield* listedTargets(invocation, kind, selection);
}

type Meant = ResourceArgs | { readonly form: "manifests"; readonly paths: readonly string[] };

async function readMeant(invocation: Invocation, request: TargetRequest): Promise<Meant> {
  const selection = selectionOf(invocation, request);
  const given = request.args ?? invocation.args;
  const args = request.defaultType === undefined ? given : withDefaultType(request.defaultType, given);
  if (!hasManifests(invocation.flags))
    return readResourceArgs(invocation.client.api.kinds, args, selection, request.typeAlone === true);
  const paths = await manifestPaths(invocation);
  refuseArgs(args);
  return { form: "manifests", paths };
}

function selectionOf({ flags }: Invocation, { selection }: TargetRequest): ResourceSelection {
  return selection ?? readSelection(flags);
}

/** Whether one name, or one file, was asked for, and no list that may hold one object. @throws KubectlError */
export async function isSingleImplied(invocation: Invocation, request: TargetRequest): Promise<boolean> {
  const meant = await readMeant(invocation, request);
  if (meant.form === "manifests") return meant.paths.length === 1 && meant.paths[0] !== "-";
  return meant.form === "names" && meant.single;
}

function attempt(find: () => Target): Found {
  try {
    return find();
  } catch (error) {
    return { error };
  }
}

/** An object by its name, as on the server. @throws ApiError NotFound, of the namespace when that is what is missing */
function namedTarget(invocation: Invocation, kind: AnyKind, namespace: string, name: string): Target {
  const { client, out } = invocation;
  const place = placeOf(kind, namespace);
  requireName(name);
  try {
    requireSubresource(invocation, kind);
    const object: KubeObject = client.api.get(kind, place, name);
    if (kind.deprecation !== undefined) out.warn(kind.deprecation);
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

function bareTarget({ namespace }: Invocation, kind: AnyKind, name: string): Target {
  const place = kind.namespaced ? namespace : "";
  const metadata = { name, namespace: place, uid: "", resourceVersion: "", creationTimestamp: null };
  return {
    kind,
    namespace: place,
    name,
    object: { apiVersion: kind.apiVersion, kind: kind.kind, metadata },
    source: "",
  };
}

function* listedTargets(
  { client, namespace, out }: Invocation,
  kind: AnyKind,
  selection: ResourceSelection,
): Generator<Found> {
  const { labelSelector, fieldSelector, allNamespaces } = selection;
  const warnings: string[] = [];
  try {
    const list = client.api.list<KubeObject>(kind, {
      namespace: allNamespaces ? "" : placeOf(kind, namespace),
      ...(labelSelector === "" ? {} : { labelSelector }),
      ...(fieldSelector === "" ? {} : { fieldSelector }),
      warn: (text) => void warnings.push(text),
    });
    // An answer that is an error carries none.
    warnings.forEach(out.warn);
    for (const object of list.items)
      yield {
        kind,
        namespace: object.metadata.namespace ?? "",
        name: object.metadata.name,
        object,
        source: "",
      };
  } catch (error) {
    yield { error: listError(error, kind, selection), unlisted: kind };
  }
}

function listError(
  error: unknown,
  kind: AnyKind,
  { labelSelector, fieldSelector }: ResourceSelection,
): unknown {
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
  paths: readonly string[],
  request: TargetRequest,
  { labelSelector }: ResourceSelection,
): AsyncGenerator<Found> {
  const chosen = localSelector(labelSelector);
  for await (const manifest of readManifests(invocation, paths)) {
    if (manifest.object !== undefined && !matchesAll(chosen, manifest.object.metadata?.labels)) continue;
    if ("error" in manifest) yield manifest;
    else if (request.latest === false) yield manifest;
    else
      yield attempt(() => ({
        ...namedTarget(invocation, manifest.kind, manifest.namespace, manifest.name),
        source: manifest.source,
      }));
  }
}

/** A selector of manifests, which the client works out itself. @throws KubectlError */
function localSelector(text: string): ReturnType<typeof parseLabelSelector> {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    throw error instanceof ApiError
      ? new KubectlError(`the provided selector ${quoted(text)} is not valid: ${error.message}`)
      : error;
  }
}
