// What counts as the same answer is judged the same, whatever stands in its remarks.
import { describe, expect, test } from "vitest";
import { loadChecks } from "../check/check-module.ts";
import { loadCourse } from "../course/course.ts";
import { readSample, sampleNames } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { withoutDuration } from "../testing/without-durations.ts";
import { judge } from "./judge.ts";
import { hashAnswer } from "./same-answer.ts";

/** As somebody may write the same: in turn, so that each way has its files. */
const WAYS: readonly ((text: string) => string)[] = [
  (text) => `${text.trimEnd()}\n\n# 파드가 다섯 개 / that's five Pods\n`,
  (text) => text.trimEnd(),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => `\uFEFF${text}\n\n`,
];

/** Of commands, also what stands before them. */
function rewritten(files: Files, turn: number): Files {
  return new Map(
    [...files].map(([path, text], at) => {
      const indented = text.replace(/^kubectl /gm, "\t kubectl ");
      const before = path === "commands.sh" ? `# 내 답 / mine\n\n${indented}` : text;
      return [path, (WAYS[(turn + at) % WAYS.length] as (text: string) => string)(before)];
    }),
  );
}

const samples = loadCourse().exercises.flatMap((exercise) =>
  ["solution", ...sampleNames(exercise, "mistakes").map((name) => `mistakes/${name}`)].map((name, turn) => {
    const files = readSample(exercise, name);
    return { exercise, name, files, other: rewritten(files, turn) };
  }),
);
const same = samples.filter(
  ({ exercise, files, other }) => hashAnswer(exercise, files) === hashAnswer(exercise, other),
);

test("most answers of the course are calls of kubectl and manifests", () => {
  expect(same.length / samples.length).toBeGreaterThan(0.8);
});

describe("the same answer in another way", () => {
  test.each(same.map((each) => [`${each.exercise.id} ${each.name}`, each] as const))(
    "%s",
    async (_, { exercise, files, other }) => {
      const checks = await loadChecks(exercise);
      const options = { seed: 5, lang: "ko" } as const;
      const result = await judge(exercise, checks, files, options);
      expect(withoutDuration(await judge(exercise, checks, other, options))).toEqual(withoutDuration(result));
    },
  );
});
