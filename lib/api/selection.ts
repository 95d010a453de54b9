/** Which objects of a kind a list or watch is about. */
import type { Selection, WatchEvent } from "./api.ts";
import { badRequest } from "./api-error.ts";
import type { AnyKind, Kind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";
import { matchesAll, parseFieldSelector, parseLabelSelector } from "./selectors.ts";

/** @returns undefined when every object matches. @throws ApiError BadRequest for selectors that make no sense. */
export function createFilter<T extends KubeObject>(
  kind: Kind<T>,
  selection: Selection,
): ((object: T) => boolean) | undefined {
  const labels = parseLabelSelector(selection.labelSelector ?? "");
  const fields = parseFieldSelector(selection.fieldSelector ?? "").map(({ field, equals, value }) => ({
    read: selectableField(kind, field),
    equals,
    value,
  }));
  if (labels.length === 0 && fields.length === 0) return undefined;
  return (object) =>
    matchesAll(labels, object.metadata.labels) &&
    fields.every(({ read, equals, value }) => (read(object) === value) === equals);
}

function selectableField<T extends KubeObject>(kind: Kind<T>, field: string): (object: T) => string {
  if (field === "metadata.name") return (object) => object.metadata.name;
  if (field === "metadata.namespace" && kind.namespaced) return (object) => object.metadata.namespace ?? "";
  const read = kind.selectableFields?.[field];
  if (read === undefined) throw badRequest(`field label not supported: ${field}`);
  return read;
}

/** What a watcher with selectors sees of a change: objects enter and leave its view. */
export function transition<T extends KubeObject>(
  event: WatchEvent<T>,
  matches: (object: T) => boolean,
): WatchEvent<T> | undefined {
  const now = matches(event.object);
  if (event.type !== "MODIFIED") return now ? event : undefined;
  const before = event.old !== undefined && matches(event.old);
  if (now) return before ? event : { type: "ADDED", object: event.object };
  return before ? { type: "DELETED", object: event.object } : undefined;
}

/** The namespace to look into: `""` for kinds without one, undefined for all. */
export function namespaceOf(kind: AnyKind, namespace: string | undefined): string | undefined {
  if (!kind.namespaced) return "";
  return namespace === undefined || namespace === "" ? undefined : namespace;
}
