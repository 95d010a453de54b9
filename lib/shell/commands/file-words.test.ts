/** Recorded from coreutils 9.1 and its neighbours in Debian 12, and from busybox 1.35. */
import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const MISSING = "No such file or directory";
describe("a file that is not there", () => {
  test.each([
    ["ls x", "ls: cannot access 'x'", 2, "ls: x", 1],
    ["cat x", "cat: x", 1, "cat: can't open 'x'", 1],
    ["grep a x", "grep: x", 2, "grep: x", 2],
    ["head x", "head: cannot open 'x' for reading", 1, "head: x", 1],
    ["tail x", "tail: cannot open 'x' for reading", 1, "tail: can't open 'x'", 1],
    ["sort x", "sort: cannot read: x", 2, "sort: x", 2],
    ["uniq x", "uniq: x", 1, "uniq: can't open 'x'", 1],
    ["sed p x", "sed: can't read x", 2, "sed: x", 1],
    ["cp x y", "cp: cannot stat 'x'", 1, "cp: can't stat 'x'", 1],
    ["mv x y", "mv: cannot stat 'x'", 1, "mv: can't rename 'x'", 1],
    ["rm x", "rm: cannot remove 'x'", 1, "rm: can't remove 'x'", 1],
    ["rmdir x", "rmdir: failed to remove 'x'", 1, "rmdir: 'x'", 1],
    [
      "mkdir /a/b/c",
      "mkdir: cannot create directory '/a/b/c'",
      1,
      "mkdir: can't create directory '/a/b/c'",
      1,
    ],
    ["stat x", "stat: cannot statx 'x'", 1, "stat: can't stat 'x'", 1],
    ["md5sum x", "md5sum: x", 1, "md5sum: can't open 'x'", 1],
    ["nl x", "nl: x", 1, "nl: x", 1],
    ["rev x", "rev: cannot open x", 1, "rev: x", 1],
    ["fold x", "fold: x", 1, "fold: x", 1],
  ])("%s", async (script, gnu, gnuExit, busybox, busyboxExit) => {
    const say = (words: string) => `${words}: ${MISSING}\n`;
    const run = (flavour: "busybox" | "debian") => shellMachine({ flavour }).run(script);
    expect(await run("debian")).toEqual({ stdout: "", stderr: say(gnu), exitCode: gnuExit });
    expect(await run("busybox")).toEqual({ stdout: "", stderr: say(busybox), exitCode: busyboxExit });
  });

  test("GNU's programs name their help", async () => {
    expect((await shellMachine().run("ls --foo")).stderr).toBe(
      "ls: unrecognized option '--foo'\nTry 'ls --help' for more information.\n",
    );
  });
});

describe("cmp", () => {
  test.each([
    ["printf 'abc\\nx' > a; printf 'abc\\ny' > b; cmp a b", "a b differ: char 5, line 2\n", "", 1],
    ["echo a > a; cp a b; cmp a b", "", "", 0],
    ["echo a > a; echo b > b; cmp -s a b", "", "", 1],
    ["echo a > a; cmp a b", "", `cmp: b: ${MISSING}\n`, 2],
    ["printf 'a\\nb' > a; printf 'a\\n' > b; cmp a b", "", "cmp: EOF on b after byte 2, line 1\n", 1],
    ["printf 'ab' > a; printf 'ax' > b; cmp -l a b", "2 142 170\n", "", 1],
  ])("%s", async (script, stdout, stderr, exitCode) => {
    expect(await shellMachine().run(script)).toEqual({ stdout, stderr, exitCode });
  });
});

test.each([
  ["printf 'a b\\n\\nc\\n' | xargs -L1 echo -", "- a b\n- c\n"],
  ["seq 3 | xargs -L 2", "1 2\n3\n"],
  ["printf '\"a b\" c\\n' | xargs -L1 printf '<%s>'", "<a b><c>"],
])("%s", async (script, stdout) => {
  expect(await shellMachine().run(script)).toEqual({ stdout, stderr: "", exitCode: 0 });
});
