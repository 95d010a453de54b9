/** Our kubectl against the record of what kubectl 1.33 answered on an identical cluster (`goldens/`, by `npm run golden`). */
import { describe, expect, it } from "vitest";
import { readCases } from "./testing/case.ts";
import { deliberateDifference } from "./testing/deliberate.ts";
import { goldens, readGolden, textAt } from "./testing/goldens.ts";
import { play } from "./testing/play.ts";
import { randomCases } from "./testing/random-case.ts";
import { findRealKubectl, requireRealKubectl } from "./testing/real-kubectl.ts";
import { parse, type Step } from "./testing/transcript.ts";

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

/** Of the files outside this folder, one for each way in which they are recorded; `npm run golden -- --check` compares all. */
const SAMPLE = ["kubectl/testdata/config", "kubectl/testdata/acting/annotate", "go/yaml/testdata/yaml.yaml"];
const binary = findRealKubectl();
const compared = goldens().filter(
  ({ name }) => SAMPLE.includes(name) || cases.some((each) => each.name === name),
);

it("kubectl 1.33 is on this machine, to compare the record with", (context) => {
  requireRealKubectl(context, binary);
  expect(compared).toHaveLength(cases.length + SAMPLE.length);
});

describe.runIf(binary !== undefined)("the record is what the real kubectl answers today", () => {
  it.concurrent.each(compared)(
    "$name",
    async ({ path, record }) => {
      expect(await record(binary as string)).toBe(textAt(path));
    },
    180_000,
  );
});
