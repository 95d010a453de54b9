import { describe, expect, it } from "vitest";
import { Loop } from "../sim/loop.ts";
import { isUnfinished } from "./engine/index.ts";
import { createShell } from "./shell.ts";
import { interact } from "./terminal.ts";

/** Types the keys and gives back the screen and the exit code. */
async function type(...keys: string[]): Promise<{ screen: string; exitCode: number }> {
  const loop = new Loop();
  const shell = createShell({ loop, hostname: "box", flavour: "busybox", epochMs: 0 });
  const shown: string[] = [];
  const terminal = { write: (text: string) => void shown.push(text), read: async () => keys.shift() };
  const exitCode = await loop.run(() => interact(shell, () => `${shell.cwd} # `, terminal));
  return { screen: shown.join(""), exitCode };
}

describe("a terminal", () => {
  it("echoes what is typed, runs each line, and ends with exit", async () => {
    expect(await type("echo hello\r", "exit\r")).toEqual({
      screen: "/ # echo hello\r\nhello\r\n/ # exit\r\n",
      exitCode: 0,
    });
  });

  it("leaves with the code of the last command, or the one given", async () => {
    expect((await type("false\r", "exit\r")).exitCode).toBe(1);
    expect((await type("exit 7\r")).exitCode).toBe(7);
    expect((await type("false\r", "\u0004")).exitCode).toBe(1);
  });

  it("remembers where it is", async () => {
    expect((await type("cd /tmp\r", "pwd\r", "exit\r")).screen).toContain("/tmp # pwd\r\n/tmp\r\n");
  });

  it("takes back letters, whole lines and whole commands", async () => {
    expect((await type("echx\u007fo hi\r", "exit\r")).screen).toContain("\r\nhi\r\n");
    expect((await type("rubbish\u0015echo hi\r", "exit\r")).screen).toContain("\r\nhi\r\n");
    expect((await type("for i in 1; do\r\u0003echo hi\r", "exit\r")).screen).toContain(
      "> ^C\r\n/ # echo hi\r\nhi\r\n",
    );
  });

  it("lets Ctrl-C end what runs, and nothing else of the session", async () => {
    const loop = new Loop();
    const shell = createShell({ loop, hostname: "box", flavour: "busybox", epochMs: 0 });
    const keys = ["a=kept\r", "sleep 1000; echo never\r", "echo $? $a\r", "exit\r"];
    let screen = "";
    let interrupt: (() => void) | undefined;
    const terminal = {
      write: (text: string) => {
        screen += text;
      },
      read: async () => keys.shift(),
      onInterrupt: (call: (() => void) | undefined) => {
        interrupt = call;
      },
    };
    loop.schedule(2_000, () => interrupt?.());
    expect(await loop.run(() => interact(shell, () => "# ", terminal))).toBe(0);
    expect(screen).toBe(
      "# a=kept\r\n# sleep 1000; echo never\r\n^C\r\n# echo $? $a\r\n130 kept\r\n# exit\r\n",
    );
    expect(loop.now).toBe(2_000);
  });

  it("waits for the end of a loop, a quote and a here-document", async () => {
    expect((await type("for i in 1 2; do\recho $i\rdone\r", "exit\r")).screen).toContain(
      "> done\r\n1\r\n2\r\n",
    );
    expect((await type("cat <<EOF\rone\rEOF\r", "exit\r")).screen).toContain("> EOF\r\none\r\n");
  });

  it("takes Korean letters back whole", async () => {
    expect((await type("echo 파드\u007f드\r", "exit\r")).screen).toContain("\r\n파드\r\n");
  });
});

describe("an unfinished command", () => {
  it.each([
    "for i in 1 2; do\n",
    "echo 'a\n",
    "cat <<EOF\na\n",
    "if true; then\n",
    "echo $(\n",
    "echo a |\n",
    "a &&\n",
    "f() {\n",
    "echo a \\\n",
  ])("%j", (script) => {
    expect(isUnfinished(script)).toBe(true);
  });

  it.each(["echo a\n", "done\n", "cat <<EOF\na\nEOF\n", "cat <<< a\n", "echo a; echo b\n"])(
    "is not %j",
    (script) => {
      expect(isUnfinished(script)).toBe(false);
    },
  );
});
