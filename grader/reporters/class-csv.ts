/** One table of the class for a spreadsheet: a row for each learner, a column for each exercise. */
import type { ExerciseResult } from "../result.ts";
import { printable } from "./columns.ts";
import { BYTE_ORDER_MARK, type Cell, csvText } from "./csv-text.ts";
import type { Report, Reporter } from "./reporter.ts";

export const csv: Reporter = {
  files: ({ results, exercises, people }: Report) => {
    const header = [
      ...["learner", "name", "section", "submitted at"],
      ...exercises.map(({ id }) => id),
      ...["score", "max score"],
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
      ];
    });
    return new Map([["class.csv", `${BYTE_ORDER_MARK}${csvText([header, ...rows])}`]]);
  },
};

/** Empty where nothing was submitted, so that an average over those who did is one click away. */
function cell(exercise: ExerciseResult | undefined): Cell {
  if (exercise === undefined || exercise.status === "not-submitted") return "";
  return exercise.status === "error" ? "error" : exercise.score;
}
