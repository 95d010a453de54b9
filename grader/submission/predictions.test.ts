import { expect, test } from "vitest";
import { soundPredictions } from "./predictions.ts";

const one = { lesson: "01-why", question: "who", choice: "b" };

test("of one question the first prediction counts", () => {
  const other = { ...one, question: "when", choice: "a" };
  expect(soundPredictions([one, { ...one, choice: "c" }, other])).toEqual([one, other]);
});

test("what is no prediction is left out, whoever reports it", () => {
  const odd = [null, 3, {}, { ...one, choice: "?" }, { ...one, choice: "ab" }, { ...one, lesson: "<b>" }];
  expect(soundPredictions([...odd, { ...one, more: "x" }])).toEqual([one]);
  for (const nothing of [undefined, null, "x", {}]) expect(soundPredictions(nothing)).toEqual([]);
});

test("there are no more of them than predictionsMax", () => {
  const many = Array.from({ length: 500 }, (_, at) => ({ ...one, question: `q${at}` }));
  expect(soundPredictions(many)).toHaveLength(200);
});
