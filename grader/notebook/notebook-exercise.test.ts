import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Learner } from "../learner/learner.ts";
import { NotebookRoom } from "../testing/notebook-room.ts";
import { openExercise } from "./notebook-exercise.ts";

const EXPOSE = "kubectl expose deploy hello --port=80 --target-port=8080";
const room = new NotebookRoom();
const printed = (): string => room.printed();
const commands = (): string => readFileSync(join(room.workFolder, "01-expose", "commands.sh"), "utf8");

describe("an exercise in a notebook", () => {
  test("goes from its task over a failure and a hint to all points, as the terminal knows it", async () => {
    const ex = await openExercise("01-expose", "en");
    expect(printed()).toMatch(/01-expose · Give Pods a name that stays[\s\S]*commands\.sh, hello\.yaml/);
    await ex.sh`kubectl get deploy`;
    expect(printed()).toContain("hello   3/3");
    await ex.check();
    expect(printed()).toMatch(/✗ [\s\S]*→ [\s\S]*0\/10[\s\S]*Hint 1 of 3 is ready/);
    ex.hint();
    expect(printed()).toMatch(/Hint 1 of 3[\s\S]*The next one comes after/);
    ex.solution();
    ex.debrief();
    expect(printed()).toMatch(/shown once yours works[\s\S]*told once it is solved/);
    await ex.sh(EXPOSE);
    await ex.check();
    expect(printed()).toMatch(/★ 10\/10 {2}Solved\.[\s\S]*What you have learned[\s\S]*commands are now in/);
    ex.solution();
    expect(printed()).toContain("From your files to the solution");
    const learner = new Learner();
    const [exercise] = learner.course.exercises;
    expect([exercise?.id, exercise && learner.stateOf(exercise)]).toEqual(["01-expose", "solved"]);
    expect(commands()).toContain(`kubectl get deploy\n${EXPOSE}\n`);
  });

  test("judges what a learner wrote into commands.sh elsewhere, and says so at the beginning", async () => {
    await openExercise("01-expose", "en");
    writeFileSync(join(room.workFolder, "01-expose", "commands.sh"), `${EXPOSE}\n`);
    printed();
    const ex = await openExercise("01-expose", "ko");
    expect(printed()).toContain("이 노트북 밖에서 적은 명령이 있습니다");
    await ex.sh`kubectl get svc`;
    await ex.check();
    expect(printed()).toContain("★ 10/10");
    expect(commands()).toMatch(new RegExp(`^${EXPOSE}\n# >>> notebook`));
  });

  test("keeps the commands of an earlier day that were replaced, and those of before a reset", async () => {
    const first = await openExercise("01-expose", "en");
    await first.sh`kubectl get pods`;
    await first.check();
    const second = await openExercise("01-expose", "en");
    printed();
    await second.sh`kubectl get svc`;
    await second.check();
    expect(printed()).toContain("01-expose-1/commands.sh");
    expect(readFileSync(join(room.workFolder, ".backup/01-expose-1/commands.sh"), "utf8")).toContain(
      "kubectl get pods",
    );
    await second.reset();
    expect(readFileSync(join(room.workFolder, ".backup/01-expose-2/commands.sh"), "utf8")).toContain(
      "kubectl get svc",
    );
    expect(commands()).not.toContain("kubectl get svc");
  });

  test("leaves the answer as it is when it is checked before anything was run in the notebook", async () => {
    const first = await openExercise("01-expose", "en");
    await first.sh(EXPOSE);
    await first.check();
    const before = commands();
    const second = await openExercise("01-expose", "en");
    await second.sh`# your commands`;
    printed();
    await second.check();
    expect(printed()).toContain("★ 10/10");
    expect(commands()).toBe(before);
  });

  test("waits for what stands in a command and was not awaited", async () => {
    const ex = await openExercise("01-expose", "en");
    const port = Promise.resolve("8080");
    ex.sh`kubectl expose deploy hello --port=80 --target-port=${port}`;
    await ex.check();
    expect(printed()).toContain("★ 10/10");
    expect(commands()).toContain(`${EXPOSE}\n`);
  });

  test("says in a sentence that its YAML is broken", async () => {
    const ex = await openExercise("01-expose", "en");
    writeFileSync(join(room.workFolder, "01-expose", "hello.yaml"), "a: [");
    printed();
    await ex.check();
    expect(printed()).toMatch(/✗[\s\S]*0\/10/);
  });

  test("loses nothing of a file that is too large to be judged, or written in another encoding", async () => {
    const file = join(room.workFolder, "01-expose", "commands.sh");
    const ex = await openExercise("01-expose", "en");
    const large = `# ${"x".repeat(2_000_000)}\n`;
    writeFileSync(file, large);
    await ex.sh`kubectl get pods`;
    await ex.check();
    expect(commands().startsWith(large)).toBe(true);
    const foreign = Buffer.from("# \u00e4\n", "latin1");
    writeFileSync(file, foreign);
    await ex.check();
    expect(readFileSync(join(room.workFolder, ".backup/01-expose-1/commands.sh"))).toEqual(foreign);
    await expect(openExercise("01-expose", "ko")).resolves.toBeDefined();
  });

  test("makes room for the next one, and says how to come back", async () => {
    const first = await openExercise("01-expose", "en");
    await openExercise("01-scale-to-five", "en");
    await expect(first.sh`kubectl get pods`).rejects.toThrow('Run the cell with exercise("01-expose") again');
  });

  test.each([
    ["01-expos", /^01-expose$/],
    ["1", /Did you mean 01-expose, 01-scale-to-five/],
    ["nothing-like-it", /There is no exercise "nothing-like-it"\. progress\(\) lists/],
  ])("names what may have been meant by %s", async (name, sentence) => {
    const opened = openExercise(name, "en");
    if (sentence.test("01-expose")) await expect(opened).resolves.toBeDefined();
    else await expect(opened).rejects.toThrow(sentence);
  });
});
