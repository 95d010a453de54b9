import { expect, test } from "vitest";
import { Letters, markAt } from "./letters.ts";

const lettersOf = (marks: ReturnType<Letters["marksOf"]>): string =>
  [...marks].map(([id, { letter }]) => `${id}=${letter}`).join(" ");

test("whoever lives keeps a letter, and a letter comes back when its Pod is gone", () => {
  const alive = new Set(["x", "y", "z"]);
  const letters = new Letters((id) => alive.has(id));
  expect(lettersOf(letters.marksOf(["x", "y"]))).toBe("x=a y=b");
  alive.delete("x");
  expect(lettersOf(letters.marksOf(["z", "y", "x"]))).toBe("z=c y=b x=a");
  expect(lettersOf(letters.marksOf(["z", "new"]))).toBe("z=c new=a");
});

test("letters go on behind z, and colours are told apart for the first ten", () => {
  expect([0, 25, 26, 51, 52].map((index) => markAt(index).letter)).toEqual(["a", "z", "aa", "az", "ba"]);
  expect(new Set(Array.from({ length: 10 }, (_, index) => markAt(index).colour)).size).toBe(10);
});
