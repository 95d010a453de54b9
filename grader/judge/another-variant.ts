/** Whether an answer has the values of somebody else, where those of an exercise differ from learner to learner. */
import type { Exercise } from "../course/exercise.ts";
import { hasValue, type Variant } from "../course/variants.ts";
import type { Files } from "../files/limits.ts";
import type { Text } from "../text.ts";

interface Foreign {
  /** Of the learner. */
  readonly own: string;
  readonly used: string;
}

/** @returns a sentence; undefined where the answer has the learner's own values, or none at all. */
export function anotherVariant(
  exercise: Pick<Exercise, "variants" | "variant" | "start">,
  answer: Files,
): Text | undefined {
  const { variants, variant, start } = exercise;
  const written = ownLines(answer, start);
  const foreign = Object.entries(variants).flatMap(([name, values]): Foreign[] => {
    const own = variant[name] ?? "";
    if (hasValue(written, own)) return [];
    const used = values.find((value) => hasValue(written, value));
    return used === undefined ? [] : [{ own, used }];
  });
  if (foreign.length === 0) return undefined;
  return isFirst(foreign, variants, variant) ? texts.nobodys(foreign) : texts.anothers(foreign);
}

/** What the learner wrote: a line of a file that they began with says nothing about them, nor does the name of a file. */
function ownLines(answer: Files, start: Files): string {
  const written = [...answer]
    .flatMap(([path, text]) => {
      const given = new Set((start.get(path) ?? "").split("\n"));
      return text.split("\n").filter((line) => !given.has(line));
    })
    .filter((line) => !/^\s*#/.test(line))
    .join("\n");
  return [...answer.keys(), ...start.keys()].reduce((text, path) => text.replaceAll(path, ""), written);
}

/** Whether they are the values that count while nobody has said who they are. */
function isFirst(
  foreign: readonly Foreign[],
  variants: Readonly<Record<string, readonly string[]>>,
  variant: Variant,
): boolean {
  const firsts = Object.entries(variants).map(([name, [first]]) => `${variant[name]} ${first}`);
  return foreign.every(({ own, used }) => firsts.includes(`${own} ${used}`));
}

const texts = {
  anothers: (foreign: readonly Foreign[]): Text => ({
    en: `${pairs(foreign).en}: these are the values of another learner. npx bootcamp task shows yours`,
    ko: `${pairs(foreign).ko}. 다른 학습자의 값입니다. 내 값은 npx bootcamp task에 나옵니다`,
  }),
  nobodys: (foreign: readonly Foreign[]): Text => ({
    en: `${pairs(foreign).en}: these are the values for whoever has not said who they are. npx bootcamp progress --learner ID says it, and npx bootcamp task then shows yours`,
    ko: `${pairs(foreign).ko}. 누구인지 알려 주지 않았을 때의 값입니다. npx bootcamp progress --learner ID로 알려 주면 npx bootcamp task에 내 값이 나옵니다`,
  }),
};

function pairs(foreign: readonly Foreign[]): Text {
  return {
    en: `The answer uses ${foreign.map(({ used, own }) => `${used}, and yours is ${own}`).join("; ")}`,
    ko: `답에는 ${foreign.map(({ used, own }) => `내 값 ${own} 대신 ${used}`).join(", ")}을(를) 썼습니다`,
  };
}
