/** `progress()` of a cell: what was predicted and solved in this notebook, and what is next, in a few lines. */
import type { Language } from "service-bootcamp";
import { chapterOf } from "../course/chapters.ts";
import type { Exercise } from "../course/exercise.ts";
import { Learner } from "../learner/learner.ts";
import { sum } from "../result.ts";
import { counted, type Text } from "../text.ts";
import { say } from "./html.ts";
import { openSession } from "./session.ts";

/** Shows how far you have come in this notebook, and what is next. */
export function progress(): void {
  const { lab, lesson, lang } = openSession();
  const learner = new Learner();
  const made = lab.predictions.filter(({ expected }) => expected !== undefined);
  const right = made.filter(
    ({ question, expected, happened = lesson.questions[question]?.answer }) => expected === happened,
  );
  const open = lab.predictions.find(({ expected }) => expected === undefined);
  const exercises = learner.course.exercises.filter(
    (exercise) => chapterOf(exercise) === lesson.id.slice(0, 2),
  );
  say(
    [
      `**${lesson.id}** ${lesson.title}`,
      ...(lab.predictions.length === 0
        ? []
        : [`- ${texts.predictions(made.length, lab.predictions.length, right.length)[lang]}`]),
      ...exercises.map((exercise) => `- ${exerciseLine(learner, exercise, lang)}`),
      `- ${texts.points(pointsOf(learner, exercises), pointsOf(learner, learner.course.exercises))[lang]}`,
      texts.next(
        open?.question,
        exercises.find((exercise) => !learner.isSolved(exercise)),
      )[lang],
    ].join("\n"),
  );
  for (const note of learner.takeNotes()) say(note[lang]);
}

function exerciseLine(learner: Learner, exercise: Exercise, lang: Language): string {
  const { id, title, points } = exercise;
  const mark = { open: "○", begun: "◐", solved: "✓" }[learner.stateOf(exercise)];
  const best = learner.progressOf(exercise)?.best ?? 0;
  return `${mark} ${id} ${title[lang]} (${best}/${points})`;
}

interface Points {
  readonly exercises: number;
  readonly best: number;
  readonly points: number;
}

function pointsOf(learner: Learner, exercises: readonly Exercise[]): Points {
  return {
    exercises: exercises.length,
    best: sum(exercises.map((exercise) => learner.progressOf(exercise)?.best ?? 0)),
    points: sum(exercises.map(({ points }) => points)),
  };
}

const texts = {
  points: (chapter: Points, all: Points): Text => ({
    en: `${chapter.best} of ${counted(chapter.points, "point")} in this chapter. All ${counted(all.exercises, "exercise")} of the course together: ${all.best} of ${counted(all.points, "point")}. An exercise that has no cells here is opened by its name: \`await exercise("NAME")\``,
    ko: `이 장에서 ${chapter.points}점 만점에 ${chapter.best}점입니다. 과정 전체의 연습 ${all.exercises}개로는 ${all.points}점 만점에 ${all.best}점입니다. 이 노트북에 셀이 없는 연습은 이름으로 엽니다: \`await exercise("이름")\``,
  }),
  predictions: (made: number, all: number, right: number): Text => ({
    en: `${made} of ${counted(all, "prediction")} made, ${right} as it happened`,
    ko: `예측 ${all}개 중 ${made}개를 했고, ${right}개가 맞았습니다`,
  }),
  next: (question: string | undefined, exercise: Exercise | undefined): Text => {
    if (question !== undefined)
      return {
        en: `Next: the prediction \`${question}\`.`,
        ko: `다음: 예측 \`${question}\``,
      };
    if (exercise !== undefined)
      return {
        en: `Next: the exercise **${exercise.id}** ${exercise.title.en}`,
        ko: `다음: 연습 **${exercise.id}** ${exercise.title.ko}`,
      };
    return {
      en: "★ Everything in this notebook is done. On to the next one!",
      ko: "★ 이 노트북을 모두 마쳤습니다. 다음 노트북으로 가 봅시다!",
    };
  },
};
