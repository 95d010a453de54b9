import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCluster } from "../../cluster.ts";
import { isPlainPath, plainWord } from "./plain.ts";

describe("a plain path", () => {
  test("has nothing to leave out", () => {
    const parts = fc.array(fc.constantFrom("/", ".", "..", "...", "a", "a.b", ".c"), { maxLength: 6 });
    fc.assert(
      fc.property(parts, (drawn) => {
        const path = drawn.join("");
        const kept = path.split("/").filter((part) => part !== "" && part !== ".");
        const isShortest = path !== "/" && path === `/${kept.join("/")}` && !kept.includes("..");
        expect(isPlainPath(path)).toBe(isShortest);
      }),
    );
  });
});

describe("a plain word", () => {
  test.each(["web", "--image=nginx:1.27", "./a/b.yaml", "10%", "-", "a,b"])("%s", (value) => {
    expect(plainWord({ type: "Word", parts: [{ type: "Literal", value }] })).toEqual({
      values: [value],
      quoted: false,
    });
  });

  test.each(["*.yaml", "a?", "[ab]", "~", "+(a)", "a\\", "", "파드"])(
    "%s may have to be expanded",
    (value) => {
      expect(plainWord({ type: "Word", parts: [{ type: "Literal", value }] })).toBeUndefined();
    },
  );

  test.each([
    [`printf '[%s]' web ./a:b=c '' 'a  b' 'c'd "e f" "" \\*`, "[web][./a:b=c][][a  b][cd][e f][][*]"],
    [`IFS=a; x=bab; printf '[%s]' bab 'bab' $x "$x"`, "[bab][bab][b][b][bab]"],
    [`cd /tmp; touch one two; printf '[%s]' one o* 'o*'; set -f; printf '[%s]' o*`, "[one][one][o*][o*]"],
    [`alias p=printf; p '[%s]' {1,2} a{b,'c d'}`, "[1][2][ab][ac d]"],
    [`x='*'; printf '[%s]' x x$x x"$x"`, "[x][x*][x*]"],
  ])("among others: %s", async (script, stdout) => {
    const cluster = await createCluster({ seed: 1 });
    try {
      expect(await cluster.run(script)).toMatchObject({ stdout, stderr: "", exitCode: 0 });
    } finally {
      await cluster.close();
    }
  });

  test("variables that a program inherits are those at its start", async () => {
    const cluster = await createCluster({ seed: 1 });
    try {
      const script = "export A=1; B=2 env | grep -E '^[AB]='; env | grep -cE '^B='; A=3; env | grep ^A=";
      expect(await cluster.run(script)).toMatchObject({ stdout: "A=1\nB=2\n0\nA=3\n", exitCode: 0 });
    } finally {
      await cluster.close();
    }
  });
});
