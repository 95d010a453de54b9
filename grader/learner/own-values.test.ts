import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Exercise } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { ScratchFolder } from "../testing/scratch-folder.ts";
import { checkAnswer, pointsHeldBack } from "./check-answer.ts";
import { Learner } from "./learner.ts";
import { solutionDiff } from "./solution.ts";

const scratch = new ScratchFolder();
const courseFolder = join(projectRoot(), "grader/testdata/own-values");
const open = (learner?: string) => new Learner({ courseFolder, workFolder: scratch.at("work"), learner });
const exerciseOf = ({ course }: Learner) => course.exercises[0] as Exercise;
const english = (learner: Learner) => learner.takeNotes().map(({ en }) => en);

test("a learner who has said who they are has their own values in task, files and solution", () => {
  const learner = open("kim");
  const exercise = exerciseOf(learner);
  const { service, port } = exercise.variant;
  expect(service).not.toBe("http-svc");
  expect(exercise.text.en).toBe(`Let \`web\` answer at \`http://${service}:${port}\`.`);
  learner.begin(exercise);
  const commands = join(learner.work.folderOf(exercise), "commands.sh");
  expect(readFileSync(commands, "utf8")).toBe(`# Let web answer at http://${service}:${port}\n`);
  expect(solutionDiff(learner, exercise).join("")).toContain(
    `+kubectl expose deployment web --name=${service}`,
  );
  expect(english(learner)).toEqual([]);
});

test("what the learner wrote stays when the exercise is begun again", () => {
  const commands = scratch.write("work/01-mine/commands.sh", "mine\n");
  open("kim").begin(exerciseOf(open("kim")));
  expect(readFileSync(commands, "utf8")).toBe("mine\n");
});

test("who has not said it has the first values, and is asked", () => {
  const learner = open();
  expect(exerciseOf(learner).variant).toEqual({ service: "http-svc", port: "8081" });
  expect(english(learner).join()).toContain("npx bootcamp progress --learner ID");
});

test("what was said once counts from then on", () => {
  mkdirSync(scratch.at("work"));
  const first = open("kim");
  first.file.write({ ...first.progress, learner: "kim" });
  expect(open().name).toBe("kim");
  expect(exerciseOf(open()).variant).toEqual(exerciseOf(open("kim")).variant);
});

test("hidden checks are told by their number and points alone, and the exercise is solved without them", async () => {
  const learner = open("kim");
  const exercise = exerciseOf(learner);
  const { service, port } = exercise.variant;
  learner.begin(exercise);
  scratch.write(
    "work/01-mine/commands.sh",
    `kubectl expose deployment web --name=${service} --port=${port} --target-port=8080\n`,
  );
  for (const lang of ["en", "ko"] as const) {
    const checked = await checkAnswer(learner, exercise, { seed: 1, lang });
    expect(checked.isSolved).toBe(true);
    expect(checked.result).toMatchObject({ score: 5, maxScore: 10 });
    expect(checked.result.checks.map(({ id, points, notRunBecause }) => [id, points, notRunBecause])).toEqual(
      [
        ["answers", 5, undefined],
        ["hidden-1", 2, "hidden"],
        ["hidden-2", 3, "hidden"],
      ],
    );
    expect(pointsHeldBack(checked.result)?.en).toContain(
      "5 more points when your submission is graded: 2 checks",
    );
    expect(JSON.stringify(checked)).not.toContain("canary");
  }
});
