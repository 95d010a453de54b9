/**
 * The CSV that Canvas imports into its gradebook. Canvas finds a learner by its own id, else by the SIS id, else by the login,
 * else by the name, and asks about whom it does not find. An empty mark would clear the one that is there, so nobody has one.
 */
import { printable } from "./columns.ts";
import { csvText, isFormula } from "./csv-text.ts";
import { type GradebookRow, gradebookRows } from "./gradebook-rows.ts";
import { pointsOf } from "./mark-words.ts";
import { COURSE_TITLE, type Person, type Report, type Reporter } from "./reporter.ts";

export const canvas: Reporter = {
  files: (report: Report) => {
    const { rows } = gradebookRows(report, isKnown);
    return new Map(rows.length === 0 ? [] : [["canvas.csv", csvText([...headOf(rows), ...rows.map(rowOf)])]]);
  },
  lacks: (report: Report) => gradebookRows(report, isKnown).left,
};

function headOf(rows: readonly GradebookRow[]): readonly (readonly (string | number)[])[] {
  const points = Math.max(...rows.map(({ result }) => result.maxScore));
  return [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", COURSE_TITLE],
    ["    Points Possible", "", "", "", "", points],
  ];
}

function rowOf({ result, person }: GradebookRow): readonly (string | number)[] {
  const { name = result.learner, canvasId = "", section = "" } = person;
  const [id, login] = [person.id, person.email].map((text = "") => (isKept(text) ? text : ""));
  return [printable(name), canvasId, id ?? "", login ?? "", printable(section), pointsOf(result)];
}

function isKnown({ canvasId, id = "", email = "" }: Person): boolean {
  return canvasId !== undefined || isKept(id) || isKept(email);
}

/** Whether it comes through as it is: Canvas rewrites what looks like a decimal number, and formulas are written with an apostrophe. */
function isKept(text: string): boolean {
  return text !== "" && !isFormula(text) && !/^-?[\d.,]*[.,%][\d.,]*%?$/.test(text);
}
