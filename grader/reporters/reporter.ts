/** What every report format is: pure functions of the results. */

import type { Language } from "service-bootcamp";
import type { LearnerResult, ResultOutline } from "../result.ts";
import type { Text } from "../text.ts";

/** What is known of a class: in memory, so without what only a learner's own file shows. */
export interface Report extends ReportFrame {
  /** In the order of the class. */
  readonly results: readonly ResultOutline[];
}

/** What is known before anybody is graded. */
export interface ReportFrame {
  /** In the order of the course; of a report those that somebody has a result of. */
  readonly exercises: readonly ReportedExercise[];
  /** Of the course's notebooks, in their order. */
  readonly questions?: readonly ReportedQuestion[];
  readonly lang: Language;
  /** What is known of the learners beside their submissions, by learner. */
  readonly people?: ReadonlyMap<string, Person>;
  /** Where all that they handed in lies, by learner. */
  readonly paths?: ReadonlyMap<string, readonly string[]>;
  /** The variables in which a platform says what is graded. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface ReportedExercise {
  readonly id: string;
  readonly title: Text;
  readonly points: number;
}

export interface ReportedQuestion {
  /** The name of the notebook: `01-why`. */
  readonly lesson: string;
  readonly question: string;
  /** The letter of what happens. */
  readonly answer: string;
  /** Letter -> what it says. */
  readonly choices: Readonly<Record<string, Text>>;
}

/** A learner as a roster or a learning platform knows them. */
export interface Person {
  /** The number or name by which the institution knows them. */
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly section?: string;
  /** Of Canvas, in the names of the files that it hands out. */
  readonly canvasId?: string;
}

export interface Reporter {
  /** Files below the report folder: name -> content. */
  readonly files?: (report: Report) => ReadonlyMap<string, string>;
  /** One more for each learner, which is written as soon as the result is there. */
  readonly learnerFile?: (
    result: LearnerResult,
    frame: ReportFrame,
  ) => readonly [name: string, content: string];
  /** What is not in the files for want of something, and of what. */
  readonly lacks?: (report: Report) => readonly Text[];
  /** What the terminal shows. */
  readonly print?: (report: Report) => string;
}

/** Of the one column of points in the gradebooks of learning platforms. */
export const COURSE_TITLE = "Service Bootcamp";

/** Whether something of a result is a fault of ours, so that its score is no mark. */
export function hasErrors({ exercises }: ResultOutline): boolean {
  return exercises.some(({ status }) => status === "error");
}
