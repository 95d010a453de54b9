import { describe, expect, test } from "vitest";
import { alignTabs, DESCRIBE_TABS, escapeControls, TABLE_TABS } from "./tab-writer.ts";

describe("alignTabs", () => {
  test.each([
    ["a line without tabs stays as it is", "Name\n", "Name\n"],
    ["neighbouring lines share a column", "a:\t1\nlong:\t2\n", "a:     1\nlong:  2\n"],
    ["a line without the cell ends the column", "a:\t1\nno cell\nlong:\t2\n", "a:  1\nno cell\nlong:  2\n"],
    [
      "a column inside belongs to the lines around it",
      "k:\ta\tx\nk:\tlong\ty\nk:\tb\n",
      "k:  a     x\nk:  long  y\nk:  b\n",
    ],
    ["the last cell is never padded", "a\tb \nc\tdd\n", "a  b \nc  dd\n"],
    ["an empty cell takes the room of the padding", "a\t\tb\nc\t\td\n", "a    b\nc    d\n"],
    ["letters count one each, whatever their width", "한글:\t1\nab:\t2\n", "한글:  1\nab:  2\n"],
  ])("%s", (_, text, expected) => {
    expect(alignTabs(text, DESCRIBE_TABS)).toBe(expected);
  });

  test("columns of tables are at least six wide", () => {
    expect(alignTabs("A\tB\tC\n", TABLE_TABS)).toBe("A     B     C\n");
  });
});

test("escapes cannot steer the terminal", () => {
  expect(escapeControls("\u001b[31mred\r")).toBe("^[[31mred\\r");
});
