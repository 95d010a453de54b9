/** The engine's interpreter, as far as it is watched: just-bash keeps these types to itself. */

import type { CommandNode, IFileSystem, PipelineNode, ScriptNode, StatementNode } from "just-bash";
import type { OutputStream } from "../../api/api.ts";
import { byteLength, bytesOfLatin1, textOfUtf8 } from "../../bytes.ts";

/** The engine's result of a command. */
export interface EngineResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly stdoutKind?: "text" | "bytes";
  readonly stdoutEncoding?: string;
  /** Bytes that the budget of output has already been charged with. */
  readonly internalOutputAccounting?: Charge;
}

interface Charge {
  readonly stdout: number;
  readonly stderr: number;
}

export interface ExecOptions {
  readonly args?: string[];
}

type Exec = (
  script: string,
  options: ExecOptions | undefined,
  isInputCharged: boolean,
) => Promise<EngineResult>;

/** As much of the engine's interpreter as is watched; the engine keeps its type to itself. */
export interface Interpreter {
  readonly ctx: {
    readonly state: {
      readonly extraArgs?: readonly string[];
      readonly functions: ReadonlyMap<string, Extract<CommandNode, { type: "FunctionDef" }>>;
      readonly signal?: AbortSignal;
      /** Set inside substitutions. */
      readonly suppressVerbose?: boolean;
      readonly cwd: string;
      readonly env: Map<string, string>;
      lastExitCode: number;
      /** `$!`. */
      lastBackgroundPid: number | "";
      /** Another one in each subshell. */
      readonly bashPid: number;
    };
    readonly fs: Pick<IFileSystem, "appendFile" | "resolvePath">;
    readonly substitutionDepth?: number;
    /** What the script and all that it starts have used up. */
    readonly executionScope: {
      commandCount: number;
      workUnits: number;
      inputBytes: number;
      /** Of what it holds. */
      outputBytes: number;
      countersByKind: Map<string, number>;
      /** Simulated Unix milliseconds. */
      startedAt: number;
      /** @throws when the output is more than its budget. */
      appendOutput(stream: OutputStream, text: string, site: string): number;
    };
    execFn: Exec;
    executeScript(script: ScriptNode): Promise<EngineResult>;
    executeStatement(statement: StatementNode): Promise<EngineResult>;
    executeCommand(command: CommandNode, stdin: string, ownsStdin?: boolean): Promise<EngineResult>;
  };
  executeStatement(statement: StatementNode): Promise<EngineResult>;
  executePipeline(pipeline: PipelineNode): Promise<EngineResult>;
  executeCommand(command: CommandNode, stdin: string, ownsStdin?: boolean): Promise<EngineResult>;
  runCommand(name: string, args: string[], ...rest: unknown[]): Promise<EngineResult>;
  /** Called with the line that `set -x` prints before a command; what comes back stays in the command's result. */
  traced?(line: string): string;
}

/** Bytes that are no UTF-8 stay as the engine has them: one character each. */
export function textOf({
  stdout,
  stdoutKind,
  stdoutEncoding,
}: Pick<EngineResult, "stdout" | "stdoutKind" | "stdoutEncoding">): string {
  if (stdoutKind !== "bytes" && stdoutEncoding !== "binary") return stdout;
  const text = textOfUtf8(bytesOfLatin1(stdout));
  return text.includes("\ufffd") ? stdout : text;
}

/** Of what remains of a result, no more than there is: the engine checks that. */
export function charged(
  { internalOutputAccounting: before }: EngineResult,
  stdout: string,
  stderr: string,
): Charge {
  return {
    stdout: Math.min(before?.stdout ?? 0, byteLength(stdout)),
    stderr: Math.min(before?.stderr ?? 0, byteLength(stderr)),
  };
}

export function isOutputCarrier(error: unknown): error is Error & EngineResult {
  return error instanceof Error && "stdout" in error && "stderr" in error;
}
