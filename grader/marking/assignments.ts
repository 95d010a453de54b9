/** When the exercises are due for one learner: their extension counts, and their time multiplier stretches the time that there is. */
import { dueFor } from "../submission/lateness.ts";
import type { Person } from "../submission/roster.ts";
import { momentOf } from "../submission/roster-columns.ts";
import type { Policy } from "./policy.ts";

/** Exercises that are due together. */
export interface Assignment {
  readonly exercises: readonly string[];
  /** Milliseconds since 1970; undefined: whenever they come, they are in time. */
  readonly dueMs: number | undefined;
}

export type Allowances = Pick<Person, "extension" | "timeMultiplier">;

/** What of a roster is about time. */
export function allowancesOf({ extension, timeMultiplier }: Partial<Person> = {}): Allowances {
  return {
    ...(extension === undefined ? {} : { extension }),
    ...(timeMultiplier === undefined ? {} : { timeMultiplier }),
  };
}

/**
 * @param classDueMs of the exercises that the policy names in no assignment.
 * @returns every exercise once; what is due first comes first, since grace days are used in this order.
 */
export function assignmentsOf(
  exerciseIds: readonly string[],
  { assignments = [] }: Policy,
  classDueMs: number | undefined,
  allowances: Allowances = {},
): readonly Assignment[] {
  const named = assignments.map(({ exercises, opens, due }) => ({
    exercises: exerciseIds.filter((id) => exercises.includes(id)),
    dueMs: dueOf(opens, due, allowances),
  }));
  const taken = new Set(named.flatMap(({ exercises }) => exercises));
  const others = {
    exercises: exerciseIds.filter((id) => !taken.has(id)),
    dueMs: dueFor(allowances, classDueMs),
  };
  return [...named, others]
    .filter(({ exercises }) => exercises.length > 0)
    .sort((a, b) => (a.dueMs ?? Number.POSITIVE_INFINITY) - (b.dueMs ?? Number.POSITIVE_INFINITY) || 0);
}

/** A due date of one's own is for what would be due before it; a later assignment keeps its own. */
function dueOf(
  opens: string | undefined,
  due: string,
  { extension, timeMultiplier = 1 }: Allowances,
): number {
  const dueMs = momentOf(due)?.ms ?? Number.NaN;
  const opensMs = opens === undefined ? dueMs : (momentOf(opens)?.ms ?? dueMs);
  const stretched = opensMs + (dueMs - opensMs) * timeMultiplier;
  if (extension === undefined) return stretched;
  return "untilMs" in extension ? Math.max(stretched, extension.untilMs) : stretched + extension.byMs;
}
