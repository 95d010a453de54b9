/** Pairs of learners whose answers are nearly the same, beyond what the author wrote and what many have. A list to look at, and no verdict. */
import type { ResultOutline } from "../result.ts";

export interface SimilarAnswers {
  readonly learners: readonly [string, string];
  readonly exerciseId: string;
  /** Pieces that both have, of all that either has, in percent. */
  readonly percent: number;
  readonly shared: number;
}

/** Fewer pieces than this say nothing: one obvious command has none or a few (piecesMin). */
const PIECES_MIN = 5;
const PERCENT_MIN = 80;
/** A piece that more learners have is common, and does not count: so many, or this share of a large class. */
const COMMON_FROM = 7;
const COMMON_SHARE = 0.02;

/** The most similar first; in each pair the order of the class. */
export function similarAnswers(results: readonly ResultOutline[]): readonly SimilarAnswers[] {
  const answers = new Map<string, Answer[]>();
  for (const { learner, exercises } of results)
    for (const { id, fingerprints = [] } of exercises) {
      const ofExercise = answers.get(id) ?? [];
      if (fingerprints.length > 0) ofExercise.push({ learner, pieces: fingerprints });
      answers.set(id, ofExercise);
    }
  return [...answers]
    .flatMap(([exerciseId, each]) => pairsIn(each).map((pair) => ({ ...pair, exerciseId })))
    .sort((a, b) => b.percent - a.percent || b.shared - a.shared);
}

interface Answer {
  readonly learner: string;
  readonly pieces: readonly number[];
}

/** Only learners who share a piece are compared at all, which keeps large classes cheap. */
function pairsIn(answers: readonly Answer[]): readonly Omit<SimilarAnswers, "exerciseId">[] {
  const commonFrom = Math.max(COMMON_FROM, Math.ceil(answers.length * COMMON_SHARE));
  const rare = [...holdersOf(answers).values()].filter((holders) => holders.length < commonFrom);
  const counts = answers.map(() => 0);
  const shared = answers.map(() => new Map<number, number>());
  for (const holders of rare)
    for (const [at, one] of holders.entries()) {
      counts[one] = (counts[one] ?? 0) + 1;
      for (const other of holders.slice(at + 1)) {
        const ofOne = shared[one];
        ofOne?.set(other, (ofOne.get(other) ?? 0) + 1);
      }
    }
  return answers.flatMap(({ learner }, one) =>
    [...(shared[one] ?? [])].flatMap(([other, count]) => {
      const [a, b] = [counts[one] ?? 0, counts[other] ?? 0];
      const percent = Math.floor((100 * count) / (a + b - count));
      if (Math.min(a, b) < PIECES_MIN || percent < PERCENT_MIN) return [];
      return [{ learners: [learner, answers[other]?.learner ?? ""] as const, percent, shared: count }];
    }),
  );
}

/** Piece -> who has it, in the order of the class. */
function holdersOf(answers: readonly Answer[]): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<number, number[]>();
  for (const [at, { pieces }] of answers.entries())
    for (const piece of pieces) {
      const ofPiece = holders.get(piece);
      if (ofPiece === undefined) holders.set(piece, [at]);
      else ofPiece.push(at);
    }
  return holders;
}
