/**
 * Deletes what its owners leave behind: in the background after them, in the foreground before them; or orphans it.
 * Models pkg/controller/garbagecollector. Leaves out circles of owners that all wait for each other.
 */
import type { WatchEvent } from "../api/api.ts";
import type { AnyKind } from "../api/kind.ts";
import { events } from "../api/kinds/event.ts";
import type { KubeObject, OwnerReference } from "../api/metadata.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";
import {
  addressOf,
  Dependents,
  KindDirectory,
  keyFrom,
  type ObjectAddress,
} from "./garbage-collector/dependents.ts";
import { withOwners } from "./owner-reference.ts";

const LATENCY_MS = 10;
const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

export const startGarbageCollector: StartController = (context) => {
  const collector: Collector = {
    context,
    kinds: new KindDirectory(context.api.kinds),
    dependents: new Dependents(),
  };
  const queue = createQueue(context, LATENCY_MS, (key) => {
    const address = collector.kinds.addressFrom(key);
    const object = address === undefined ? undefined : find(collector, address);
    if (address !== undefined && object !== undefined)
      reconcile(collector, address, object, (dependent) => queue.add(keyFrom(dependent)));
  });
  // Nobody owns Events, and there are many.
  for (const kind of context.api.kinds.filter((candidate) => candidate !== events)) {
    context.api.watch(kind, {}, (event) =>
      observe(collector, kind, event as WatchEvent<KubeObject>, (address) => queue.add(keyFrom(address))),
    );
  }
};

interface Collector {
  readonly context: ControllerContext;
  readonly kinds: KindDirectory;
  readonly dependents: Dependents;
}

type Enqueue = (address: ObjectAddress) => void;

const NONE: readonly OwnerReference[] = [];

function observe(
  collector: Collector,
  kind: AnyKind,
  { type, object, old }: WatchEvent<KubeObject>,
  enqueue: Enqueue,
): void {
  const { dependents } = collector;
  const address = addressOf(kind, object);
  const owners = object.metadata.ownerReferences ?? NONE;
  if (type === "DELETED") {
    dependents.replace(address, owners, NONE);
    for (const dependent of dependents.of(object.metadata.uid)) enqueue(dependent);
    for (const owner of owners) enqueueIfWaiting(collector, object, owner, enqueue);
    return;
  }
  const before = old?.metadata.ownerReferences ?? NONE;
  if (owners !== before) {
    dependents.replace(address, before, owners);
    if (owners.some((owner) => stateOf(collector, object, owner) !== "solid")) enqueue(address);
    for (const owner of before) enqueueIfWaiting(collector, object, owner, enqueue);
  }
  const { deletionTimestamp, finalizers } = object.metadata;
  if (
    deletionTimestamp !== undefined &&
    finalizers?.some((finalizer) => finalizer === FOREGROUND || finalizer === ORPHAN)
  )
    enqueue(address);
}

/** An owner that waits for its dependents may have waited for this one. */
function enqueueIfWaiting(
  collector: Collector,
  object: KubeObject,
  owner: OwnerReference,
  enqueue: Enqueue,
): void {
  const address = collector.kinds.ownerAddress(owner, object.metadata.namespace);
  if (address !== undefined && stateOf(collector, object, owner) === "waiting") enqueue(address);
}

function find({ context }: Collector, { kind, namespace, name }: ObjectAddress): KubeObject | undefined {
  return context.api.find(kind, namespace, name);
}

/** `dangling`: the owner is gone. `waiting`: it waits for its dependents to be deleted. */
function stateOf(
  collector: Collector,
  object: KubeObject,
  owner: OwnerReference,
): "solid" | "dangling" | "waiting" {
  const address = collector.kinds.ownerAddress(owner, object.metadata.namespace);
  // Of a kind that is not known here nobody can say that it is gone.
  if (address === undefined) return "solid";
  const found = find(collector, address);
  if (found?.metadata.uid !== owner.uid) return "dangling";
  return isWaiting(found) ? "waiting" : "solid";
}

function isWaiting({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined && metadata.finalizers?.includes(FOREGROUND) === true;
}

function reconcile(collector: Collector, address: ObjectAddress, object: KubeObject, enqueue: Enqueue): void {
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  if (deletionTimestamp !== undefined && finalizers.includes(ORPHAN))
    orphanDependents(collector, address, object);
  else if (isWaiting(object)) deleteDependents(collector, address, object, enqueue);
  else if (deletionTimestamp === undefined) deleteIfAbandoned(collector, address, object);
}

function orphanDependents(collector: Collector, address: ObjectAddress, owner: KubeObject): void {
  for (const dependent of collector.dependents.of(owner.metadata.uid)) {
    const object = find(collector, dependent);
    if (object !== undefined)
      collector.context.api.update(
        dependent.kind,
        withOwners(object, (reference) => reference.uid !== owner.metadata.uid),
      );
  }
  removeFinalizer(collector, address, owner, ORPHAN);
}

function deleteDependents(
  collector: Collector,
  address: ObjectAddress,
  owner: KubeObject,
  enqueue: Enqueue,
): void {
  const { uid } = owner.metadata;
  const dependents = collector.dependents.of(uid);
  const blocking = dependents.filter((dependent) =>
    find(collector, dependent)?.metadata.ownerReferences?.some(
      (reference) => reference.uid === uid && reference.blockOwnerDeletion === true,
    ),
  );
  if (blocking.length === 0) removeFinalizer(collector, address, owner, FOREGROUND);
  for (const dependent of dependents) enqueue(dependent);
}

function deleteIfAbandoned(
  collector: Collector,
  { kind, namespace, name }: ObjectAddress,
  object: KubeObject,
): void {
  const owners = object.metadata.ownerReferences ?? NONE;
  if (owners.length === 0) return;
  const states = owners.map((owner) => stateOf(collector, object, owner));
  if (states.includes("solid")) {
    if (states.some((state) => state !== "solid"))
      collector.context.api.update(
        kind,
        withOwners(object, (_, at) => states[at] === "solid"),
      );
    return;
  }
  const isForeground = states.includes("waiting") && collector.dependents.of(object.metadata.uid).length > 0;
  const propagationPolicy = isForeground ? "Foreground" : policyOf(object);
  collector.context.api.delete(kind, namespace, name, {
    propagationPolicy,
    preconditions: { uid: object.metadata.uid },
  });
}

function policyOf({ metadata }: KubeObject): "Orphan" | "Foreground" | "Background" {
  if (metadata.finalizers?.includes(ORPHAN)) return "Orphan";
  return metadata.finalizers?.includes(FOREGROUND) ? "Foreground" : "Background";
}

function removeFinalizer(
  { context }: Collector,
  { kind }: ObjectAddress,
  object: KubeObject,
  finalizer: string,
): void {
  const finalizers = object.metadata.finalizers?.filter((candidate) => candidate !== finalizer);
  context.api.update(kind, { ...object, metadata: { ...object.metadata, finalizers } });
}
