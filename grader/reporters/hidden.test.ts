// Whatever a hidden check says stays with the instructor. A word that only it says is looked for in everything that is written.
import { expect, test } from "vitest";
import { filesOf } from "../testing/report-files.ts";
import { checkResult, exerciseResult, learnerResult, reportOf } from "../testing/reported-class.ts";
import { formatNames } from "./formats.ts";
import { reporters } from "./index.ts";

const hidden = { points: 3, score: 0, visibility: "hidden" as const, expected: "canary", actual: "canary" };
const traffic = [
  { client: "canary", url: "http://canary", answers: [{ by: "canary", count: 1 }], order: [0] },
];
const texts = { title: "canary", why: "canary", hint: "canary", cause: "canary" };
const checks = [
  checkResult(),
  checkResult({ ...hidden, ...texts, id: "canary", status: "failed", traffic }),
  checkResult({ ...hidden, id: "canary-2", title: "canary", status: "not-run", why: "waits for canary" }),
  checkResult({ ...hidden, id: "canary-3", title: "canary", status: "passed", score: 3 }),
  checkResult({ id: "waits", status: "not-run", score: 0, why: "Checked once this passes: canary" }),
];
const exercise = exerciseResult({ checks, score: 7, maxScore: 17 });
const env = {
  CLASSROOM: "c",
  ASSIGNMENT: "a",
  USERNAME: "kim",
  SUBMISSION_TAG: "submit/1",
  COMMIT_URL: "https://example.org/1",
  RELEASE_URL: "https://example.org/2",
  SUBMITTED_AT: "2026-03-02T09:00:00+09:00",
};

/** Where the instructor alone reads. */
const INSTRUCTORS = ["json: kim.json", "html: overview.html"];

test.each(["en", "ko"] as const)("nothing of a hidden check is where learners may read (%s)", (lang) => {
  const report = { ...reportOf([learnerResult("kim", exercise)], lang, { kim: { id: "kim" } }), env };
  const written = formatNames.flatMap((name) => [
    ...[...filesOf(reporters[name], report)].map(([file, text]) => [`${name}: ${file}`, text] as const),
    [`${name}: screen`, reporters[name].print?.(report) ?? ""] as const,
    [`${name}: lacks`, (reporters[name].lacks?.(report) ?? []).map((text) => text[lang]).join()] as const,
  ]);
  expect(written.map(([place]) => place)).toEqual(
    expect.arrayContaining(["junit: junit.xml", "gradescope: results.json", "classroom50: result.json"]),
  );
  const telling = written.filter(([, text]) => text.includes("canary")).map(([place]) => place);
  expect(telling.sort()).toEqual([...INSTRUCTORS].sort());
});
