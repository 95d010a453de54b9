/** Expectations recorded from GNU diffutils 3.8. */
import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const TIME = "2026-01-05 09:00:00.000000000 +0000";
const BEFORE_TIME = "1970-01-01 00:00:00.000000000 +0000";
const folders =
  "mkdir -p d1/sub d2/sub; echo a > d1/x; echo b > d1/y; echo c > d2/y; echo z > d2/z; echo 1 > d1/sub/q; echo 1 > d2/sub/q; printf 'c' > d2/y2; ";

describe("folders", () => {
  test.each([
    [
      "diff d1 d2",
      `Common subdirectories: d1/sub and d2/sub\nOnly in d1: x\ndiff d1/y d2/y\n1c1\n< b\n---\n> c\nOnly in d2: y2\nOnly in d2: z\n`,
    ],
    ["diff -rq d1 d2", "Only in d1: x\nFiles d1/y and d2/y differ\nOnly in d2: y2\nOnly in d2: z\n"],
    [
      "diff -u -N d1 d2",
      `Common subdirectories: d1/sub and d2/sub
diff -u -N d1/x d2/x
--- d1/x\t${TIME}
+++ d2/x\t${BEFORE_TIME}
@@ -1 +0,0 @@
-a
diff -u -N d1/y d2/y
--- d1/y\t${TIME}
+++ d2/y\t${TIME}
@@ -1 +1 @@
-b
+c
diff -u -N d1/y2 d2/y2
--- d1/y2\t${BEFORE_TIME}
+++ d2/y2\t${TIME}
@@ -0,0 +1 @@
+c
\\ No newline at end of file
diff -u -N d1/z d2/z
--- d1/z\t${BEFORE_TIME}
+++ d2/z\t${TIME}
@@ -0,0 +1 @@
+z
`,
    ],
  ])("%s", async (script, stdout) => {
    expect(await shellMachine().run(folders + script)).toEqual({ stdout, stderr: "", exitCode: 1 });
  });
});

describe("an insertion between equal lines stands where GNU puts it", () => {
  test.each([
    ["a b b c", "a b b b c", "3a4\n> b\n"],
    ["_ x k _ x k", "_ x k _ x k _ x k", "6a7,9\n> _\n> x\n> k\n"],
    ["a x b x c", "a x n x b x c", "2a3,4\n> n\n> x\n"],
    ["p q r p q r s", "p q r s", "4,6d3\n< p\n< q\n< r\n"],
  ])("%s | %s", async (before, after, stdout) => {
    const script = `printf '%s\\n' ${before} > old; printf '%s\\n' ${after} > new; diff old new`;
    expect(await shellMachine().run(script)).toMatchObject({ stdout });
  });
});

describe("what cannot be compared", () => {
  test.each([
    ["diff x y", "diff: x: No such file or directory\ndiff: y: No such file or directory\n"],
    ["diff x", "diff: missing operand after 'x'\ndiff: Try 'diff --help' for more information.\n"],
    [
      "diff --nope x y",
      "diff: unrecognized option '--nope'\ndiff: Try 'diff --help' for more information.\n",
    ],
    ["diff -U x y z", "diff: invalid context length 'x'\ndiff: Try 'diff --help' for more information.\n"],
  ])("%s", async (script, stderr) => {
    expect(await shellMachine().run(script)).toEqual({ stdout: "", stderr, exitCode: 2 });
  });
});
