import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ExerciseError, loadExercise } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { gradeClass } from "./grade-class.ts";

const testdata = join(projectRoot(), "grader", "testdata", "course");
const temporary = () => mkdtempSync(join(tmpdir(), "grade-"));

/** The sound exercise once more, under another name, with another check.ts. */
function unloadable(folder: string, id: string, check: string) {
  cpSync(join(testdata, "01-sound"), join(folder, id), { recursive: true });
  const file = join(folder, id, "exercise.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("id: 01-sound", `id: ${id}`));
  writeFileSync(join(folder, id, "check.ts"), check);
  return loadExercise(join(folder, id));
}

test("a broken exercise closes itself, also where its check.ts ends the process or hangs: everybody is graded on the others", async () => {
  const folder = temporary();
  const faults: string[] = [];
  const course = {
    folder: testdata,
    exercises: [
      unloadable(folder, "00-ends", "process.exit(0);\nexport const checks = [];\n"),
      unloadable(folder, "00-hangs", "for (;;);\nexport const checks = [];\n"),
      loadExercise(join(testdata, "01-sound")),
      unloadable(folder, "02-empty", "export const checks = [];\n"),
    ],
    broken: [{ id: "03-unread", error: new ExerciseError("03-unread is broken") }],
  };
  const made = temporary();
  for (const id of ["00-ends", "01-sound", "02-empty", "03-unread"]) {
    mkdirSync(join(made, "kim", id), { recursive: true });
    writeFileSync(join(made, "kim", id, "commands.sh"), "kubectl scale deploy web --replicas=2\n");
  }
  const [kim] = await gradeClass(course, [{ id: "kim", paths: [join(made, "kim")] }], {
    jobs: 1,
    seed: 2,
    lang: "en",
    loadLimitMs: 10_000,
    onBroken: ({ message }) => faults.push(message),
  });
  expect(kim?.exercises.map(({ id, score }) => [id, score])).toEqual([["01-sound", 2]]);
  expect(JSON.stringify(kim)).not.toContain("no exercise has this name");
  expect(faults).toEqual([
    "03-unread is broken",
    expect.stringMatching(/00-ends.check\.ts does not load: it ended its process$/),
    expect.stringMatching(/00-hangs.check\.ts does not load: it was stopped after 10 s \(loadLimitMs\)/),
    expect.stringMatching(/02-empty.check\.ts: export const checks = .* is missing/),
  ]);
});

test("a course in which nothing loads is graded on nothing", async () => {
  const folder = temporary();
  const exercises = [unloadable(folder, "00-ends", "process.exit(0);\n")];
  const [kim] = await gradeClass({ folder, exercises }, [{ id: "kim", paths: [temporary()] }], {
    jobs: 1,
    seed: 2,
    lang: "en",
  });
  expect(kim?.exercises).toEqual([]);
});
