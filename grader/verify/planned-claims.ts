/**
 * The claims of one exercise, planned before anything of it is run, and what came of each. A claim that nobody reports is not
 * proved: a check that ends its process must not look like a proof.
 */
import type { Exercise } from "../course/exercise.ts";
import { EVERY_CHECK_FAILS } from "./claims.ts";
import type { Proof } from "./prove.ts";

export interface PlannedProof extends Proof {
  /** Whether it was tried at all. */
  readonly isTried: boolean;
}

export class PlannedClaims {
  readonly #names: readonly string[];
  readonly #guards: Readonly<Record<string, string>>;
  readonly #proofs = new Map<string, PlannedProof>();
  #checks: readonly string[] = [];

  /** @param exercise whose `guards` say which checks no wrong answer fails, and why. */
  constructor(names: readonly string[], { guards = {} }: Pick<Exercise, "guards">) {
    this.#names = names;
    this.#guards = guards;
  }

  /** Names of the claims that nothing is known about. */
  open(names: readonly string[]): readonly string[] {
    return names.filter((name) => !this.#proofs.has(name));
  }

  loaded(checks: readonly string[]): void {
    this.#checks = checks;
  }

  add(proof: Proof): void {
    this.#proofs.set(proof.claim, { ...proof, isTried: true });
  }

  fail(claim: string, problem: string): void {
    this.add({ claim, problems: [problem], failed: [] });
  }

  /** One for each planned claim, and one over all of them. */
  result(): readonly PlannedProof[] {
    const proofs = this.#names.map((claim) => this.#proofs.get(claim) ?? untried(claim));
    return [...proofs, this.#everyCheckFails(proofs)];
  }

  /** A check that no wrong answer fails asks for nothing. */
  #everyCheckFails(proofs: readonly PlannedProof[]): PlannedProof {
    if (this.#checks.length === 0) return untried(EVERY_CHECK_FAILS);
    const failed = new Set(proofs.flatMap((proof) => proof.failed));
    const problems = [
      ...this.#checks
        .filter((id) => !failed.has(id) && this.#guards[id] === undefined)
        .map((id) => `${id} fails none of them: add a mistake that it notices, or say why none can (guards)`),
      ...Object.keys(this.#guards)
        .filter((id) => !this.#checks.includes(id))
        .map((id) => `guards names ${id}, and there is no such check`),
    ];
    return { claim: EVERY_CHECK_FAILS, problems, failed: [], isTried: true };
  }
}

function untried(claim: string): PlannedProof {
  return { claim, problems: ["it was not tried"], failed: [], isTried: false };
}
