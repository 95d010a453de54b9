/** What every report format is: a pure function of the results. */

import type { Language } from "service-bootcamp";
import type { LearnerResult } from "../result.ts";
import type { Text } from "../text.ts";

export interface Report {
  /** In the order of the class. */
  readonly results: readonly LearnerResult[];
  /** In the order of the course. */
  readonly exercises: readonly { readonly id: string; readonly title: Text; readonly points: number }[];
  readonly lang: Language;
}

export interface Reporter {
  /** As `--formats` names it. */
  readonly name: string;
  /** Files below the report folder: name -> content. */
  readonly files?: (report: Report) => ReadonlyMap<string, string>;
  /** What the terminal shows. */
  readonly print?: (report: Report) => string;
}
