import { describe, expect, test } from "vitest";
import { type ShellMachineOptions, shellMachine } from "../testing/shell-machine.ts";

const machine = (more: ShellMachineOptions = {}) =>
  shellMachine({
    names: { web: "10.96.0.7" },
    servers: { "10.96.0.7:80": { body: "hi" }, "10.0.0.1:80": { code: "ETIMEDOUT" } },
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

  test("of UDP has a sentence of ours", async () => {
    expect((await machine({ flavour: "debian" }).run("echo > /dev/udp/web/53")).stderr).toBe(
      "bash: /dev/udp/web/53: this is not part of this simulation; TCP is, by nc -zv HOST PORT\n",
    );
  });
});
