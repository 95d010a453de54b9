/** Both kubectls side by side, call by call, until they differ. */
import type { Case } from "./case.ts";
import { deliberateDifference } from "./deliberate.ts";
import { stepsOf } from "./play.ts";

/** @throws Error with the calls up to the first that is answered differently, and both answers from where they part. */
export async function requireSameAnswers(each: Case, binary: string): Promise<void> {
  const ours = stepsOf(each);
  const calls: string[] = [];
  try {
    for await (const { command, printed } of stepsOf(each, binary)) {
      const answer = (await ours.next()).value?.printed ?? [];
      calls.push(`$ ${command}`);
      if (deliberateDifference(command) === undefined) requireSame(calls, printed, answer);
    }
  } finally {
    await ours.return();
  }
}

function requireSame(calls: readonly string[], expected: readonly string[], answer: readonly string[]): void {
  const length = Math.max(expected.length, answer.length);
  const at = Array.from({ length }).findIndex((_, index) => expected[index] !== answer[index]);
  if (at === -1) return;
  const [real, ours] = [expected, answer].map((lines) => lines.slice(at).join("\n"));
  throw new Error(
    `${calls.join("\n")}\n--- the real kubectl, from its line ${at + 1}\n${real}\n--- ours\n${ours}`,
  );
}
