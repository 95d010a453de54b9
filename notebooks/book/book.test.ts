import { describe, expect, test } from "vitest";
import type { Notebook } from "../testing/course.ts";
import type { ExecutedCell } from "../testing/execute.ts";
import { bookOf, type RunNotebook } from "./book.ts";

const cells: Notebook["cells"] = [
  {
    type: "markdown",
    id: "header",
    tags: [],
    source: "# 01 Why & how\n\nA **Service**.\n\n| a | b |\n| - | - |\n| 1 | 2 |",
  },
  { type: "code", id: "open", tags: ["setup"], source: 'await openLab("01-why");' },
  { type: "code", id: "guess", tags: ["predict", "edit"], source: 'predict("old-ip", "?");' },
  { type: "code", id: "run", tags: [], source: "await sh`kubectl get pods <x>`;" },
  { type: "code", id: "judge", tags: ["check"], source: "await ex.check();" },
];

const executed: ExecutedCell[] = [
  ran(1, [{ output_type: "stream", name: "stdout", text: "a new cluster\n" }]),
  ran(2, [{ output_type: "display_data", data: { "text/html": "<p>You expect b</p>", "text/plain": "" } }]),
  ran(3, [
    { output_type: "stream", name: "stdout", text: "NAME <none> & more\n" },
    { output_type: "stream", name: "stderr", text: "Error from server\n" },
    {
      output_type: "display_data",
      data: { "text/html": '<img alt="a 3, b 2" src="data:,x">', "text/plain": "a" },
    },
    { output_type: "error", ename: "Error", evalue: "not <yet>" },
  ]),
  ran(4, [{ output_type: "stream", name: "stdout", text: "0 of 10" }]),
];

function ran(index: number, outputs: ExecutedCell["outputs"]): ExecutedCell {
  return { index, source: "", tags: [], status: "ok", outputs };
}

function run(language: "ko" | "en", name: string): RunNotebook {
  return { notebook: { language, name: `${name}.ipynb`, path: "", kernel: "tslab", cells }, executed };
}

const book = bookOf([run("ko", "01-why"), run("en", "01-why"), run("en", "02-list")]);
const page = book.get("en/01-why.html") ?? "";

describe("the book", () => {
  test("has a page for each notebook of each language, and their contents", () => {
    expect([...book.keys()]).toEqual([
      "index.html",
      "book.css",
      "ko/index.html",
      "ko/01-why.html",
      "en/index.html",
      "en/01-why.html",
      "en/02-list.html",
    ]);
  });

  test("shows texts, code and outputs, with all that was written as text escaped", () => {
    expect(page).toContain("<strong>Service</strong>");
    expect(page).toContain("<table>");
    expect(page).toContain("kubectl get pods &lt;x&gt;");
    expect(page).toContain("NAME &lt;none&gt; &amp; more");
    expect(page).toContain('aria-label="Error output">Error from server');
    expect(page).toContain("not &lt;yet&gt;");
    expect(page).toContain('<img alt="a 3, b 2" src="data:,x">');
    expect(page).toContain("<title>01 Why &amp; how · Kubernetes Services Bootcamp</title>");
  });

  test("leaves the reader what is theirs to answer", () => {
    expect(page).toContain("predict(&quot;old-ip&quot;, &quot;?&quot;);");
    expect(page).not.toContain("You expect b");
    expect(page).not.toContain("0 of 10");
  });

  test("leads to the neighbours and to the other language", () => {
    expect(page).toContain('<a rel="next" href="02-list.html">Next: 01 Why &amp; how</a>');
    expect(page).not.toContain('rel="prev"');
    expect(page).toContain('<a href="../ko/01-why.html" hreflang="ko" lang="ko">한국어</a>');
  });

  test("asks no other host for anything", () => {
    for (const text of book.values()) expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});
