// What stopped a notebook once: many messages in one turn, and a script that is at work while the kernel is interrupted.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { answeredText } from "./testing/answered.ts";
import { cellsIn, notebooksIn } from "./testing/course.ts";
import { findPython, root } from "./testing/host.ts";
import { type KernelCell, runOnKernel } from "./testing/kernel.ts";

const python = await findPython();
/** Of one message each, in one turn: the socket takes 512. */
const LINES = 6_000;
/** A run of the shell has 15 real seconds, which a busy machine needs for more lines than these. */
const SHELL_LINES = 2_000;
const RUNS = 10;
const ONE_SENTENCE = /^Interrupted\. .*\n$/;

const run = (cells: readonly KernelCell[], folder = join(root, "notebooks", "en")) =>
  runOnKernel(root, python.path ?? "", folder, cells);
const openLab =
  'import { openLab } from "service-bootcamp"; const lab = await openLab({ seed: 7, lang: "en", echo: false });';

function linesOf(text: string): string[] {
  return text.split("\n").slice(0, -1);
}

describe.skipIf(python.missing)(`the kernel ${python.missing ?? ""}`, () => {
  test("a loop that prints thousands of lines ends, and nothing is lost", async () => {
    const [, ofNode, ofShell, after] = await run([
      { code: openLab },
      { code: `for (let i = 1; i <= ${LINES}; i++) console.log(String(i));` },
      { code: `await lab.sh\`for i in $(seq ${SHELL_LINES}); do echo $i; done\`;` },
      { code: "await lab.sh`echo end`;" },
    ]);
    const numbers = Array.from({ length: LINES }, (_, index) => String(index + 1));
    expect(linesOf(ofNode?.stdout ?? "")).toEqual(numbers);
    expect(linesOf(ofShell?.stdout ?? "")).toEqual(numbers.slice(0, SHELL_LINES));
    expect(after).toMatchObject({ status: "ok", stdout: "end\n" });
  });

  test("interrupting ends what is at work within a second, with one sentence, and the next cell runs", async () => {
    const [, ...results] = await run([
      { code: openLab },
      {
        code: "await lab.sh`while true; do seq 3000 | sort -n | md5sum; done >/dev/null`; console.log('not any more');",
        interruptAfter: 3,
      },
      { code: "await lab.sh`echo here`;" },
      {
        // As much as a run may do, which takes a fast machine ten seconds and more.
        code: "await lab.sh`for i in $(seq 6000); do kubectl describe nodes,svc -A | grep -c none; done >/dev/null`; console.log('nor this');",
        interruptAfter: 3,
      },
      { code: "while (true) {}", interruptAfter: 3 },
      { code: "await new Promise(() => {});", interruptAfter: 3 },
      { code: "await lab.sh`echo there`;" },
    ]);
    const [loop, here, kubectl, busy, waiting, there] = results;
    for (const stopped of [loop, kubectl, busy, waiting]) {
      expect(stopped).toMatchObject({
        status: "error",
        stdout: "",
        stderr: expect.stringMatching(ONE_SENTENCE),
        interrupts: 1,
      });
      expect(stopped?.sinceInterrupt).toBeLessThan(1);
    }
    expect([here?.stdout, there?.stdout]).toEqual(["here\n", "there\n"]);
  });

  // TypeScript is reading the cell then, or what it imports is being loaded. Node drops an interrupt in the moment in which a cell
  // has computed and begins to wait, so that a busy machine may need another one.
  test.each([0, 0.1, 0.3])(
    "an interrupt %d s after a cell began ends it, and it runs again",
    async (seconds) => {
      const first =
        'import { openLab as open } from "service-bootcamp-grader/notebook"; await open("01-why", { lang: "en" });';
      const results = await run([
        { code: `${first} await new Promise(() => {});`, interruptAfter: seconds },
        { code: first },
        { code: "while (true) {}", interruptAfter: seconds },
        { code: "await new Promise(() => {});", interruptAfter: seconds },
        { code: "1 + 1;" },
      ]);
      expect(results.map(({ status }) => status)).toEqual(["error", "ok", "error", "error", "ok"]);
      for (const stopped of results.filter(({ status }) => status === "error"))
        expect(stopped).toMatchObject({ stdout: "", stderr: expect.stringMatching(ONE_SENTENCE) });
      expect(results[4]?.stdout).toBe("2\n");
    },
  );

  test("slips are one sentence, and what nobody waited for still happens in its cell", async () => {
    const results = await run([
      { code: "await lab.sh`ls`;" },
      { code: openLab },
      { code: "kubectl get pods" },
      { code: "lab.sh`sleep 1; echo first`; lab.sh`echo second`;" },
      { code: `const ip = lab.read\`echo 10.0.0.1\`; lab.sh\`echo \${ip}\`;` },
      { code: 'lab.traffic({ from: "node/node-1", url: "http://10.96.0.1", for: "1s" });' },
      { code: "lab.predict('none', '?');" },
      { code: "lab.sh`while true; do seq 3000 | sort -n | md5sum; done >/dev/null`;", interruptAfter: 3 },
    ]);
    const stderr = results.map((result) => result.stderr);
    expect(stderr[0]).toBe(
      "lab is not there yet. Run the first cell of this notebook, and then this one again.\n",
    );
    expect(stderr[2]).toBe(
      "A shell command stands between backticks in a cell: await sh`kubectl get pods`;\n",
    );
    expect(results.map(({ stdout }) => stdout).slice(3, 6)).toEqual(["first\nsecond\n", "10.0.0.1\n", ""]);
    expect(stderr[6]).toBe("This notebook has no questions.\n");
    expect(stderr[7]).toMatch(ONE_SENTENCE);
    expect(results.map(({ status }) => status)).toEqual([
      "error",
      "ok",
      "error",
      "ok",
      "ok",
      "ok",
      "error",
      "error",
    ]);
  });

  test("files that come and go beside the notebook disturb no cell", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kernel-"));
    mkdirSync(join(folder, "node_modules"));
    const write = `
      const { mkdirSync, writeFileSync } = await import("node:fs");
      for (let i = 0; i < 8; i++) {
        for (const path of ["package.json", "a.ts", \`node_modules/n\${i}.json\`]) writeFileSync(path, "{}" + "\\n".repeat(i));
        mkdirSync("f" + i);
        await new Promise((end) => setTimeout(end, 100));
      }
      await new Promise((end) => setTimeout(end, 1_500));`;
    const results = await run([{ code: write }, { code: "1 + 1;" }], folder);
    rmSync(folder, { recursive: true });
    expect(results.map(({ stdout, stderr }) => [stdout, stderr])).toEqual([
      ["", ""],
      ["2\n", ""],
    ]);
  });

  test("what a cell throws is one line, and so is what nobody waited for", async () => {
    const results = await run([
      { code: "throw new RangeError('too far');" },
      {
        code: "setTimeout(() => { throw new Error('late'); }, 1); await new Promise((end) => setTimeout(end, 100));",
      },
      { code: "Promise.reject(new Error('refused')); await new Promise((end) => setTimeout(end, 100));" },
    ]);
    expect(results.map(({ stderr }) => stderr)).toEqual([
      "RangeError: too far\n",
      "Error: late\n",
      "Error: refused\n",
    ]);
  });

  test(`a notebook: Run All ${RUNS} times in a row`, { timeout: 300_000 }, async () => {
    const [notebook] = notebooksIn("en");
    if (notebook === undefined) throw new Error("there are no notebooks");
    // What an exercise says depends on how often it was tried.
    const all = cellsIn(answeredText(notebook))
      .filter(({ type, tags }) => type === "code" && !tags.includes("exercise") && !tags.includes("check"))
      .map(({ source }) => ({ code: source }));
    const results = await run(Array.from({ length: RUNS }, () => all).flat(), dirname(notebook.path));
    const rounds = Array.from({ length: RUNS }, (_, round) =>
      results.slice(round * all.length, (round + 1) * all.length),
    );
    const begun = JSON.stringify(rounds[0]?.slice(0, 3)); // what went wrong, if nothing was drawn
    expect(
      rounds[0]?.some(({ pictures }) => pictures > 0),
      begun,
    ).toBe(true);
    for (const round of rounds) expect(round).toEqual(rounds[0]);
  });
});
