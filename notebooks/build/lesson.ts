/** What a notebook knows and does not show: the choices of its questions with their reasons, and the states of its sections. */
import type { Language, Lesson, Choice as LessonChoice, Question } from "service-bootcamp";
import type { Choice, PredictItem, Source } from "./source.ts";

/** @param id `01-why`, as the notebook is named. @returns the text of a lesson's file */
export function toLesson(id: string, source: Source, language: Language): string {
  const questions = source.cells.filter((item): item is PredictItem => "predict" in item);
  const lesson: Lesson = {
    id,
    title: source.title[language].trim(),
    ...(source.cluster === undefined ? {} : { cluster: source.cluster }),
    questions: Object.fromEntries(questions.map(({ id, predict }) => [id, questionIn(predict, language)])),
    sections: Object.fromEntries(
      source.cells.flatMap(({ section, state = "" }) => (section === undefined ? [] : [[section, state]])),
    ),
  };
  return `${JSON.stringify(lesson, null, 2)}\n`;
}

function questionIn({ choices, answer }: PredictItem["predict"], language: Language): Question {
  const inLanguage = ({ why, when, ...text }: Choice): LessonChoice => ({
    text: text[language].trim(),
    why: why[language].trim(),
    ...(when === undefined ? {} : { when }),
  });
  return {
    choices: Object.fromEntries(
      Object.entries(choices).map(([letter, choice]) => [letter, inLanguage(choice)]),
    ),
    answer,
  };
}
