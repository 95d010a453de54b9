import { expect, test } from "vitest";
import { withCommands } from "./hint.ts";

const finding = (cause: string) => ({ cause, hint: { en: cause, ko: `한글 ${cause}` } });

test("a hint has the cluster's cause first, then what commands were told", () => {
  expect(withCommands(finding("affinity-off"), [finding("unknown-field")])).toEqual({
    hint: { en: "affinity-off. unknown-field", ko: "한글 affinity-off. 한글 unknown-field" },
    cause: "affinity-off",
  });
});

test("without a cause the first answer of a command is it, whether the author has a hint or none", () => {
  for (const hint of [
    { en: "Look", ko: "보세요" },
    { en: "", ko: "" },
  ])
    expect(withCommands({ hint }, [finding("invalid-object")]).cause).toBe("invalid-object");
  expect(withCommands({ hint: { en: "", ko: "" } }, [finding("a")]).hint.en).toBe("a");
  expect(withCommands({ hint: { en: "Look", ko: "보세요" } }, []).cause).toBeUndefined();
});

test("that something is missing is said once, and never more than two answers", () => {
  const said = ["not-found", "a", "b", "c"].map(finding);
  expect(withCommands(finding("missing-service"), said).hint.en).toBe("missing-service. a. b");
});
