// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

const BASH = "/bin/bash";
/** Prints in turns on both streams. */
const TURNS = "echo a; echo b >&2; echo c";

/** What a terminal shows: pieces in order, without their streams. */
async function shown(
  script: string,
  options: ShellMachineOptions = {},
): Promise<{ text: string; exitCode: number }> {
  let text = "";
  const { exitCode } = await shellMachine(options).run(script, {
    onOutput: (piece) => {
      text += piece;
    },
  });
  return { text, exitCode };
}

function shownByBash(script: string): { text: string; exitCode: number | null } {
  const folder = mkdtempSync(join(tmpdir(), "order-"));
  try {
    const env = { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" };
    const stdio: "ignore" | "pipe"[] = ["ignore", "pipe", "pipe"] as never;
    const { stdout, status } = spawnSync(
      BASH,
      ["--norc", "-c", 'exec 2>&1; bash --norc -c "$1"', BASH, script],
      { cwd: folder, env, stdio, encoding: "utf8" },
    );
    return { text: stdout.replaceAll(/^bash: line \d+: /gm, "bash: "), exitCode: status };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!existsSync(BASH))("output comes in the order of the real bash", () => {
  test.each([
    ["statements", `${TURNS}; nosuch; echo d; nosuch | cat; cd /nosuch; cat nosuch; echo e`],
    [
      "loops",
      "for i in 1 2 3; do echo o$i; echo e$i >&2; done; i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; nosuch; done",
    ],
    ["break", "for i in 1 2 3; do echo $i; echo e >&2; break; done; echo z"],
    [
      "conditions",
      `if echo a; echo b >&2; then ${TURNS}; fi; case a in a) ${TURNS};; esac; [[ -n a ]] && echo y; ((1 > 2)) || echo n >&2; echo z`,
    ],
    ["lists", "true && echo a || echo b; false && echo a || { echo failed >&2; }; ! echo c; echo $?"],
    [
      "a group into a pipe",
      `{ ${TURNS}; } 2>&1 | sed s/^/x/; { ${TURNS}; } | sed s/^/x/; { ${TURNS}; } |& sed s/^/x/`,
    ],
    [
      "groups in groups",
      `{ { ${TURNS}; } 2>&1; echo d >&2; } | sed s/^/x/; { echo 1; { ${TURNS}; } >&2; } 2>&1 | sed s/^/y/`,
    ],
    [
      "a group into the other stream",
      `{ ${TURNS}; } >&2; { ${TURNS}; } 2>&1; { ${TURNS}; } 3>&1 1>&2 2>&3 | sed s/^/x/`,
    ],
    [
      "a group into files",
      `{ ${TURNS}; } >f 2>&1; cat f; { ${TURNS}; } &>f; cat f; { ${TURNS}; } 2>f; echo --; cat f; { ${TURNS}; } >f; echo --; cat f`,
    ],
    [
      "a group into nothing",
      `{ ${TURNS}; } 2>/dev/null; { ${TURNS}; } >/dev/null; { ${TURNS}; } 2>&1 >/dev/null; { ${TURNS}; } >/dev/null 2>&1`,
    ],
    ["a loop into a pipe", "for i in 1 2; do echo o$i; echo e$i >&2; done 2>&1 | sed s/^/x/"],
    [
      "a loop that reads",
      "printf '1\\n2\\n' | while read x; do echo o$x; echo e$x >&2; done; printf '1\\n2\\n' | while read x; do echo o$x; echo e$x >&2; done 2>&1 | sed s/^/x/",
    ],
    [
      "a here-document",
      "while read x; do echo $x; echo e >&2; done <<EOF\n1\n2\nEOF\ncat <<X | sed s/a/b/; echo e >&2\na\nX",
    ],
    [
      "functions",
      `f() { ${TURNS}; }; f; f 2>&1 | sed s/^/x/; f >&2; f >f; cat f; x=$(f); echo $x; x=$(f 2>&1); echo $x`,
    ],
    [
      "functions with redirections of their own",
      `f() { ${TURNS}; } 2>&1; f | sed s/^/x/; g() { ${TURNS}; } >f; g; echo --; cat f`,
    ],
    ["functions that call functions", `f() { g >&2; echo 1; }; g() { ${TURNS}; }; f; f | sed s/^/x/`],
    [
      "a function that calls itself in a pipe",
      "f() { if [ $1 -gt 0 ]; then echo $1; echo e$1 >&2; f $(($1-1)) | sed s/^/-/; fi; }; f 3",
    ],
    [
      "return and exit",
      `f() { ${TURNS}; return 3; }; f; echo $?; (${TURNS}; exit 4); echo $?; g() { ${TURNS}; exit 5; }; g; echo no`,
    ],
    ["set -e", `set -e; ${TURNS}; false || echo d >&2; false; echo no`],
    ["an unset variable", "set -u; (echo a; echo $NOPE; echo b); echo c"],
    ["a variable that cannot be set", "readonly R=1; echo a; R=2; echo no"],
    ["subshells", `(${TURNS}); (${TURNS}) 2>&1 | sed s/^/x/; (cd /nosuch; echo a)`],
    [
      "substitutions",
      `x=$(${TURNS}); echo "$x"; x=$({ ${TURNS}; } 2>&1); echo "$x"; echo "a $(echo e >&2; echo b) c"; echo "$(nosuch)"`,
    ],
    [
      "substitutions and redirections",
      'echo "$(echo e >&2; echo a)" 2>/dev/null; for x in $(echo e >&2; echo a b); do echo $x; done 2>/dev/null',
    ],
    ["process substitution", "while read x; do echo $x; echo e >&2; done < <(printf '1\\n2\\n')"],
    [
      "PIPESTATUS and pipefail",
      'echo a | grep b; echo "$? ${PIPESTATUS[@]}"; set -o pipefail; echo a | grep b | cat; echo $?',
    ],
    ["exec without a program", `exec 2>&1; ${TURNS}; nosuch; { ${TURNS}; }`],
    ["exec into a file and back", `exec 3>&1 >f; ${TURNS}; exec >&3; echo d; cat f`],
    [
      "exec in a group and in a subshell",
      `{ exec 2>&1; echo x >&2; }; echo y >&2; (exec >f; ${TURNS}); echo z; cat f`,
    ],
    ["exec into one file", `(exec >f 2>&1; ${TURNS}; { ${TURNS}; }); cat f`],
    ["eval", `eval '${TURNS}'; eval '${TURNS}' 2>&1 | sed s/^/x/; eval '${TURNS}' >&2`],
    [
      "scripts",
      `echo '${TURNS}' > s; . ./s; source ./s 2>&1 | sed s/^/x/; sh s; bash s >&2; chmod +x s; ./s; ./s 2>&1 | sed s/^/x/`,
    ],
    [
      "shells in shells",
      `bash -c '${TURNS}'; bash -c '${TURNS}' 2>&1 | sed s/^/x/; bash -c '${TURNS}' 2>/dev/null; bash -c 'echo a; bash -c "${TURNS}"; exit 3'; echo $?`,
    ],
    [
      "programs that start programs",
      `env A=1 bash -c '${TURNS}; echo $A'; timeout 5 bash -c '${TURNS}'; printf '1\\n2\\n' | xargs -n 1 sh -c 'echo o$0; echo e$0 >&2'`,
    ],
    [
      "command, builtin and a backslash",
      `command echo a; builtin echo b; \\echo c; f() { ${TURNS}; }; command f; f`,
    ],
    ["set -x", `set -x; echo a; f() { echo b; echo c >&2; }; f; echo d 2>/dev/null; { echo e; } 2>&1`],
    ["time", "time -p true 2>/dev/null; { time -p true; } 2>&1 | wc -l"],
    [
      "letters beyond ASCII",
      "echo 한글; echo é >&2; echo 한글 | cat; echo ö | head -1; { echo 한글; echo é >&2; } 2>&1 | cat",
    ],
    [
      "a line in pieces",
      "printf a; printf b >&2; printf 'c\\n'; printf 'a\\nb\\n' | tee f | sed s/^/x/; cat f",
    ],
  ])("%s", async (_, script) => {
    expect(await shown(script)).toEqual(shownByBash(script));
  });
});

describe("output comes when it is made", () => {
  /** Each piece with the simulated second at which it came. */
  async function timed(script: string, options: ShellMachineOptions = {}): Promise<[number, string][]> {
    const seen: [number, string][] = [];
    const { loop, run } = shellMachine(options);
    await run(script, { onOutput: (text) => seen.push([loop.now / 1000, text]) });
    return seen;
  }

  test.each<[string, string]>([
    ["a loop", "for i in 1 2 3; do echo $i; sleep 1; done"],
    ["a loop in a function", "f() { for i in 1 2 3; do echo $i; sleep 1; done; }; f"],
    ["a loop at the end of a pipe", "seq 3 | while read i; do echo $i; sleep 1; done"],
    ["a group whose errors join", "{ for i in 1 2 3; do echo $i >&2; sleep 1; done; } 2>&1"],
    ["a loop whose errors go nowhere", "for i in 1 2 3; do echo $i; sleep 1; done 2>/dev/null"],
    ["a shell in a shell", "sh -c 'for i in 1 2 3; do echo $i; sleep 1; done'"],
    ["a program of a script file", "echo 'for i in 1 2 3; do echo $i; sleep 1; done' > s; chmod +x s; ./s"],
    ["behind timeout and env", "timeout 10 env A=1 sh -c 'for i in 1 2 3; do echo $i; sleep 1; done'"],
    ["behind xargs", "seq 3 | xargs -n 1 sh -c 'echo $0; sleep 1'"],
    ["eval and source", "echo 'echo 2; sleep 1' > s; eval 'echo 1; sleep 1'; . ./s; echo 3"],
  ])("%s", async (_, script) => {
    expect(await timed(script)).toEqual([
      [0, "1\n"],
      [1, "2\n"],
      [2, "3\n"],
    ]);
  });

  test("what a pipe still gathers comes at its end, what goes past it at once", async () => {
    expect(await timed("for i in 1 2; do echo $i; echo e$i >&2; sleep 1; done | sed s/^/x/")).toEqual([
      [0, "e1\n"],
      [1, "e2\n"],
      [2, "x1\nx2\n"],
    ]);
  });

  test("a program that waits prints meanwhile, and what it printed before it was stopped stays", async () => {
    const names = { web: "10.0.0.1" };
    const pinged = await timed("ping -c 3 web", { names, echoes: { "10.0.0.1": { kind: "reply" } } });
    expect(pinged.map(([second, text]) => [second, text.split(" ")[0]])).toEqual([
      [0, "PING"],
      [0, "64"],
      [1, "64"],
      [2, "64"],
      [2, "\n---"],
    ]);
    expect(
      (
        await timed("timeout 1.5 ping -c 9 web; echo $?", {
          names,
          echoes: { "10.0.0.1": { kind: "reply" } },
        })
      ).map(([second]) => second),
    ).toEqual([0, 0, 1, 1.5]);
    expect(
      await timed("timeout 1.5 ping -c 9 web | wc -l", { names, echoes: { "10.0.0.1": { kind: "reply" } } }),
    ).toEqual([[1.5, "3\n"]]);
  });

  test("a program without a shell around it prints at once as well", async () => {
    const seen: [number, string][] = [];
    const { loop, exec } = shellMachine({
      names: { web: "10.0.0.1" },
      echoes: { "10.0.0.1": { kind: "reply" } },
    });
    const result = await exec(["ping", "-q", "-c", "3", "web"], {
      onOutput: (text, stream) => seen.push([loop.now / 1000, stream + text.split(" ")[0]]),
    });
    expect(seen).toEqual([
      [0, "stdoutPING"],
      [2, "stdout\n---"],
    ]);
    expect(result).toEqual({ stdout: "", stderr: "", exitCode: 0 });
  });

  test("errors of the shell come in the words of the machine's own", async () => {
    expect(await timed("sh -c 'nosuch; sleep 1; cd /nosuch'; nosuch", { flavour: "busybox" })).toEqual([
      [0, "sh: nosuch: not found\n"],
      [1, "sh: cd: line 0: can't cd to /nosuch: No such file or directory\n"],
      [1, "sh: nosuch: not found\n"],
    ]);
  });

  test("a script that is stopped has nothing more to say", async () => {
    const seen: string[] = [];
    const stop = new AbortController();
    const { loop, run } = shellMachine();
    loop.schedule(1500, () => stop.abort());
    const result = await run("while true; do date +%S; sleep 1; done", {
      signal: stop.signal,
      onOutput: (text) => seen.push(text),
    });
    expect([seen, result.exitCode]).toEqual([["00\n", "01\n"], 143]);
  });

  test("without somebody who receives it, it is in the result", async () => {
    expect(await shellMachine().run(`${TURNS}; exit 3`)).toEqual({
      stdout: "a\nc\n",
      stderr: "b\n",
      exitCode: 3,
    });
  });
});
