/**
 * Predictions: a learner who has written down what they expect observes better, even when they are wrong. So a cell that
 * asks for one stops until it is there, and afterwards what happened stands beside it.
 */

import { CellStop } from "./cell-stop.ts";
import { letterOf, lettersOf } from "./choice-letters.ts";
import { showHtml, showNote } from "./display.ts";
import { withoutMarks } from "./inline-text.ts";
import type { Language } from "./language.ts";
import type { Lesson, Question } from "./lesson.ts";
import { type Observed, outcomes } from "./outcomes.ts";
import { choicesShown, revealShown, type Verdict } from "./question-cards.ts";

const TEXTS = {
  ko: {
    or: ", ",
    missing: (letters: string) =>
      `아직 예측이 없습니다. 물음표 자리에 ${letters} 가운데 하나를 적고 이 셀을 다시 실행해 봅시다. 모두 실행해도 여기서 기다립니다.`,
    noChoice: (typed: string, letters: string) =>
      `"${typed}"은(는) 보기에 없습니다. ${letters} 가운데 하나를 적고 이 셀을 다시 실행해 봅시다.`,
    recorded: (letter: string, text: string) => `예측: ${letter}. ${text}\n다음 셀을 실행해 봅시다.`,
    unknown: (id: string, ids: string) => `이 노트북에는 "${id}"(이)라는 질문이 없습니다. 있는 질문: ${ids}`,
    none: "이 노트북에는 질문이 없습니다.",
  },
  en: {
    or: " or ",
    missing: (letters: string) =>
      `Your prediction is missing. Write ${letters} in place of the question mark and run this cell again. Run All waits here, too.`,
    noChoice: (typed: string, letters: string) =>
      `"${typed}" is not one of the choices. Write ${letters} and run this cell again.`,
    recorded: (letter: string, text: string) => `You expect ${letter}: ${text}\nRun the next cell.`,
    unknown: (id: string, ids: string) => `This notebook has no question "${id}". It has: ${ids}`,
    none: "This notebook has no questions.",
  },
} as const;

/** What became of a question so far. */
export interface Prediction {
  readonly question: string;
  /** The letter that was written down; absent: none yet. */
  readonly expected?: string;
  /** The letter of what happened, once it was revealed. */
  readonly happened?: string;
}

/** The questions of one notebook, and what a learner expects. */
export class Questions {
  readonly #questions: Lesson["questions"];
  readonly #language: Language;
  readonly #expected: Map<string, string>;
  readonly #happened = new Map<string, string>();

  /** @param expected question -> letter, from before. */
  constructor(
    questions: Lesson["questions"],
    language: Language,
    expected: Readonly<Record<string, string>> = {},
  ) {
    this.#questions = questions;
    this.#language = language;
    this.#expected = new Map(Object.entries(expected));
  }

  /** In the order of the notebook. */
  get predictions(): readonly Prediction[] {
    return Object.keys(this.#questions).map((question) => {
      const expected = this.#expected.get(question);
      const happened = this.#happened.get(question);
      return {
        question,
        ...(expected === undefined ? {} : { expected }),
        ...(happened === undefined ? {} : { happened }),
      };
    });
  }

  /** @throws CellStop until `typed` is the letter of a choice. */
  predict(id: string, typed: string): void {
    const words = TEXTS[this.#language];
    const { choices } = this.find(id);
    const letter = letterOf(String(typed));
    const choice = Object.hasOwn(choices, letter) ? choices[letter] : undefined;
    if (choice !== undefined) {
      this.#expected.set(id, letter);
      showNote(words.recorded(letter, withoutMarks(choice.text)));
      return;
    }
    const { html, plain } = choicesShown(choices);
    showHtml(html, plain);
    const letters = lettersOf(choices, words.or);
    const isMissing = ["", "?", "？"].includes(letter);
    throw new CellStop(isMissing ? words.missing(letters) : words.noChoice(letter, letters));
  }

  /** @param observed undefined when there was no request to look at. */
  reveal(id: string, observed: Observed | undefined): void {
    const question = this.find(id);
    const verdict = judge(question, observed);
    this.#happened.set(id, verdict.happened);
    const { html, plain } = revealShown(question, this.#expected.get(id), verdict, this.#language);
    showHtml(html, plain);
  }

  /** @throws CellStop when there is no such question. */
  find(id: string): Question {
    const question = Object.hasOwn(this.#questions, id) ? this.#questions[id] : undefined;
    if (question !== undefined) return question;
    const words = TEXTS[this.#language];
    const ids = Object.keys(this.#questions).join(", ");
    throw new CellStop(ids === "" ? words.none : words.unknown(id, ids));
  }
}

/** What happened is what the requests show. Where they show nothing, it is what happens in the course's own run. */
function judge({ choices, answer }: Question, observed: Observed | undefined): Verdict {
  const isSeen = (letter: string): boolean => {
    const when = choices[letter]?.when;
    return when !== undefined && observed !== undefined && outcomes[when](observed);
  };
  const seen = isSeen(answer) ? answer : Object.keys(choices).find(isSeen);
  if (seen !== undefined) return { happened: seen, source: "seen" };
  if (choices[answer]?.when === undefined) return { happened: answer, source: "told" };
  return { happened: answer, source: observed === undefined ? "no request" : "no choice" };
}
