/**
 * Loads check.ts of an exercise. Where this file runs as TypeScript (tests, tsx), check.ts can be imported as it is. Where it
 * runs compiled, check.ts is made CommonJS once and kept under node_modules/.cache by the hash of its text, so that loading it
 * costs a millisecond: a process that grades has no time for a compiler. It gets the library and the grader of this process, which
 * may be one file with both in it.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction } from "node:vm";
import { type Exercise, ExerciseError } from "../course/exercise.ts";
import { codeFolder } from "../project-root.ts";
import { type Check, check, checkProblems } from "./check.ts";
import { asHidden, HIDDEN_CHECKS_FILE, heldBack, hiddenProblems } from "./hidden-checks.ts";

const runsAsTypeScript = import.meta.url.endsWith(".ts");

/**
 * All checks of an exercise, the hidden ones behind the others.
 * @throws ExerciseError when a file of them is missing, does not load, or the checks do not fit together.
 */
export async function loadChecks(exercise: Exercise): Promise<readonly Check[]> {
  const file = join(exercise.folder, "check.ts");
  const checks = [...(await checksOf(file)), ...(await hiddenChecksOf(exercise))];
  throwProblems(file, checkProblems(checks, exercise.points));
  return checks;
}

/** As a learner's own check runs them: what is hidden is held back, whether its file is there or not. @throws ExerciseError */
export async function loadVisibleChecks(exercise: Exercise): Promise<readonly Check[]> {
  const file = join(exercise.folder, "check.ts");
  const checks = [...(await checksOf(file)), ...heldBack(exercise)];
  throwProblems(file, checkProblems(checks, exercise.points));
  return checks;
}

async function hiddenChecksOf({ folder, hidden }: Exercise): Promise<readonly Check[]> {
  const file = join(folder, HIDDEN_CHECKS_FILE);
  if (hidden === undefined && !existsSync(file)) return [];
  const checks = asHidden(await checksOf(file));
  throwProblems(file, hiddenProblems(checks, hidden));
  return checks;
}

async function checksOf(file: string): Promise<readonly Check[]> {
  if (!existsSync(file)) throw new ExerciseError(missing(file));
  const { checks } = await importChecks(file);
  if (!Array.isArray(checks) || checks.length === 0)
    throw new ExerciseError(`${file}: export const checks = [check(...), ...] is missing`);
  return checks as Check[];
}

function missing(file: string): string {
  return file.endsWith(HIDDEN_CHECKS_FILE)
    ? `${file} is missing: exercise.yaml says that there are hidden checks, and their file stays with the instructor. Grade where it is`
    : `${file} is missing: it exports the checks of the exercise`;
}

function throwProblems(file: string, problems: readonly string[]): void {
  if (problems.length > 0)
    throw new ExerciseError(`${file}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

interface CheckModule {
  readonly checks?: unknown;
}

async function importChecks(file: string): Promise<CheckModule> {
  try {
    if (runsAsTypeScript) return (await import(pathToFileURL(file).href)) as CheckModule;
    return await run(file, await compiled(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : `it throws ${String(error)}`;
    throw new ExerciseError(`${file} does not load: ${why}`);
  }
}

/** The packages of this repository are those of this process. */
async function run(file: string, code: string): Promise<CheckModule> {
  const library = code.includes('require("service-bootcamp")') ? await import("service-bootcamp") : undefined;
  const own: Readonly<Record<string, unknown>> = {
    "service-bootcamp": library,
    "service-bootcamp-grader": { check },
  };
  const require = createRequire(file);
  const exports: CheckModule = {};
  const evaluate = compileFunction(code, ["exports", "require"], { filename: file });
  evaluate(exports, (name: string) => own[name] ?? require(name));
  return exports;
}

/** @returns the JavaScript of it, made now when it is not there yet. */
async function compiled(file: string): Promise<string> {
  const source = readFileSync(file, "utf8");
  // Only packages: the JavaScript lies elsewhere, and what several exercises need belongs into the grader.
  const relative = /\bfrom\s+["'](\.[^"']*)["']/.exec(source);
  if (relative !== null)
    throw new ExerciseError(
      `${file} imports ${relative[1]}: a check imports packages only; what exercises share belongs into grader/expect`,
    );
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 32);
  const target = join(codeFolder(), `${hash}.check.cjs`);
  if (existsSync(target)) return readFileSync(target, "utf8");
  const { default: typescript } = await import("typescript");
  const { ModuleKind, ScriptTarget } = typescript;
  const { outputText } = typescript.transpileModule(source, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023 },
  });
  mkdirSync(dirname(target), { recursive: true });
  // Written beside its place and renamed, because another process may import it at the same moment.
  const temporary = `${target}.${process.pid}`;
  writeFileSync(temporary, outputText);
  renameSync(temporary, target);
  return outputText;
}
