/** Whether an answer in answer.yaml says what is so in the learner's own cluster. What would be right is never told. */
import { ANSWER_FILE, AnswerSubject } from "../check/answers.ts";
import type { Text } from "../text.ts";
import { question } from "./question.ts";

export type RightAnswer = string | number | boolean | readonly (string | number)[];

declare global {
  namespace Chai {
    interface Assertion {
      /**
       * `await expect(answer("refused")).to.be.theAnswer("web")`. Case and blanks around a word do not count; a list is right in any
       * order, and may be written with commas.
       */
      theAnswer(right: RightAnswer): Promise<void>;
    }
  }
}

export const theAnswer = question(
  "theAnswer",
  AnswerSubject,
  async (answer: AnswerSubject, right: RightAnswer) => ({
    holds: answer.problem === undefined && isRight(answer.value, right),
    why:
      answer.problem ??
      (isEmpty(answer.value) ? unanswered(answer) : wrong(answer, typeof right === "object")),
    actual: answer.value ?? null,
  }),
);

function isRight(value: unknown, right: RightAnswer): boolean {
  if (isEmpty(value)) return false;
  if (typeof right === "object") {
    const given = Array.isArray(value) ? value : String(value).split(",");
    return same(given.map(word).sort(), right.map(word).sort());
  }
  return !Array.isArray(value) && word(value) === word(right);
}

function word(value: unknown): string {
  return String(value).trim().toLowerCase();
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

function unanswered({ key }: AnswerSubject): Text {
  return {
    en: `${ANSWER_FILE} has no answer for ${key}`,
    ko: `${ANSWER_FILE}에 ${key}의 답이 없습니다`,
  };
}

function wrong({ key, value }: AnswerSubject, isList: boolean): Text {
  const shown = JSON.stringify(value);
  const several = !isList && (Array.isArray(value) || /[\s,]/.test(word(value)));
  const one = several
    ? { en: ". One answer is asked for", ko: ". 답은 하나만 적으세요" }
    : { en: "", ko: "" };
  return {
    en: `${key}: ${shown} is not right for this cluster${one.en}`,
    ko: `${key}: ${shown}은(는) 이 클러스터와 맞지 않습니다${one.ko}`,
  };
}
