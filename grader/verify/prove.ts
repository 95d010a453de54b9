/** The author's proof of one exercise, in this process: `worker.ts` calls it in a process of its own. */
import { loadChecks } from "../check/check-module.ts";
import type { Exercise } from "../course/exercise.ts";
import { CHECKS_LOAD, type Claim, claimsOf, MUTANTS_MAX, type PlanOptions } from "./claims.ts";
import { Trial, type TrialOptions } from "./trial.ts";

/** One claim about an exercise, and what contradicts it. */
export interface Proof {
  readonly claim: string;
  /** Empty when the claim holds. */
  readonly problems: readonly string[];
  /** Ids of the checks that failed an answer. */
  readonly failed: readonly string[];
}

export interface ProveOptions extends TrialOptions, PlanOptions {
  /** Names of those to prove; default all that are planned. */
  readonly claims?: readonly string[];
  /** Called before each claim is tried. */
  readonly onClaim?: (name: string) => void;
  readonly onProof?: (proof: Proof) => void;
  /** Gets the ids of the checks once they are loaded. */
  readonly onLoaded?: (ids: readonly string[]) => void;
}

/** A right answer is tried under twenty seeds, a wrong one under three, and a mutant under one of these. */
export const thoroughly = {
  seeds: Array.from({ length: 20 }, (_, at) => at + 1),
  wrongSeedsMax: 3,
  mutantsMax: MUTANTS_MAX,
} as const;

export async function prove(exercise: Exercise, options: ProveOptions): Promise<readonly Proof[]> {
  const { claims: asked, onClaim, onProof, onLoaded } = options;
  const proofs: Proof[] = [];
  const add = (proof: Proof): void => {
    proofs.push(proof);
    onProof?.(proof);
  };
  onClaim?.(CHECKS_LOAD);
  let checks: Awaited<ReturnType<typeof loadChecks>>;
  try {
    checks = await loadChecks(exercise);
  } catch (error) {
    add({ claim: CHECKS_LOAD, problems: [messageOf(error)], failed: [] });
    return proofs;
  }
  onLoaded?.(checks.map(({ id }) => id));
  for (const claim of claimsOf(exercise, options)) {
    if (asked !== undefined && !asked.includes(claim.name)) continue;
    onClaim?.(claim.name);
    const trial = new Trial(exercise, checks, options);
    const problems = await problemsOf(claim, { checks, trial });
    add({ claim: claim.name, problems, failed: [...trial.failed] });
  }
  return proofs;
}

/** A broken exercise is a problem of one claim; the proof goes on with the next. */
async function problemsOf(claim: Claim, proof: Parameters<Claim["find"]>[0]): Promise<readonly string[]> {
  try {
    return await claim.find(proof);
  } catch (error) {
    return [messageOf(error)];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `it threw ${String(error)}`;
}
