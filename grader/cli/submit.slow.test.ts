import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gradeClass } from "../batch/grade-class.ts";
import { loadCourse } from "../course/course.ts";
import { writeZip } from "../files/write-zip.ts";
import { PredictionsOf } from "../learner/predictions.ts";
import { resultProblems } from "../result.ts";
import { type LearnerRoom, learnerRoom } from "../testing/learner-room.ts";
import { filesIn } from "../testing/zip-of.ts";
import { submit } from "./submit.ts";
import { task } from "./task.ts";

let room: LearnerRoom;
let options: { lang: "en" | "ko"; seed: number; courseFolder: string; workFolder: string };
beforeEach(() => {
  room = learnerRoom();
  options = { lang: "en", seed: 1, ...room };
});
afterEach(() => room.close());

async function pack(commands: string): Promise<string> {
  task(options);
  room.answer(commands);
  const out = join(room.workFolder, "handed-in.zip");
  expect(await submit({ ...options, learner: "김철수", out })).toBe(0);
  room.printed();
  return out;
}

/** Repacks the zip with one file changed, added, or, by undefined, taken out. */
async function change(zip: string, name: string, edit: (text: string) => string | undefined): Promise<void> {
  const files = await filesIn(readFileSync(zip));
  const edited = new Map<string, string | undefined>([...files, [name, edit(files.get(name) ?? "")]]);
  const kept = [...edited].flatMap(([path, content]) =>
    content === undefined ? [] : [{ name: path, content }],
  );
  writeFileSync(zip, writeZip(kept, new Date()));
}

test("a zip is read by grade as it is, with the score that check gives, and nothing to remark", async () => {
  const zip = await pack("kubectl scale deploy web --replicas=2\r\n");
  const files = await filesIn(readFileSync(zip));
  expect(JSON.parse(files.get("manifest.json") ?? "")).toMatchObject({
    schema: "service-bootcamp/submission/v1",
    learner: "김철수",
    grader: { seed: 1 },
    score: 2,
    maxScore: 2,
    exercises: [{ id: "01-sound", score: 2, files: [{ path: "commands.sh" }] }],
  });
  const course = loadCourse(room.courseFolder);
  const [result] = await gradeClass(course, [{ id: "kim", paths: [zip] }], { jobs: 1, seed: 5, lang: "en" });
  expect(result).toMatchObject({ score: 2, maxScore: 2 });
  expect(JSON.stringify(result)).not.toContain("Not used");
  expect(await submit({ ...options, verify: zip })).toBe(0);
  expect(room.printed()).toContain(
    "01-sound  2       2\n\n✓ Every file and every score is as the zip says.\n",
  );
});

test("a zip takes along what was predicted in notebooks, and grade tells it", async () => {
  new PredictionsOf("01-why", () => {}, room.workFolder).record("old-ip", "b");
  const zip = await pack("kubectl scale deploy web --replicas=2");
  const course = loadCourse(room.courseFolder);
  const [result] = await gradeClass(course, [{ id: "kim", paths: [zip] }], { jobs: 1, seed: 5, lang: "en" });
  expect(result?.submission.predictions).toEqual([{ lesson: "01-why", question: "old-ip", choice: "b" }]);
  expect(resultProblems(result)).toEqual([]);
});

test("verify sees each file that was changed, added or lost, and numbers that do not add up", async () => {
  const zip = await pack("kubectl get svc\n");
  await change(zip, "01-sound/commands.sh", () => "kubectl get pods\n");
  await change(zip, "01-sound/b.yaml", () => "a: 1\n");
  await change(zip, "manifest.json", (text) => {
    const manifest = JSON.parse(text);
    const [sound] = manifest.exercises;
    sound.files.push({ ...sound.files[0], path: "lost.yaml" });
    return JSON.stringify({
      ...manifest,
      score: 2,
      exercises: [sound, { ...sound, id: "07-other", files: [] }],
    });
  });
  expect(await submit({ ...options, verify: zip })).toBe(1);
  expect(
    room
      .printed()
      .split("\n")
      .filter((line) => line.startsWith("✗")),
  ).toEqual([
    "✗ 01-sound/b.yaml was added after submit",
    "✗ 01-sound/commands.sh was changed after submit",
    "✗ 01-sound/lost.yaml is missing",
    "✗ this course has no exercise 07-other",
    "✗ the zip says 2 points in all, and its exercises add up to 0",
  ]);
});

test("verify sees a score that the answer does not give", async () => {
  const zip = await pack("kubectl get svc\n");
  await change(zip, "manifest.json", (text) => text.replaceAll('"score": 0', '"score": 2'));
  expect(await submit({ ...options, lang: "ko", verify: zip })).toBe(1);
  expect(room.printed()).toContain("✗ 01-sound: zip에는 2점이라고 적혀 있지만 다시 채점하면 0점입니다");
});

test.each([
  ["no manifest", () => undefined],
  ["one that is none", () => "{"],
  ["one of another version", (text: string) => text.replace("/v1", "/v9")],
])("without a manifest there is nothing to compare with: %s", async (_, edit) => {
  const zip = await pack("kubectl get svc\n");
  await change(zip, "manifest.json", edit);
  expect(await submit({ ...options, verify: zip })).toBe(1);
  expect(room.printed()).toContain("✗ there is no manifest.json of bootcamp submit in it");
});

test("verify names another course, and stays a success", async () => {
  const zip = await pack("kubectl get svc\n");
  writeFileSync(join(room.courseFolder, "01-sound", "note.md"), "changed\n");
  expect(await submit({ ...options, verify: zip })).toBe(0);
  expect(room.printed()).toContain("It was made with other exercises than those of this checkout");
});

test("a name is asked for once", async () => {
  task(options);
  await expect(submit(options)).rejects.toThrow("npx bootcamp submit --learner NAME");
  await expect(submit({ ...options, learner: "../kim" })).rejects.toThrow("a name begins with");
  await submit({ ...options, learner: "kim" });
  await submit(options);
  expect(existsSync(join(room.workFolder, "kim.zip"))).toBe(true);
});

test("nothing begun is nothing to submit", async () => {
  await expect(submit({ ...options, learner: "kim" })).rejects.toThrow("npx bootcamp task");
});
