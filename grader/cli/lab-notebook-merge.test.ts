import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeNotebook, type NotebookCell, type NotebookFile, parseNotebook } from "./lab-notebook-merge.ts";

const notebook = (...cells: NotebookCell[]): NotebookFile => ({ nbformat: 4, metadata: {}, cells });
const cell = (id: string, source: string, more: Partial<NotebookCell> = {}): NotebookCell => ({
  id,
  cell_type: "code",
  source,
  ...more,
});
const sources = ({ cells }: NotebookFile): string[] => cells.map(({ source }) => [source].flat().join(""));

const base = notebook(cell("a", "1"), cell("b", "2"), cell("c", "3"));

describe("an update of the course", () => {
  test("reaches the cells that the learner left alone, and no other", () => {
    const course = notebook(cell("a", "1 new"), cell("b", "2 new"), cell("c", "3"));
    const mine = notebook(cell("a", "1"), cell("b", "2 mine"), cell("c", "3 mine"));
    const { notebook: merged, counts } = mergeNotebook(base, course, mine);
    expect(sources(merged)).toEqual(["1 new", "2 mine", "3 mine"]);
    expect(counts).toEqual({ changed: 1, added: 0, removed: 0, kept: 1 });
  });

  test("takes the outputs of what it changes, and of nothing else", () => {
    const outputs = [{ output_type: "stream", name: "stdout", text: "hi" }];
    const course = notebook(cell("a", "1 new"), cell("b", "2"));
    const mine = notebook(cell("a", "1", { outputs, execution_count: 1 }), cell("b", "2", { outputs }));
    const { notebook: merged } = mergeNotebook(notebook(cell("a", "1"), cell("b", "2")), course, mine);
    expect(merged.cells.map((each) => each.outputs ?? [])).toEqual([[], outputs]);
  });

  test("puts new cells where they stand in the course, and takes away what is gone", () => {
    const course = notebook(cell("new", "0"), cell("a", "1"), cell("after-a", "1b"), cell("c", "3"));
    const { notebook: merged, counts } = mergeNotebook(base, course, base);
    expect(sources(merged)).toEqual(["0", "1", "1b", "3"]);
    expect(counts).toEqual({ changed: 0, added: 2, removed: 1, kept: 0 });
  });

  test("keeps cells that the learner wrote into, though the course has them no more", () => {
    const mine = notebook(cell("a", "1"), cell("b", "2 mine"), cell("c", "3"));
    expect(sources(mergeNotebook(base, notebook(cell("a", "1")), mine).notebook)).toEqual(["1", "2 mine"]);
  });

  test("leaves cells of the learner behind the one they stood behind, also when the course has another order", () => {
    const mine = notebook(
      cell("own", "own first"),
      cell("a", "1"),
      cell("x", "own"),
      cell("b", "2"),
      cell("c", "3"),
    );
    const course = notebook(cell("c", "3"), cell("b", "2"), cell("a", "1"));
    expect(sources(mergeNotebook(base, course, mine).notebook)).toEqual(["own first", "3", "2", "1", "own"]);
  });

  test("keeps the order that a learner gave to the cells", () => {
    const mine = notebook(cell("c", "3"), cell("a", "1"), cell("b", "2"));
    const course = notebook(cell("a", "1"), cell("a2", "1b"), cell("b", "2"), cell("c", "3 new"));
    expect(sources(mergeNotebook(base, course, mine).notebook)).toEqual(["3 new", "1", "1b", "2"]);
  });

  test("does not bring back what a learner has deleted", () => {
    const mine = notebook(cell("a", "1"));
    expect(sources(mergeNotebook(base, notebook(...base.cells, cell("d", "4")), mine).notebook)).toEqual([
      "1",
      "4",
    ]);
  });

  test("tells nothing apart by how an editor writes a text", () => {
    const mine = notebook({ ...cell("a", ""), source: ["1\n", "2\n"] });
    const before = notebook(cell("a", "1\n2"));
    expect(sources(mergeNotebook(before, notebook(cell("a", "new")), mine).notebook)).toEqual(["new"]);
  });

  test("follows the course in tags, and the learner in what is folded", () => {
    const mine = notebook(cell("a", "1", { metadata: { tags: ["old"], collapsed: true } }));
    const course = notebook(cell("a", "1", { metadata: { tags: ["edit"] } }));
    expect(mergeNotebook(base, course, mine).notebook.cells[0]?.metadata).toEqual({
      tags: ["edit"],
      collapsed: true,
    });
  });
});

const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 6 });
const anyNotebook = fc
  .tuple(ids, fc.array(fc.constantFrom("1", "2", "3"), { minLength: 6, maxLength: 6 }))
  .map(([names, texts]) => notebook(...names.map((id, at) => cell(id, texts[at] ?? ""))));

test("whatever the learner wrote is there afterwards, each cell once, and a second update changes nothing", () => {
  fc.assert(
    fc.property(anyNotebook, anyNotebook, anyNotebook, (before, course, mine) => {
      const { notebook: merged } = mergeNotebook(before, course, mine);
      const written = mine.cells.filter(
        ({ id, source }) => !before.cells.some((old) => old.id === id && old.source === source),
      );
      for (const own of written)
        expect(merged.cells).toContainEqual(expect.objectContaining({ id: own.id, source: own.source }));
      expect(new Set(merged.cells.map(({ id }) => id)).size).toBe(merged.cells.length);
      const again = mergeNotebook(course, course, merged);
      expect(sources(again.notebook)).toEqual(sources(merged));
      expect(again.counts).toEqual({ changed: 0, added: 0, removed: 0, kept: 0 });
    }),
  );
});

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["no notebook", "[]"],
  ["null", "null"],
  ["an older format", '{"nbformat":3,"worksheets":[]}'],
  ["a cell without text", '{"nbformat":4,"cells":[{"cell_type":"code"}]}'],
  ["a cell that is none", '{"nbformat":4,"cells":[null]}'],
])("a file that holds %s is not taken for a notebook", (_, text) => {
  expect(parseNotebook(text)).toBeUndefined();
});
