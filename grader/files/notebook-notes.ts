// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is told of here.
/** What of a notebook was not used as its author may expect: a sentence for each reason, with the cells that it is about. */
import type { Text } from "../text.ts";
import { shownName } from "./names.ts";

export class NotebookNotes {
  /** The notebook's name, as it is shown. */
  readonly #name: string;
  readonly #cellsByReason = new Map<Text, Set<number>>();
  readonly #others: Text[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  get all(): readonly Text[] {
    const aboutCells = [...this.#cellsByReason].map(([reason, cells]) =>
      this.#aboutCells([...cells], reason),
    );
    return [...aboutCells, ...this.#others];
  }

  /** @param cell its number, from 1. */
  add(reason: Text, cell: number): void {
    const known = [...this.#cellsByReason.keys()].find(({ en }) => en === reason.en) ?? reason;
    this.#cellsByReason.set(known, (this.#cellsByReason.get(known) ?? new Set()).add(cell));
  }

  computed(cell: number): void {
    this.add(texts.computed, cell);
  }

  conditional(cell: number): void {
    this.add(texts.conditional, cell);
  }

  unopened(cell: number): void {
    this.add(texts.unopened, cell);
  }

  notCode(cell: number): void {
    this.add(texts.notCode, cell);
  }

  openedAgain(exercise: string, times: number): void {
    this.#others.push(texts.openedAgain(this.#name, shownName(exercise), times));
  }

  #aboutCells(cells: readonly number[], { en, ko }: Text): Text {
    const first = cells.slice(0, CELLS_MAX).join(", ");
    const more = cells.length > CELLS_MAX ? ", ..." : "";
    const isOne = cells.length === 1;
    return {
      en: `${this.#name}, ${isOne ? "cell" : "cells"} ${first}${more}: ${en}`,
      ko: `${this.#name}의 ${first}${more}번째 셀. ${ko}`,
    };
  }
}

const CELLS_MAX = 10;

const texts = {
  computed: {
    en: "nothing of a notebook is run, so a command that is put together by code (a ${...} of TypeScript, a variable, a call) is not used. Write it out; a variable of bash is \\${...} in a template",
    ko: "노트북의 코드는 실행하지 않으므로, 코드로 만든 명령(TypeScript의 ${...}, 변수, 함수 호출)은 쓰지 않았습니다. 명령을 그대로 적으세요. bash 변수는 템플릿에서 \\${...}로 씁니다",
  },
  conditional: {
    en: "a command in a loop, a condition or a function is used once, as it stands there",
    ko: "반복문, 조건문, 함수 안의 명령은 적힌 그대로 한 번만 썼습니다",
  },
  unopened: {
    en: "no cell before it opens an exercise with exercise(...), so its commands belong to none",
    ko: "이 셀 앞에 exercise(...)로 연습을 여는 셀이 없어, 명령이 어느 연습에도 속하지 않습니다",
  },
  notCode: {
    en: "it is marked as an answer, but it is not a code cell any more",
    ko: "답으로 표시되어 있지만 이제 코드 셀이 아닙니다",
  },
  openedAgain: (name: string, exercise: string, times: number): Text => ({
    en: `${name}: exercise ${exercise} was begun ${times} times. What stands behind the last beginning counts`,
    ko: `${name}: ${exercise} 연습을 ${times}번 시작했습니다. 마지막 시작 뒤의 명령만 썼습니다`,
  }),
};
