// Random command lines to both kubectls, where there is a real one. SEED=n replays one case; SEEDS=n plays as many, from FROM=1.
import fc from "fast-check";
import { describe, test } from "vitest";
import { commands } from "./testing/grammar/index.ts";
import { caseOf, drawing } from "./testing/random-case.ts";
import { findRealKubectl, requireRealKubectl } from "./testing/real-kubectl.ts";
import { requireSameAnswers } from "./testing/same-answers.ts";

const { SEED, SEEDS = "4", FROM = "1" } = process.env;
const seeds =
  SEED === undefined ? Array.from({ length: Number(SEEDS) }, (_, at) => at + Number(FROM)) : [Number(SEED)];
/** Time to look for the fewest and shortest lines that fail. */
const SHRINKING_MS_MAX = 240_000;
const binary = findRealKubectl();

test("kubectl 1.33 is on this machine, to be compared with", (context) =>
  requireRealKubectl(context, binary));

describe.runIf(binary !== undefined)("whatever is typed, ours answers as the real kubectl", () => {
  test.each(seeds)("seed %i", { timeout: SHRINKING_MS_MAX + 60_000 }, async (seed) => {
    const alike = fc.asyncProperty(commands, (lines) =>
      requireSameAnswers(caseOf(lines, `random-${seed}`), binary as string),
    );
    const { failed, errorInstance } = await fc.check(alike, {
      ...drawing(seed),
      interruptAfterTimeLimit: SHRINKING_MS_MAX,
    });
    if (failed)
      throw new Error(
        `SEED=${seed}: ${String(errorInstance)}\nreplay: SEED=${seed} npx vitest run lib/kubectl/differential/property`,
      );
  });
});
