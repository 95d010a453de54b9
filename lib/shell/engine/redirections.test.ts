// What the shells say was measured with bash 5.2, dash 0.5.12 and busybox 1.35.
import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

describe("a redirection that fails", () => {
  test.each([
    "echo a > missing/x",
    "echo a >> missing/x",
    "echo a &> missing/x",
    "echo a >| missing/x",
    "cat < missing/x",
    "cat <> missing/x",
    "exec 3> missing/x",
    "exec > missing/x",
    ": > missing/x",
    "> missing/x",
    "{ echo a; echo b; } > missing/x",
    "for i in 1 2; do echo $i; done > missing/x",
    "(echo a) > missing/x",
    "f() { echo a; } > missing/x; f",
    "echo a | cat > missing/x",
    "x=$(echo a > missing/x)",
    "while read l; do echo $l; done < missing/x",
    "echo a > missing/x 2> /dev/null",
  ])("fails its command alone: %s", async (script) => {
    const { run } = shellMachine();
    expect(await run(`${script}; echo "status $?"; ls -d missing 2> /dev/null`)).toEqual({
      stdout: "status 1\n",
      stderr: "bash: missing/x: No such file or directory\n",
      exitCode: 2,
    });
  });

  test.each([
    ["echo a 2> /dev/null > missing/x; echo $?", "1\n", ""],
    ["echo a > missing/x || echo no", "no\n", "bash: missing/x: No such file or directory\n"],
    [
      `echo a > missing/x | cat; echo \${PIPESTATUS[*]}`,
      "1 0\n",
      "bash: missing/x: No such file or directory\n",
    ],
    ["x=1 > missing/x; echo $x", "1\n", "bash: missing/x: No such file or directory\n"],
    ["echo a > f; echo a > f/x; echo $?", "1\n", "bash: f/x: Not a directory\n"],
    ["echo a > /tmp; echo $?", "1\n", "bash: /tmp: Is a directory\n"],
    ["echo a > new/; echo $?", "1\n", "bash: new/: Is a directory\n"],
    ["echo a > ''; echo $?", "1\n", "bash: : No such file or directory\n"],
    ["echo a > $nothing; echo $?", "1\n", "bash: $nothing: ambiguous redirect\n"],
    ["set -e; echo a > missing/x; echo on", "", "bash: missing/x: No such file or directory\n"],
  ])("%s", async (script, stdout, stderr) => {
    const printed = await shellMachine().run(script);
    expect([printed.stdout, printed.stderr]).toEqual([stdout, stderr]);
  });

  test.each([
    [
      "debian",
      "echo a > missing/x; echo $?",
      "2\n",
      "sh: 1: cannot create missing/x: Directory nonexistent\n",
    ],
    ["debian", "cat < missing; echo $?", "2\n", "sh: 1: cannot open missing: No such file\n"],
    ["busybox", "echo a > missing/x; echo $?", "1\n", "sh: can't create missing/x: nonexistent directory\n"],
    ["busybox", "cat < missing/x; echo $?", "1\n", "sh: can't open missing/x: no such file\n"],
  ] as const)("in sh of %s: %s", async (flavour, script, stdout, stderr) => {
    expect(await shellMachine({ flavour }).exec(["sh", "-c", script])).toEqual({
      stdout,
      stderr,
      exitCode: 0,
    });
  });
});

describe("a program that is to put a file into a folder that is not there", () => {
  test.each([
    [
      "debian",
      "cp f missing/x",
      "cp: cannot create regular file 'missing/x': No such file or directory\n",
      1,
    ],
    ["debian", "mv f missing/x", "mv: cannot move 'f' to 'missing/x': No such file or directory\n", 1],
    [
      "debian",
      "ln -s f missing/x",
      "ln: failed to create symbolic link 'missing/x': No such file or directory\n",
      1,
    ],
    ["debian", "touch missing/x", "touch: cannot touch 'missing/x': No such file or directory\n", 1],
    ["debian", "tee missing/x < /dev/null", "tee: missing/x: No such file or directory\n", 1],
    ["debian", "sort -o missing/x f", "sort: open failed: missing/x: No such file or directory\n", 2],
    ["debian", "cp nope missing/x", "cp: cannot stat 'nope': No such file or directory\n", 1],
    ["busybox", "cp f missing/x", "cp: can't create 'missing/x': No such file or directory\n", 1],
    ["busybox", "mv f missing/x", "mv: can't rename 'f': No such file or directory\n", 1],
    ["busybox", "ln -s f missing/x", "ln: missing/x: No such file or directory\n", 1],
    ["busybox", "touch missing/x", "touch: missing/x: No such file or directory\n", 1],
  ] as const)("%s: %s", async (flavour, script, stderr, exitCode) => {
    const { run } = shellMachine({ flavour, files: { "/f": "text\n" } });
    expect(await run(script)).toEqual({ stdout: "", stderr, exitCode });
    expect((await run("cat f")).stdout).toBe("text\n");
  });
});
