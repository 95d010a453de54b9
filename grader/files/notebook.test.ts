// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
import { describe, expect, test } from "vitest";
import { readNotebook } from "./notebook.ts";
import { SubmissionRefused } from "./refusal.ts";

const code = (source: string | string[], tags?: string[]) => ({
  cell_type: "code",
  source,
  metadata: { tags },
  outputs: [],
});
const read = (...cells: unknown[]) => readNotebook("kim.ipynb", JSON.stringify({ cells, nbformat: 4 }));

describe("the answers in a notebook", () => {
  test("are the commands of the cells that name an exercise, wherever they stand", () => {
    const { commands } = read(
      code("await sh`kubectl get pods`"),
      code("// exercise: 06-session-affinity\nawait sh`second`"),
      code(["// exercise: 01-scale-to-five\n", "await sh`first`"]),
      code("// exercise: 06-session-affinity\nawait sh`third`"),
    );
    expect([...commands]).toEqual([
      ["06-session-affinity", "second\nthird\n"],
      ["01-scale-to-five", "first\n"],
    ]);
  });

  test("stay together when a cell is split, by the tag that both halves keep", () => {
    const { commands } = read(code("await sh`a`", ["exercise:01-x"]), code("await sh`b`", ["exercise:01-x"]));
    expect(commands.get("01-x")).toBe("a\nb\n");
  });

  test("are replayed as often as they stand there, as a run from the top would", () => {
    const cells = ["up", "down", "up"].map((command) => code(`// exercise: 01-x\nawait sh\`${command}\``));
    expect(read(...cells).commands.get("01-x")).toBe("up\ndown\nup\n");
  });

  test("are not taken from text, outputs or metadata", () => {
    const { commands } = read(
      { cell_type: "markdown", source: "// exercise: 01-x\nsh`a`" },
      { ...code("1"), outputs: [{ text: "// exercise: 01-x\nsh`a`" }] },
    );
    expect(commands.size).toBe(0);
  });

  test("leave out a command whose text only a running notebook knows, and say in which cell", () => {
    const { commands, notes } = read(code("// exercise: 01-x\nawait sh`scale --replicas=${n}`"));
    expect(commands.get("01-x")).toBe("");
    expect(notes[0]?.en).toContain("cell 1");
    expect(notes[0]?.ko).toContain("1번째 셀");
  });

  test("are found in the old format 3 too", () => {
    const json = JSON.stringify({
      worksheets: [{ cells: [{ cell_type: "code", input: "// exercise: 01-x\nsh`a`" }] }],
      nbformat: 3,
    });
    expect(readNotebook("old.ipynb", json).commands.get("01-x")).toBe("a\n");
  });

  test.each([
    "{}",
    "[]",
    "null",
    '{"cells": [null, 3, {"cell_type": "code"}]}',
    '{"cells": {"__proto__": 1}}',
  ])("are none in %s", (json) => {
    expect(readNotebook("odd.ipynb", json).commands.size).toBe(0);
  });

  test("of a file that is no JSON are refused by its name", () => {
    expect(() => readNotebook("kim.ipynb", "not json")).toThrow(SubmissionRefused);
    expect(() => readNotebook("kim.ipynb", "not json")).toThrow("kim.ipynb");
  });
});
