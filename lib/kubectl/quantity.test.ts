import { expect, test } from "vitest";
import { addQuantities, formatQuantity, largerQuantity, parseQuantity } from "./quantity.ts";

test.each([
  ["250m", "250m"],
  ["1000m", "1"],
  ["1500m", "1500m"],
  ["0.5", "500m"],
  [2, "2"],
  ["2000", "2k"],
  ["1e3", "1k"],
  ["64Mi", "64Mi"],
  ["1024Mi", "1Gi"],
  ["1.5Gi", "1536Mi"],
  ["56453061334", "56453061334"],
  ["0", "0"],
  ["0Mi", "0"],
  ["nonsense", "0"],
])("%s prints as %s", (text, printed) => {
  expect(formatQuantity(text)).toBe(printed);
});

test("a sum keeps the form of its first part", () => {
  expect(formatQuantity(addQuantities(parseQuantity("64Mi"), parseQuantity("1Gi")))).toBe("1088Mi");
  expect(formatQuantity(addQuantities(parseQuantity("100m"), parseQuantity("900m")))).toBe("1");
});

test("of two quantities the larger is chosen whatever their units", () => {
  expect(formatQuantity(largerQuantity(parseQuantity("900m"), parseQuantity("1")))).toBe("1");
});
