/** Failures of a class by their computed cause, with examples, and the command that grades a group again. */
import { type CauseGroup, causeGroups, examplesOf, type Failed } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { Report } from "../reporter.ts";
import { learnerLink, learnerLinks } from "./learner-link.ts";
import type { OverviewTexts } from "./overview-texts.ts";
import { regradeCommand } from "./regrade-command.ts";

const EXAMPLES = 3;

export function causesSection(report: Report, texts: OverviewTexts): Markup {
  const groups = causeGroups(report.results);
  return markup`<h2>${texts.causes}</h2>
${
  groups.length === 0
    ? markup`<p>${texts.noFailures}</p>`
    : markup`<p class="small soft">${texts.causesMeaning}</p>
${groups.map((group) => groupSection(group, report, texts))}`
}`;
}

function groupSection(group: CauseGroup, report: Report, texts: OverviewTexts): Markup {
  const { cause, failures, learners, exerciseIds } = group;
  const name =
    cause === undefined
      ? markup`${failures[0]?.check.title} (${texts.noCause})`
      : markup`<code class="id">${cause}</code>`;
  const command = regradeCommand(learners, report);
  return markup`<section class="group">
<h3>${name}: ${texts.learners(learners.length)}</h3>
<p class="small soft">${texts.inExercises(exerciseIds.join(", "))}</p>
<ul class="examples">
${examplesOf(group, EXAMPLES).map((failed) => example(failed, report))}</ul>
<details>
<summary>${texts.all(learners.length)}</summary>
<p>${learnerLinks(learners, report)}</p>
${
  command === undefined
    ? undefined
    : markup`<p class="small soft">${texts.again}</p>
<pre class="command">${command}</pre>`
}
</details>
</section>
`;
}

function example({ learner, exerciseId, check }: Failed, report: Report): Markup {
  const hint = check.hint === "" ? undefined : markup`<p class="hint lines">${check.hint}</p>`;
  return markup`<li>${learnerLink(learner, report, exerciseId)}, <code class="id">${exerciseId}</code>: ${check.title}
<p class="lines">${check.why}</p>${hint}</li>
`;
}
