// `bootcamp grade --replay` as an instructor runs it, on the answers of the sample class.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { projectRoot } from "../project-root.ts";
import { learnerResult } from "../testing/reported-class.ts";
import { ScratchFolder } from "../testing/scratch-folder.ts";

const scratch = new ScratchFolder();
const main = fileURLToPath(new URL("main.ts", import.meta.url));
const sample = join(projectRoot(), "grader/testdata/class");

function replay(input: string, ...args: readonly string[]) {
  const command = ["--conditions=source", "--import", "tsx", main, "grade", sample, ...args];
  const env = { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", NO_COLOR: "1" };
  return spawnSync(process.execPath, command, { cwd: projectRoot(), env, input, encoding: "utf8" });
}

test("opens a shell on the cluster of an answer, with the seed of its result, and says where one is", () => {
  scratch.write("report/01-ahn-right.json", JSON.stringify(learnerResult("01-ahn-right")));
  const replicas = "kubectl get deployments -A -o jsonpath='{.items[*].spec.replicas}'\n";
  const asked = ["--out", scratch.at("report"), "--replay", "01-Ahn-right", "scale-to-five"];
  const end = replay(replicas, ...asked);
  expect(end.stderr).toContain("01-scale-to-five of 01-ahn-right, seed 2, after all");
  expect(end.stdout).toContain("5");
  const before = replay(replicas, ...asked, "--step", "0");
  expect(before.stderr).toContain("before the first of");
  expect(before.stdout).not.toContain("5");
}, 120_000);

test.each([
  [["--replay", "01-ahn-right"], "--replay takes a learner and an exercise"],
  [["--replay", "nobody", "01-expose"], "nobody in the class is nobody"],
  [
    ["--seed", "1", "--replay", "03-cho-empty", "01-scale-to-five"],
    "has handed in nothing for 01-scale-to-five",
  ],
  [["--out", "nowhere", "--replay", "01-ahn-right", "01-scale-to-five"], "no result in"],
])(
  "refuses %j in a sentence",
  (args, sentence) => {
    const { stderr, status } = replay("", ...args);
    expect([stderr, status]).toEqual([expect.stringContaining(sentence), 2]);
  },
  120_000,
);
