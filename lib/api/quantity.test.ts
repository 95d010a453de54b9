import { describe, expect, it } from "vitest";
import {
  addQuantities,
  canonicalQuantity,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityFault,
} from "./quantity.ts";

// As `kubectl` 1.33 prints them back.
describe("a quantity is stored in its shortest form", () => {
  it.each([
    [0.5, "500m"],
    ["1024Mi", "1Gi"],
    ["1500m", "1500m"],
    ["1000m", "1"],
    ["0.1Gi", "107374182400m"],
    ["1000k", "1M"],
    ["1.5Gi", "1536Mi"],
    [100, "100"],
    ["0", "0"],
    [1024, "1024"],
    ["0.5Ki", "512"],
    ["1000Mi", "1000Mi"],
    ["2048Ki", "2Mi"],
    ["1024000Ki", "1000Mi"],
    ["1e3", "1e3"],
    ["-1", "-1"],
    ["10e-3", "10e-3"],
  ])("%s is %s", (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });
});

it("amounts compare by their thousandths", () => {
  expect(parseQuantity("250m")?.milli).toBe(250);
  expect(parseQuantity("1Ki")?.milli).toBe(1_024_000);
});

it("a sum has the format of its first part", () => {
  const sum = (...texts: readonly string[]): string =>
    formatQuantity(texts.map((text) => parseQuantity(text) as Quantity).reduce(addQuantities));
  expect(sum("64Mi", "1Gi")).toBe("1088Mi");
  expect(sum("100m", "900m")).toBe("1");
  expect(sum("0", "2Ki")).toBe("2Ki");
});

it.each(["1Qi", "1.2.3", "", "1 Gi", "0x1", "1".repeat(50_000)])("%j is no quantity", (text) => {
  expect(quantityFault(text)).toBe(
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  );
});
