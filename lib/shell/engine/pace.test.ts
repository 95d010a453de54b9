// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
import { describe, expect, test } from "vitest";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

/** A machine at the pace of one statement in five seconds, whose `kubectl` prints the simulated second. */
function paced(options: ShellMachineOptions = {}) {
  const machine = shellMachine({
    paceMs: 5000,
    ...options,
    commands: {
      kubectl: async (args) => ({
        stdout: `${args[0] ?? ""}@${machine.loop.now / 1000}\n`,
        stderr: "",
        exitCode: args.includes("fail") ? 1 : 0,
      }),
    },
  });
  return machine;
}

const secondsOf = (stdout: string) => stdout.trim().split("\n");

describe("between two statements of a script five seconds pass", () => {
  test.each([
    ["lines and semicolons alike", "kubectl a\nkubectl b; kubectl c", ["a@0", "b@5", "c@10"]],
    [
      "statements that touch no cluster count too",
      "kubectl a\nX=1\necho b@-\nkubectl c",
      ["a@0", "b@-", "c@15"],
    ],
    [
      "a pipeline or a list is one statement",
      "kubectl a && kubectl b | cat || kubectl c\nkubectl d",
      ["a@0", "b@0", "d@5"],
    ],
    [
      "a loop is one statement",
      "for i in 1 2 3; do kubectl $i; kubectl x; done\nkubectl d",
      ["1@0", "x@0", "2@0", "x@0", "3@0", "x@0", "d@5"],
    ],
    [
      "a function is as fast as its body",
      "f() { kubectl a; kubectl b; }\nf\nf",
      ["a@5", "b@5", "a@10", "b@10"],
    ],
    [
      "a script inside runs without a pause",
      "kubectl a\nbash -c 'kubectl b; kubectl c'\nkubectl d",
      ["a@0", "b@5", "c@5", "d@10"],
    ],
    [
      "so do eval and source",
      "echo 'kubectl b; kubectl c' > f\neval 'kubectl a; kubectl a'\n. ./f",
      ["a@5", "a@5", "b@10", "c@10"],
    ],
    ["comments and blank lines are nothing", "# first\n\nkubectl a\n\n# second\nkubectl b", ["a@0", "b@5"]],
    ["a heredoc belongs to its statement", "kubectl a <<EOF\nx\ny\nEOF\nkubectl b", ["a@0", "b@5"]],
    ["sleep comes on top", "kubectl a\nsleep 2\nkubectl b", ["a@0", "b@12"]],
    ["a substitution belongs to its statement", 'x=$(kubectl a)\necho "$x $(kubectl b)"', ["a@0 b@5"]],
  ])("%s", async (_, script, expected) => {
    const { run } = paced();
    const { stdout } = await run(script);
    expect(secondsOf(stdout)).toEqual(expected);
  });

  test("also before those that come after the last program, and none after the end", async () => {
    const { run, loop } = paced();
    await run("echo a; echo b; echo c");
    expect(loop.now).toBe(10_000);
    await run("echo d");
    expect(loop.now).toBe(10_000);
  });

  test("a script that ends early takes the time of what it did", async () => {
    const { run, loop } = paced();
    await run("echo a; exit 3; echo b; echo c");
    expect(loop.now).toBe(5000);
  });

  test("the clock of the script shows it", async () => {
    expect((await paced().run("date +%T; echo; date +%T; echo $SECONDS; printf '%(%T)T\\n' -1")).stdout).toBe(
      "09:00:00\n\n09:00:10\n15\n09:00:20\n",
    );
  });

  test("without a pace no time passes", async () => {
    const { run, loop } = paced({ paceMs: 0 });
    await run("kubectl a\nkubectl b");
    expect(loop.now).toBe(0);
  });

  test("exec and its scripts have no pace", async () => {
    const { exec } = paced();
    expect(secondsOf((await exec(["bash", "-c", "kubectl a\nkubectl b"])).stdout)).toEqual(["a@0", "b@0"]);
  });
});

describe("a pace changes nothing but time", () => {
  const SCRIPTS = [
    "false\necho $?\ntrue\necho $?",
    "false | true | (exit 3)\necho ${PIPESTATUS[@]}\necho $?",
    "set -e\necho a\nfalse\necho b",
    "set -e\nfalse || echo caught\nif ! false; then echo ok; fi\n(exit 4)\necho never",
    "set -x\necho a b\nx=1\nkubectl c",
    "echo a\necho $_\nkubectl b c\necho $_",
    "echo $LINENO\n\necho $LINENO\nf() {\n  echo $LINENO\n}\nf",
    "trap_me() { return 7; }\ntrap_me\necho $?",
    "cat <<EOF\na $(echo b)\nEOF\necho $?",
    "nope\necho $?\nkubectl fail\necho $?",
    "exec 3>/tmp/x\necho hi >&3\ncat /tmp/x",
    "a=(1 2)\na+=(3)\necho ${a[@]}\nunset a\necho [${a[@]}]",
    "echo a\nif ; then\necho b",
    "set -u\necho $nope\necho b",
  ];

  test.each(SCRIPTS)("%j", async (script) => {
    const still = await paced({ paceMs: 0 }).run(script);
    const moving = await paced().run(script);
    const withoutTime = (text: string) => text.replace(/@[\d.]+/g, "@");
    expect({ ...moving, stdout: withoutTime(moving.stdout) }).toEqual({
      ...still,
      stdout: withoutTime(still.stdout),
    });
  });
});
