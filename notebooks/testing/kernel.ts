/** Cells run on one kernel of the course and interrupted, message by message. The Python beside this file does the work. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { jupyterEnvironment } from "../../grader/cli/jupyter-server.ts";
import { newWorkFolder } from "./execute.ts";

export interface KernelCell {
  readonly code: string;
  /** Seconds after which the kernel is interrupted, from when it has begun with the cell; and again where that did nothing. */
  readonly interruptAfter?: number;
}

export interface KernelResult {
  readonly status: "ok" | "error" | "abort";
  readonly stdout: string;
  readonly stderr: string;
  readonly pictures: number;
  readonly interrupts?: number;
  /** Seconds from the last interrupt until the kernel was idle. */
  readonly sinceInterrupt?: number;
}

/**
 * @param python of the project's virtual environment
 * @param folder in which the notebook would be
 * @throws Error when a cell does not end
 */
export async function runOnKernel(
  root: string,
  python: string,
  folder: string,
  cells: readonly KernelCell[],
): Promise<KernelResult[]> {
  const script = join(root, "notebooks", "testing", "kernel.py");
  const env = { BOOTCAMP_WORK: newWorkFolder(), ...jupyterEnvironment(root) };
  const child = spawn(python, [script, folder], { env, stdio: "pipe" });
  child.stdin.end(JSON.stringify(cells));
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(printed.stderr);
  return JSON.parse(printed.stdout) as KernelResult[];
}
