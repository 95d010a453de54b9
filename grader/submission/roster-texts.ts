/** What is wrong with a roster, and how to repair it. */
import { shownName, shownNames } from "../files/names.ts";
import { counted, type Text } from "../text.ts";

export const rosterTexts = {
  empty: {
    en: "the roster is empty: its first line names the columns, such as id,name,email",
    ko: "명단이 비어 있습니다. 첫 줄에 id,name,email처럼 열의 이름을 적으세요",
  },
  nobody: { en: "there is nobody behind the first line", ko: "첫 줄 뒤에 아무도 없습니다" },
  noId: (head: readonly string[]): Text => ({
    en: `the first line names the columns, and one of them is id; here stands ${shownNames(head).en}`,
    ko: `첫 줄에는 열의 이름을 적고, 그 가운데 id(학번)가 있어야 합니다. 지금은 ${shownNames(head).ko}입니다`,
  }),
  twice: (column: string): Text => ({
    en: `two columns mean ${column}: rename or remove one`,
    ko: `${column} 열이 둘입니다. 하나의 이름을 바꾸거나 지우세요`,
  }),
  tooManyCells: (count: number, columns: number): Text => ({
    en: `${counted(count, "cell")}, but ${counted(columns, "column")}: put what holds a separator into quotes`,
    ko: `열은 ${columns}개인데 칸이 ${count}개입니다. 구분 기호가 든 칸은 따옴표로 묶으세요`,
  }),
  quote: {
    en: 'a quote does not end, or text follows it: within quotes, a quote is written as ""',
    ko: '따옴표가 닫히지 않았거나 뒤에 글자가 이어집니다. 따옴표 안의 따옴표는 ""로 적으세요',
  },
  emptyId: { en: "the id is empty", ko: "id(학번)가 비어 있습니다" },
  sameId: (id: string, line: number): Text => ({
    en: `the id ${shownName(id)} stands on line ${line} already`,
    ko: `id(학번) ${shownName(id)}이(가) ${line}번째 줄에 이미 있습니다`,
  }),
  value: (wants: Text, cell: string): Text => ({
    en: `${shownName(cell)}: ${wants.en}`,
    ko: `${shownName(cell)}: ${wants.ko}`,
  }),
  tooManyRows: (max: number): Text => ({
    en: `a roster has ${max} people at most (rosterRowsMax)`,
    ko: `명단은 ${max}명까지입니다(rosterRowsMax)`,
  }),
  unknownColumns: (name: string, columns: readonly string[]): Text => ({
    en: `${name}: not used, because no column has this name: ${shownNames(columns).en}`,
    ko: `${name}: 이런 이름의 열은 쓰지 않습니다: ${shownNames(columns).ko}`,
  }),
};
