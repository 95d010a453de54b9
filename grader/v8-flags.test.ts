import { expect, test } from "vitest";
import { flagsToSet, flagsToStartWith, flagsToStayWith } from "./v8-flags.ts";

test("a Node that nobody has tried gets no flag", () => {
  for (const version of ["18.20.0", "21.0.0", "26.1.0", "2.0.0", "200.0.0"])
    expect([...flagsToStartWith(version), ...flagsToStayWith(version), ...flagsToSet(version)]).toEqual([]);
});
