// The files that Canvas and Moodle import into their gradebooks, held against the rules of their importers
// (lib/gradebook_importer.rb of Canvas, grade/import/csv/classes/load_data.php of Moodle).
import { describe, expect, test } from "vitest";
import { readCsv } from "../testing/read-csv.ts";
import { exerciseResult, learnerResult, reportOf } from "../testing/reported-class.ts";
import { canvas } from "./canvas.ts";
import { moodle } from "./moodle.ts";
import type { Person, Reporter } from "./reporter.ts";

const results = [
  learnerResult("kim", exerciseResult({ score: 3 })),
  learnerResult("lee", exerciseResult({ status: "not-submitted", score: 0 })),
  learnerResult("park", exerciseResult({ status: "error", score: 0 })),
  learnerResult("stranger", exerciseResult()),
];
const people: Readonly<Record<string, Person>> = {
  kim: { id: "2024001", name: "김철수", email: "kim@example.org", section: "A" },
  lee: { id: "2024002", name: "Lee, Min", email: "lee@example.org", canvasId: "4711" },
  park: { id: "2024003", name: "Park", email: "park@example.org" },
};

function rows(reporter: Reporter, file: string, of = people): readonly (readonly string[])[] {
  return readCsv(reporter.files?.(reportOf(results, "en", of)).get(file) ?? "");
}

function left(reporter: Reporter, of = people): readonly string[] {
  return (reporter.lacks?.(reportOf(results, "en", of)) ?? []).map(({ en }) => en);
}

describe("canvas.csv", () => {
  test("has the columns by which Canvas knows the file, the points, and a row for each known learner", () => {
    expect(rows(canvas, "canvas.csv")).toEqual([
      ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Service Bootcamp"],
      ["    Points Possible", "", "", "", "", "4"],
      ["김철수", "", "2024001", "kim@example.org", "A", "3"],
      ["Lee, Min", "4711", "2024002", "lee@example.org", "", "0"],
    ]);
  });

  test("leaves out whom it would mark wrongly, and says so", () => {
    expect(left(canvas)).toEqual([
      expect.stringContaining("by which the platform could find them: stranger"),
      expect.stringContaining("could not be graded: park"),
    ]);
  });

  test.each(["=1+1", "1.2.3", "12,5", "50%"])(
    "does not send an id that would arrive as another: %s",
    (id) => {
      expect(rows(canvas, "canvas.csv", { kim: { id, name: "Kim" } })).toEqual([]);
      expect(left(canvas, { kim: { id, name: "Kim" } })[0]).toContain("no file");
    },
  );
});

describe("moodle.csv", () => {
  test("names everybody in one column, and gives marks of 100", () => {
    expect(rows(moodle, "moodle.csv")).toEqual([
      ["Email address", "Full name", "Service Bootcamp", "Feedback"],
      ["kim@example.org", "김철수", "75", "3/4: 01-scale-to-five 3/4"],
      ["lee@example.org", "Lee, Min", "0", "0/4: 01-scale-to-five 0/4"],
    ]);
  });

  test("has no row without a name, since Moodle would give its mark to the row before", () => {
    const some = { ...people, lee: { id: "2024002", email: " " } };
    expect(rows(moodle, "moodle.csv", some).map(([id]) => id)).toEqual(["ID number", "2024001", "2024002"]);
    const mails = { kim: people.kim ?? {}, lee: { name: "Lee" }, park: { email: "p@example.org" } };
    expect(rows(moodle, "moodle.csv", mails).map(([id]) => id)).toEqual(["Email address", "kim@example.org"]);
    expect(left(moodle, mails)[0]).toContain("lee, stranger");
  });

  test("is not written when nobody is known", () => {
    expect(moodle.files?.(reportOf(results)).size).toBe(0);
    expect(left(moodle, {})[0]).toContain("A roster with their ids or e-mail addresses says it");
  });
});
