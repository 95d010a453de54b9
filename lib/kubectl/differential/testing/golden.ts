/**
 * Records what the real kubectl answers: `npm run golden` writes the golden files, `npm run golden -- --check` only
 * compares them, `npm run golden -- get describe` takes these cases alone.
 */
import { writeFileSync } from "node:fs";
import { type Case, readCases } from "./case.ts";
import { goldenPath, readGolden } from "./golden-file.ts";
import { play } from "./play.ts";
import { randomCases } from "./random-case.ts";
import { findRealKubectl } from "./real-kubectl.ts";
import { format } from "./transcript.ts";

/** Each call is a process of its own, and machines have few cores. */
const AT_A_TIME = 3;

const words = process.argv.slice(2);
const onlyChecks = words.includes("--check");
const names = words.filter((word) => !word.startsWith("--"));
const binary = await findRealKubectl();
if (binary === undefined) fail("no kubectl 1.33 on this machine: put it into PATH, or name it in KUBECTL");

const todo = [...readCases(), ...randomCases()].filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
const stale: string[] = [];
await Promise.all(Array.from({ length: AT_A_TIME }, work));
if (stale.length > 0)
  fail(
    `not what the real kubectl answers: ${stale.sort().join(", ")}\nrecord anew: npm run golden -- ${stale.join(" ")}`,
  );

async function work(): Promise<void> {
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) await record(next);
}

async function record(each: Case): Promise<void> {
  const text = await play(each, binary).then(format, (error: Error) => {
    stale.push(each.name);
    console.error(`${each.name}: ${error.message}`);
  });
  if (text === undefined) return;
  if (text === readGolden(each.name)) return;
  if (onlyChecks) stale.push(each.name);
  else writeFileSync(goldenPath(each.name), text);
  console.log(`${onlyChecks ? "differs" : "recorded"}: ${each.name}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
