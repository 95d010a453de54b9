/** Tells when a statement has ended, also where it ends the script. */
import type { StatementNode } from "just-bash";
import type { EngineResult } from "./interpreter.ts";

export type OnStatementEnd = (statement: StatementNode, exitCode: number) => void;

/** @param tell absent where nobody wants to know. */
export async function runToldOf(
  statement: StatementNode,
  run: (statement: StatementNode) => Promise<EngineResult>,
  tell: OnStatementEnd | undefined,
): Promise<EngineResult> {
  if (tell === undefined) return run(statement);
  try {
    const result = await run(statement);
    tell(statement, result.exitCode);
    return result;
  } catch (error) {
    tell(statement, (error as Partial<EngineResult>).exitCode ?? 1);
    throw error;
  }
}
