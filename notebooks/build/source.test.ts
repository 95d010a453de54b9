import { expect, test } from "vitest";
import { readSource } from "./source.ts";

const right = `# A source.
title: { ko: 서비스, en: Services }
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

  - id: old-ip
    section: "1"
    state: |
      kubectl run client --image=busybox
    predict:
      question:
        ko: 어떻게 될까요?
        en: What happens?
      choices:
        a: { ko: 응답한다, en: answered, why: { ko: 같은 IP가 아닙니다., en: Not the same IP. } }
        b: { ko: 멈춘다, en: it hangs, when: timeout, why: { ko: 아무도 없습니다., en: Nobody is there. } }
      answer: b

  - id: old-ip-run
    code: |
      reveal("old-ip");
`;

/** What is said about the right source once \`before\` stands as \`after\` in it: \`line:column: message\`. */
function faultsOf(before: string, after: string): string[] {
  expect(right).toContain(before);
  const source = readSource(right.replace(before, after));
  return "cells" in source ? [] : source.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

test("a source is its cells", () => {
  expect(readSource(right)).toEqual({
    title: { ko: "서비스", en: "Services" },
    cells: [
      { id: "header", ko: "# 서비스\n", en: "# Services\n" },
      { id: "deploy", tags: ["setup", "edit"], code: "await sh`kubectl get pods`;\n" },
      {
        id: "old-ip",
        section: "1",
        state: "kubectl run client --image=busybox\n",
        predict: {
          question: { ko: "어떻게 될까요?", en: "What happens?" },
          choices: {
            a: { ko: "응답한다", en: "answered", why: { ko: "같은 IP가 아닙니다.", en: "Not the same IP." } },
            b: {
              ko: "멈춘다",
              en: "it hangs",
              when: "timeout",
              why: { ko: "아무도 없습니다.", en: "Nobody is there." },
            },
          },
          answer: "b",
        },
      },
      { id: "old-ip-run", code: 'reveal("old-ip");\n' },
    ],
  });
});

const wholeSource = "A source has a `title` in both languages and a list of `cells:`";
const textCell =
  "A text cell has `id`, its text in `ko` and in `en` and, where it needs them, `tags`; a code cell has `code` instead, a question `predict`";
const codeCell =
  "A code cell has `id`, `code` and, where it needs them, `tags`; what it says to a learner stands in a text cell";

test.each([
  ["a missing language", "    en: |\n      # Services\n", "", [`4:5: cells[0].en is missing: ${textCell}`]],
  ["a missing id", "- id: deploy\n    tags", "- tags", [`10:5: cells[1].id is missing: ${codeCell}`]],
  ["an unknown field", "    tags: ", "    tgas: ", [`11:5: cells[1].tgas is not known here: ${codeCell}`]],
  [
    "a text in a code cell",
    "    tags: [setup, edit]",
    "    ko: 설명",
    [`11:5: cells[1].ko is not known here: ${codeCell}`],
  ],
  [
    "text of another type",
    "ko: |\n      # 서비스",
    "ko: 7",
    ["5:5: cells[0].ko must be string: Write Markdown below `ko: |` and `en: |`"],
  ],
  [
    "tags that are no list",
    "[setup, edit]",
    "setup",
    ["11:5: cells[1].tags must be array: Write tags as a list: `tags: [predict, edit]`"],
  ],
  [
    "an unknown tag",
    "edit]",
    "eidt]",
    [
      '11:19: cells[1].tags[1] must be one of ["setup","predict","edit","trap","check","exercise","remember","playground"]: notebooks/README.md says what each tag is for',
    ],
  ],
  [
    "an id that Jupyter refuses",
    "id: deploy",
    "id: The Deployment",
    [
      "10:5: cells[1].id must match ^[a-z0-9-]{1,64}$: Name the cell in lower-case letters, digits and hyphens, 64 at most: `scale-note`",
    ],
  ],
  [
    "an id for the second time",
    "id: deploy",
    "id: header",
    ["10:5: the cell in line 4 is called header too: give this one a name of its own"],
  ],
  [
    "an id that a question gives its cells",
    "id: old-ip-run",
    "id: old-ip-question",
    ["28:5: the cell in line 15 is called old-ip-question too: give this one a name of its own"],
  ],
  [
    "a choice without its reason",
    ", why: { ko: 같은 IP가 아닙니다., en: Not the same IP. }",
    "",
    [
      "24:9: cells[2].predict.choices.a.why is missing: A choice has its text in `ko` and in `en`, a `why` in both, and `when` where a request can show it",
    ],
  ],
  [
    "an outcome that the library does not know",
    "when: timeout",
    "when: time-out",
    [expect.stringMatching(/^25:\d+: cells\[2\]\.predict\.choices\.b\.when must be one of .*"timeout"/)],
  ],
  [
    "an answer that is no choice",
    "answer: b",
    "answer: c",
    ["26:7: the answer is c, and the choices are a, b"],
  ],
  [
    "a question that nobody answers",
    'reveal("old-ip");',
    "1;",
    ['15:5: no cell says `reveal("old-ip")`: end the experiment with it'],
  ],
  [
    "an answer to no question",
    'reveal("old-ip");',
    'reveal("old-ip"); reveal("oldip");',
    ['29:5: `reveal("oldip")`: no question before this cell is called oldip'],
  ],
  [
    "a section without its state",
    "    state: |\n      kubectl run client --image=busybox\n",
    "",
    ["16:5: section 1 has no `state: |`: write how a new cluster gets here"],
  ],
  [
    "a state without its section",
    '    section: "1"\n',
    "",
    ['16:5: a state belongs to a section: name it, as in `section: "2"`'],
  ],
  [
    "a section out of order",
    'section: "1"',
    'section: "2"',
    ['16:5: sections are counted from 1 in order: this one is "1"'],
  ],
  [
    "an empty list",
    right.slice(right.indexOf("cells:")),
    "cells: []\n",
    ["3:1: cells must have 1 items or more: A list of cells, each beginning with `- id: `"],
  ],
  [
    "no list",
    "cells:",
    "cell:",
    [`1:1: cells is missing: ${wholeSource}`, `3:1: cell is not known here: ${wholeSource}`],
  ],
  ["a text instead of cells", right, "Services\n", [`1:1: the file must be object: ${wholeSource}`]],
])("%s is told with its line and its repair", (_, before, after, faults) => {
  expect(faultsOf(before, after)).toEqual(faults);
});

test("all faults are told, from top to bottom", () => {
  const twice = right.replace("    en: |\n      # Services\n", "").replace("edit]", "eidt]");
  expect(readSource(twice)).toMatchObject([{ line: 4 }, { line: 9, column: 19 }]);
});

test.each([
  [
    "a line that is indented otherwise",
    "    en: |",
    "   en: |",
    /^7:4: this is not YAML: .*Indent with spaces/,
  ],
  ["a colon in a text", "id: header", "id: header: it", /^4:\d+: this is not YAML: /],
  ["a tab", "    en: |", "\ten: |", /^7:\d+: this is not YAML: /],
  [
    "a name for the second time",
    "    en: |",
    "    ko: |",
    /^7:5: this is not YAML: duplicated mapping key\. /,
  ],
])("YAML with %s is told with its line", (_, before, after, fault) => {
  expect(faultsOf(before, after)).toEqual([expect.stringMatching(fault)]);
});

test.each(["", "\n\n", "# Only a comment.\n  # And another.\n"])(
  "a source of nothing (%j) is told how to begin",
  (text) => {
    expect(readSource(text)).toEqual([
      { line: 1, column: 1, message: "the file is empty: begin with `title:`, then `cells:`" },
    ]);
  },
);
