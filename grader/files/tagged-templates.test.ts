// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
import { describe, expect, test } from "vitest";
import { taggedTemplates } from "./tagged-templates.ts";

const texts = (source: string) => taggedTemplates(source).map(({ tag, text }) => [tag, text]);

describe("the templates of a cell", () => {
  test("are found with their tags, in order", () => {
    expect(texts("await sh`a`;\nconst x = await read `b`;")).toEqual([
      ["sh", "a"],
      ["read", "b"],
    ]);
  });

  test("keep their backslashes, but for those that TypeScript needs", () => {
    expect(texts("sh`echo \\${HOME} \\`date\\` \\d \\\\ \\\n  x`")).toEqual([
      ["sh", "echo ${HOME} `date` \\d \\\\ \\\n  x"],
    ]);
  });

  test("are not seen in comments, strings and other templates", () => {
    expect(texts("// sh`a`\n/* sh`b` */ 'sh`c`'; \"sh`d`\"; `sh${1}`; sh`e`")).toEqual([["sh", "e"]]);
  });

  test("with a value of TypeScript say so", () => {
    expect(taggedTemplates("sh`scale --replicas=${n + `}`.length}`")).toEqual([
      { tag: "sh", text: "scale --replicas=", hasValues: true },
    ]);
  });

  test("inside a value are found as well", () => {
    expect(texts("sh`a ${await read`b`} c`")).toEqual([
      ["sh", "a  c"],
      ["read", "b"],
    ]);
  });

  test("that never end, end with the cell", () => {
    expect(texts("sh`kubectl get pods")).toEqual([["sh", "kubectl get pods"]]);
  });
});
