/** Requests to the `scale` sub-resource: a Scale is read from its object and written into it. Models registry/apps/deployment's ScaleREST. */
import { APPLY, type Patch, type WriteOptions } from "./api.ts";
import { invalid } from "./api-error.ts";
import { decode } from "./decode.ts";
import type { AnyKind } from "./kind.ts";
import type { ManagedFieldsEntry } from "./managed-fields.ts";
import type { KubeObject } from "./metadata.ts";
import { applyPatch } from "./patch.ts";
import type { Reads } from "./reads.ts";
import { entriesAfterScale, requireScale, type Scale, scaleEntries, scaleOf, scales } from "./scale.ts";
import type { Manifest, Mutable } from "./schema.ts";
import { applyConfiguration } from "./server-side-apply.ts";
import type { Writes } from "./writes.ts";

export class ScaleSubresource {
  readonly #reads: Reads;
  readonly #writes: Writes;
  readonly #timestamp: () => string;

  constructor(reads: Reads, writes: Writes, timestamp: () => string) {
    this.#reads = reads;
    this.#writes = writes;
    this.#timestamp = timestamp;
  }

  get(kind: AnyKind, namespace: string, name: string): Scale {
    requireScale(kind);
    return scaleOf(kind, this.#reads.get(kind, namespace, name));
  }

  update(kind: AnyKind, scale: Manifest<Scale>, options: WriteOptions): Scale {
    return this.#write(kind, decode(scales, scale, options), options);
  }

  patch(kind: AnyKind, namespace: string, name: string, patch: Patch, options: WriteOptions): Scale {
    requireScale(kind);
    const old = this.#reads.get(kind, namespace, name);
    const live = scaleOf(kind, old);
    if (patch.type !== APPLY)
      return this.#write(kind, decode(scales, applyPatch(scales, live, patch), options), options);
    const { fieldManager: manager, force = false, ...rest } = options;
    const time = this.#timestamp();
    const application = { namespace, name, body: patch.body, manager, subresource: "scale", force, time };
    const { managedFields } = old.metadata;
    const owned = { ...live, metadata: { ...live.metadata, managedFields: scaleEntries(managedFields) } };
    const applied = decode(scales, applyConfiguration(scales, owned, application), options);
    const entries = entriesAfterScale(kind, managedFields, applied.metadata.managedFields ?? []);
    return this.#write(kind, applied, rest, entries);
  }

  /** @param entries the owners of the object after an apply. */
  #write(
    kind: AnyKind,
    scale: Mutable<Scale>,
    options: WriteOptions,
    entries?: readonly ManagedFieldsEntry[],
  ): Scale {
    const { name, namespace = "", resourceVersion } = scale.metadata;
    const old = this.#reads.get(kind, namespace, name) as KubeObject & { spec: object };
    const errors = scales.validate?.(scale) ?? [];
    if (errors.length > 0) throw invalid(scales, name, errors);
    const metadata = {
      ...old.metadata,
      resourceVersion: resourceVersion ?? old.metadata.resourceVersion,
      ...(entries === undefined ? {} : { managedFields: entries }),
    };
    const object = { ...old, metadata, spec: { ...old.spec, replicas: scale.spec.replicas ?? 0 } };
    return scaleOf(kind, this.#writes.update(kind, object, options, "scale"));
  }
}
