import { expect, test } from "vitest";
import { exerciseResult, learnerResult, reportOf } from "../testing/reported-class.ts";
import { similarAnswers } from "./similar-answers.ts";
import { similarity } from "./similarity-csv.ts";

const answer = (learner: string, fingerprints: readonly number[]) =>
  learnerResult(learner, exerciseResult({ fingerprints }));
const from = (start: number, count = 10) => Array.from({ length: count }, (_, at) => start + at);

test("two who have nearly all of it in common are a pair, and others are none", () => {
  const results = [
    answer("kim", from(0)),
    answer("lee", [...from(0, 9), 99]),
    answer("park", from(5)),
    answer("choi", from(200)),
    learnerResult("jung", exerciseResult()),
  ];
  expect(similarAnswers(results)).toEqual([
    { learners: ["kim", "lee"], exerciseId: "01-scale-to-five", percent: 81, shared: 9 },
  ]);
});

test("what is hardly anything does not count", () => {
  expect(similarAnswers([answer("kim", from(0, 4)), answer("lee", from(0, 4))])).toEqual([]);
});

test("what many have is common: a group of six is told, one of seven is not", () => {
  const group = (size: number) => from(0, size).map((at) => answer(`learner-${at}`, from(0)));
  expect(similarAnswers(group(6))).toHaveLength(15);
  expect(similarAnswers(group(7))).toEqual([]);
});

test("common pieces do not keep a copy of the rest from being seen", () => {
  const others = from(0, 8).map((at) => answer(`other-${at}`, [...from(1000, 30), ...from(2000 + 20 * at)]));
  const results = [...others, answer("kim", [...from(1000, 30), ...from(0)]), answer("lee", from(0))];
  expect(similarAnswers(results).map(({ learners }) => learners)).toEqual([["kim", "lee"]]);
});

test("exercises are compared each by itself", () => {
  const results = [
    learnerResult("kim", exerciseResult({ id: "01-expose", fingerprints: from(0) })),
    learnerResult("lee", exerciseResult({ id: "02-selector", fingerprints: from(0) })),
  ];
  expect(similarAnswers(results)).toEqual([]);
});

test("a thousand learners with two copies among them", () => {
  const results = from(0, 1000).map((at) =>
    answer(`l${at}`, [...from(at * 40, 40), ...from(900_000 + (at % 100))]),
  );
  const copies = [answer("copy-1", from(40, 40)), answer("copy-2", from(40 * 500, 40))];
  const found = similarAnswers([...results, ...copies]).map(({ learners }) => learners);
  expect(found).toEqual(
    expect.arrayContaining([
      ["l1", "copy-1"],
      ["l500", "copy-2"],
    ]),
  );
  expect(found).toHaveLength(2);
});

test("the table has a row for each pair and exercise", () => {
  const text = similarity
    .files?.(reportOf([answer("=kim", from(0)), answer("lee", from(0))]))
    .get("similarity.csv");
  expect(text).toBe(
    "\ufeffexercise,learner,other learner,similar %,pieces in common\r\n01-scale-to-five,'=kim,lee,100,10\r\n",
  );
});
