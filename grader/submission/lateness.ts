/** Whether a submission is late, and by how much. What that costs is not said here. */
import type { Person } from "./roster.ts";

export interface DueDate {
  /** Milliseconds since 1970. */
  readonly ms: number;
  /** How far the clocks of the class are ahead of UTC. */
  readonly offsetMs: number;
}

/** @returns when this learner has to hand in: their own date, or that of the class with their extension; undefined when nobody said. */
export function dueFor(
  { extension }: Pick<Person, "extension">,
  classDueMs: number | undefined,
): number | undefined {
  if (extension === undefined) return classDueMs;
  if ("untilMs" in extension) return extension.untilMs;
  return classDueMs === undefined ? undefined : classDueMs + extension.byMs;
}

/** @param submittedAt as a submission says it. @returns what a result says of it. */
export function lateness(
  submittedAt: string | null,
  dueMs: number | undefined,
): { readonly dueAt?: string; readonly lateMs?: number } {
  if (dueMs === undefined) return {};
  const dueAt = new Date(dueMs).toISOString();
  return submittedAt === null
    ? { dueAt }
    : { dueAt, lateMs: Math.max(0, Math.round(Date.parse(submittedAt) - dueMs)) };
}
