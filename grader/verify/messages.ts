/** The messages from and to the process of a proof, as those of a learner's process. */
import type { Proof } from "./prove.ts";

/** The one line that the process reads. */
export interface ProofJob {
  /** Of the exercise. */
  readonly folder: string;
  /** Names of the claims to prove. */
  readonly claims: readonly string[];
  readonly seeds: readonly number[];
  readonly wrongSeedsMax: number;
  readonly mutantsMax: number;
}

export type ProofMessage =
  | { readonly type: "ready" }
  /** The ids of the exercise's checks. */
  | { readonly type: "loaded"; readonly checks: readonly string[] }
  /** A claim is begun. */
  | { readonly type: "claim"; readonly claim: string }
  /** One more answer was judged. */
  | { readonly type: "judged" }
  | { readonly type: "proof"; readonly proof: Proof }
  | { readonly type: "done" };
