/** How a question about a cluster becomes an assertion of chai: asynchronous, with sentences in both languages. */
import { AssertionError } from "chai";
import type { Finding } from "../diagnosis/diagnosis.ts";
import type { Text } from "../text.ts";

export interface Answer {
  readonly holds: boolean;
  /** Why it does not hold, when it does not. */
  readonly why: Text;
  /** Why it should not hold and does: for `not`. */
  readonly whyNot?: Text;
  /** What to look at next, from the state of the cluster: only asked when the answer is not the one wanted. */
  readonly finding?: (() => Finding | undefined) | undefined;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** A question that was answered otherwise than the check demands. */
export class QuestionFailed extends AssertionError<object> {
  readonly why: Text;
  readonly finding: Finding | undefined;
  readonly expected: unknown;
  readonly actual: unknown;

  constructor({ why, finding, expected, actual }: Answer) {
    super(why.en);
    this.why = why;
    this.finding = finding?.();
    this.expected = expected ?? null;
    this.actual = actual ?? null;
  }
}

/**
 * A chai plugin with one question: `await expect(subject).to.NAME(...)`.
 * @param ask sends what it needs to; its arguments are those of the assertion.
 */
export function question<Subject, Arguments extends readonly unknown[]>(
  name: string,
  Kind: abstract new (...parts: never[]) => Subject,
  ask: (subject: Subject, ...given: Arguments) => Promise<Answer>,
): Chai.ChaiPlugin {
  return ({ Assertion }, { flag }) => {
    Assertion.addMethod(
      name,
      async function (this: Chai.AssertionStatic, ...given: unknown[]): Promise<void> {
        const subject: unknown = flag(this, "object");
        if (!(subject instanceof Kind))
          throw new TypeError(`${name} asks about a ${Kind.name}: expect(...) was given something else`);
        // chai types no arguments; those of the assertion are declared beside each question.
        const answer = await ask(subject, ...(given as unknown as Arguments));
        const negated = flag(this, "negate") === true;
        if (answer.holds === negated)
          throw new QuestionFailed(negated ? { ...answer, why: answer.whyNot ?? answer.why } : answer);
      },
    );
  };
}
