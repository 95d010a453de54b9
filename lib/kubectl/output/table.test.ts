import { expect, test } from "vitest";
import { configMaps } from "../../api/kinds/config-map.ts";
import { type TableOptions, TablePrinter } from "./table.ts";

const options: TableOptions = {
  wide: false,
  noHeaders: false,
  withNamespace: false,
  withKind: false,
  showLabels: false,
  labelColumns: [],
};
const now = Date.parse("2026-01-05T09:05:00Z");
const configMap = (name: string, data: Readonly<Record<string, string>> = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: {
    name,
    namespace: "default",
    uid: name,
    resourceVersion: "1",
    creationTimestamp: "2026-01-05T09:00:00Z",
  },
  data,
});

test("rows printed later stand below the first ones", () => {
  const table = new TablePrinter(configMaps, options);
  expect(table.print([configMap("a-long-name")], now)).toBe(
    "NAME          DATA   AGE\na-long-name   0      5m\n",
  );
  expect(table.print([configMap("b", { x: "1" })], now + 5000)).toBe("b             1      5m5s\n");
});

test("a table without rows has no header", () => {
  expect(new TablePrinter(configMaps, options).print([], now)).toBe("");
});

test("what kubectl knows of any kind is name and age", () => {
  expect(new TablePrinter(configMaps, { ...options, plainColumns: true }).print([configMap("a")], now)).toBe(
    "NAME   AGE\na      5m\n",
  );
});

test("a cell shows its first line only, and cannot steer the terminal", () => {
  expect(
    new TablePrinter(configMaps, { ...options, plainColumns: true, noHeaders: true }).print(
      [configMap("\u001b[1ma\nb")],
      now,
    ),
  ).toBe("^[[1ma...   5m\n");
});
