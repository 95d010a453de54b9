import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { json } from "../reporters/json.ts";
import type { ExerciseResult, LearnerResult } from "../result.ts";
import { exerciseResult, learnerResult, reportOf } from "../testing/reported-class.ts";
import { partOf } from "./grade-part.ts";
import { EarlierResults, openReportFolder } from "./report-folder.ts";

const temporary = () => mkdtempSync(join(tmpdir(), "report-folder-"));
/** No system gives a process this number. */
const NOBODY = 2 ** 30;

const one = exerciseResult({ id: "01-one", answerSha256: "a".repeat(64) });
const two = exerciseResult({ id: "02-two", answerSha256: "b".repeat(64) });
const exercises = [{ id: "01-one" }, { id: "02-two" }];
const learners = [{ id: "kim" }, { id: "lee" }];

function writeResult(out: string, result: LearnerResult): void {
  const [name, content] = json.learnerFile?.(result, reportOf([])) ?? [];
  writeFileSync(join(out, name ?? ""), content ?? "");
}

function folderWithKim(): string {
  const out = temporary();
  writeResult(out, learnerResult("kim", one, two));
  return out;
}

describe("the folder of reports", () => {
  test("is made when it is not there", () => {
    const out = join(temporary(), "new", "report");
    openReportFolder(out, "en");
    expect(readdirSync(out)).toEqual([".grading.lock"]);
  });

  test.each([
    ["en", /^reports cannot be written to .*: name a folder that you may write/],
    ["ko", /^.*에 보고서를 쓸 수 없습니다\. 쓸 수 있고 공간이 남은 폴더를 적으세요$/],
  ] as const)("is refused where it cannot be written (%s)", (lang, sentence) => {
    const file = join(temporary(), "report");
    writeFileSync(file, "");
    expect(() => openReportFolder(file, lang)).toThrow(sentence);
  });

  test("is for one grader at a time, until that one is gone", () => {
    const out = temporary();
    openReportFolder(out, "en");
    const lock = join(out, ".grading.lock");
    expect(() => openReportFolder(out, "en")).toThrow(
      `another bootcamp grade (process ${process.pid}) is writing to ${out}: wait for it`,
    );
    writeFileSync(lock, String(NOBODY));
    openReportFolder(out, "en");
    expect([readFileSync(lock, "utf8"), readdirSync(out)]).toEqual([String(process.pid), [".grading.lock"]]);
  });

  test("may hold other files, of which none is a result", () => {
    const out = folderWithKim();
    writeFileSync(join(out, "half.json"), '{"schema":');
    writeFileSync(join(out, "other.json"), "{}");
    writeFileSync(join(out, "lee.json"), readFileSync(join(out, "kim.json")));
    const earlier = new EarlierResults(out);
    expect(["kim", "half", "other", "lee"].map((name) => earlier.of(name))).toEqual([
      learnerResult("kim", one, two),
      ...[undefined, undefined, undefined],
    ]);
    expect([earlier.seed, new EarlierResults(join(out, "none")).seed]).toEqual([2, undefined]);
    expect(existsSync(join(out, "none"))).toBe(false);
  });
});

describe("a part of a class", () => {
  const options = { lang: "en" } as const;
  const kim = { id: "kim", paths: [] };

  test("is everybody and everything, and nothing of an earlier grading, unless that is asked for", () => {
    const part = partOf({ ...options, out: folderWithKim() }, learners, exercises);
    expect([part.seed, part.only, part.learners, part.before(kim, learnerResult("kim").grader)]).toEqual([
      undefined,
      {},
      learners,
      new Map(),
    ]);
    expect([part.whole(learnerResult("kim", one)), [...part.rest()]]).toEqual([
      learnerResult("kim", one),
      [],
    ]);
  });

  test("when it is resumed keeps the seed, and the results of that seed and language", () => {
    const { grader } = learnerResult("kim");
    const part = partOf({ ...options, out: folderWithKim(), resume: true }, learners, exercises);
    expect(part.seed).toBe(2);
    expect(part.before(kim, grader)).toEqual(
      new Map([
        ["01-one", one],
        ["02-two", two],
      ]),
    );
    expect(part.before(kim, { ...grader, seed: 3 })).toEqual(new Map());
    expect(part.before(kim, { ...grader, lang: "ko" })).toEqual(new Map());
  });

  test("by a learner or an exercise takes the others from the earlier grading, as they are", () => {
    const out = folderWithKim();
    const part = partOf({ ...options, out, only: ["02-two", "kim"] }, learners, exercises);
    expect([part.only, part.learners]).toEqual([
      { learners: ["kim"], exercises: ["02-two"] },
      [kim].map(({ id }) => ({ id })),
    ]);
    const better = { ...two, score: 3 };
    expect(part.whole(learnerResult("kim", better))).toEqual(learnerResult("kim", one, better));
    writeResult(out, learnerResult("lee", one));
    expect([...part.rest()]).toEqual([learnerResult("lee", one)]);
  });

  test("still says of a result that it is of a second grading, as long as something of it counts", () => {
    const out = temporary();
    writeResult(out, { ...learnerResult("kim", one, two), retried: "crash" });
    const resumed = () => partOf({ ...options, out, resume: true }, learners, exercises);
    expect(resumed().whole(learnerResult("kim", { ...one }, { ...two })).retried).toBeUndefined();
    const part = resumed();
    const kept = part.before(kim, learnerResult("kim").grader) as ReadonlyMap<string, ExerciseResult>;
    expect(part.whole(learnerResult("kim", ...kept.values())).retried).toBe("crash");
  });

  test("is not resumed beside a gradebook, which does so by itself", () => {
    const resumed = { lang: "en", out: temporary(), resume: true, gradebook: "class.db" } as const;
    expect(() => partOf(resumed, learners, exercises)).toThrow("Leave --resume out");
  });

  test.each([
    ["en", "--only choi: there is neither a learner nor an exercise of this name"],
    ["ko", "--only choi: 이런 이름의 학습자도 연습도 없습니다"],
  ] as const)("of nobody is wrong usage (%s)", (lang, sentence) => {
    expect(() => partOf({ lang, out: temporary(), only: ["kim", "choi"] }, learners, exercises)).toThrow(
      sentence,
    );
  });
});
