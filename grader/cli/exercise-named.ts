/** The exercise that a person names on the command line. */
import type { Language } from "service-bootcamp";
import type { Course } from "../course/course.ts";
import type { Exercise } from "../course/exercise.ts";
import { exerciseMeant, type Meant } from "../course/exercise-meant.ts";
import type { Learner } from "../learner/learner.ts";
import type { Text } from "../text.ts";
import { UsageError } from "./usage-error.ts";

/** @throws UsageError when `name` means none, or several. */
export function exerciseNamed({ exercises }: Course, name: string, lang: Language): Exercise {
  const meant = exerciseMeant(exercises, name);
  if ("exercise" in meant) return meant.exercise;
  throw notFound(name, "chapter" in meant ? meant.chapter.map(({ id }) => id) : meant.near, lang);
}

export interface Chosen {
  readonly exercise: Exercise;
  /** What the learner should know of the choice. */
  readonly note?: Text;
}

/**
 * @param name without one, the exercise in hand. A chapter with several means the first of them that is not solved.
 * @returns undefined when none is named and all are solved. @throws UsageError @throws ExerciseError when it means a broken one.
 */
export function chosenExercise(
  learner: Learner,
  name: string | undefined,
  lang: Language,
): Chosen | undefined {
  const { exercises, broken } = learner.course;
  if (name === undefined) {
    const exercise = learner.current();
    return exercise === undefined ? undefined : { exercise };
  }
  const meant: Meant<{ readonly id: string }> = exerciseMeant([...exercises, ...broken], name);
  if ("near" in meant) throw notFound(name, meant.near, lang);
  if ("exercise" in meant) return { exercise: working(learner, meant.exercise.id) };
  const chapter = meant.chapter.flatMap(({ id }) => exercises.filter((exercise) => exercise.id === id));
  const first = chapter.find((exercise) => !learner.isSolved(exercise)) ?? chapter[0];
  if (first === undefined) return { exercise: working(learner, meant.chapter[0]?.id ?? "") };
  return { exercise: first, note: texts.firstOfChapter(first, chapter, learner) };
}

/** For what comes after success: without a name, the exercise that was solved last. @throws as chosenExercise does, and UsageError when none is solved. */
export function solvedExercise(learner: Learner, name: string | undefined, lang: Language): Chosen {
  const last = learner.lastSolved();
  const chosen =
    name === undefined && last !== undefined ? { exercise: last } : chosenExercise(learner, name, lang);
  if (chosen === undefined) throw new UsageError(texts.noExercises[lang]);
  return chosen;
}

/** @throws ExerciseError for an exercise that is broken. */
function working({ course }: Learner, id: string): Exercise {
  const exercise = course.exercises.find((each) => each.id === id);
  if (exercise !== undefined) return exercise;
  throw course.broken.find((each) => each.id === id)?.error;
}

function notFound(name: string, near: readonly string[], lang: Language): UsageError {
  return new UsageError(texts.notFound(name, near)[lang]);
}

const texts = {
  notFound: (name: string, near: readonly string[]): Text => ({
    en: `there is no exercise ${name || '""'}. ${near.length > 0 ? `Did you mean ${near.join(", ")}?` : "npx bootcamp list shows all."}`,
    ko: `${name || '""'}(이)라는 연습은 없습니다. ${near.length > 0 ? `혹시 ${near.join(", ")}인가요?` : "npx bootcamp list로 모두 볼 수 있습니다."}`,
  }),
  noExercises: { en: "this course has no exercises", ko: "이 과정에는 연습이 없습니다" },
  firstOfChapter: (first: Exercise, chapter: readonly Exercise[], learner: Learner): Text => {
    const ids = chapter.map(({ id }) => id).join(", ");
    return learner.isSolved(first)
      ? {
          en: `The chapter has ${ids}. All are solved; this is the first.`,
          ko: `이 장의 연습은 ${ids}입니다. 모두 풀었으므로 첫 연습을 고릅니다.`,
        }
      : {
          en: `The chapter has ${ids}. This is the first that is not solved.`,
          ko: `이 장의 연습은 ${ids}입니다. 아직 풀지 않은 첫 연습을 고릅니다.`,
        };
  },
};
