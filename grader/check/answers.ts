/** What a learner wrote into answer.yaml, where an exercise asks to explain: `key: value`, of which none is run. */
import { load } from "js-yaml";
import type { Text } from "../text.ts";

export const ANSWER_FILE = "answer.yaml";

/** One value of it, which a question compares with what the cluster does. */
export class AnswerSubject {
  readonly key: string;
  /** As YAML reads it; undefined when there is none. */
  readonly value: unknown;
  /** Why the file could not be read, if so. */
  readonly problem: Text | undefined;

  constructor(key: string, value: unknown, problem?: Text) {
    this.key = key;
    this.value = value;
    this.problem = problem;
  }
}

/** @param text of the file; undefined when there is none. */
export function answersOf(text: string | undefined): (key: string) => AnswerSubject {
  const { values, problem } = read(text ?? "");
  return (key) => new AnswerSubject(key, values.get(key), problem);
}

/** A Map, because a key may be called `__proto__`. */
function read(text: string): { readonly values: ReadonlyMap<string, unknown>; readonly problem?: Text } {
  try {
    const value = load(text, { maxAliases: 0 }) ?? {};
    if (typeof value === "object" && !Array.isArray(value)) return { values: new Map(Object.entries(value)) };
  } catch {
    // The sentence below says how it should look; the words of the library would not help.
  }
  return {
    values: new Map(),
    problem: {
      en: `${ANSWER_FILE} cannot be read: each line is a key, a colon, a space and your answer`,
      ko: `${ANSWER_FILE}을 읽을 수 없습니다. 줄마다 키, 쌍점, 빈칸, 답의 순서로 적으세요`,
    },
  };
}
