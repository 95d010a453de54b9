/** Finds the selectors that may match an object without asking all of them: a thousand Services each select three Pods. */
import type { Labels } from "../api/selectors.ts";

export type Pairs = Readonly<Record<string, string>> | undefined;

/** @typeParam T what stands for a selector. */
export class SelectorIndex<T> {
  /** By namespace and one pair of the selector, which an object must have to match. */
  readonly #byPair = new Map<string, Set<T>>();

  /** A selector without pairs matches nothing. */
  add(namespace: string, selector: Pairs, entry: T): void {
    const key = keyOfFirst(namespace, selector);
    if (key === undefined) return;
    const entries = this.#byPair.get(key) ?? new Set();
    this.#byPair.set(key, entries.add(entry));
  }

  delete(namespace: string, selector: Pairs, entry: T): void {
    const key = keyOfFirst(namespace, selector);
    const entries = key === undefined ? undefined : this.#byPair.get(key);
    if (key === undefined || entries === undefined) return;
    entries.delete(entry);
    if (entries.size === 0) this.#byPair.delete(key);
  }

  /** Those whose one pair the labels have, in no particular order. */
  candidates(namespace: string, labels: Labels): readonly T[] {
    const found: T[] = [];
    for (const key in labels)
      found.push(...(this.#byPair.get(pairKey(namespace, key, labels[key] ?? "")) ?? []));
    return found;
  }
}

function keyOfFirst(namespace: string, selector: Pairs = {}): string | undefined {
  for (const key in selector) return pairKey(namespace, key, selector[key] ?? "");
  return undefined;
}

const pairKey = (namespace: string, key: string, value: string): string => `${namespace} ${key}=${value}`;
