/** What a learner predicted in notebooks, as a submission carries it. It is told, and worth no points. */

/** The answer to one question of one notebook of the course. */
export interface Predicted {
  /** The name of the notebook: `01-why`. */
  readonly lesson: string;
  readonly question: string;
  /** A letter. */
  readonly choice: string;
}

/** Predictions of one submission (predictionsMax). */
const PREDICTIONS_MAX = 200;
const NAME = /^[\w-]{1,60}$/;

/** The first for each question, in their order, as far as they have the shape of one. @param given anything. */
export function soundPredictions(given: unknown): readonly Predicted[] {
  const all = (Array.isArray(given) ? given : []).flatMap((each: Partial<Predicted> | null) => {
    const { lesson, question, choice } = each ?? {};
    const isSound =
      NAME.test(String(lesson)) && NAME.test(String(question)) && /^[a-z]$/.test(String(choice));
    return isSound ? [{ lesson: String(lesson), question: String(question), choice: String(choice) }] : [];
  });
  const byQuestion = new Map<string, Predicted>();
  for (const each of all) {
    const key = `${each.lesson} ${each.question}`;
    if (!byQuestion.has(key)) byQuestion.set(key, each);
  }
  return [...byQuestion.values()].slice(0, PREDICTIONS_MAX);
}
