// Files lent to an editor outside: what it is given, and what comes back.
import { afterAll, describe, expect, test } from "vitest";
import type { LentFile } from "../../api/api.ts";
import { createCluster } from "../../cluster.ts";

const cluster = await createCluster({ seed: 5 });
afterAll(() => cluster.close());

/** An editor whose person types `change`. */
function person(change: (text: string) => string | undefined, exitCode = 0) {
  const lent: LentFile[] = [];
  const terminal = {
    write: () => {},
    read: async () => undefined,
    edit: async (file: LentFile) => {
      lent.push(file);
      return { text: change(file.text ?? ""), exitCode };
    },
  };
  return { lent, run: (script: string) => cluster.run(script, { terminal }) };
}

describe("at a terminal", () => {
  test.each(["vi", "vim", "nano", "emacs", "editor", "$EDITOR", "/usr/bin/vi"])(
    "%s opens a file",
    async (name) => {
      const { run } = person((text) => text.replace("a", "b"));
      expect(await run(`export EDITOR=editor; echo a > f; ${name} f; cat f`)).toEqual({
        stdout: "b\n",
        stderr: "",
        exitCode: 0,
      });
    },
  );

  test("a new file, with the options and the editors that count", async () => {
    const { lent, run } = person(() => "made\n");
    expect((await run("cd /tmp; EDITOR='code --wait' vim +3 -R new.yaml; cat new.yaml")).stdout).toBe(
      "made\n",
    );
    expect(lent).toEqual([
      {
        path: "new.yaml",
        text: undefined,
        name: "vim",
        options: ["+3", "-R"],
        editors: ["code --wait", "vim"],
      },
    ]);
  });

  test("kubectl edit sends what was saved", async () => {
    const { lent, run } = person((text) =>
      text.replace("sessionAffinity: None", "sessionAffinity: ClientIP"),
    );
    await cluster.run("kubectl create service clusterip web --tcp=80");
    expect((await run("export EDITOR=editor; kubectl edit svc web")).stdout).toBe("service/web edited\n");
    expect(lent[0]?.text).toContain("# Please edit the object below.");
    expect((await person((text) => text).run("kubectl edit svc web")).stderr).toBe(
      "Edit cancelled, no changes made.\n",
    );
    expect((await person((text) => text, 1).run("EDITOR=vi kubectl edit svc web")).stderr).toContain(
      'error: there was a problem with the editor "vi"\n',
    );
  });

  test.each([
    ["vi", "vi: name one file of this session, which is then opened in your own editor\n"],
    ["vi a b", "vi: name one file of this session, which is then opened in your own editor\n"],
    ["vi /tmp", "vi: /tmp: Is a directory\n"],
    ["vi /nowhere/f", "vi: /nowhere/f: No such file or directory\n"],
  ])("%s says what it needs", async (script, stderr) => {
    expect(await person(() => undefined).run(script)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });
});

test("a computer without an editor cannot launch one", async () => {
  const terminal = { write: () => {}, read: async () => undefined, edit: async () => undefined };
  await cluster.run("echo a > f; kubectl create service clusterip db --tcp=80");
  expect((await cluster.run("vi f", { terminal })).stderr).toBe(
    "vi: no editor was found on your computer; set EDITOR\n",
  );
  expect((await cluster.run("EDITOR=vi kubectl edit svc db", { terminal })).stderr).toBe(
    'error: unable to launch the editor "vi"\n',
  );
});

test("without a terminal it says so", async () => {
  expect((await cluster.run("nano f")).stderr).toMatch(
    /^nano: this program is not part of this simulation: nobody types/,
  );
});
