import { describe, expect, test } from "vitest";
import { shellMachine, TEST_EPOCH_MS } from "../../testing/shell-machine.ts";
import { type Mount, SharedFolder } from "./shared-folder.ts";

/** A machine that has folders in common with others. @returns what its scripts print. */
function machine(mounts: readonly Mount[]) {
  const { run } = shellMachine({ mounts });
  return async (script: string) => {
    const { stdout, stderr } = await run(script);
    return stdout + stderr;
  };
}

const folderOf = (files: Record<string, string> = {}) => {
  const entries = Object.entries(files).map(([path, text]) => [path, { text }] as const);
  return new SharedFolder(Object.fromEntries(entries), () => TEST_EPOCH_MS);
};

describe("a shared folder", () => {
  test("shows each machine what the others write", async () => {
    const folder = folderOf();
    const [one, two] = [machine([{ path: "/a", folder }]), machine([{ path: "/b/c", folder }])];
    await one("mkdir /a/deep; echo hello > /a/deep/file; echo mine > /tmp/file");
    expect(
      await two(
        "cat /b/c/deep/file; ls /b /tmp; mv /b/c/deep/file /b/c/moved; cp /b/c/moved /tmp/copy; cat /tmp/copy",
      ),
    ).toBe("hello\n/b:\nc\n\n/tmp:\nhello\n");
    expect(await one("ls -R /a; rm -r /a/deep; ls /a")).toBe("/a:\ndeep\nmoved\n\n/a/deep:\nmoved\n");
    expect(await folder.find("moved")).toBe("hello\n");
  });

  test("can be there in part, and inside another", async () => {
    const [outer, inner] = [folderOf({ "x/one": "1\n", two: "2\n" }), folderOf({ three: "3\n" })];
    const run = machine([
      { path: "/o", folder: outer },
      { path: "/o/i", folder: inner },
      { path: "/part", folder: outer, subPath: "x" },
    ]);
    expect(
      await run(
        "cat /o/two /o/i/three /part/one; echo new > /part/four; cat /o/x/four; cd /part && pwd && ls",
      ),
    ).toBe("2\n3\n1\nnew\n/part\nfour\none\n");
  });

  test("is filled anew as a whole, for everybody at once", async () => {
    const folder = folderOf({ old: "old\n" });
    const run = machine([{ path: "/v", folder, isReadOnly: true }]);
    expect(await run("cat /v/old")).toBe("old\n");
    folder.replace({ new: { text: "new\n", mode: 0o755 } });
    expect(await run("ls /v; cat /v/new; stat -c %a /v/new")).toBe("new\nnew\n755\n");
    expect([folder.has("old"), folder.has("new"), folder.isExecutable("new")]).toEqual([false, true, true]);
  });

  test.each([
    ["echo x > /v/a", "bash: /v/a: Read-only file system\n"],
    ["bash -c 'echo x >> /v/a'", "bash: /v/a: Read-only file system\n"],
    ["sh -c 'echo x > /v/a'", "sh: 1: cannot create /v/a: Read-only file system\n"],
    ["touch /v/a", "touch: cannot touch '/v/a': Read-only file system\n"],
    ["rm /v/a", "rm: cannot remove '/v/a': Read-only file system\n"],
  ])("that is to be read only refuses %s in the shell's words", async (script, words) => {
    const folder = folderOf({ a: "kept" });
    expect(await machine([{ path: "/v", folder, isReadOnly: true }])(script)).toBe(words);
    expect(await folder.find("a")).toBe("kept");
  });
});
