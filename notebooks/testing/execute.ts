/** A notebook run from top to bottom on the real kernel, without a browser. The Python beside this file does the work. */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jupyterEnvironment } from "../../grader/cli/jupyter-server.ts";

/** As nbformat has them, with text already joined. */
export type Output =
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly output_type: "display_data" | "execute_result";
      readonly data: Readonly<Record<string, string>>;
    }
  | { readonly output_type: "error"; readonly ename: string; readonly evalue: string };

export interface ExecutedCell {
  /** Its place among all cells, from 0. */
  readonly index: number;
  readonly source: string;
  readonly tags: readonly string[];
  /** `error`: it threw or did not compile. `aborted`: the kernel refused to run it. `not-run`: it is empty. */
  readonly status: "ok" | "error" | "aborted" | "not-run";
  readonly outputs: readonly Output[];
}

export interface ExecuteOptions {
  /** Seconds of the host for one cell. Default 60. */
  readonly cellLimitS?: number;
  /** Where the learner's files and progress are; default a new, empty folder. */
  readonly work?: string;
}

/**
 * @param python of the project's virtual environment
 * @returns the code cells
 * @throws Error with the program's own words when the kernel dies or a cell takes longer than `cellLimitS`
 */
export async function executeNotebook(
  root: string,
  python: string,
  notebook: string,
  { cellLimitS = 60, work }: ExecuteOptions = {},
): Promise<ExecutedCell[]> {
  const script = join(root, "notebooks", "testing", "execute.py");
  const child = spawn(python, [script, notebook, String(cellLimitS)], {
    env: { ...jupyterEnvironment(root), BOOTCAMP_WORK: work ?? newWorkFolder() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  if (code !== 0) throw new Error(`${notebook} could not be executed:\n${stderr}`);
  const cells = JSON.parse(stdout) as ExecutedCell[];
  return cells.map((cell) => ({ ...cell, outputs: joined(cell.outputs) }));
}

/** Of a learner who comes to the course for the first time. */
export function newWorkFolder(): string {
  return mkdtempSync(join(tmpdir(), "work-"));
}

/** As front ends show it: how many messages carry the text of a stream is for the host's clock to say. */
function joined(outputs: readonly Output[]): readonly Output[] {
  const shown: Output[] = [];
  for (const output of outputs) {
    const last = shown.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name)
      shown[shown.length - 1] = { ...last, text: last.text + output.text };
    else shown.push(output);
  }
  return shown;
}

/** The text a person sees under a cell, pictures by their text alternative. */
export function textOf(cell: ExecutedCell): string {
  return cell.outputs
    .map((output) =>
      output.output_type === "stream"
        ? output.text
        : "data" in output
          ? (output.data["text/plain"] ?? "")
          : "",
    )
    .join("");
}
