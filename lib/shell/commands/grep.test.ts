import { expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const LINES = "printf 'A\\nB\\nC\\n'";

test.each([
  ["-e A -e B", "A\nB\n"],
  ["-v -e A -e B", "C\n"],
  ["-eA -eB", "A\nB\n"],
  ["--regexp=A --regexp B", "A\nB\n"],
  ["-ve A", "B\nC\n"],
  ["-ne C -e B", "2:B\n3:C\n"],
  ["-F -e A -e .", "A\n"],
  ["-E -e 'A|B' -e C", "A\nB\nC\n"],
  ["-c -e A -e C", "2\n"],
  ["-A1 -e A", "A\nB\n"],
  ["-e A -- -", "A\n"],
  ["B", "B\n"],
])("grep %s", async (args, stdout) => {
  expect(await shellMachine().run(`${LINES} | grep ${args}`)).toEqual({ stdout, stderr: "", exitCode: 0 });
});

test("grep wants a pattern behind -e", async () => {
  const { stderr, exitCode } = await shellMachine().run(`${LINES} | grep -v -e`);
  expect({ stderr, exitCode }).toEqual({
    stderr:
      "grep: option requires an argument -- 'e'\nUsage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
    exitCode: 2,
  });
});
