import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type LearnerRoom, learnerRoom } from "../testing/learner-room.ts";
import { check } from "./check.ts";
import { debrief } from "./debrief.ts";
import { hint } from "./hint.ts";
import { solution } from "./solution.ts";

let room: LearnerRoom;
let options: { lang: "en" | "ko"; seed: number; courseFolder: string; workFolder: string };
beforeEach(() => {
  room = learnerRoom();
  options = { lang: "en", seed: 1, ...room };
});
afterEach(() => room.close());

const folder = (): string => relative(process.cwd(), join(room.workFolder, "01-sound"));

test("the first check shows the task and lays out the files, without a solution beside them", async () => {
  expect(await check(options)).toBe(1);
  const printed = room.printed();
  expect(printed).toContain("01-sound  Two Pods\n2 points, about 1 minute\n\nHave two Pods\n");
  expect(printed).toContain(`Your files have been laid out in ${folder()}: commands.sh\n`);
  expect(readdirSync(join(room.workFolder, "01-sound"))).toEqual(["commands.sh"]);
});

test("the next one says what the commands printed, what is missing, why, each thing once, and that a hint is ready", async () => {
  await check(options);
  room.answer("kubectl scale deploy wep --replicas=2\n");
  writeFileSync(join(room.workFolder, "01-sound", "more.yaml"), "a: 1\n");
  room.printed();
  expect(await check({ ...options, id: "1" })).toBe(1);
  const error = `error: no objects passed to scale deployments.apps "wep" not found`;
  // How a diagnosis words it is tested where it is written.
  expect(room.printed().replace(/(→ The selector) .*/, "$1 ...")).toBe(`01-sound  Two Pods

$ kubectl scale deploy wep --replicas=2
${error}
[exit code 1]

Not used: more.yaml. commands.sh has commands, so a file counts only when they name it, as in kubectl apply -f FILE.

✗ Two  (0/1)
    Service web has 1 ready endpoint, and 2 are asked for
    → The selector ...
- They answer  (0/1)
    Checked once this passes: Two

0/2
Change your files in ${folder()}, save, and check again: \`npx bootcamp check\`
Stuck? Hint 1 of 3 is ready: \`npx bootcamp hint\`
`);
  expect([hint(options), room.printed()]).toEqual([0, expect.stringContaining("Hint 1 of 3\nCount them\n")]);
  expect(solution({ ...options, id: "sound" })).toBe(1);
  expect(debrief(options)).toBe(1);
});

test("whoever has tried nothing yet is told what is not so, and to look around, not where", async () => {
  await check(options);
  room.printed();
  await check(options);
  expect(room.printed()).toMatch(
    /^ {4}Service web has 1 ready endpoint, and 2 are asked for\n(?!.*→).*Your files are as they were at the beginning/ms,
  );
});

test("it reads files as grade does: a mark at the beginning and the line ends of Windows", async () => {
  await check(options);
  room.answer("\uFEFFkubectl scale deploy web \\\r\n  --replicas=2\r\n");
  expect(await check(options)).toBe(0);
});

test("a long output is clipped, control characters are shown, and the columns stay", async () => {
  await check(options);
  room.answer("seq 100; printf 'a\\tb\\033[31mred\\n'\n");
  room.printed();
  await check(options);
  const printed = room.printed();
  expect(printed).toContain("\n20\n... 70 more lines (outputLinesMax 30) ...\n91\n");
  expect(printed).toContain("\na    b\ufffd[31mred\n");
});

test("the last one is glad, tells what was learned, and that all is solved, in either language", async () => {
  await check(options);
  room.answer("kubectl scale deploy web --replicas=2\n");
  room.printed();
  expect(await check({ ...options, lang: "ko" })).toBe(0);
  const printed = room.printed();
  expect(printed).toContain("\n✓ 둘입니다  (1/1)\n✓ 대답합니다  (1/1)\n\n★ 2/2  풀었습니다!");
  expect(printed).toContain("★ 연습 1개를 모두 풀었습니다. 2점 만점에 2점입니다.");
  // Named, it is judged again; otherwise there is nothing left to do.
  expect(await check(options)).toBe(0);
  expect(room.printed()).toMatch(/^★ All 1 exercise is solved: 2 of 2 points\./);
  expect(await check({ ...options, id: "1" })).toBe(0);
  expect([solution(options), debrief(options)]).toEqual([0, 0]);
});

test("success is kept when a later check fails, and an odd file costs only itself", async () => {
  await check(options);
  room.answer("kubectl scale deploy web --replicas=2\n");
  await check(options);
  room.answer("# nothing\n");
  expect(await check({ ...options, id: "1" })).toBe(1);
  const progress = (): unknown => JSON.parse(readFileSync(join(room.workFolder, "progress.json"), "utf8"));
  expect(progress()).toMatchObject({
    exercises: { "01-sound": { score: 0, best: 2, checks: 2, solvedAt: expect.any(String) } },
  });
  symlinkSync("/etc/hosts", join(room.workFolder, "01-sound", "link"));
  room.answer("kubectl scale deploy web --replicas=2\n");
  expect(await check({ ...options, id: "1" })).toBe(0);
  expect(room.printed()).toContain('Left out: "link". A link is never followed');
});

test("a broken exercise is said and left out; named, it says why", async () => {
  mkdirSync(join(room.courseFolder, "00-broken"));
  expect(await check(options)).toBe(1);
  const printed = room.printed();
  expect(printed).toContain("00-broken is left out, by a fault of the course");
  expect(printed).toContain("01-sound  Two Pods");
  await expect(check({ ...options, id: "broken" })).rejects.toThrow("exercise.yaml is missing");
});
