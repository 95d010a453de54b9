import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadCourse } from "../course/course.ts";
import { projectRoot } from "../project-root.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import { readClass } from "../submission/class.ts";
import { withoutDurations } from "../testing/without-durations.ts";
import { gradeClass } from "./grade-class.ts";

/** The exercises that the class of testdata/ answers, whichever the course has besides. */
const answered = ["01-scale-to-five", "06-session-affinity", "09-outside-endpoints"];
const whole = loadCourse();
const course = { ...whole, exercises: whole.exercises.filter(({ id }) => answered.includes(id)) };
const folder = join(projectRoot(), "grader", "testdata", "class");
const ids = course.exercises.map(({ id }) => id);

let results: readonly LearnerResult[] = [];
beforeAll(async () => {
  results = await gradeClass(course, readClass([folder], ids).learners, { jobs: 2, seed: 2, lang: "en" });
}, 120_000);

const of = (learner: string) => results.find((result) => result.learner === learner) as LearnerResult;

describe("a class of ten", () => {
  test("loses nobody, keeps its order, and gives each the right score", () => {
    expect(
      results.map(({ learner, score, exercises }) => [
        learner,
        score,
        ...exercises.map(({ status, score: points }) => (status === "graded" ? points : status)),
      ]),
    ).toEqual([
      ["01-ahn-right", 30, 10, 10, 10],
      ["02-baek-wrong", 0, 0, 0, 0],
      ["03-cho-empty", 0, "not-submitted", "not-submitted", "not-submitted"],
      ["04-do-broken-yaml", 0, 0, "not-submitted", "not-submitted"],
      ["05-eom-yaml-bomb", 0, 0, "not-submitted", "not-submitted"],
      ["06-gil-endless-loop", 10, 0, 10, "not-submitted"],
      ["07-ha-zip-slip", 10, 10, "not-submitted", "not-submitted"],
      ["08-im-fake-json", 0, 0, "not-submitted", "not-submitted"],
      ["09-정하늘", 20, 10, "not-submitted", 10],
      ["10-ko-notebook", 20, 10, 10, "not-submitted"],
    ]);
    for (const { maxScore } of results) expect(maxScore).toBe(30);
  });

  test("has a result of the right shape for each, with a reason and a hint for every lost point that waits for no other", () => {
    for (const result of results) {
      expect(resultProblems(result)).toEqual([]);
      for (const { status, checks } of result.exercises) {
        for (const check of checks.filter(
          ({ status: outcome }) => outcome === "failed" || (outcome === "not-run" && status !== "graded"),
        )) {
          expect([result.learner, check.id, check.why !== "", check.hint !== ""]).toEqual([
            result.learner,
            check.id,
            true,
            true,
          ]);
        }
      }
    }
  });

  test.each([
    ["02-baek-wrong", 0, "has 0 ready endpoints", "matches 0 of 5 Pods; Pods carry app=http-go"],
    ["02-baek-wrong", 1, "answered by 5 servers, not by one", 'Unsupported value: "Clientip"'],
    [
      "02-baek-wrong",
      2,
      "no host answers at 222.130.195.220",
      "has 222.130.195.220 where 223.130.195.200 is asked for",
    ],
    ["03-cho-empty", 0, "Nothing was submitted", "Submit a folder"],
    ["04-do-broken-yaml", 0, "has 1 ready endpoint", "http-go-svc.yaml is no YAML, near line 4"],
    ["05-eom-yaml-bomb", 0, "has 1 ready endpoint", "yamlNodesMax"],
    ["06-gil-endless-loop", 0, "has 1 ready endpoint", "budget: commands"],
    ["08-im-fake-json", 0, "has 1 ready endpoint", "spec.replicas 1"],
  ])("tells %s, exercise %i, why and where to look", (learner, index, why, hint) => {
    const [check] = of(learner).exercises[index]?.checks ?? [];
    expect(check?.why).toContain(why);
    expect(check?.hint).toContain(hint);
  });

  test("notes what was submitted and when, and what was left out", () => {
    expect(of("01-ahn-right").submission).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      submittedAt: "2026-01-05T09:30:00.000Z",
      notes: [],
    });
    expect(of("03-cho-empty").submission.submittedAt).toBeNull();
    expect(of("07-ha-zip-slip").submission.notes).toEqual([
      'Left out: "../../evil.sh". Its name leads out of the submission',
    ]);
  });

  test("has written nothing that a zip asked for", () => {
    expect(existsSync(join(folder, "..", "..", "evil.sh"))).toBe(false);
    expect(existsSync(join(projectRoot(), "..", "evil.sh"))).toBe(false);
  });

  test("gets the same again from the same seed, whatever runs beside it", async () => {
    const learners = readClass(
      [join(folder, "02-baek-wrong"), join(folder, "10-ko-notebook.ipynb")],
      ids,
    ).learners;
    const again = await gradeClass(course, learners, { jobs: 1, seed: 2, lang: "en" });
    expect(again.map(withoutDurations)).toEqual(
      [of("02-baek-wrong"), of("10-ko-notebook")].map(withoutDurations),
    );
  });
});
