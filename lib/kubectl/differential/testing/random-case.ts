/** Cases that the grammar writes: one seed, one case, on a small cluster that is the same for all of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Case, FileStatement } from "./case.ts";
import { commands } from "./grammar/index.ts";

/** So many are recorded. */
const RECORDED = 24;
const SECONDS_UNTIL_PODS_RUN = 30;
const folder = join(import.meta.dirname, "../world");

/** Drawn as evenly as it goes: fast-check would begin with small things. */
export const drawing = (seed: number) => ({ seed, numRuns: 1, unbiased: true });

/** The cases whose answers are on record. */
export function randomCases(): Case[] {
  return Array.from({ length: RECORDED }, (_, at) => randomCase(at + 1));
}

export function randomCase(seed: number): Case {
  const [lines = []] = fc.sample(commands, drawing(seed));
  return caseOf(lines, `random-${seed}`);
}

/** @param lines commands for a shell, played behind the making of the world. */
export function caseOf(lines: readonly string[], name: string): Case {
  const calls = ["kubectl apply -f world.yaml", ...lines].map((command) => ({ command, waits: false }));
  return {
    name,
    statements: [...files(), ...calls.slice(0, 1), { seconds: SECONDS_UNTIL_PODS_RUN }, ...calls.slice(1)],
  };
}

function files(): FileStatement[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => ({ path: path.slice(folder.length + 1), text: readFileSync(path, "utf8") }));
}
