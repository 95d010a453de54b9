// A grading that was ended in the middle, as a person goes on with it.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { projectRoot } from "../project-root.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const command = ["--conditions=source", "--import", "tsx", main, "grade", "--jobs", "1", "--lang", "en"];
const started = { cwd: projectRoot(), env: { PATH: process.env.PATH ?? "", NO_COLOR: "1" } };

test("a killed grading is resumed: what was done stays as it is, under the same seed, and the rest follows", async () => {
  const folder = mkdtempSync(join(tmpdir(), "grade-"));
  const out = join(folder, "report");
  const names = ["kim", "lee", "park"];
  for (const name of names) {
    mkdirSync(join(folder, "class", name, "01-scale-to-five"), { recursive: true });
    const file = join(folder, "class", name, "01-scale-to-five", "commands.sh");
    writeFileSync(file, `kubectl scale deploy http-go --replicas=5 # ${name}\n`);
  }
  const args = [...command, join(folder, "class"), "--out", out, "--only", "01-scale-to-five"];
  const killed = spawn(process.execPath, args, { ...started, stdio: "ignore" });
  while (!existsSync(join(out, "kim.json")) && killed.exitCode === null) await wait(50);
  killed.kill("SIGKILL");
  await once(killed, "close");
  const kept = readFileSync(join(out, "kim.json"), "utf8");
  const { stderr, status } = spawnSync(process.execPath, [...args, "--resume"], {
    ...started,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, `Reports are in ${out}\n`]);
  expect(readdirSync(out)).toEqual(names.map((name) => `${name}.json`));
  expect(readFileSync(join(out, "kim.json"), "utf8")).toBe(kept);
  const { grader } = JSON.parse(kept) as { grader: unknown };
  for (const name of names)
    expect(JSON.parse(readFileSync(join(out, `${name}.json`), "utf8"))).toMatchObject({ grader, score: 10 });
}, 600_000);
