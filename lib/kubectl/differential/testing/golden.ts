/**
 * Records what the real kubectl answers: `npm run golden` writes the files of goldens.ts, `npm run golden -- --check`
 * only compares them, `npm run golden -- get kubectl/testdata` takes the case `get` and all files of that folder.
 */
import { writeFileSync } from "node:fs";
import { type Golden, goldens, textAt } from "./goldens.ts";
import { findRealKubectl, MISSING } from "./real-kubectl.ts";

/** Each call is a process of its own, and machines have few cores. */
const AT_A_TIME = 3;

const words = process.argv.slice(2);
const onlyChecks = words.includes("--check");
const names = words.filter((word) => !word.startsWith("--"));
const binary = findRealKubectl() ?? fail(MISSING);

const todo = goldens().filter(
  ({ name }) => names.length === 0 || names.some((each) => name === each || name.startsWith(`${each}/`)),
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

async function record({ name, path, ...golden }: Golden): Promise<void> {
  const text = await golden.record(binary).catch((error: Error) => {
    stale.push(name);
    console.error(`${name}: ${error.message}`);
  });
  const before = textAt(path);
  if (text === undefined || text === before) return;
  if (onlyChecks) stale.push(name);
  else writeFileSync(path, text);
  console.log(`${onlyChecks ? "differs" : "recorded"}: ${name}\n${firstDifference(before, text)}`);
}

function firstDifference(before: string, now: string): string {
  const [old, fresh] = [before, now].map((text) => text.split("\n"));
  const at = fresh?.findIndex((line, index) => line !== old?.[index]) ?? -1;
  return `  line ${at + 1}\n  - ${old?.[at]}\n  + ${fresh?.[at]}`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
