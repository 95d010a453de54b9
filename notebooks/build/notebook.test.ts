import { expect, test } from "vitest";
import { toLesson } from "./lesson.ts";
import { toNotebook } from "./notebook.ts";
import type { Source } from "./source.ts";

const source: Source = {
  title: { ko: "왜 서비스인가\n", en: "Why a Service" },
  cluster: { proxyMode: "iptables" },
  cells: [
    {
      id: "old-ip",
      section: "1",
      state: "kubectl run client --image=busybox\n",
      predict: {
        question: { ko: "어떻게 될까요?\n", en: "What happens?\n" },
        choices: {
          a: { ko: "거절된다", en: "refused", when: "refused", why: { ko: "아니요.\n", en: "No.\n" } },
          b: { ko: "멈춘다", en: "it hangs", why: { ko: "네.", en: "Yes." } },
        },
        answer: "b",
      },
    },
    {
      id: "run",
      tags: ["trap"],
      code: 'openLab("{{lang}}"); // {{여기에 적습니다|write here}}, {{ {{}} }}\n',
    },
  ],
};

function cellsIn(language: "ko" | "en"): unknown[] {
  return (JSON.parse(toNotebook(source, language)) as { cells: unknown[] }).cells;
}

test("a question becomes a text with its choices and a cell to answer in, which do not tell the answer", () => {
  expect(cellsIn("ko").slice(0, 2)).toEqual([
    {
      cell_type: "markdown",
      id: "old-ip-question",
      metadata: {},
      source: ["어떻게 될까요?\n", "\n", "- **a** 거절된다\n", "- **b** 멈춘다"],
    },
    {
      cell_type: "code",
      execution_count: null,
      id: "old-ip-predict",
      metadata: { tags: ["predict", "edit"] },
      outputs: [],
      source: ['predict("old-ip", "?"); // a, b'],
    },
  ]);
});

test("code is in the language of the notebook", () => {
  expect(cellsIn("ko")[2]).toMatchObject({ source: ['openLab("ko"); // 여기에 적습니다, {{ {{}} }}'] });
  expect(cellsIn("en")[2]).toMatchObject({ source: ['openLab("en"); // write here, {{ {{}} }}'] });
});

test("a lesson is what the notebook does not show", () => {
  expect(JSON.parse(toLesson("01-why", source, "ko"))).toEqual({
    id: "01-why",
    title: "왜 서비스인가",
    cluster: { proxyMode: "iptables" },
    questions: {
      "old-ip": {
        choices: {
          a: { text: "거절된다", why: "아니요.", when: "refused" },
          b: { text: "멈춘다", why: "네." },
        },
        answer: "b",
      },
    },
    sections: { 1: "kubectl run client --image=busybox\n" },
  });
});
