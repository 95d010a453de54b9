// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
import { describe, expect, test } from "vitest";
import { shellMachine } from "../testing/shell-machine.ts";
import { bundledPrograms } from "./commands/index.ts";
import { justBash } from "./engine/just-bash.ts";
import type { ShellCommand } from "./shell.ts";

const ok = (stdout: string) => ({ stdout, stderr: "", exitCode: 0 });

/** Answers with what it was given. */
const kubectl: ShellCommand = async (args, { stdin, tty, env }) =>
  ok(`${JSON.stringify({ args, stdin, tty, editor: env.get("KUBE_EDITOR") })}\n`);

describe("the language is bash", () => {
  test.each([
    ["pipes", "printf 'b\\na\\nb\\n' | sort | uniq -c", "      1 a\n      2 b\n"],
    ["a heredoc with variables", "X=한글\ncat <<EOF\nname: $X\nEOF", "name: 한글\n"],
    ["a quoted heredoc", "X=1\ncat <<'EOF'\n$X\nEOF", "$X\n"],
    ["a heredoc into a pipe", "cat <<EOF | tr a-z A-Z\nabc\nEOF", "ABC\n"],
    [
      "functions with local variables",
      'f() { local x=$1; echo "f $x"; return 4; }\nf a; echo $?',
      "f a\n4\n",
    ],
    [
      "arrays",
      'a=(x "y z"); a+=(w); echo "${#a[@]} ${a[1]}"; for i in "${a[@]}"; do echo "<$i>"; done',
      "3 y z\n<x>\n<y z>\n<w>\n",
    ],
    ["maps", "declare -A m=([k]=v); echo ${m[k]}", "v\n"],
    ["command substitution", 'echo "$(echo a | tr a b)-`echo c`"', "b-c\n"],
    ["arithmetic and C loops", "for ((i=0;i<3;i++)); do printf '%s,' $((i*i)); done", "0,1,4,"],
    ["while read", "printf 'a 1\\nb 2\\n' | while read -r k v; do echo $v$k; done", "1a\n2b\n"],
    ["case and conditions", "x=http-go; case $x in http-*) [[ $x =~ go$ ]] && echo yes;; esac", "yes\n"],
    [
      "PIPESTATUS and pipefail",
      'false | true; echo "$? ${PIPESTATUS[0]}"; set -o pipefail; false | true; echo $?',
      "0 1\n1\n",
    ],
    ["process substitution", "diff <(echo a) <(echo a) && echo same", "same\n"],
    [
      "parameter expansion",
      'p=a/b/c.yaml; echo "${p##*/} ${p%.yaml} ${x:-none} ${#p}"',
      "c.yaml a/b/c none 10\n",
    ],
    ["&&, || and !", "false && echo a || echo b; ! false && echo c", "b\nc\n"],
    [
      "a pattern without a match beside a blank",
      "printf '%s,' a*b\\ c \"a b\"* x?' 'y; x='q r'; printf '%s,' $x* \"$x\"*",
      "a*b c,a b*,x? y,q,r*,q r*,",
    ],
  ])("%s", async (_, script, stdout) => {
    expect(await shellMachine().run(script)).toEqual(ok(stdout));
  });

  test("set -e ends a script at the first failure, but not in a condition", async () => {
    const { run } = shellMachine();
    expect(await run("set -e\nif false; then :; fi\nfalse || true\necho a\nfalse\necho b")).toEqual({
      stdout: "a\n",
      stderr: "",
      exitCode: 1,
    });
  });

  test("set -u ends it at an unset variable", async () => {
    expect(await shellMachine().run("set -u; echo $NOPE; echo b")).toEqual({
      stdout: "",
      stderr: "bash: NOPE: unbound variable\n",
      exitCode: 1,
    });
  });

  test("what stands before a syntax error runs, as bash reads line by line", async () => {
    const { run } = shellMachine();
    expect(await run("echo a\necho b\nif ; then\necho c")).toEqual({
      stdout: "a\nb\n",
      stderr: "bash: syntax error near unexpected token `;'\n",
      exitCode: 2,
    });
    expect(await run("echo a\nexit 4\nfi")).toEqual({ stdout: "a\n", stderr: "", exitCode: 4 });
  });
});

describe("a session", () => {
  test("keeps variables, what is exported, the folder, aliases and files from one run to the next", async () => {
    const { run } = shellMachine({
      cwd: "/home/learner",
      env: { HOME: "/home/learner" },
      commands: { kubectl },
    });
    await run("X=1; export Y=2; mkdir d; cd d; alias k=kubectl; echo hi > f");
    expect(await run("echo $X $Y $PWD; bash -c 'echo [$X] $Y'; cat f; cd -")).toEqual(
      ok("1 2 /home/learner/d\n[] 2\nhi\n/home/learner\n"),
    );
    expect((await run("k get pods")).stdout).toContain('["get","pods"]');
    await run("unset X");
    expect(await run("echo [$X]")).toEqual(ok("[]\n"));
  });

  test("survives a script that is refused", async () => {
    const { run } = shellMachine();
    await run("X=1");
    await run("sleep 1 &");
    await run("if");
    expect(await run("echo $X | cat")).toEqual(ok("1\n"));
  });

  test("knows the last exit code", async () => {
    const { run } = shellMachine();
    await run("false");
    expect(await run("echo $?")).toEqual(ok("1\n"));
  });

  test("gives programs their input, their arguments, what is exported, and the terminal", async () => {
    const { run } = shellMachine({ commands: { kubectl } });
    const told = async (script: string, tty = false) => JSON.parse((await run(script, { tty })).stdout);
    expect(await told("kubectl apply -f - <<EOF\n안녕\nEOF")).toEqual({
      args: ["apply", "-f", "-"],
      stdin: "안녕\n",
      tty: false,
    });
    expect(await told('KUBE_EDITOR="sed -i s/a/b/" kubectl "edit svc" \'*\'')).toEqual({
      args: ["edit svc", "*"],
      stdin: "",
      tty: false,
      editor: "sed -i s/a/b/",
    });
    expect(await told("EDITOR_UNEXPORTED=1; kubectl", true)).toEqual({ args: [], stdin: "", tty: true });
  });

  test("a program of ours may run the editor of the learner on a file", async () => {
    const edit: ShellCommand = async (_, context) => {
      await context.writeFile("/tmp/edit.yaml", "affinity: None\n");
      const { exitCode } = await context.exec(`${context.env.get("KUBE_EDITOR")} /tmp/edit.yaml`);
      return { stdout: await context.readFile("/tmp/edit.yaml"), stderr: "", exitCode };
    };
    const { run } = shellMachine({ commands: { edit } });
    expect(await run("export KUBE_EDITOR=\"sed -i 's/None/ClientIP/'\"; edit")).toEqual(
      ok("affinity: ClientIP\n"),
    );
    expect((await run("KUBE_EDITOR=nope edit")).exitCode).toBe(127);
  });

  test("standard input is the script's", async () => {
    expect(await shellMachine().run("read x; echo got $x; cat", { stdin: "a\n나머지\n" })).toEqual(
      ok("got a\n나머지\n"),
    );
  });
});

describe("exec starts a program without a shell around it", () => {
  test("its arguments are verbatim", async () => {
    const { exec } = shellMachine({ commands: { kubectl } });
    expect(JSON.parse((await exec(["kubectl", "a b", "$X", "'"])).stdout).args).toEqual(["a b", "$X", "'"]);
    expect(await exec(["printf", "%s|", "a b", "*", "$(x)"])).toEqual(ok("a b|*|$(x)|"));
  });

  test("sh -c is a shell like any other, with its own $0 and arguments", async () => {
    const { exec } = shellMachine();
    expect(await exec(["sh", "-c", 'echo "$0 $1 $#"', "zero", "one"])).toEqual(ok("zero one 1\n"));
    expect(await exec(["/bin/bash", "-ec", "false; echo no"])).toEqual({
      stdout: "",
      stderr: "",
      exitCode: 1,
    });
    expect(await exec(["sh"], { stdin: "echo from $0" })).toEqual(ok("from sh\n"));
  });

  test("only files stay", async () => {
    const { exec } = shellMachine({ cwd: "/srv" });
    await exec(["sh", "-c", "export X=1; cd /; echo hi > /tmp/f"]);
    expect(await exec(["sh", "-c", "echo [$X] $PWD; cat /tmp/f"])).toEqual(ok("[] /srv\nhi\n"));
  });

  test("a program that the machine does not have is undefined", async () => {
    const { loop, shell } = shellMachine({ allowed: ["sh", "cat", "wget"], flavour: "busybox" });
    for (const name of ["bash", "curl", "/bin/bash", "kubectl", "ls"])
      expect(await loop.run(() => shell.exec([name]))).toBeUndefined();
    expect(await loop.run(() => shell.exec(["sh", "-c", "curl x; bash; ls"]))).toEqual({
      stdout: "",
      stderr: "sh: curl: not found\nsh: bash: not found\nsh: ls: not found\n",
      exitCode: 127,
    });
  });

  test("a program that the image has and the simulation has not says so", async () => {
    const { exec } = shellMachine({ allowed: ["sh", "strace"] });
    const stderr = "strace: the real image has this program, but it is not part of this simulation\n";
    for (const argv of [["strace", "ls"], ["/usr/bin/strace"], ["sh", "-c", "strace ls"]])
      expect(await exec(argv)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });

  test("two at a time do not disturb each other", async () => {
    const { loop, shell } = shellMachine({ commands: { kubectl } });
    const results: (string | undefined)[] = [];
    const start = (argv: string[], tty: boolean) =>
      loop.spawn(async () => results.push((await shell.exec(argv, { tty }))?.stdout));
    start(["sh", "-c", "X=1; sleep 2; kubectl $X"], true);
    start(["sh", "-c", "sleep 1; kubectl [$X]"], false);
    await loop.settle();
    expect(results.map((text) => JSON.parse(text ?? ""))).toMatchObject([
      { args: ["[]"], tty: false },
      { args: ["1"], tty: true },
    ]);
  });

  test("it can be stopped from outside, whatever it waits for", async () => {
    const { loop, shell } = shellMachine({ servers: { "10.0.0.1:80": { code: "ETIMEDOUT" } } });
    const stop = new AbortController();
    loop.schedule(3000, () => stop.abort());
    const result = await loop.run(() =>
      shell.exec(["sh", "-c", "echo a; curl -s 10.0.0.1; echo b"], { signal: stop.signal }),
    );
    expect([result?.exitCode, loop.now]).toEqual([143, 3000]);
    expect(await loop.run(() => shell.exec(["echo", "next"]))).toEqual(ok("next\n"));
  });
});

describe("files", () => {
  test("are there from the start, and read and written from outside", async () => {
    const { run, shell } = shellMachine({
      cwd: "/home/learner",
      files: { "/etc/hosts": "127.0.0.1\tlocalhost\n" },
    });
    await shell.writeFile("a/b.yaml", "kind: Service # 서비스\n");
    expect(await shell.readFile("a/b.yaml")).toBe("kind: Service # 서비스\n");
    expect(await run("cat /etc/hosts a/b.yaml; echo 셋 > c")).toEqual(
      ok("127.0.0.1\tlocalhost\nkind: Service # 서비스\n"),
    );
    expect(await shell.readFile("/home/learner/c")).toBe("셋\n");
    await shell.writeFile("a/b.yaml", "x");
    expect(await run("cat a/b.yaml; ls /tmp | wc -l")).toEqual(ok("x0\n"));
    expect(await shell.readFile("nope")).toBeUndefined();
  });

  test("Korean text survives every way through the shell", async () => {
    const { run } = shellMachine({ files: { "/a.txt": "서비스\n파드\n" } });
    expect(
      await run(
        "grep -o 비스 /a.txt; sed 's/파/바/' /a.txt; awk '{print length($0)}' /a.txt; wc -c < /a.txt; echo 안녕 | tee /b | rev; cat /b; cut -c1 /b",
      ),
    ).toEqual(ok("비스\n서비스\n바드\n3\n2\n17\n녕안\n안녕\n안\n"));
    expect(await run("세=1; echo '한글' >&2; ls /없음")).toMatchObject({
      stderr: expect.stringContaining("한글\n"),
      exitCode: 2,
    });
  });

  test("belong to whoever the machine's user is, at simulated times", async () => {
    const { run } = shellMachine({ env: { USER: "learner" }, cwd: "/home/learner" });
    await run("echo a > f");
    expect((await run("ls -l f")).stdout).toBe("-rw-r--r-- 1 learner learner     2 Jan  5 09:00 f\n");
    expect((await shellMachine().run("touch f; ls -l f; id; whoami; hostname; echo $UID")).stdout).toBe(
      "-rw-r--r-- 1 root root     0 Jan  5 09:00 f\nuid=0(root) gid=0(root) groups=0(root)\nroot\nlab\n0\n",
    );
  });
});

test("every program of the engine that we name exists", () => {
  const known: readonly string[] = justBash().getCommandNames();
  expect(bundledPrograms(undefined).filter((name) => !known.includes(name))).toEqual([]);
});
