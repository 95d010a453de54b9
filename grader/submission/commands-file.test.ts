import { describe, expect, test } from "vitest";
import { hasOwnCommands, withNotebookCommands } from "./commands-file.ts";

const written = (before: string, ...pieces: string[]): string =>
  withNotebookCommands(before, pieces, "remark").text;
const block = (commands: string): string => `# >>> notebook: remark\n${commands}# <<< notebook\n`;

describe("commands.sh of an exercise in a notebook", () => {
  test("keeps every line of the learner's around the notebook's block", () => {
    const first = written("# mine\nkubectl get pods", "kubectl expose deploy web");
    expect(first).toBe(`# mine\nkubectl get pods\n${block("kubectl expose deploy web\n")}`);
    expect(written(`${first}kubectl get svc\n`, "kubectl scale deploy web --replicas=2 # $& $1")).toBe(
      `# mine\nkubectl get pods\n${block("kubectl scale deploy web --replicas=2 # $& $1\n")}kubectl get svc\n`,
    );
  });

  test("has what was run, in order, without cells that hold only remarks", () => {
    expect(written("", "# your commands", "\nkubectl get pods\n", "cat <<EOF\n  x\nEOF")).toBe(
      block("kubectl get pods\ncat <<EOF\n  x\nEOF\n"),
    );
  });

  test.each([
    ["an open quote", "echo 'it", "eval 'echo '\\''it'\n"],
    ["an open loop", "for i in 1 2; do", "eval 'for i in 1 2; do'\n"],
    ["an exit", "kubectl get pods; exit 1", "(\nkubectl get pods; exit 1\n)\n"],
    ["set -e", "set -e\nfalse", "(\nset -e\nfalse\n)\n"],
  ])("lets a cell with %s take no other along", (_, piece, part) => {
    expect(written("", piece, "kubectl get svc")).toBe(block(`${part}kubectl get svc\n`));
  });

  test("tells when a line of the block is there no more, and only then", () => {
    const once = written("", "kubectl get pods");
    const replaces = (...pieces: string[]): boolean => withNotebookCommands(once, pieces, "remark").replaces;
    expect([replaces("kubectl get pods"), replaces("kubectl get pods", "kubectl get svc")]).toEqual([
      false,
      false,
    ]);
    expect(replaces("kubectl get svc")).toBe(true);
  });

  test("tells commands of the learner's own from the notebook's", () => {
    expect(hasOwnCommands(written("# mine", "kubectl get pods"))).toBe(false);
    expect(hasOwnCommands(written("kubectl get svc", "kubectl get pods"))).toBe(true);
  });
});
