// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createCluster } from "../../cluster.ts";
import { shellMachine } from "../../testing/shell-machine.ts";
import { shellBudgets } from "./budgets.ts";

const BASH = "/bin/bash";

/** Both streams, each by itself; pids are other ones there. */
function byBash(script: string): unknown {
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" };
  const { stdout, stderr, status } = spawnSync(BASH, ["--norc", "-c", script], { env, encoding: "utf8" });
  return { stdout, stderr: stderr.replaceAll(/^[/a-z]*bash: line \d+: /gm, "bash: "), exitCode: status };
}

describe.skipIf(!existsSync(BASH))("jobs end, print and are waited for as in the real bash", () => {
  test.each([
    ["all at once", "for i in 1 2 3; do (sleep 0.$((13 - 4 * i)); echo $i) & done; wait; echo end $?"],
    [
      "exit codes",
      "(exit 3) & wait $!; echo $?; (exit 4) & wait %1; echo $?; true & wait; echo $?; nosuch & wait $!; echo $?",
    ],
    [
      "one after another",
      "(exit 3) & a=$!; (exit 5) & b=$!; wait $b; echo $?; wait $a; echo $?; wait $a; echo $?; wait $a $b; echo $?",
    ],
    [
      "a signal",
      "sleep 50 & kill $!; wait $!; echo $?; sleep 50 & kill -SIGTERM %1; wait %1; echo $?; sleep 50 & kill -0 $!; echo $?; kill %%; wait; echo $?",
    ],
    [
      "nobody there",
      "wait 99999; echo $?; kill 99999; echo $?; kill %7; echo $?; wait %7; echo $?; kill abc; echo $?; kill -FOO 1; echo $?; wait abc; echo $?",
    ],
    ["no target", "kill; echo $?; wait -n; echo $?; jobs; echo $?"],
    ["which comes first", "sleep 0.3 & (sleep 0.1; exit 7) & wait -n; echo $?; wait; echo $?"],
    ["a list", "sleep 9 & sleep 8 & jobs; kill %1 %2; sleep 0.1; jobs; wait; echo $?"],
    ["names", "sleep 9 & sleep 8 & kill %?9; wait %?9; echo $?; jobs; kill %sleep; wait; kill %-; echo $?"],
    [
      "a copy of the shell",
      "x=5; a=(1 2 3); f() { echo f $1 $x; x=6; cd /; }; f 1 & wait; echo $x ${a[1]}; { a[1]=9; echo ${a[1]}; } & wait; echo ${a[1]}; pwd | wc -l",
    ],
    [
      "local variables and arguments",
      "f() { local v=in; { echo $v $1; v=out; } & wait; echo $v; }; set -- arg; f one; (echo $1) & wait",
    ],
    ["an empty input", "cat & wait; echo $?"],
    [
      "lists and pipes",
      "false && echo no || echo yes & wait; echo a b | tr a-z A-Z & wait; sleep 0.1 && echo late & echo now; wait",
    ],
    [
      "redirections of its own",
      "{ echo out; echo err >&2; } 2>&1 & wait; { echo gone; } >/dev/null 2>&1 & wait; (echo null &) >/dev/null; sleep 0.1; echo end",
    ],
    [
      "a pipe and a substitution wait",
      "x=$(sleep 0.1 & echo first); echo $x; { sleep 0.1; echo piped; } & wait | cat; (sleep 0.4; echo p) | cat & wait",
    ],
    [
      "shells of their own",
      "(sleep 9 & jobs; kill %1); jobs; sh -c 'exit 2' & wait $!; echo $?; bash -c 'sleep 0.1 & wait; echo inner'; echo [$!] | tr -s 0-9 n",
    ],
    ["the code of &", "false; (exit 9) & echo $?; wait; (exit 2); sleep 0 & echo $?; wait"],
    [
      "in functions and conditions",
      "f() { echo $1 & }; for i in 1 2; do f $i; wait; done; if true; then echo then & fi; wait; case a in a) echo case & ;; esac; wait",
    ],
    [
      "exit",
      "(sleep 0.1; exit 3) & wait $!; echo $?; set -e; false & wait; { false; echo no; } & wait $! || echo $?",
    ],
    ["before any job", 'echo "[$!]"; wait; echo $?'],
  ])("%s", async (_, script) => {
    expect(await shellMachine().run(script)).toEqual(byBash(script));
  });
});

describe("a job", () => {
  test("prints while it runs, and between two runs for the next one", async () => {
    const { run, loop } = shellMachine();
    expect(await run("(sleep 3; echo later) & (sleep 1; echo soon) & sleep 2; echo now")).toMatchObject({
      stdout: "soon\nnow\n",
    });
    await loop.advance(5_000);
    expect(await run("echo next")).toMatchObject({ stdout: "later\nnext\n" });
  });

  test("belongs to the session: a later run lists it, ends it and knows its pid", async () => {
    const { run } = shellMachine();
    await run("sleep 100 &");
    expect(await run("jobs -l; echo $!; kill $!; wait $!; echo $?; jobs")).toMatchObject({
      stdout: "[1]+ 101 Running                 sleep 100 &\n101\n143\n",
    });
  });

  test("is announced at a terminal, where its end is told with the next prompt", async () => {
    const { run, loop } = shellMachine();
    expect(await run("sleep 1 &", { tty: true })).toMatchObject({ stderr: "[1] 101\n" });
    await loop.advance(2_000);
    expect(await run("echo hi", { tty: true })).toMatchObject({
      stdout: "hi\n",
      stderr: "[1]+  Done                    sleep 1\n",
    });
    await run("sleep 8 & sleep 9 &", { tty: true });
    expect(await run("kill %2", { tty: true })).toMatchObject({
      stderr: "[2]+  Terminated              sleep 9\n",
    });
  });

  test("keeps neither a script from its end nor the cluster from settling", async () => {
    const { run, loop } = shellMachine();
    await run("sleep infinity & while :; do sleep 1; done & timeout 9h sleep 8h & echo over");
    const before = loop.now;
    await loop.settle();
    expect(loop.now).toBe(before);
  });

  test("that never ends is waited for as long as a script may take", async () => {
    expect(await shellMachine().run("sleep infinity & wait; echo no")).toEqual({
      stdout: "",
      stderr:
        "bash: stopped: no more than 86400000 simulated milliseconds in one run (budget: simulatedMs)\n",
      exitCode: 124,
    });
  });

  test("has budgets of its own, and there are no more than 100 at a time", async () => {
    const { run } = shellMachine();
    expect(await run("while :; do :; done & wait $!; echo $?")).toMatchObject({
      stderr: expect.stringMatching(/\(budget: (?:commands|loopIterations)\)\n$/),
    });
    const { stdout, stderr } = await run(
      `for i in $(seq ${shellBudgets.jobs}); do sleep 9 & done; sleep 9 & echo $?; wait; sleep 1 & echo $?`,
    );
    expect(stdout).toBe("1\n0\n");
    expect(stderr).toBe("bash: stopped: no more than 100 background jobs at a time (budget: jobs)\n");
  });

  test("ends when whoever waits for it is stopped, or not", async () => {
    const { run } = shellMachine();
    expect(await run("sleep 50 & timeout 2 sh -c 'sleep 60 & wait'; echo $?; jobs")).toMatchObject({
      stdout: "124\n[1]+  Running                 sleep 50 &\n",
    });
  });

  test("dies with its machine", async () => {
    const end = new AbortController();
    const { run, loop } = shellMachine({ end: end.signal });
    await run(
      "(sleep 5; echo late) & (sleep infinity; echo never) & timeout 20 sh -c 'sleep 9; echo no' & sleep 1",
    );
    end.abort();
    await loop.advance(60_000);
    expect(await run("jobs; echo end")).toMatchObject({
      stdout: expect.not.stringMatching(/^(?:late|never|no)$/m),
    });
  });
});

test("in a container: what its first process starts runs beside it, and ends with it", async () => {
  const cluster = await createCluster({ seed: 3, pace: 0 });
  const script = "while :; do echo tick; sleep 10; done & sleep 25; echo over";
  const { stdout } = await cluster.run(
    `kubectl run two --image=busybox --restart=Never -- sh -c '${script}'; kubectl wait pod/two --for=jsonpath='{.status.phase}'=Succeeded --timeout=60s; sleep 60; kubectl logs two`,
  );
  expect(stdout).toMatch(/condition met\n(tick\n){3}over\n$/);
  expect(
    await cluster.run(
      "kubectl run w --image=busybox -- sleep 1d; kubectl wait pod/w --for=condition=Ready; kubectl exec w -- sh -c 'sleep 3 & wait; echo $!'",
    ),
  ).toMatchObject({
    stdout: expect.stringMatching(/\n10\d\n$/),
  });
  await cluster.close();
});
