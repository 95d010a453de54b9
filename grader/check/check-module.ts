/**
 * Loads check.ts of an exercise. Where this file runs as TypeScript (tests, tsx, a newer Node), check.ts can be imported
 * as it is. Where it runs compiled, on plain Node 20, check.ts is stripped of its types once and kept under node_modules/.cache
 * by the hash of its text, so that importing it costs a millisecond: a process per learner has no time for a compiler.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Exercise, ExerciseError } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { type Check, checkProblems } from "./check.ts";

const runsAsTypeScript = import.meta.url.endsWith(".ts");

/** @throws ExerciseError when check.ts is missing, does not load, or its checks do not fit together. */
export async function loadChecks(exercise: Exercise): Promise<readonly Check[]> {
  const file = join(exercise.folder, "check.ts");
  if (!existsSync(file)) throw new ExerciseError(`${file} is missing: it exports the checks of the exercise`);
  const { checks } = await importChecks(file);
  if (!Array.isArray(checks) || checks.length === 0)
    throw new ExerciseError(`${file}: export const checks = [check(...), ...] is missing`);
  const problems = checkProblems(checks as Check[], exercise.points);
  if (problems.length > 0)
    throw new ExerciseError(`${file}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  return checks as Check[];
}

async function importChecks(file: string): Promise<{ readonly checks?: unknown }> {
  const runnable = runsAsTypeScript ? file : await compiled(file);
  try {
    return (await import(pathToFileURL(runnable).href)) as { readonly checks?: unknown };
  } catch (error) {
    throw new ExerciseError(`${file} does not load: ${(error as Error).message}`);
  }
}

/** @returns the path of the JavaScript, made now when it is not there yet. */
async function compiled(file: string): Promise<string> {
  const source = readFileSync(file, "utf8");
  // Only packages: the JavaScript lies elsewhere, and what several exercises need belongs into the grader.
  const relative = /\bfrom\s+["'](\.[^"']*)["']/.exec(source);
  if (relative !== null)
    throw new ExerciseError(
      `${file} imports ${relative[1]}: a check imports packages only; what exercises share belongs into grader/expect`,
    );
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 32);
  const target = join(projectRoot(), "node_modules", ".cache", "service-bootcamp", `${hash}.mjs`);
  if (existsSync(target)) return target;
  const { default: typescript } = await import("typescript");
  const { ModuleKind, ScriptTarget } = typescript;
  const { outputText } = typescript.transpileModule(source, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023, verbatimModuleSyntax: true },
  });
  mkdirSync(dirname(target), { recursive: true });
  // Written beside its place and renamed, because another process may import it at the same moment.
  const temporary = `${target}.${process.pid}`;
  writeFileSync(temporary, outputText);
  renameSync(temporary, target);
  return target;
}
