/** Which objects name which others as their owners. Models the uidToNode graph of pkg/controller/garbagecollector. */
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject, OwnerReference } from "../../api/metadata.ts";

/** Where an object is to be found. */
export interface ObjectAddress {
  readonly kind: AnyKind;
  readonly namespace: string;
  readonly name: string;
}

export function addressOf(kind: AnyKind, { metadata }: KubeObject): ObjectAddress {
  return { kind, namespace: metadata.namespace ?? "", name: metadata.name };
}

/** The address as one text, and back by `addressFrom`. */
export function keyFrom({ kind, namespace, name }: ObjectAddress): string {
  return `${kind.apiVersion} ${kind.kind} ${namespace}/${name}`;
}

export class KindDirectory {
  readonly #byType = new Map<string, AnyKind>();

  constructor(kinds: readonly AnyKind[]) {
    for (const kind of kinds) this.#byType.set(`${kind.apiVersion} ${kind.kind}`, kind);
  }

  /** Owners without namespace may own anything; owners with one only what is in it. */
  ownerAddress(
    { apiVersion, kind, name }: OwnerReference,
    namespace: string | undefined,
  ): ObjectAddress | undefined {
    const found = this.#byType.get(`${apiVersion} ${kind}`);
    return found === undefined
      ? undefined
      : { kind: found, namespace: found.namespaced ? (namespace ?? "") : "", name };
  }

  addressFrom(key: string): ObjectAddress | undefined {
    const [apiVersion = "", kind = "", rest = ""] = key.split(" ");
    const found = this.#byType.get(`${apiVersion} ${kind}`);
    const slash = rest.indexOf("/");
    return found === undefined
      ? undefined
      : { kind: found, namespace: rest.slice(0, slash), name: rest.slice(slash + 1) };
  }
}

export class Dependents {
  readonly #byOwner = new Map<string, Map<string, ObjectAddress>>();

  of(ownerUid: string): readonly ObjectAddress[] {
    return [...(this.#byOwner.get(ownerUid)?.values() ?? [])];
  }

  /** Takes over the owners of an object; `undefined` when it is gone. */
  replace(address: ObjectAddress, before: readonly OwnerReference[], after: readonly OwnerReference[]): void {
    if (before.length === 0 && after.length === 0) return;
    const key = keyFrom(address);
    for (const { uid } of before) {
      const dependents = this.#byOwner.get(uid);
      dependents?.delete(key);
      if (dependents?.size === 0) this.#byOwner.delete(uid);
    }
    for (const { uid } of after) {
      const dependents = this.#byOwner.get(uid) ?? new Map<string, ObjectAddress>();
      this.#byOwner.set(uid, dependents.set(key, address));
    }
  }
}
