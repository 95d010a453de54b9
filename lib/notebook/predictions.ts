/** Predictions: a learner who has written down what they expect observes better, even when they are wrong. */
import type { Language } from "./language.ts";

export interface Predictions {
  /** Records what the learner expects. `?` stands for "not yet". */
  predict(question: string, choice: string): void;
  /** After the experiment: what was expected beside what happened. */
  reveal(question: string, answer: string): void;
}

const TEXTS = {
  ko: {
    missing: () => "아직 고르지 않았습니다. 물음표 자리에 보기 하나를 적고 다시 실행해 봅시다.",
    recorded: (choice: string) => `예측 기록: ${choice}. 이제 실행해서 확인해 봅시다.`,
    never: (answer: string) => `예측을 적지 않았습니다. 실제 결과는 ${answer}입니다.`,
    right: (answer: string) => `예측 ${answer}, 결과 ${answer}: 맞혔습니다.`,
    wrong: (choice: string, answer: string) =>
      `예측 ${choice}, 결과 ${answer}: 다릅니다. 아래 설명에서 ${choice}가 아닌 까닭을 읽어 봅시다.`,
  },
  en: {
    missing: () =>
      "Not chosen yet. Write one of the letters in place of the question mark and run the cell again.",
    recorded: (choice: string) => `Prediction recorded: ${choice}. Now run it and see.`,
    never: (answer: string) => `No prediction was written down. What happened is ${answer}.`,
    right: (answer: string) => `You said ${answer}, and it was ${answer}.`,
    wrong: (choice: string, answer: string) =>
      `You said ${choice}, it was ${answer}. Read below why it is not ${choice}.`,
  },
} as const;

export function createPredictions(
  language: Language,
  print: (text: string) => void = console.log,
): Predictions {
  const words = TEXTS[language];
  const choices = new Map<string, string>();
  return {
    predict(question, choice) {
      if (choice === "?") {
        print(words.missing());
        return;
      }
      choices.set(question, choice);
      print(words.recorded(choice));
    },
    reveal(question, answer) {
      const choice = choices.get(question);
      if (choice === undefined) print(words.never(answer));
      else print(choice === answer ? words.right(answer) : words.wrong(choice, answer));
    },
  };
}
