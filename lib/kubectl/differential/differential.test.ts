/** Our kubectl against the record of what kubectl 1.33 answered on an identical cluster (`goldens/`, by `npm run golden`). */
import { describe, expect, it } from "vitest";
import { readCases } from "./testing/case.ts";
import { readGolden } from "./testing/golden-file.ts";
import { play } from "./testing/play.ts";
import { parse, type Step } from "./testing/transcript.ts";

const cases = readCases();

describe.each(cases)("$name", (each) => {
  const recorded = parse(readGolden(each.name));
  let ours: Promise<Step[]> | undefined;

  it("was recorded as it stands", () => {
    const calls = each.statements.flatMap((statement) => ("command" in statement ? [statement.command] : []));
    expect(recorded.map(({ command }) => command)).toEqual(calls);
  });

  it.each(recorded.map((step, index) => ({ ...step, index })))("$command", async ({ index, printed }) => {
    ours ??= play(each);
    expect((await ours)[index]?.printed).toEqual(printed);
  });
});
