import { describe, expect, test } from "vitest";
import { compileGoTemplate } from "./execute.ts";

const fill = (template: string, object: unknown = {}): string | undefined => {
  const { text, error } = compileGoTemplate(template)(object);
  return error === undefined ? text : error.message;
};

/** What the real one prints is in testdata/go-template.transcript; here is what that cannot show. */
describe("a Go template", () => {
  test("counts lines and columns in its errors", () => {
    expect(fill("a\nb {{.x.y}}", { x: 1 })).toBe(
      'template: output:2:6: executing "output" at <.x.y>: can\'t evaluate field y in type interface {}',
    );
  });

  test("keeps what it printed before an error", () => {
    expect(compileGoTemplate("before {{index .list 9}}")({ list: [] }).text).toBe("before ");
  });

  test("that calls itself without end runs into templateStepsMax", () => {
    expect(
      fill('{{define "x"}}{{range 1000}}{{range 1000}}{{.}}{{end}}{{end}}{{end}}{{template "x"}}'),
    ).toContain("templateStepsMax");
  });

  test.each([
    ["{{range $k, $v := .}}{{$k}}={{$v}};{{end}}", { b: 1, a: [2] }, "a=[2];b=1;"],
    ["{{range .}}{{if eq . 2}}{{continue}}{{end}}{{.}}{{end}}", [1, 2, 3], "13"],
    ["{{with $x := .a}}{{$x}}{{else with .b}}{{.}}{{end}}", { b: "b" }, "b"],
    ["{{(.a).b}} {{((index .c 0)).d}}", { a: { b: 1 }, c: [{ d: 2 }] }, "1 2"],
    [
      '{{printf "%3d|%-3d|%03d|%.2f|%x|%v|%%|%!"}}',
      {},
      "%!d(MISSING)|%!d(MISSING)|%!d(MISSING)|%!f(MISSING)|%!x(MISSING)|%!v(MISSING)|%|%!",
    ],
  ])("%s", (template, object, expected) => {
    expect(fill(template, object)).toBe(expected);
  });
});
