/** How a program ends before its time. */
import type { ExecResult } from "../api/api.ts";
import type { NetworkClient } from "../network/http.ts";
import type { Loop } from "../sim/loop.ts";
import { onStop } from "../sim/stop.ts";

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
  return orStopped(loop, signal, STOPPED, () =>
    program().catch((error: Error) => ({ stdout: "", stderr: `${error.message}\n`, exitCode: 1 })),
  );
}

/** Work of which nobody waits for the end when the signal comes first. Only inside an actor. @param work never throws. */
export function orStopped<Result>(
  loop: Loop,
  signal: AbortSignal | undefined,
  stopped: Result,
  work: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return work();
  if (signal.aborted) return Promise.resolve(stopped);
  return loop.park((wake) => {
    const forget = onStop(signal, () => wake(stopped));
    loop.spawn(async () => {
      const result = await work();
      forget();
      wake(result);
    });
  });
}

/** The network of a program that may be stopped: from then on it gets no answer, and asks for nothing more. */
export function networkUntilStopped(network: NetworkClient, signal: AbortSignal | undefined): NetworkClient {
  if (signal === undefined) return network;
  return {
    ...network,
    async send(request) {
      const outcome = await network.send(request);
      signal.throwIfAborted();
      return outcome;
    },
    async connect(...target) {
      const connected = await network.connect(...target);
      signal.throwIfAborted();
      return connected;
    },
  };
}
