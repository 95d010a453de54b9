import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { projectRoot } from "../project-root.ts";
import { check } from "./check.ts";

let courseFolder = "";
let printed = "";

beforeEach(() => {
  // Inside the checkout, so that check.ts of the copy finds its packages.
  mkdirSync(join(projectRoot(), "report"), { recursive: true });
  courseFolder = mkdtempSync(join(projectRoot(), "report", "course-"));
  cpSync(join(projectRoot(), "grader", "testdata", "course", "01-sound"), join(courseFolder, "01-sound"), {
    recursive: true,
  });
  printed = "";
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    printed += `${text}\n`;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(courseFolder, { recursive: true });
});

const answer = (commands: string) =>
  writeFileSync(join(courseFolder, "01-sound", "work", "commands.sh"), commands);

test("the first check shows the task and lays out the files", async () => {
  expect(await check({ seed: 1, lang: "en", courseFolder })).toBe(1);
  expect(printed).toContain("01-sound  Two Pods\n\nHave two Pods\n");
  expect(printed).toContain("npx bootcamp check 01-sound");
  expect(readdirSync(join(courseFolder, "01-sound", "work"))).toEqual(["commands.sh"]);
});

test("the next one says what is missing, why, and what the commands printed", async () => {
  await check({ seed: 1, lang: "en", courseFolder });
  answer("kubectl scale deploy wep --replicas=2\n");
  printed = "";
  expect(await check({ id: "1", seed: 1, lang: "en", courseFolder })).toBe(1);
  expect(printed).toBe(`01-sound  Two Pods
✗ Two  (0/1)
    Service web has 1 ready endpoint, and 2 are asked for
    → The selector app=web matches 1 Pod (Deployment web: spec.replicas 1). A command answered: error: no objects passed to scale deployments.apps "wep" not found
- They answer  (0/1)
    Checked once this passes: Two
0/2

Your commands printed:
    error: no objects passed to scale deployments.apps "wep" not found

`);
});

test("the last one says that all is solved, in either language", async () => {
  await check({ seed: 1, lang: "en", courseFolder });
  answer("kubectl scale deploy web --replicas=2\n");
  printed = "";
  expect(await check({ seed: 1, lang: "ko", courseFolder })).toBe(0);
  expect(printed).toBe(
    "01-sound  두 파드\n✓ 둘입니다  (1/1)\n✓ 대답합니다  (1/1)\n2/2\n\n연습 1개를 모두 풀었습니다.\n",
  );
});
