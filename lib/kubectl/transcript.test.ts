/** Our kubectl against what kubectl 1.33 printed (`testdata/`, by `npm run golden`). */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { actings, playActing } from "./differential/testing/acting.ts";
import { ourReading, readings } from "./differential/testing/reading.ts";
import { parse } from "./differential/testing/transcript.ts";

for (const path of readings()) {
  const transcript = readFileSync(path, "utf8");
  describe(`${basename(path)} is what the real kubectl prints`, () => {
    const answer = ourReading(transcript);
    test.each(parse(transcript))("$command", async ({ command, printed }) => {
      expect(await answer(command)).toEqual(printed);
    });
  });
}

describe("kubectl acts and speaks as the real one", () => {
  test.each(actings().map((path) => [basename(path), path]))("%s", async (_, path) => {
    expect(await playActing(path)).toBe(readFileSync(path, "utf8"));
  });
});
