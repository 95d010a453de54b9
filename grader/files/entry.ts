/** What lies in a folder or a zip, before any of it is read: names first, because what is in the way of an answer must not cost the answer. */
import type { LeftOut } from "./left-out.ts";
import type { SizeBudget } from "./limits.ts";

export interface Entry<Bytes = Buffer | Promise<Buffer>> {
  /** With slashes, composed, and safe to use: names.ts. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** @throws NotRead when it is larger than the budget, or cannot be read. */
  read(budget: SizeBudget): Bytes;
}

export interface Listing<Each = Entry> {
  /** Regular files, in the order of their paths. */
  readonly entries: readonly Each[];
  readonly leftOut: LeftOut;
}

/** Sorts by path; of two files with one name the later one is kept, the other is told. */
export function inOrder<Each extends Entry>(found: readonly Each[], tell: (path: string) => void): Each[] {
  const byPath = new Map<string, Each>();
  for (const entry of found) {
    const other = byPath.get(entry.path);
    if (other !== undefined) tell(entry.path);
    if (other === undefined || entry.modifiedMs >= other.modifiedMs) byPath.set(entry.path, entry);
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
