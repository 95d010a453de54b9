/**
 * What one run of a script may use up; the first process of a container may between two waits in simulated time. Every
 * budget has a name, and who hits it is told the name.
 */
import type { BashOptions } from "just-bash";

const KIB = 1024;
const MIB = 1024 * KIB;

/** The numbers differ from one another: the engine's messages hold the number, and the number tells the budget. */
export const shellBudgets = {
  scriptBytes: 256 * KIB,
  commands: 12_500,
  loopIterations: 10_000,
  programIterations: 100_000,
  callDepth: 60,
  nestingDepth: 40,
  /** The engine's own, as is the next: they cannot be set. */
  syntaxDepth: 200,
  programDepth: 256,
  outputBytes: 32 * MIB,
  textBytes: 16 * MIB,
  memoryBytes: 128 * MIB,
  fileBytes: 24 * MIB,
  arrayElements: 12_000,
  jobs: 100,
  workUnits: 4_000_000,
  simulatedMs: 86_400_000,
  /**
   * The one budget in the host's own time: for scripts that are slow in a way that no count foresees. Far beyond what the counts
   * allow on a machine of its own, so that a busy one ends no script earlier.
   */
  wallMs: 60_000,
} as const;

export type ShellBudget = keyof typeof shellBudgets;

const units: Readonly<Record<ShellBudget, string>> = {
  scriptBytes: "bytes of script",
  commands: "commands in one run",
  loopIterations: "turns of one loop",
  programIterations: "turns of a loop inside awk, sed or jq",
  callDepth: "functions or shells inside one another",
  nestingDepth: "substitutions inside one another",
  syntaxDepth: "commands, sums or conditions inside one another",
  programDepth: "parts inside one another of a program for awk",
  outputBytes: "bytes of output",
  textBytes: "bytes in one text",
  memoryBytes: "bytes held at a time",
  fileBytes: "bytes of files",
  arrayElements: "words in one list",
  jobs: "background jobs at a time",
  workUnits: "steps of work in one run",
  simulatedMs: "simulated milliseconds in one run",
  wallMs: "real milliseconds in one run",
};

/** In a container a loop may go round for years; each turn is a command at least, and those are counted. */
const BACKGROUND_LOOP_ITERATIONS = 2 ** 31;

/** The budgets as just-bash takes them. @param isBackground whether they are for the scripts of a container. */
export function executionLimits(isBackground = false): NonNullable<BashOptions["executionLimits"]> {
  const budget = shellBudgets;
  return {
    maxSourceBytes: budget.scriptBytes,
    maxCommandCount: budget.commands,
    maxLoopIterations: isBackground ? BACKGROUND_LOOP_ITERATIONS : budget.loopIterations,
    maxAwkIterations: budget.programIterations,
    maxSedIterations: budget.programIterations,
    maxJqIterations: budget.programIterations,
    maxQueryElements: budget.programIterations,
    maxCallDepth: budget.callDepth,
    maxExecDepth: budget.callDepth,
    maxSourceDepth: budget.callDepth,
    maxSubstitutionDepth: budget.nestingDepth,
    maxOutputSize: budget.outputBytes,
    maxStringLength: budget.textBytes,
    maxHeredocSize: budget.textBytes,
    maxInputBytes: budget.memoryBytes,
    maxLiveBytes: budget.memoryBytes,
    maxFileSystemBytes: budget.fileBytes,
    maxArrayElements: budget.arrayElements,
    maxBraceExpansionResults: budget.arrayElements,
    maxGlobOperations: budget.arrayElements,
    maxWorkUnits: budget.workUnits,
    maxTraversalEntries: budget.workUnits,
    maxTraversalWork: budget.workUnits,
    maxExecutionTimeMs: budget.simulatedMs,
  };
}

export function budgetSentence(name: ShellBudget): string {
  return `bash: stopped: no more than ${shellBudgets[name]} ${units[name]} (budget: ${name})`;
}

const LIMIT =
  /limit exceeded|limit reached|too many (?:iterations|commands)|maximum (?:recursion |(?:parser )?nesting )?depth|maximum iterations|nested execution depth|size exceeded|execution deadline|exceeds the configured/i;

/** Says the engine's own words about a limit as a sentence with the budget's name; other lines stay. */
export function nameBudgets(stderr: string): string {
  if (!LIMIT.test(stderr)) return stderr;
  return stderr
    .split("\n")
    .map((line) => {
      const name = LIMIT.test(line) ? budgetIn(line) : undefined;
      if (name === undefined) return line;
      return name === "fileBytes"
        ? `${line.replace(/^(?:bash: )?ENOSPC.*$/, "bash: No space left on device")} (budget: fileBytes, ${shellBudgets.fileBytes} bytes)`
        : budgetSentence(name);
    })
    .join("\n");
}

function budgetIn(line: string): ShellBudget | undefined {
  const words = line.replace(/Parse error at \d+:\d+: /, "");
  const numbers: readonly string[] = words.match(/\d+/g) ?? [];
  return (Object.keys(shellBudgets) as ShellBudget[]).find((name) =>
    numbers.includes(String(shellBudgets[name])),
  );
}
