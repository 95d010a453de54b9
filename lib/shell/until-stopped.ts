/** How a program ends before its time. */
import type { ExecResult } from "../api/api.ts";
import type { Loop } from "../sim/loop.ts";

/** What is left of a program that was stopped: SIGTERM's exit code. */
export const STOPPED: ExecResult = { stdout: "", stderr: "", exitCode: 143 };

/**
 * Runs a program as an actor of its own, so that who started it can stop waiting (`timeout`) while the program itself is
 * still held by a connection that nobody answers.
 */
export function untilStopped(
  loop: Loop,
  signal: AbortSignal | undefined,
  program: () => Promise<ExecResult>,
): Promise<ExecResult> {
  if (signal === undefined) return program();
  if (signal.aborted) return Promise.resolve(STOPPED);
  return loop.park((wake) => {
    signal.addEventListener("abort", () => wake(STOPPED), { once: true });
    loop.spawn(async () =>
      wake(
        await program().catch((error: Error) => ({ stdout: "", stderr: `${error.message}\n`, exitCode: 1 })),
      ),
    );
  });
}
