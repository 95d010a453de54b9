import { expect, test } from "vitest";
import { flagsToSet, flagsToStartWith, flagsToStaySmallWith, flagsToStayWith } from "./v8-flags.ts";

test("a Node that nobody has tried gets no flag", () => {
  for (const version of ["18.20.0", "21.0.0", "26.1.0", "2.0.0", "200.0.0"])
    for (const flags of [flagsToStartWith, flagsToStayWith, flagsToSet, flagsToStaySmallWith])
      expect(flags(version)).toEqual([]);
});
