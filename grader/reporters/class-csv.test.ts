// class.csv as a spreadsheet reads it: every cell where it belongs, and none that calculates.
import { describe, expect, test } from "vitest";
import { readCsv } from "../testing/read-csv.ts";
import { exerciseResult, learnerResult, reportOf } from "../testing/reported-class.ts";
import { csv } from "./class-csv.ts";
import { csvText } from "./csv-text.ts";

describe("a text in a table", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "\n=cmd|' /C calc'!A0"])(
    "%j is no formula",
    (text) => {
      const [row = []] = readCsv(csvText([[text, "next"]]));
      expect(row).toEqual([`'${text}`, "next"]);
    },
  );

  test.each([
    'a "quoted" word',
    "one, two",
    "a;b",
    "two\nlines",
    "two\r\nlines",
    " blank ",
    "",
    "O'Brien",
    "김철수",
  ])("%j comes back as it was", (text) => expect(readCsv(csvText([[text, 1]]))).toEqual([[text, "1"]]));

  test("lines end as RFC 4180 ends them", () => {
    expect(
      csvText([
        ["a", -1],
        ["b", 2],
      ]),
    ).toBe("a,-1\r\nb,2\r\n");
  });
});

test("has a row for each learner, and marks no exercise that was not submitted or not graded", () => {
  const results = [
    learnerResult("kim", exerciseResult()),
    learnerResult("lee", exerciseResult({ status: "not-submitted", score: 0 })),
    learnerResult("박영희", exerciseResult({ status: "error", score: 0 })),
  ];
  const people = { kim: { name: '=HYPERLINK("http://evil")\u202e', section: "A, B" } };
  const text = csv.files?.(reportOf(results, "en", people)).get("class.csv") ?? "";
  expect(text.startsWith("\ufeff")).toBe(true);
  expect(readCsv(text.slice(1))).toEqual([
    ["learner", "name", "section", "submitted at", "01-scale-to-five", "score", "max score"],
    ["kim", '\'=HYPERLINK("http://evil")\ufffd', "A, B", "2026-01-05T09:00:00.000Z", "4", "4", "4"],
    ["lee", "", "", "2026-01-05T09:00:00.000Z", "", "0", "4"],
    ["박영희", "", "", "2026-01-05T09:00:00.000Z", "error", "0", "4"],
  ]);
});
