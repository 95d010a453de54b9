/** What `npm run bench` measures of the grader, one row of its table each. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type Measurement, median, type Rows, timed } from "service-bootcamp/bench";
import { gradeClass } from "../batch/grade-class.ts";
import { loadChecks } from "../check/check-module.ts";
import { jupyterEnvironment } from "../cli/jupyter-server.ts";
import { labTexts } from "../cli/lab-texts.ts";
import { virtualEnvironment } from "../cli/virtual-environment.ts";
import { type Course, loadCourse } from "../course/course.ts";
import { readFolder } from "../files/folder.ts";
import { judge } from "../judge/judge.ts";
import { projectRoot } from "../project-root.ts";

export const rows: Rows = {
  exercise: { title: "one exercise graded, warm", unit: "ms", target: 30, measure: exercise },
  notebook: {
    title: "the first notebook executed, beyond the bare kernel's own start",
    unit: "s",
    target: 3,
    measure: notebook,
  },
  class: {
    title: "a class of 100 learners x 10 exercises",
    unit: "s",
    target: 30,
    measure: learnersAndExercises,
  },
};

const SEED = 2;

async function exercise(): Promise<Measurement> {
  const { exercises } = loadCourse();
  const times: number[] = [];
  for (let round = 0; round < 8; round++) {
    for (const each of exercises) {
      const checks = await loadChecks(each);
      const files = readFolder(join(each.folder, "solution"));
      const time = await timed(() => judge(each, checks, files, { seed: SEED, lang: "en" }));
      if (round > 2) times.push(time);
    }
  }
  return { value: median(times), note: `the median of ${times.length}, after three rounds` };
}

/** With JupyterLab's own runner, whose time is in both measurements. */
async function notebook(): Promise<Measurement> {
  const root = projectRoot();
  const python = await virtualEnvironment(root, labTexts.en, () => {});
  const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
  const bare = join(home, "bare.ipynb");
  const cells = [
    { cell_type: "code", execution_count: null, id: "only", metadata: {}, outputs: [], source: "1" },
  ];
  writeFileSync(bare, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const execute = (file: string): Promise<number> =>
    timed(() => {
      const { status, stderr } = spawnSync(python, [join(root, "notebooks/testing/execute.py"), file], {
        env: jupyterEnvironment(root),
        encoding: "utf8",
        maxBuffer: 2 ** 26,
      });
      if (status !== 0) throw new Error(stderr);
    });
  const [first] = readdirSync(join(root, "notebooks/en")).filter((name) => name.endsWith(".ipynb"));
  const start = median([await execute(bare), await execute(bare), await execute(bare)]);
  const whole = join(root, "notebooks/en", first as string);
  const milliseconds = median([await execute(whole), await execute(whole), await execute(whole)]) - start;
  rmSync(home, { recursive: true });
  return {
    value: milliseconds / 1000,
    note: `${first}; a notebook of one empty cell takes ${(start / 1000).toFixed(1)} s`,
  };
}

/** Ten learners stand for a hundred; each has ten exercises, which repeat those of the course. */
async function learnersAndExercises(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
  try {
    const course = courseOfTen(join(home, "exercises"));
    for (const { id, folder } of course.exercises)
      cpSync(join(folder, "solution"), join(home, "learner", id), { recursive: true });
    const learners = Array.from({ length: 10 }, (_, at) => ({
      id: `learner-${at}`,
      path: join(home, "learner"),
    }));
    const jobs = availableParallelism();
    const milliseconds = await timed(async () => {
      for (const { learner, score, maxScore } of await gradeClass(course, learners, {
        jobs,
        seed: SEED,
        lang: "en",
      }))
        if (score !== maxScore) throw new Error(`${learner} has ${score} of ${maxScore} points`);
    });
    return { value: milliseconds / 100, note: `ten of the learners, times ten; ${jobs} at once` };
  } finally {
    rmSync(home, { recursive: true });
  }
}

function courseOfTen(folder: string): Course {
  const { exercises } = loadCourse();
  for (let at = 0; at < 10; at++) {
    const { folder: from, id } = exercises[at % exercises.length] as Course["exercises"][number];
    const name = `${String(at + 1).padStart(2, "0")}${id.slice(2)}`;
    cpSync(from, join(folder, name), { recursive: true });
    const definition = join(folder, name, "exercise.yaml");
    writeFileSync(definition, readFileSync(definition, "utf8").replace(id, name));
  }
  return loadCourse(folder);
}
