/** The command that grades a few learners of a class again. */
import { shown } from "../markup.ts";
import type { Report } from "../reporter.ts";

/**
 * Each path is one learner there, so that of those who handed in several it is not known. @returns undefined then, where nothing
 * is known, and where a path has characters that a page cannot show.
 */
export function regradeCommand(learners: readonly string[], { results, paths }: Report): string | undefined {
  const wanted = learners.flatMap((learner) => paths?.get(learner) ?? []);
  const isOneEach = learners.every((learner) => paths?.get(learner)?.length === 1);
  if (!isOneEach || wanted.some((path) => shown(path) !== path || path.includes("\n"))) return undefined;
  const seed = results[0]?.grader.seed ?? 0;
  return `npx bootcamp grade --single --seed ${seed} --out regraded ${wanted.map(quoted).join(" ")}`;
}

/** As a POSIX shell reads it. */
function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
