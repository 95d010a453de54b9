/** What `npm run bench` measures of notebooks: with nbclient, JupyterLab's own runner, and without. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtGrader } from "./built-grader.ts";
import { type Measurement, quick, ROOT, type Rows, timed } from "./table.ts";

export const notebookRows: Rows = {
  notebook: {
    title: "the first notebook executed, beyond the bare kernel's own start",
    unit: "s",
    target: 3,
    measure: firstNotebook,
  },
  "notebooks-graded": {
    title: "a learner's notebook with ten exercises graded, one of twenty",
    unit: "s",
    target: 1,
    measure: gradedNotebooks,
  },
};

/** The time of nbclient itself is in both measurements. */
async function firstNotebook(): Promise<Measurement> {
  const [first = ""] = readdirSync(join(ROOT, "notebooks/en")).filter((name) => name.endsWith(".ipynb"));
  const whole = join(ROOT, "notebooks/en", first);
  return inHome(async (home) => {
    const bare = notebookIn(home, "bare", ["1"]);
    const execute = await nbclient(home);
    const start = quick([await execute(bare), await execute(bare), await execute(bare)]);
    const all = quick([await execute(whole), await execute(whole), await execute(whole)]);
    return { value: all - start, note: `${first}; a notebook of one empty cell takes ${start.toFixed(1)} s` };
  });
}

/** How other graders grade notebooks, they execute them; ours reads what they say. Each learner has answers of their own. */
async function gradedNotebooks(): Promise<Measurement> {
  const { gradeClass } = await builtGrader.gradeClass();
  const { loadCourse } = await builtGrader.course();
  const course = await withCommands(10);
  return inHome(async (home) => {
    const learners = Array.from({ length: 20 }, (_, at) => {
      const id = `learner-${at}`;
      return { id, paths: [notebookIn(home, id, cellsOf(course, id))] };
    });
    const options = { jobs: 2, seed: 2, lang: "en" } as const;
    const exercises = loadCourse().exercises.filter(({ id }) => course.has(id));
    const seconds = await timed(async () => {
      for (const { learner, score, maxScore } of await gradeClass(
        { ...loadCourse(), exercises },
        learners,
        options,
      ))
        if (score !== maxScore) throw new Error(`${learner} has ${score} of ${maxScore} points`);
    });
    const [
      {
        paths: [first = ""],
      },
    ] = learners as [(typeof learners)[number]];
    const execute = await nbclient(home);
    const executed = quick([await execute(first), await execute(first), await execute(first)]);
    return {
      value: seconds / learners.length,
      note: `nbclient takes ${executed.toFixed(1)} s to execute one, and checks nothing`,
    };
  });
}

/** Exercise -> the commands that solve it, of those that commands alone solve. */
async function withCommands(count: number): Promise<ReadonlyMap<string, string>> {
  const { loadCourse } = await builtGrader.course();
  const { readSample } = await builtGrader.exercise();
  const found = loadCourse().exercises.flatMap((exercise) => {
    const files = readSample(exercise, "solution");
    const commands = files.get("commands.sh");
    return commands === undefined || files.size > 1 ? [] : [[exercise.id, commands] as const];
  });
  return new Map(found.slice(0, count));
}

function cellsOf(commands: ReadonlyMap<string, string>, learner: string): readonly string[] {
  const open = `import { exercise, openLab } from "service-bootcamp-grader/notebook";
await openLab("01-why", { lang: "en" });`;
  return [
    open,
    ...[...commands].flatMap(([id, text], at) => [
      `const ex${at} = await exercise("${id}");`,
      `await ex${at}.sh\`${asTemplate(`${text}\nkubectl create configmap ${learner}`)}\`;`,
    ]),
  ];
}

function asTemplate(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
}

async function inHome<T>(measure: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
  try {
    return await measure(home);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** @returns its path. */
function notebookIn(home: string, name: string, sources: readonly string[]): string {
  const cells = sources.map((source, at) => ({
    ...{ cell_type: "code", execution_count: null, id: `cell-${at}`, metadata: {}, outputs: [] },
    source,
  }));
  const file = join(home, `${name}.ipynb`);
  writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  return file;
}

/** @returns what executes a notebook, with the learner's files below `home`, and says how many seconds it took. */
async function nbclient(home: string): Promise<(file: string) => Promise<number>> {
  const { jupyterEnvironment } = await builtGrader.jupyterServer();
  const { labTexts } = await builtGrader.labTexts();
  const { virtualEnvironment } = await builtGrader.virtualEnvironment();
  const python = await virtualEnvironment(ROOT, labTexts.en, () => {});
  return (file) =>
    timed(() => {
      const { status, stderr } = spawnSync(python, [join(ROOT, "notebooks/testing/execute.py"), file], {
        env: { BOOTCAMP_WORK: join(home, "work"), ...jupyterEnvironment(ROOT) },
        encoding: "utf8",
        maxBuffer: 2 ** 26,
      });
      if (status !== 0) throw new Error(stderr);
    });
}
