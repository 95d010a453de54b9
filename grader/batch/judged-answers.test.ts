import { describe, expect, test } from "vitest";
import type { Exercise } from "../course/exercise.ts";
import { exerciseResult } from "../testing/reported-class.ts";
import { JudgedAnswers } from "./judged-answers.ts";

const exercise = { id: "01-scale-to-five", variant: {} } as Exercise;
const sha = (letter: string): string => letter.repeat(64);
const result = (letter: string, own = {}) => exerciseResult({ answerSha256: sha(letter), ...own });

describe("judged answers", () => {
  test("are found for the same exercise, values and language", () => {
    const judged = new JudgedAnswers();
    judged.add(exercise, "en", result("a"));
    expect(judged.of(exercise, "en")).toEqual(new Map([[sha("a"), result("a")]]));
    for (const [other, lang] of [
      [exercise, "ko"],
      [{ ...exercise, variant: { port: "81" } }, "en"],
      [{ ...exercise, id: "02-selector" }, "en"],
    ] as const)
      expect(judged.of(other, lang)).toEqual(new Map());
  });

  test("have neither faults of ours nor what is large", () => {
    const judged = new JudgedAnswers();
    judged.add(exercise, "en", result("a", { status: "error" }));
    judged.add(exercise, "en", exerciseResult());
    judged.add(exercise, "en", result("b", { notes: ["x".repeat(20_000)] }));
    judged.add(exercise, "en", undefined);
    expect(judged.of(exercise, "en")).toEqual(new Map());
  });

  test("are the forty that were handed in last", () => {
    const judged = new JudgedAnswers();
    const all = Array.from({ length: 40 }, (_, at) => String.fromCodePoint(0x4e00 + at));
    for (const letter of all) judged.add(exercise, "en", result(letter));
    const before = judged.of(exercise, "en");
    for (const letter of [all[0], "a"]) judged.add(exercise, "en", result(letter ?? ""));
    const kept = [...all.slice(2), all[0], "a"].map((each = "") => sha(each));
    expect([...judged.of(exercise, "en").keys()]).toEqual(kept);
    expect([...before.keys()]).toEqual(all.map(sha));
  });
});
