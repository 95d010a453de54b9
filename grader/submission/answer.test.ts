import { describe, expect, test } from "vitest";
import { answerOf } from "./answer.ts";

const filesOf = (files: Record<string, string>) => new Map(Object.entries(files));

describe("what answers an exercise", () => {
  test("is never a file of the author's", () => {
    const { files, notes } = answerOf(
      filesOf({
        "check.ts": "",
        "exercise.yaml": "",
        "setup.sh": "",
        "solution/commands.sh": "kubectl scale",
        "alternatives/a/x.yaml": "",
        "bypasses/b/x.yaml": "",
        "mistakes/m/x.yaml": "",
        "start/http-go-svc.yaml": "",
        "mine.yaml": "kind: Service",
      }),
    );
    expect([...files]).toEqual([["mine.yaml", "kind: Service"]]);
    expect(notes[0]?.en).toBe(
      "Not used, because they belong to the exercise and not to an answer: alternatives/, bypasses/, check.ts, exercise.yaml, mistakes/, setup.sh, solution/, start/",
    );
  });

  test("lies in work/ where the exercise's own folder is handed in", () => {
    const { files } = answerOf(
      filesOf({ "a.yaml": "old", "solution/a.yaml": "s", "work/a.yaml": "new", "work/sub/b.yaml": "b" }),
    );
    expect([...files]).toEqual([
      ["a.yaml", "new"],
      ["sub/b.yaml", "b"],
    ]);
  });

  test("is read as it was meant where an editor on Windows wrote it", () => {
    const { files } = answerOf(filesOf({ "commands.sh": "\uFEFFkubectl get svc\r\n" }));
    expect(files.get("commands.sh")).toBe("kubectl get svc\n");
  });
});
