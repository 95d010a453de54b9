/** How an object goes: at once, or after its grace and its finalizers. Models apiserver/pkg/registry/rest BeforeDelete. */
import type { DeleteOptions } from "./api.ts";
import { conflict } from "./api-error.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";

/** @throws ApiError Conflict when the object is another one than the client knows. */
export function checkPreconditions(
  kind: AnyKind,
  { metadata }: KubeObject,
  { uid, resourceVersion }: NonNullable<DeleteOptions["preconditions"]>,
): void {
  const check = (field: string, wanted: string | undefined, found: string): void => {
    if (wanted === undefined || wanted === found) return;
    const why = `Precondition failed: ${field} in precondition: ${wanted}, ${field} in object meta: ${found}`;
    throw conflict(kind, metadata.name, why);
  };
  check("UID", uid, metadata.uid);
  check("ResourceVersion", resourceVersion, metadata.resourceVersion);
}

/** What a deleted object still waits for. */
export interface Termination {
  readonly graceSeconds: number;
  readonly finalizers: readonly string[];
}

/** @returns undefined when the object goes at once. */
export function terminationOf(
  kind: AnyKind,
  object: KubeObject,
  options: DeleteOptions,
): Termination | undefined {
  const finalizers = withPropagation(object.metadata.finalizers ?? [], options.propagationPolicy);
  const ofKind = kind.gracePeriodSeconds?.(object) ?? 0;
  const graceSeconds = options.gracePeriodSeconds ?? ofKind;
  const waits = finalizers.length > 0 || (kind.hasFinalizers?.(object) ?? false);
  return waits || (ofKind > 0 && graceSeconds > 0) ? { graceSeconds, finalizers } : undefined;
}

function withPropagation(
  finalizers: readonly string[],
  policy: DeleteOptions["propagationPolicy"],
): readonly string[] {
  const wanted = policy === "Foreground" ? "foregroundDeletion" : policy === "Orphan" ? "orphan" : undefined;
  return wanted === undefined || finalizers.includes(wanted) ? finalizers : [...finalizers, wanted];
}

/** The object from when it terminates; itself when it already does, and no sooner than asked. */
export function terminating(
  kind: AnyKind,
  object: KubeObject,
  { graceSeconds, finalizers }: Termination,
  timestampIn: (ms: number) => string,
): KubeObject {
  const { metadata } = object;
  const isTerminating = metadata.deletionTimestamp !== undefined;
  if (isTerminating && graceSeconds >= (metadata.deletionGracePeriodSeconds ?? 0)) return object;
  const marked = {
    ...object,
    ...("status" in object ? { status: { ...(object.status as object) } } : {}),
    metadata: {
      ...metadata,
      ...(kind.hasGeneration ? { generation: (metadata.generation ?? 0) + 1 } : {}),
      deletionTimestamp: timestampIn(graceSeconds * 1000),
      deletionGracePeriodSeconds: graceSeconds,
      ...(finalizers.length === 0 ? {} : { finalizers }),
    },
  };
  kind.markTerminating?.(marked);
  return marked;
}

/** Whether a write took the last thing that a deleted object waited for. */
export function isFinished(kind: AnyKind, object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  return (
    deletionTimestamp !== undefined &&
    (deletionGracePeriodSeconds ?? 0) === 0 &&
    (finalizers ?? []).length === 0 &&
    !(kind.hasFinalizers?.(object) ?? false)
  );
}
