/**
 * The CSV that Moodle imports into its gradebook (Grades > Import > CSV file). A row whose person is not found ends the whole
 * import, and one that names nobody is given to the person before it, so all rows name theirs in the same column.
 */
import { printable } from "./columns.ts";
import { csvText, isFormula } from "./csv-text.ts";
import { type GradebookRow, type GradebookRows, gradebookRows } from "./gradebook-rows.ts";
import { pointsOf } from "./mark-words.ts";
import { COURSE_TITLE, type Person, type Report, type Reporter } from "./reporter.ts";

/** The columns by which Moodle finds a person, as it calls them. */
const COLUMNS = { email: "Email address", id: "ID number" } as const;
type Column = keyof typeof COLUMNS;

/** Of a grade item that nobody set up otherwise; more than that is refused. */
const GRADE_MAX = 100;

export const moodle: Reporter = {
  files: (report: Report) => {
    const column = columnOf(report);
    const { rows } = rowsOf(report, column);
    const head = [COLUMNS[column], "Full name", COURSE_TITLE, "Feedback"];
    return new Map(
      rows.length === 0 ? [] : [["moodle.csv", csvText([head, ...rows.map((row) => cells(row, column))])]],
    );
  },
  lacks: (report: Report) => rowsOf(report, columnOf(report)).left,
};

/** The one that more of the learners have. */
function columnOf({ people = new Map() }: Report): Column {
  const known = (column: Column) => [...people.values()].filter((person) => hasOne(person, column)).length;
  return known("id") > known("email") ? "id" : "email";
}

function rowsOf(report: Report, column: Column): GradebookRows {
  return gradebookRows(report, (person) => hasOne(person, column));
}

function hasOne(person: Person, column: Column): boolean {
  const text = person[column] ?? "";
  return text.trim() !== "" && !isFormula(text);
}

function cells({ result, person }: GradebookRow, column: Column): readonly (string | number)[] {
  const { maxScore, exercises, learner, mark } = result;
  const points = pointsOf(result);
  const grade = maxScore === 0 ? 0 : Math.round((points / maxScore) * GRADE_MAX * 100) / 100;
  const parts = exercises.map(({ id, ...exercise }) => {
    const own = mark?.exercises.find((each) => each.id === id)?.points ?? exercise.score;
    return `${id} ${own}/${exercise.maxScore}`;
  });
  const feedback = `${points}/${maxScore}: ${parts.join(", ")}`;
  return [(person[column] ?? "").trim(), printable(person.name ?? learner), grade, feedback];
}
