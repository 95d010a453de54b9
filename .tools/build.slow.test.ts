/** A build beside a lab, a grading or tests that run what was built before. */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

function filesBuilt(): [name: string, writtenMs: number][] {
  return ["lib", "grader"].flatMap((part) => {
    const folder = join(root, part, "dist", "bundle");
    return readdirSync(folder).map((name): [string, number] => [name, statSync(join(folder, name)).mtimeMs]);
  });
}

test("touches nothing where no source has changed", () => {
  const build = () => spawnSync(process.execPath, [join(root, ".tools", "build.js")], { encoding: "utf8" });
  expect(build()).toMatchObject({ status: 0, stderr: "" });
  const before = filesBuilt();
  expect(before.map(([name]) => name)).toEqual(expect.arrayContaining(["index.js", "notebook.js"]));
  expect(build()).toMatchObject({ status: 0, stderr: "" });
  expect(filesBuilt()).toEqual(before);
});
