/**
 * Empties a namespace that is being deleted, Pods first, and lets it go when nothing is left.
 * Models pkg/controller/namespace.
 */
import type { AnyKind } from "../api/kind.ts";
import { type Namespace, namespaces } from "../api/kinds/namespace.ts";
import { pods } from "../api/kinds/pod.ts";
import type { KubeObject } from "../api/metadata.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";
import { terminationConditions } from "./namespace/termination-conditions.ts";

const LATENCY_MS = 20;

export const startNamespaceController: StartController = (context) => {
  const { api } = context;
  const terminating = new Set<string>();
  const contentKinds = api.kinds.filter((kind) => kind.namespaced);

  const queue = createQueue(context, LATENCY_MS, (name) => {
    const namespace = api.find(namespaces, "", name);
    if (namespace?.metadata.deletionTimestamp === undefined || (namespace.spec.finalizers ?? []).length === 0)
      return;
    // What guards the other objects may still need them; Pods may not need anything.
    const remaining = empty(context, name, [pods]) ?? empty(context, name, contentKinds);
    if (remaining === undefined)
      api.update(
        namespaces,
        { ...namespace, spec: { finalizers: [] } },
        { subresource: "finalize", by: "component" },
      );
    else writeConditions(context, namespace, remaining);
  });

  api.watch(namespaces, {}, ({ type, object }) => {
    const { name, deletionTimestamp } = object.metadata;
    if (type === "DELETED") terminating.delete(name);
    else if (deletionTimestamp !== undefined) {
      terminating.add(name);
      queue.add(name);
    }
  });
  for (const kind of contentKinds) {
    api.watch(kind, {}, ({ type, object }) => {
      const { namespace = "" } = (object as KubeObject).metadata;
      if (type === "DELETED" && terminating.has(namespace)) queue.add(namespace);
    });
  }
};

/** Deletes all objects of these kinds. @returns those that stay for a while; undefined when none does. */
function empty(
  { api }: ControllerContext,
  namespace: string,
  kinds: readonly AnyKind[],
): ReadonlyMap<AnyKind, readonly KubeObject[]> | undefined {
  const remaining = new Map<AnyKind, readonly KubeObject[]>();
  for (const kind of kinds) {
    for (const { metadata } of api.list(kind, { namespace }).items as readonly KubeObject[]) {
      const isThere =
        metadata.deletionTimestamp === undefined && api.find(kind, namespace, metadata.name) !== undefined;
      if (isThere) api.delete(kind, namespace, metadata.name, { propagationPolicy: "Background" });
    }
    const left = api.list(kind, { namespace }).items as readonly KubeObject[];
    if (left.length > 0) remaining.set(kind, left);
  }
  return remaining.size === 0 ? undefined : remaining;
}

function writeConditions(
  { api, timestamp }: ControllerContext,
  namespace: Namespace,
  remaining: ReadonlyMap<AnyKind, readonly KubeObject[]>,
): void {
  const conditions = terminationConditions(namespace.status.conditions ?? [], remaining, timestamp());
  api.update(
    namespaces,
    { ...namespace, status: { ...namespace.status, conditions } },
    { subresource: "status", by: "component" },
  );
}
