/** All files of a format, as a grading writes them: those of the class are made of outlines alone. */
import type { Reporter } from "../reporters/reporter.ts";
import { outlineOf } from "../result.ts";
import type { WholeReport } from "./reported-class.ts";

export function* filesOf(reporter: Reporter, report: WholeReport): Generator<readonly [string, string]> {
  yield* reporter.files?.({ ...report, results: report.results.map(outlineOf) }) ?? [];
  for (const result of report.results) {
    const file = reporter.learnerFile?.(result, report);
    if (file !== undefined) yield file;
  }
}
