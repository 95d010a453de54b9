import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const errors = async (flavour: "busybox" | "debian", argv: readonly string[], files = {}) => {
  const { stderr, exitCode } = await shellMachine({ flavour, files }).exec(argv);
  return [stderr, exitCode];
};

describe("bash", () => {
  test.each([
    ["typed", "foo", "bash: foo: command not found\n", 127],
    ["typed", "./foo", "bash: ./foo: No such file or directory\n", 127],
    ["typed", "cat < nofile", "bash: nofile: No such file or directory\n", 1],
    ["typed", "cd nodir", "bash: cd: nodir: No such file or directory\n", 1],
    ["typed", "echo > f; ./f", "bash: ./f: Permission denied\n", 126],
    ["typed", "if ; then", "bash: syntax error near unexpected token `;'\n", 2],
    ["typed", "done", "bash: syntax error near unexpected token `done'\n", 2],
    ["typed", "for i in a; do echo", "bash: syntax error: unexpected end of file\n", 2],
    ["typed", "echo >", "bash: syntax error near unexpected token `newline'\n", 2],
  ])("%s: %s", async (_, script, stderr, exitCode) => {
    expect(await shellMachine().run(script)).toEqual({ stdout: "", stderr, exitCode });
  });

  test("given with -c", async () => {
    expect(await errors("debian", ["bash", "-c", "foo"])).toEqual(["bash: foo: command not found\n", 127]);
    expect(await errors("debian", ["bash", "-c", "if ; then"])).toEqual([
      "bash: -c: line 1: syntax error near unexpected token `;'\nbash: -c: line 1: `if ; then'\n",
      2,
    ]);
    expect(await errors("debian", ["bash", "-c", "for i in a; do echo"])).toEqual([
      "bash: -c: line 2: syntax error: unexpected end of file\n",
      2,
    ]);
  });

  test("in a file", async () => {
    expect(await errors("debian", ["bash", "/s.sh"], { "/s.sh": "#!/bin/bash\nfoo\n" })).toEqual([
      "/s.sh: line 2: foo: command not found\n",
      127,
    ]);
    expect(await errors("debian", ["bash", "nofile.sh"])).toEqual([
      "bash: nofile.sh: No such file or directory\n",
      127,
    ]);
    expect(await errors("debian", ["bash", "-z"])).toEqual(["bash: -z: invalid option\n", 2]);
  });
});

describe("Debian's sh is dash", () => {
  test.each([
    [["sh", "-c", "foo"], "sh: 1: foo: not found\n", 127],
    [["sh", "-c", "true\nfoo"], "sh: 2: foo: not found\n", 127],
    [["sh", "-c", "./x"], "sh: 1: ./x: not found\n", 127],
    [["sh", "-c", "cd nodir"], "sh: 1: cd: can't cd to nodir\n", 1],
    [["sh", "-c", "cat < nofile"], "sh: 1: cannot open nofile: No such file\n", 2],
    [["sh", "-c", "if ; then"], 'sh: 1: Syntax error: ";" unexpected\n', 2],
    [["sh", "nofile.sh"], "sh: 0: cannot open nofile.sh: No such file\n", 2],
  ])("%j", async (argv, stderr, exitCode) => {
    expect(await errors("debian", argv)).toEqual([stderr, exitCode]);
  });
});

describe("busybox's sh is ash", () => {
  test.each([
    [["sh", "-c", "foo"], "sh: foo: not found\n", 127],
    [["sh", "-c", "./x"], "sh: ./x: not found\n", 127],
    [["sh", "-c", "cat < nofile"], "sh: can't open nofile: no such file\n", 1],
    [["sh", "-c", "cd nodir"], "sh: cd: line 0: can't cd to nodir: No such file or directory\n", 1],
    [["sh", "-c", "if ; then"], 'sh: syntax error: unexpected ";"\n', 2],
    [["sh", "/s.sh"], "/s.sh: line 2: foo: not found\n", 127],
    [["sh", "nofile.sh"], "sh: can't open 'nofile.sh': No such file or directory\n", 2],
    [["sh", "-z"], "sh: illegal option -z\n", 2],
  ])("%j", async (argv, stderr, exitCode) => {
    expect(await errors("busybox", argv, { "/s.sh": "echo\nfoo\n" })).toEqual([stderr, exitCode]);
  });

  test("also where its lines are typed", async () => {
    expect((await shellMachine({ flavour: "busybox" }).run("bash2\ncd x")).stderr).toBe(
      "sh: bash2: not found\nsh: cd: line 0: can't cd to x: No such file or directory\n",
    );
  });
});

test("what a program prints stays as it is", async () => {
  const { run } = shellMachine({ flavour: "busybox" });
  expect((await run("echo 'foo: command not found' >&2; ls nofile")).stderr).toBe(
    "foo: command not found\nls: nofile: No such file or directory\n",
  );
});
