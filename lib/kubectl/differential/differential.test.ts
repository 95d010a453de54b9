/** Our kubectl against the record of what kubectl 1.33 answered on an identical cluster (`goldens/`, by `npm run golden`). */
import { describe, expect, it } from "vitest";
import { readCases } from "./testing/case.ts";
import { deliberateDifference } from "./testing/deliberate.ts";
import { readGolden } from "./testing/golden-file.ts";
import { play } from "./testing/play.ts";
import { randomCases } from "./testing/random-case.ts";
import { findRealKubectl } from "./testing/real-kubectl.ts";
import { format, parse, type Step } from "./testing/transcript.ts";

const cases = readCases();

describe.each([...cases, ...randomCases()])("$name", (each) => {
  const recorded = parse(readGolden(each.name));
  let ours: Promise<Step[]> | undefined;

  it("was recorded as it stands", () => {
    const calls = each.statements.flatMap((statement) => ("command" in statement ? [statement.command] : []));
    expect(recorded.map(({ command }) => command)).toEqual(calls);
  });

  it.each(recorded.map((step, index) => ({ ...step, index })))(
    "$command",
    async ({ command, index, printed }) => {
      ours ??= play(each);
      const answer = (await ours)[index]?.printed;
      const difference = deliberateDifference(command);
      if (difference === undefined) expect(answer).toEqual(printed);
      else if (difference.isRefused === true) expect(answer?.join("\n")).toMatch(/simulated kubectl/);
      else expect(answer, "no difference any more: take it off the list").not.toEqual(printed);
    },
  );
});

const binary = await findRealKubectl();

describe.runIf(binary !== undefined)("the record is what the real kubectl answers today", () => {
  it.concurrent.each(cases)(
    "$name",
    async (each) => {
      expect(format(await play(each, binary))).toBe(readGolden(each.name));
    },
    180_000,
  );
});
