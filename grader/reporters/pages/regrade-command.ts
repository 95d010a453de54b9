/** The command that grades a few learners of a class again. */
import { shown } from "../markup.ts";
import type { Report } from "../reporter.ts";

/** @returns undefined where the submissions are not known, or a path has characters that a page cannot show. */
export function regradeCommand(learners: readonly string[], { results, paths }: Report): string | undefined {
  const wanted = learners.map((learner) => paths?.get(learner));
  if (!wanted.every((path) => path !== undefined && shown(path) === path && !path.includes("\n")))
    return undefined;
  const seed = results[0]?.grader.seed ?? 0;
  return `npx bootcamp grade --seed ${seed} --out regraded ${wanted.map((path) => quoted(path ?? "")).join(" ")}`;
}

/** As a POSIX shell reads it. */
function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
