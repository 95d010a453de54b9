/** One table of the class for a spreadsheet: a row for each learner, a column for each exercise. */
import type { Language } from "service-bootcamp";
import type { ExerciseOutline, ResultOutline } from "../result.ts";
import { printable } from "./columns.ts";
import { BYTE_ORDER_MARK, type Cell, csvText } from "./csv-text.ts";
import { markWords } from "./mark-words.ts";
import type { Report, Reporter } from "./reporter.ts";

export const csv: Reporter = {
  files: ({ results, exercises, people, lang }: Report) => {
    const hasMarks = results.some(({ mark }) => mark !== undefined);
    const header = [
      ...["learner", "name", "section", "submitted at"],
      ...exercises.map(({ id }) => id),
      ...["score", "max score"],
      ...(hasMarks ? ["mark", "how it came about", "comments"] : []),
    ];
    const rows = results.map((result): readonly Cell[] => {
      const { name = "", section = "" } = people?.get(result.learner) ?? {};
      const scores = exercises.map(({ id }) => cell(result.exercises.find((exercise) => exercise.id === id)));
      const submittedAt = result.submission.submittedAt ?? "";
      return [
        result.learner,
        printable(name),
        printable(section),
        submittedAt,
        ...scores,
        result.score,
        result.maxScore,
        ...(hasMarks ? markCells(result, lang) : []),
      ];
    });
    return new Map([["class.csv", `${BYTE_ORDER_MARK}${csvText([header, ...rows])}`]]);
  },
};

function markCells({ mark }: ResultOutline, lang: Language): readonly Cell[] {
  if (mark === undefined) return ["", "", ""];
  const words = mark.exercises.flatMap((exercise) => {
    const own = markWords(exercise, lang);
    return own === undefined ? [] : [`${exercise.id}: ${own}`];
  });
  const comments = [
    ...mark.comments,
    ...mark.exercises.flatMap(({ id, comments: own }) => own.map(({ text }) => `${id}: ${text}`)),
  ];
  return [mark.points, printable(words.join("; ")), printable(comments.join("; "))];
}

/** Empty where nothing was submitted, so that an average over those who did is one click away. */
function cell(exercise: ExerciseOutline | undefined): Cell {
  if (exercise === undefined || exercise.status === "not-submitted") return "";
  return exercise.status === "error" ? "error" : exercise.score;
}
