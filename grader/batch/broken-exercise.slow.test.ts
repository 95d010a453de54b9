import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ExerciseError, loadExercise } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { gradeClass } from "./grade-class.ts";

test("a broken exercise closes itself: everybody is graded on the others", async () => {
  const testdata = join(projectRoot(), "grader", "testdata", "course");
  const sound = loadExercise(join(testdata, "01-sound"));
  const unsound = loadExercise(join(testdata, "02-unsound"));
  const broken = [{ id: "03-unread", error: new ExerciseError("03-unread is broken") }];
  const exercises = [{ ...unsound, points: 9 }, sound];
  const faults: string[] = [];
  const small = { folder: testdata, exercises, broken };
  const made = mkdtempSync(join(tmpdir(), "grade-"));
  for (const id of ["01-sound", "02-unsound", "03-unread"]) {
    mkdirSync(join(made, "kim", id), { recursive: true });
    writeFileSync(join(made, "kim", id, "commands.sh"), "kubectl scale deploy web --replicas=2\n");
  }
  const [kim] = await gradeClass(small, [{ id: "kim", path: join(made, "kim") }], {
    jobs: 1,
    seed: 2,
    lang: "en",
    onBroken: ({ message }) => faults.push(message),
  });
  expect(kim?.exercises.map(({ id, score }) => [id, score])).toEqual([["01-sound", 2]]);
  expect(JSON.stringify(kim)).not.toContain("no exercise has this name");
  expect(faults).toEqual([
    "03-unread is broken",
    expect.stringContaining("add up to 2, and exercise.yaml says 9"),
  ]);
});
