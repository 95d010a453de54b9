/** The keys and values of one database of redis, each with the moment of its end. */

export type Value = string | string[] | Set<string> | Map<string, string>;

export interface Entry {
  value: Value;
  /** Unix milliseconds; absent: it stays. */
  expiresAt?: number;
}

export class Database {
  readonly #entries = new Map<string, Entry>();
  readonly now: () => number;

  /** @param now Unix milliseconds. */
  constructor(now: () => number) {
    this.now = now;
  }

  entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.entry(key) !== undefined);
  }

  set(key: string, value: Value, expiresAt?: number): void {
    this.#entries.set(key, expiresAt === undefined ? { value } : { value, expiresAt });
  }

  /** Changes the value, not the time of its end. An empty collection is no value. */
  replace(key: string, value: Value): void {
    const size = typeof value === "string" || Array.isArray(value) ? value.length : value.size;
    const entry = this.entry(key);
    if (typeof value !== "string" && size === 0) this.#entries.delete(key);
    else if (entry === undefined) this.#entries.set(key, { value });
    else entry.value = value;
  }

  delete(key: string): boolean {
    return this.entry(key) !== undefined && this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
