/**
 * What Classroom 50 reads from an autograder: result.json of `classroom50/result/v1`, for the one repository that its runner has
 * checked out. Whose work it is, the runner says in variables of the environment; nothing that a learner wrote can change that.
 * It is published at once, so it holds what a learner may read at once.
 */
import { sum } from "../result.ts";
import { counted, type Text } from "../text.ts";
import { printable } from "./columns.ts";
import { type ExerciseForTheLearner, forTheLearner, toldLater } from "./for-the-learner.ts";
import { shown } from "./markup.ts";
import type { Report, Reporter } from "./reporter.ts";

/** Set by the runner, except the last one, which the autograder's own script has to set: git log -1 --format=%cI. */
const VARIABLES = [
  "CLASSROOM",
  "ASSIGNMENT",
  "USERNAME",
  "SUBMISSION_TAG",
  "COMMIT_URL",
  "RELEASE_URL",
  "SUBMITTED_AT",
] as const;

const MODES = ["individual", "group"];

export const classroom50: Reporter = {
  files: (report: Report) =>
    new Map(
      whyNot(report).length === 0 ? [["result.json", `${JSON.stringify(resultOf(report), null, 2)}\n`]] : [],
    ),
  lacks: (report: Report) => [...whyNot(report), ...withoutLater(toldLater(report))],
};

function whyNot({ results, env = {} }: Report): readonly Text[] {
  const missing = VARIABLES.filter((name) => !env[name]);
  if (results.length !== 1) return [oneOnly(results.length)];
  if (missing.length > 0) return [notSet(missing)];
  if (!MODES.includes(env.MODE || "individual")) return [notUsable("MODE", MODES.join(", "))];
  if (!env.SUBMISSION_TAG?.startsWith("submit/")) return [notUsable("SUBMISSION_TAG", "submit/...")];
  return instant(env.SUBMITTED_AT) === undefined
    ? [notUsable("SUBMITTED_AT", "2026-03-02T09:00:00+09:00")]
    : [];
}

function resultOf({ results, exercises: course, lang, env = {} }: Report): object {
  const exercises = results.flatMap((result) =>
    result.exercises.map((exercise) => forTheLearner(exercise, lang)),
  );
  const title = (id: string) => course.find((exercise) => exercise.id === id)?.title[lang] ?? id;
  return {
    schema: "classroom50/result/v1",
    classroom: env.CLASSROOM,
    assignment: env.ASSIGNMENT,
    assignment_type: env.MODE || "individual",
    owner: env.USERNAME,
    submission: env.SUBMISSION_TAG,
    commit: env.COMMIT_URL,
    release: env.RELEASE_URL,
    review: env.REVIEW_URL || env.COMMIT_URL,
    datetime: instant(env.SUBMITTED_AT),
    score: sum(exercises.map(({ score }) => score)),
    "max-score": sum(exercises.map(({ maxScore }) => maxScore)),
    tests: exercises.flatMap((exercise) => testsOf(exercise, title(exercise.id))),
  };
}

function testsOf({ checks }: ExerciseForTheLearner, title: string): readonly object[] {
  return checks.map((check) => ({
    "test-name": printable(`${title}: ${check.title}`),
    passed: check.status === "passed",
    score: check.score,
    "max-score": check.points,
    message: shown([check.why, check.hint].filter((text) => text !== "").join("\n")),
  }));
}

/** The second in UTC, as it wants it. */
function instant(text = ""): string | undefined {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const at = new Date(isTime ? text : Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 19)}Z`;
}

const oneOnly = (learners: number): Text => ({
  en: `no result.json: it is about one learner, and ${learners} were graded`,
  ko: `result.json을 쓰지 않았습니다. 학습자 한 명의 파일인데 ${learners}명을 채점했습니다`,
});

const notSet = (names: readonly string[]): Text => ({
  en: `no result.json: the workflow of Classroom 50 says in the environment whose work it is, and ${names.join(", ")} is not set`,
  ko: `result.json을 쓰지 않았습니다. 누구의 제출물인지는 Classroom 50의 워크플로가 환경 변수로 알려 주는데 ${names.join(", ")}이(가) 없습니다`,
});

const notUsable = (name: string, known: string): Text => ({
  en: `no result.json: ${name} in the environment is not one that Classroom 50 takes, such as ${known}`,
  ko: `result.json을 쓰지 않았습니다. 환경 변수 ${name}의 값을 Classroom 50이 받지 않습니다. 쓸 수 있는 값: ${known}`,
});

const withoutLater = (count: number): readonly Text[] => (count === 0 ? [] : [withoutChecks(count)]);

const withoutChecks = (count: number): Text => ({
  en: `result.json is without ${counted(count, "check")} that learners are told later, since Classroom 50 publishes it at once`,
  ko: `Classroom 50은 결과를 바로 공개하므로, 나중에 알리는 검사 ${count}개는 result.json에 넣지 않았습니다`,
});
