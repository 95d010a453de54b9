/** The metadata that the server gives a new object, and when its generation counts on. Models apiserver/pkg/registry/rest BeforeCreate. */
import type { Random } from "../sim/random.ts";
import type { Api } from "./api.ts";
import { badRequest, namespaceTerminating, notFound } from "./api-error.ts";
import { isEqual } from "./equal.ts";
import type { AnyKind } from "./kind.ts";
import { namespaces } from "./kinds/namespace.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import type { Mutable } from "./schema.ts";

const GENERATE_NAME_ATTEMPTS = 8;

export interface Creation {
  readonly api: Pick<Api, "find">;
  readonly random: Random;
  readonly timestamp: string;
  /** What a component brings; else one is drawn. */
  readonly uid: string | undefined;
}

/** Fills in name, namespace, uid and time, in place. @throws ApiError for a namespace that is not there, or is going. */
export function prepareMetadata(
  kind: AnyKind,
  namespace: string,
  object: Mutable<KubeObject>,
  creation: Creation,
): void {
  object.metadata ??= {} as Mutable<ObjectMeta>;
  const metadata = object.metadata;
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== "") {
    throw badRequest("resourceVersion should not be set on objects to be created");
  }
  placeInNamespace(kind, namespace, metadata, creation);
  if ((metadata.name ?? "") === "" && metadata.generateName !== undefined)
    metadata.name = generateName(kind, namespace, metadata.generateName, creation);
  metadata.name ??= "";
  metadata.uid = creation.uid ?? creation.random.uuid();
  metadata.creationTimestamp = creation.timestamp;
  if (kind.hasGeneration) metadata.generation = 1;
  else delete metadata.generation;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.selfLink;
  object.apiVersion = kind.apiVersion;
  object.kind = kind.kind;
}

/** Draws again when a name is taken, a few times, as servers do since 1.32: among 10,000 Pods of one owner it happens. */
function generateName(kind: AnyKind, namespace: string, prefix: string, { api, random }: Creation): string {
  let name = "";
  for (let attempt = 0; attempt < GENERATE_NAME_ATTEMPTS; attempt++) {
    name = `${prefix.slice(0, 58)}${random.suffix()}`;
    if (api.find(kind, namespace, name) === undefined) break;
  }
  return name;
}

function placeInNamespace(
  kind: AnyKind,
  namespace: string,
  metadata: Mutable<ObjectMeta>,
  { api }: Creation,
): void {
  if (!kind.namespaced) {
    delete metadata.namespace;
    return;
  }
  if (metadata.namespace !== undefined && metadata.namespace !== "" && metadata.namespace !== namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  metadata.namespace = namespace;
  const space = api.find(namespaces, "", namespace);
  if (space === undefined) throw notFound(namespaces, namespace);
  if (space.metadata.deletionTimestamp !== undefined)
    throw namespaceTerminating(kind, metadata.name ?? "", namespace);
}

/** Everything besides metadata and status counts, and what the kind adds to it. */
export function isNewGeneration(kind: AnyKind, object: Mutable<KubeObject>, old: KubeObject): boolean {
  const counted =
    kind.countsAnnotations === true
      ? ({ metadata }: Mutable<KubeObject> | KubeObject) => metadata.annotations
      : () => null;
  return !isEqual(
    { ...object, metadata: counted(object), status: null },
    { ...old, metadata: counted(old), status: null },
  );
}
