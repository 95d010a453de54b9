/** Pages to hand out: one for each learner, and an overview for the instructor. */
import { learnerPage } from "./pages/learner-page.ts";
import { overviewPage } from "./pages/overview-page.ts";
import { fileOf } from "./pages/page.ts";
import type { Report, Reporter } from "./reporter.ts";

export const html: Reporter = {
  files: (report: Report) => new Map([["overview.html", overviewPage(report)]]),
  learnerFile: (result, report) => [fileOf(result.learner), learnerPage(result, report)],
};
