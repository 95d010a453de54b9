import { describe, expect, test } from "vitest";
import { ScratchFolder } from "../testing/scratch-folder.ts";
import { dueFor, lateness } from "./lateness.ts";
import { parseRoster, RosterFault, readRoster } from "./roster.ts";

const folder = new ScratchFolder();
const people = (text: string) => parseRoster("class.csv", text).people;

function faultsOf(text: string) {
  try {
    parseRoster("class.csv", text);
  } catch (error) {
    if (!(error instanceof RosterFault)) throw error;
    expect(error.text.ko.split("\n")).toHaveLength(error.text.en.split("\n").length);
    expect(error.text.ko).toMatch(/\p{Script=Hangul}/u);
    return error.text.en.split("\n");
  }
  return [];
}

describe("a roster", () => {
  test("has a person on each line, with all that is known", () => {
    const text = [
      "id,name,email,section,extension,multiplier,language",
      '20240001,"김, 민수",minsu@example.com,A,2d,1.5,ko',
      "20240002,Lee,,,2026-03-04T12:00+09:00,,English",
      "",
      ",,,,,,",
      "20240003,,,,,,",
    ].join("\n");
    expect(people(text)).toEqual([
      {
        id: "20240001",
        name: "김, 민수",
        email: "minsu@example.com",
        section: "A",
        extension: { byMs: 172_800_000 },
        timeMultiplier: 1.5,
        language: "ko",
      },
      { id: "20240002", name: "Lee", extension: { untilMs: Date.UTC(2026, 2, 4, 3) }, language: "en" },
      { id: "20240003" },
    ]);
  });

  test.each([
    ["a mark and Windows' line ends", "\ufeffid,name\r\n1,Kim\r\n"],
    ["semicolons", "id;name\n1;Kim\n"],
    ["tabs", "id\tname\n1\tKim\n"],
    ["Korean heads", "학번,이름\n1,Kim"],
    ["quotes around everything", '"id","name"\n"1","Kim"\n'],
    ["blanks around everything", " id , name \n 1 , Kim \n"],
    ["another order and unknown columns", "Points,Name,ID\n9,Kim,1"],
  ])("may have %s", (_, text) => {
    folder.write("class.csv", text);
    expect(readRoster(folder.at("class.csv")).people).toEqual([{ id: "1", name: "Kim" }]);
  });

  test("may have one column, and be in the encodings of a spreadsheet", () => {
    expect(people("id\nkim\nlee\n")).toEqual([{ id: "kim" }, { id: "lee" }]);
    folder.write("old.csv", Buffer.concat([Buffer.from("id,name\n1,"), Buffer.from("b1e8c3b6bcf6", "hex")]));
    folder.write("wide.csv", Buffer.from("\ufeffid\tname\n1\t김철수\n", "utf16le"));
    for (const name of ["old.csv", "wide.csv"])
      expect(readRoster(folder.at(name)).people).toEqual([{ id: "1", name: "김철수" }]);
  });

  test("tells which columns it does not use", () => {
    expect(parseRoster("class.csv", "id,extention\n1,2d\n").notes[0]?.en).toBe(
      'class.csv: not used, because no column has this name: "extention"',
    );
  });

  test("names each fault with file and line, also behind a cell of several lines", () => {
    expect(
      faultsOf(
        'id,name,email,extension\n1,"Kim\nMin\nSu",kim,3 days\n1,Lee,lee@example.com,\n,Park,,\n=cmd(),x,,\n2,a,b@c,1d,extra',
      ),
    ).toEqual([
      'class.csv:2: "kim": an e-mail address looks like kim@example.com',
      'class.csv:2: "3 days": an extension is a time such as 90m, 12h, 2d, or the learner\'s own due date such as 2026-03-02T23:59+09:00',
      'class.csv:5: the id "1" stands on line 2 already',
      "class.csv:6: the id is empty",
      'class.csv:7: "=cmd()": an id begins with a letter or digit, and has letters, digits, spaces and . _ @ + - (60 characters at most)',
      "class.csv:8: 5 cells, but 4 columns: put what holds a separator into quotes",
    ]);
  });

  test.each([
    ["", "class.csv: the roster is empty"],
    ["\n\n", "class.csv: the roster is empty"],
    [
      "name,email\nKim,k@x\n",
      'class.csv:1: the first line names the columns, and one of them is id; here stands "name", "email"',
    ],
    ["id,name\n", "class.csv:1: there is nobody behind the first line"],
    ["id,ID\n1,2\n", "class.csv:1: two columns mean id"],
    ['id,name\n1,"Kim\n2,Lee\n', "class.csv:2: a quote does not end"],
    ["id\nKim\nKIM\n", 'class.csv:3: the id "KIM" stands on line 2 already'],
    ["id,multiplier\n1,0.5\n", 'class.csv:2: "0.5": a time multiplier is a number from 1 to 10'],
    ["id,language\n1,fr\n", 'class.csv:2: "fr": a language is ko or en'],
    ["id,extension\n1,2026-03-04\n", 'class.csv:2: "2026-03-04": an extension is a time such as'],
  ])("of %j is refused", (text, sentence) => {
    expect(faultsOf(text)[0]).toContain(sentence);
  });

  test("with a thousand faults shows the first ones", () => {
    const faults = faultsOf(`id\n${"=\n".repeat(1000)}`);
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe("... (+980)");
  });

  test("that cannot be read says why", () => {
    expect(() => readRoster(folder.at("nowhere.csv"))).toThrow(RosterFault);
    folder.write("class.xlsx", "PK\u0003\u0004\u0000");
    expect(() => readRoster(folder.at("class.xlsx"))).toThrow("It is not text");
  });
});

describe("what is late", () => {
  const due = Date.UTC(2026, 0, 5);
  const at = (ms: number) => new Date(ms).toISOString();

  test("is so by its newest file, against the learner's own date", () => {
    expect(lateness(at(due + 90_000), due)).toEqual({ dueAt: at(due), lateMs: 90_000 });
    expect(lateness(at(due - 1), due)).toEqual({ dueAt: at(due), lateMs: 0 });
    expect(lateness(null, due)).toEqual({ dueAt: at(due) });
    expect(lateness(at(due), undefined)).toEqual({});
  });

  test.each([
    [{}, due],
    [{ extension: { byMs: 1000 } }, due + 1000],
    [{ extension: { untilMs: 5 } }, 5],
  ])("for %j is counted from %d", (person, expected) => {
    expect(dueFor(person, due)).toBe(expected);
  });

  test("needs a date", () => {
    expect(dueFor({ extension: { byMs: 1000 } }, undefined)).toBeUndefined();
  });
});
