/** Whether a zip of `bootcamp submit` is what it says: its files by their hashes, its score by grading it again with the seed in it. */
import type { Language } from "service-bootcamp";
import { gradeClass } from "../batch/grade-class.ts";
import { graderVersion } from "../batch/learner-process.ts";
import { HIDDEN_CHECKS_FILE } from "../check/hidden-checks.ts";
import { type Course, hashCourse } from "../course/course.ts";
import { sum } from "../result.ts";
import { hashProblems, MANIFEST_FILE, type SubmissionManifest } from "../submission/manifest.ts";
import { readSubmission } from "../submission/submission.ts";
import type { Text } from "../text.ts";

export interface VerifiedSubmission {
  /** Undefined when there is none that can be understood: then nothing else is known. */
  readonly manifest?: SubmissionManifest;
  readonly exercises: readonly { readonly id: string; readonly stated: number; readonly found: number }[];
  /** Where it is not what it says; none when it is. */
  readonly problems: readonly Text[];
  /** What may explain a difference. */
  readonly notes: readonly Text[];
}

/** @throws SubmissionRefused when the file must not be read. @throws ExerciseError */
export async function verifySubmission(
  course: Course,
  file: string,
  lang: Language,
): Promise<VerifiedSubmission> {
  const ids = course.exercises.map(({ id }) => id);
  const { exercises: answers, manifest } = await readSubmission([file], ids);
  if (manifest === undefined) return { exercises: [], problems: [texts.noManifest], notes: [] };
  const problems = [
    ...hashProblems(manifest.exercises, answers),
    ...manifest.exercises.filter(({ id }) => !ids.includes(id)).map(({ id }) => texts.unknown(id)),
  ];
  const known = course.exercises.filter(({ id }) => manifest.exercises.some((each) => each.id === id));
  const found =
    known.length === 0
      ? new Map<string, number>()
      : await scoresOf({ ...course, exercises: known }, file, manifest, lang);
  const exercises = manifest.exercises.map(({ id, score }) => ({
    id,
    stated: score,
    found: found.get(id) ?? 0,
  }));
  for (const { id, stated, found: again } of exercises)
    if (stated !== again && found.has(id)) problems.push(texts.otherScore(id, stated, again));
  const total = sum(exercises.map(({ stated }) => stated));
  if (total !== manifest.score) problems.push(texts.otherTotal(manifest.score, total));
  return { manifest, exercises, problems, notes: notesOn(manifest, course) };
}

/** In a process of its own, as all grading of what somebody else has packed. */
async function scoresOf(
  course: Course,
  file: string,
  { learner, grader: { seed } }: SubmissionManifest,
  lang: Language,
): Promise<ReadonlyMap<string, number>> {
  const [result] = await gradeClass(course, [{ id: learner, paths: [file] }], {
    ...{ jobs: 1, seed, lang },
    withHidden: false, // as the score in the zip was made
  });
  return new Map(result?.exercises.map(({ id, score }) => [id, score]));
}

function notesOn({ grader }: SubmissionManifest, course: Course): readonly Text[] {
  return [
    ...(grader.version === graderVersion() ? [] : [texts.otherVersion(grader.version, graderVersion())]),
    ...(grader.courseHash === hashCourse(course, [HIDDEN_CHECKS_FILE]) ? [] : [texts.otherCourse]),
  ];
}

const texts = {
  noManifest: {
    en: `there is no ${MANIFEST_FILE} of bootcamp submit in it, so there is nothing to compare with`,
    ko: `bootcamp submit이 쓴 ${MANIFEST_FILE}이 없어 견줄 것이 없습니다`,
  },
  unknown: (id: string): Text => ({
    en: `this course has no exercise ${id}`,
    ko: `이 과정에는 ${id} 연습이 없습니다`,
  }),
  otherScore: (id: string, stated: number, found: number): Text => ({
    en: `${id}: the zip says ${stated} points, and grading it again gives ${found}`,
    ko: `${id}: zip에는 ${stated}점이라고 적혀 있지만 다시 채점하면 ${found}점입니다`,
  }),
  otherTotal: (stated: number, sum: number): Text => ({
    en: `the zip says ${stated} points in all, and its exercises add up to ${sum}`,
    ko: `zip에는 모두 ${stated}점이라고 적혀 있지만 연습의 점수를 더하면 ${sum}점입니다`,
  }),
  otherVersion: (stated: string, own: string): Text => ({
    en: `It was made by grader ${stated}, and this is ${own}.`,
    ko: `채점기 ${stated} 판이 만들었고, 지금 채점기는 ${own} 판입니다.`,
  }),
  otherCourse: {
    en: "It was made with other exercises than those of this checkout, so the scores may differ.",
    ko: "이 과정과 다른 판의 연습으로 만들었으므로 점수가 다를 수 있습니다.",
  },
};
