import { expect, test } from "vitest";
import { readSource } from "./source.ts";

const right = `# A source.
cells:
  - id: header
    ko: |
      # 서비스
    en: |
      # Services

  - id: deploy
    tags: [setup, edit]
    code: |
      await sh\`kubectl get pods\`;
`;

/** What is said about the right source once \`before\` stands as \`after\` in it: \`line:column: message\`. */
function faultsOf(before: string, after: string): string[] {
  expect(right).toContain(before);
  const source = readSource(right.replace(before, after));
  return "cells" in source ? [] : source.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

test("a source is its cells", () => {
  expect(readSource(right)).toEqual({
    cells: [
      { id: "header", ko: "# 서비스\n", en: "# Services\n" },
      { id: "deploy", tags: ["setup", "edit"], code: "await sh`kubectl get pods`;\n" },
    ],
  });
});

const textCell =
  "A text cell has `id`, its text in `ko` and in `en` and, where it needs them, `tags`; a code cell has `code` instead";
const codeCell =
  "A code cell has `id`, `code` and, where it needs them, `tags`; what it says to a learner stands in a text cell";

test.each([
  ["a missing language", "    en: |\n      # Services\n", "", [`3:5: cells[0].en is missing: ${textCell}`]],
  ["a missing id", "- id: deploy\n    tags", "- tags", [`9:5: cells[1].id is missing: ${codeCell}`]],
  ["an unknown field", "    tags: ", "    tgas: ", [`10:5: cells[1].tgas is not known here: ${codeCell}`]],
  [
    "a text in a code cell",
    "    tags: [setup, edit]",
    "    ko: 설명",
    [`10:5: cells[1].ko is not known here: ${codeCell}`],
  ],
  [
    "text of another type",
    "ko: |\n      # 서비스",
    "ko: 7",
    ["4:5: cells[0].ko must be string: Write Markdown below `ko: |` and `en: |`"],
  ],
  [
    "tags that are no list",
    "[setup, edit]",
    "setup",
    ["10:5: cells[1].tags must be array: Write tags as a list: `tags: [predict, edit]`"],
  ],
  [
    "an unknown tag",
    "edit]",
    "eidt]",
    [
      '10:19: cells[1].tags[1] must be one of ["setup","predict","edit","trap","check","exercise","remember","playground"]: notebooks/README.md says what each tag is for',
    ],
  ],
  [
    "an id that Jupyter refuses",
    "id: deploy",
    "id: The Deployment",
    [
      "9:5: cells[1].id must match ^[a-z0-9-]{1,64}$: Name the cell in lower-case letters, digits and hyphens, 64 at most: `scale-note`",
    ],
  ],
  [
    "an id for the second time",
    "id: deploy",
    "id: header",
    ["9:5: the cell in line 3 is called header too: give this one a name of its own"],
  ],
  [
    "an empty list",
    right.slice(right.indexOf("cells:")),
    "cells: []\n",
    ["2:1: cells must have 1 items or more: A list of cells, each beginning with `- id: `"],
  ],
  [
    "no list",
    "cells:",
    "cell:",
    [
      "1:1: cells is missing: A source is a list of cells under `cells:`",
      "2:1: cell is not known here: A source is a list of cells under `cells:`",
    ],
  ],
  [
    "a text instead of cells",
    right,
    "Services\n",
    ["1:1: the file must be object: A source is a list of cells under `cells:`"],
  ],
])("%s is told with its line and its repair", (_, before, after, faults) => {
  expect(faultsOf(before, after)).toEqual(faults);
});

test("all faults are told, from top to bottom", () => {
  const twice = right.replace("    en: |\n      # Services\n", "").replace("edit]", "eidt]");
  expect(readSource(twice)).toMatchObject([{ line: 3 }, { line: 8, column: 19 }]);
});

test.each([
  [
    "a line that is indented otherwise",
    "    en: |",
    "   en: |",
    /^6:4: this is not YAML: .*Indent with spaces/,
  ],
  ["a colon in a text", "id: header", "id: header: it", /^3:\d+: this is not YAML: /],
  ["a tab", "    en: |", "\ten: |", /^6:\d+: this is not YAML: /],
  [
    "a name for the second time",
    "    en: |",
    "    ko: |",
    /^6:5: this is not YAML: duplicated mapping key\. /,
  ],
])("YAML with %s is told with its line", (_, before, after, fault) => {
  expect(faultsOf(before, after)).toEqual([expect.stringMatching(fault)]);
});

test.each(["", "\n\n", "# Only a comment.\n  # And another.\n"])(
  "a source of nothing (%j) is told how to begin",
  (text) => {
    expect(readSource(text)).toEqual([
      { line: 1, column: 1, message: "the file is empty: begin with `cells:` and a first `- id: `" },
    ]);
  },
);
