import { describe, expect, test } from "vitest";
import { type ShellMachineOptions, shellMachine } from "../testing/shell-machine.ts";

const machine = (more: ShellMachineOptions = {}) =>
  shellMachine({
    names: { web: "10.96.0.7" },
    servers: {
      "10.96.0.7:80": { body: "hi" },
      "10.0.0.1:80": { code: "ETIMEDOUT" },
      "10.0.0.2:80": { code: "EHOSTUNREACH" },
    },
    ...more,
  });

describe("a redirection to /dev/tcp", () => {
  test.each([
    ["an open port", "(echo > /dev/tcp/web/80) && echo open", { stdout: "open\n", stderr: "", exitCode: 0 }],
    [
      "a closed one",
      "(echo > /dev/tcp/web/81) 2>/dev/null && echo open || echo closed",
      { stdout: "closed\n", stderr: "", exitCode: 0 },
    ],
    [
      "a closed one, loudly",
      "bash -c 'cat < /dev/null > /dev/tcp/web/81'",
      {
        stdout: "",
        stderr: "bash: connect: Connection refused\nbash: /dev/tcp/web/81: Connection refused\n",
        exitCode: 1,
      },
    ],
    [
      "a silent one",
      "timeout 3 bash -c '> /dev/tcp/10.0.0.1/80'; echo $?",
      { stdout: "124\n", stderr: "", exitCode: 0 },
    ],
    [
      "a name that nobody knows",
      "bash -c 'echo >> /dev/tcp/nope/80'",
      {
        stdout: "",
        stderr: "bash: nope: Name or service not known\nbash: /dev/tcp/nope/80: Invalid argument\n",
        exitCode: 1,
      },
    ],
  ])("asks the network: %s", async (_, script, printed) => {
    expect(await machine({ flavour: "debian" }).run(script)).toEqual(printed);
  });

  test("is a file in no folder to busybox", async () => {
    const { stderr, exitCode } = await machine({ flavour: "busybox" }).run("echo > /dev/tcp/web/80");
    expect([stderr, exitCode]).toEqual(["sh: can't create /dev/tcp/web/80: nonexistent directory\n", 1]);
  });

  test("is one to dash as well, which Debian calls sh", async () => {
    const run = async (script: string) => (await machine().exec(["sh", "-c", script])).stderr;
    expect(await run("echo > /dev/tcp/web/80")).toBe(
      "sh: 1: cannot create /dev/tcp/web/80: Directory nonexistent\n",
    );
    expect(await run("cat < /dev/tcp/web/80")).toBe("sh: 1: cannot open /dev/tcp/web/80: No such file\n");
  });

  // Measured with bash 5.2.
  test.each([
    ["exec 3<>/dev/tcp/web/81", "connect: Connection refused\n/dev/tcp/web/81: Connection refused"],
    ["cat < /dev/tcp/web/81", "connect: Connection refused\n/dev/tcp/web/81: Connection refused"],
    [": > /dev/tcp/web/", "connect: Connection refused\n/dev/tcp/web/: Connection refused"],
    [": > /dev/tcp/web/65617", "connect: Connection refused\n/dev/tcp/web/65617: Connection refused"],
    ["cat < /dev/tcp/10.0.0.2/80", "connect: No route to host\n/dev/tcp/10.0.0.2/80: No route to host"],
    ["cat < /dev/tcp/nope/80", "nope: Name or service not known\n/dev/tcp/nope/80: Invalid argument"],
    [": < /dev/tcp//80", ": Name or service not known\n/dev/tcp//80: Invalid argument"],
    [
      ": > /dev/tcp/web/abc",
      "abc: Servname not supported for ai_socktype\n/dev/tcp/web/abc: Invalid argument",
    ],
    [": > /dev/udp/nope/53", "nope: Name or service not known\n/dev/udp/nope/53: Invalid argument"],
    [": > /dev/tcp/web", "/dev/tcp/web: No such file or directory"],
  ])("%s fails, and the script goes on", async (script, words) => {
    const { stdout, stderr } = await machine().run(`${script}; echo "status $?"`);
    expect([stdout, stderr]).toEqual(["status 1\n", words.replaceAll(/^/gm, "bash: ").concat("\n")]);
  });
});

describe("a connection of /dev/tcp", () => {
  const REPLY = "HTTP/1.0 200 OK\r\n\r\nhi";

  test.each([
    ["exec 3<>/dev/tcp/web/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3", REPLY],
    ["exec 3>/dev/tcp/web/http; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3", REPLY],
    ["exec 3</dev/tcp/web/80; printf 'GET / HTTP/1.0\\r\\n' >&3; printf '\\r\\n' >&3; cat <&3", REPLY],
    ["exec {fd}<>/dev/tcp/web/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&$fd; cat <&$fd", REPLY],
    ["{ printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3; } 3<>/dev/tcp/web/80", REPLY],
    ["exec 3<>/dev/tcp/web/80; (printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3); (cat <&3)", REPLY],
    [
      "exec 3<>/dev/tcp/web/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; read -r a <&3; echo $a; cat <&3",
      "HTTP/1.0 200 OK\r\n\r\nhi",
    ],
    [
      "exec 3<>/dev/tcp/web/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; while read -r -u 3 a; do echo .; done; echo",
      ".\n.\n\n",
    ],
    [
      "exec 3<>/dev/tcp/web/80 4<>/dev/tcp/web/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&4; timeout 1 cat <&3; cat <&4",
      REPLY,
    ],
  ])("%s", async (script, stdout) => {
    expect(await machine().run(script)).toEqual({ stdout, stderr: "", exitCode: 0 });
  });

  test("is one to the server, over which the request goes", async () => {
    const { run, network } = machine();
    await run("exec 3<>/dev/tcp/web/80; printf 'GET /a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3");
    expect(
      network.sent.map(({ path, headers, keepAlive }) => [path, headers.host, typeof keepAlive]),
    ).toEqual([["/a", "x", "object"]]);
  });

  test.each([
    [
      "exec 3<>/dev/tcp/web/80; printf 'GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3; timeout 2 cat <&3; echo \" $?\"",
      "HTTP/1.1 200 OK\r\n\r\nhi 124\n",
      2_000,
    ],
    ["exec 3<>/dev/tcp/web/80; read -t 3 a <&3; echo $?", "142\n", 3_000],
    ["exec 3<>/dev/tcp/web/80; read -t 3 -u 3 a; echo $?", "142\n", 3_000],
    ["timeout 2 cat < /dev/tcp/web/80; echo $?", "124\n", 2_000],
    ["exec 3<>/dev/udp/web/53; echo hi >&3; timeout 4 cat <&3; echo $?", "124\n", 4_000],
    ["timeout 2 bash -c '</dev/tcp/10.0.0.1/80' || echo $?", "124\n", 2_000],
    ["cat /dev/null <(exec 3<>/dev/tcp/web/80); echo $?", "0\n", 0],
  ])("waits for the other side: %s", async (script, stdout, ms) => {
    const { run, loop } = machine();
    expect(await run(script)).toEqual({ stdout, stderr: "", exitCode: 0 });
    expect(loop.now).toBe(ms);
  });

  test("that nobody would ever close ends with a sentence", async () => {
    const { run, loop } = machine();
    const { stdout, stderr } = await run("exec 3<>/dev/tcp/web/80; cat <&3; echo done");
    expect([stdout, stderr, loop.now]).toEqual([
      "done\n",
      expect.stringMatching(/^bash: this simulation ends the reading here, .*timeout 2 cat\n$/),
      60_000,
    ]);
  });
});
