import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type ExecutedCell, type ExecuteOptions, executeNotebook, textOf } from "./testing/execute.ts";
import { findPython, root } from "./testing/host.ts";

const python = await findPython();
const reports = join(root, "report");
mkdirSync(reports, { recursive: true });
const folder = mkdtempSync(join(reports, "execute-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
  name: string,
  sources: readonly string[],
  options: ExecuteOptions = {},
): Promise<ExecutedCell[]> {
  const file = join(folder, `${name}.ipynb`);
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `c${index}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }));
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  writeFileSync(file, JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
  return executeNotebook(root, python.path ?? "", file, options);
}

describe.skipIf(python.missing)(`a notebook executed on the kernel ${python.missing ?? ""}`, () => {
  test("a failed cell is an error, and every cell after it still runs", async () => {
    const cells = await run("errors", [
      "const x: number = 1;",
      "throw new Error('no');",
      "const y: string = 1;",
      "",
      "x + 1",
      "console.log('end')",
    ]);
    expect(cells.map(({ status }) => status)).toEqual(["ok", "error", "error", "not-run", "ok", "ok"]);
    expect(cells.slice(4).map(textOf)).toEqual(["2\n", "end\n"]);
  });

  test("a cell that never ends is named with its time limit", async () => {
    await expect(
      run("endless", ["await new Promise(() => setInterval(() => {}, 1000));"], { cellLimitS: 2 }),
    ).rejects.toThrow(/timed? ?out/i);
  });

  test("a kernel that dies is told apart from a failed cell", async () => {
    await expect(run("dead", ["process.exit(1)"])).rejects.toThrow(/died/);
  });
});
