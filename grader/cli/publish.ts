/** `bootcamp publish`: hands out what a gradebook has kept, and remembers what learners were told. */
import { openCourse } from "../course/course.ts";
import { movesBetween, type Standing } from "../marking/moves.ts";
import { printable } from "../reporters/columns.ts";
import { movesLines } from "../reporters/moves-report.ts";
import { hasErrors } from "../reporters/reporter.ts";
import { counted, type Text } from "../text.ts";
import { marksInGradebook, now } from "./grading-marks.ts";
import { openGradebook, type RuleOptions, rulesKept, rulesSaid } from "./open-gradebook.ts";
import { formatsNamed, presentationOf, type ReportOptions, ReportWriter } from "./write-reports.ts";

export interface PublishOptions extends RuleOptions, ReportOptions {
  /** A file that exists. */
  readonly gradebook: string;
  readonly out: string;
  readonly formats: readonly string[];
  /** Whether hints are released from now on. */
  readonly hints?: boolean;
}

/** @returns 0; 1 when something of somebody could not be graded. @throws UsageError, GradebookFault */
export async function publish(options: PublishOptions): Promise<number> {
  const { gradebook, out, lang } = options;
  const chosen = formatsNamed(options.formats, lang);
  const said = rulesSaid(options);
  const course = openCourse();
  const book = await openGradebook(gradebook, { isNew: false });
  try {
    const rules = await rulesKept(book, said);
    if (options.hints === true) await book.set("hintsReleased", now());
    const learners = await book.learners();
    const presentation = await presentationOf({ rules, book }, learners, course, options);
    const reports = new ReportWriter(chosen, presentation, out, lang);
    const standings: Standing[] = [];
    let isFaulty = false;
    for await (const { result, standing } of marksInGradebook(book, learners, course, rules)) {
      reports.add(result);
      standings.push(standing);
      isFaulty ||= hasErrors(result);
    }
    reports.close();
    const told = await book.lastStandings();
    await book.publish(standings, now());
    const graded = new Set(standings.map(({ learner }) => learner));
    const missing = learners.map(({ id }) => id).filter((id) => !graded.has(id));
    if (missing.length > 0) console.error(texts.missing(missing.map(printable).join(", "))[lang]);
    if (told === undefined) console.error(texts.first(standings.length)[lang]);
    else for (const line of movesLines(movesBetween(told, standings), lang)) console.error(line);
    return isFaulty ? 1 : 0;
  } finally {
    await book.close();
  }
}

const texts = {
  missing: (learners: string): Text => ({
    en: `not graded yet, and so not in the reports: ${learners}. Run bootcamp grade on them`,
    ko: `아직 채점하지 않아 보고서에 없는 학습자: ${learners}. bootcamp grade로 채점하세요`,
  }),
  first: (learners: number): Text => ({
    en: `Published for the first time: ${counted(learners, "learner")}.`,
    ko: `처음 공개했습니다. 학습자 ${learners}명.`,
  }),
};
