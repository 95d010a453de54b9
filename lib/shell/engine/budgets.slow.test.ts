import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";
import { budgetSentence, nameBudgets, type ShellBudget, shellBudgets } from "./budgets.ts";

const kubectl = async () => ({ stdout: "x".repeat(1000), stderr: "", exitCode: 0 });

describe("a script that never ends is stopped, and told by which budget", () => {
  test.each<[string, string, ShellBudget, number]>([
    ["an endless loop", "while true; do :; done", "commands", 126],
    ["a loop that only counts", "for ((;;)); do ((i++)); done", "loopIterations", 126],
    ["endless output", "while true; do echo spam; done", "commands", 126],
    ["a pipe of endless output", "while true; do echo spam; done | head -3", "commands", 126],
    ["endless recursion", "f() { f; }; f", "callDepth", 126],
    ["a fork bomb", "b() { b | b; }; b", "callDepth", 126],
    ["a shell in a shell in a shell", "echo 'bash /s' > /s; bash /s", "callDepth", 126],
    ["a script that reads itself", "echo '. /s' > /s; . /s", "callDepth", 126],
    ["a doubling text", "x=a; while true; do x=$x$x; done", "textBytes", 126],
    ["a huge range", "seq 1 100000000", "loopIterations", 126],
    ["a huge list of words", "echo {1..1000000}", "arrayElements", 126],
    ["a list without end", "while true; do a+=(1 2 3 4 5 6 7 8 9 10); done", "arrayElements", 126],
    ["awk that loops", "awk 'BEGIN { while (1); }'", "programIterations", 126],
    ["sed that loops", "echo | sed ':a;ba'", "programIterations", 126],
    ["jq that loops", "jq -n '[range(1000000000)]'", "programIterations", 126],
    ["a poll that never waits", "until kubectl | grep -q y; do :; done", "commands", 126],
    ["much output", 'x=$(printf "%01000000d" 1); while true; do echo $x; done', "outputBytes", 126],
    ["a sleep of days", "sleep infinity; echo never", "simulatedMs", 124],
  ])("%s", async (_, script, budget, exitCode) => {
    const result = await shellMachine({ commands: { kubectl } }).run(script);
    expect([result.stderr.trim().split("\n").at(-1), result.exitCode]).toEqual([
      budgetSentence(budget),
      exitCode,
    ]);
  });

  test.each([
    ["jq", "jq -n 'def f: f; f'"],
    ["jq", `jq -n '${"(".repeat(5_000)}1${")".repeat(5_000)}'`],
    ["find", `find . ${"\\( ".repeat(5_000)}`],
    ["kubectl", "kubectl"],
  ])("%s that goes too deep for the host says so", async (name, script) => {
    const deeper = (): number => 1 + deeper();
    const command = async () => ({ stdout: `${deeper()}`, stderr: "", exitCode: 0 });
    const { stderr, exitCode } = await shellMachine({ commands: { kubectl: command } }).run(script);
    expect(stderr).toBe(`${name}: stopped: it goes deeper than this simulation can follow\n`);
    expect(exitCode).not.toBe(0);
  });

  const groups = `${"{ ".repeat(300)}echo; ${"}; ".repeat(300)}`;
  test.each<[string, string, ShellBudget]>([
    ["groups", groups, "syntaxDepth"],
    ["groups behind other lines", `echo\n${groups}\necho`, "syntaxDepth"],
    ["groups for another bash", `bash -c '${groups}'`, "syntaxDepth"],
    ["groups in a file", `cat > f.sh <<'E'\n${groups}\nE\nbash f.sh`, "syntaxDepth"],
    ["groups for eval", `eval '${groups}'`, "syntaxDepth"],
    ["sums", `echo $((${"(".repeat(300)}1${")".repeat(300)}))`, "syntaxDepth"],
    ["conditions", `[[ ${"( ".repeat(300)}a ${") ".repeat(300)}]]`, "syntaxDepth"],
    ["sums of awk", `awk 'BEGIN { print ${"(".repeat(900)}1${")".repeat(900)} }'`, "programDepth"],
  ])("%s inside one another, which a real shell would follow", async (_, script, budget) => {
    const { stderr } = await shellMachine().run(script);
    expect(stderr).toBe(`${budgetSentence(budget)}\n`);
  });

  test("a file bomb finds the disk full", async () => {
    const { stderr } = await shellMachine().run(
      'x=$(printf "%01000000d" 1); for i in $(seq 100); do echo "$x" > f$i || break; done',
    );
    expect(stderr).toBe(
      `bash: No space left on device (budget: fileBytes, ${shellBudgets.fileBytes} bytes)\n`,
    );
    expect((await shellMachine().run('x=$(printf "%030000000d" 1); echo "$x" > f')).stderr).toContain(
      "budget: ",
    );
  });

  test("a script that is too long is not read", async () => {
    const { run } = shellMachine();
    expect((await run(`echo ${"x".repeat(shellBudgets.scriptBytes)}`)).stderr.trim()).toBe(
      budgetSentence("scriptBytes"),
    );
  });

  test("deep nesting is an error like any other", async () => {
    const { run } = shellMachine();
    for (const script of [
      "$(".repeat(3000),
      `echo ${"$((".repeat(500)}`,
      "{ ".repeat(5000),
      "if true; then ".repeat(3000),
      "[[ ".concat("( ".repeat(2000)),
    ]) {
      const { stderr, exitCode } = await run(script);
      expect(stderr).toMatch(/^bash: /);
      expect(stderr).not.toMatch(/at .*\.(?:ts|js)|RangeError/);
      expect(exitCode).toBeGreaterThan(0);
    }
  });

  test("what came before stays: output, files, and the session", async () => {
    const { run } = shellMachine();
    await run("X=1");
    expect((await run("echo before > f; echo out; while true; do :; done")).stdout).toBe("out\n");
    expect(await run("cat f; echo $X")).toEqual({ stdout: "before\n1\n", stderr: "", exitCode: 0 });
  });
});

test("every budget has a number of its own, by which the engine's words about it are known", () => {
  expect(new Set(Object.values(shellBudgets)).size).toBe(Object.keys(shellBudgets).length);
});

test("only the engine's words about limits are changed", () => {
  const own = "Error from server: limit exceeded for 7 things\nbash: foo: command not found\n";
  expect(nameBudgets(own)).toBe(own);
});
