import { expect, test } from "vitest";
import { fitted, shorten, widthOf, wrap } from "./measure.ts";
import { text } from "./shapes.ts";

test("a text that is too wide loses its middle and keeps both ends", () => {
  const name = "http-go-7d9f5c6b8-x2x4z";
  for (const style of [{}, { mono: true }, { bold: true, size: 15 }]) {
    const shown = fitted(name, 100, style);
    expect(shown).toMatch(/^h.*….*z$/);
    expect(widthOf(shown, style)).toBeLessThanOrEqual(100);
  }
  expect(fitted("short", 100)).toBe("short");
  expect(shorten(name, 15)).toBe("http-go…8-x2x4z");
});

test("Korean counts as wide as it is", () => {
  expect(widthOf("준비 안 됨", { size: 12 })).toBeGreaterThan(widthOf("not re", { size: 12 }));
  expect(wrap("이 포트에서 기다리는 프로그램이 없어 거절됩니다", 160).length).toBeGreaterThan(1);
});

test("lines are no wider than they may be, a single long word neither", () => {
  for (const line of wrap("a word and-one-that-is-much-too-long-for-any-line and more", 120))
    expect(widthOf(line)).toBeLessThanOrEqual(120);
});

test("what a learner wrote is text, never markup", () => {
  expect(text(0, 0, '<script>alert("x")</script>')).not.toContain("<script");
});
