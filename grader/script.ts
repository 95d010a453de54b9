/** Bash text, and running it on a cluster; a script that never ends is a failed command, not a fault of the grader. */
import { type Cluster, LoopError, type RunOptions } from "service-bootcamp";

/** @returns the exit code: 1, with a sentence on standard error, when the script waits for something that cannot happen any more. */
export async function runScript(
  cluster: Cluster,
  script: string,
  options: RunOptions & Required<Pick<RunOptions, "onOutput">>,
): Promise<number> {
  try {
    return (await cluster.run(script, options)).exitCode;
  } catch (error) {
    if (!(error instanceof LoopError)) throw error;
    options.onOutput(`error: ${error.message}\n`, "stderr");
    return 1;
  }
}

/** A word as bash reads it back, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Whether there is more in it than blank lines and remarks. */
export function hasCommand(script: string): boolean {
  return script.split("\n").some((line) => !/^\s*(#|$)/.test(line));
}
