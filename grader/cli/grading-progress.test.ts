// The line that an instructor watches while a class is graded.
import { expect, test } from "vitest";
import { progressLine } from "./grading-progress.ts";

test.each([
  [0, 100, 900, "0/100"],
  [4, 100, 4_000, "4/100"],
  [5, 100, 5_000, "5/100 · about 1 min 35 s left"],
  [50, 100, 50_000, "50/100 · about 50 s left"],
  [98, 100, 98_000, "98/100 · about 2 s left"],
  [10, 100, 60_000, "10/100 · about 9 min left"],
  [10, 100, 62_000, "10/100 · about 9 min 30 s left"],
])("%i of %i learners after %i ms: %s", (done, all, elapsedMs, line) => {
  expect(progressLine(done, all, elapsedMs, "en")).toBe(line);
});

test("in Korean", () => {
  expect(progressLine(5, 100, 5_000, "ko")).toBe("5/100 · 약 1분 35초 남음");
});
