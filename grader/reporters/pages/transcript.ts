/** What a learner's commands printed, step by step, folded. */
import type { TranscriptEntry } from "../../result.ts";
import { type Markup, markup } from "../markup.ts";
import type { LearnerTexts } from "./learner-texts.ts";

/** Characters of one command's output on a page (shownMax); the JSON of the result has more. */
const SHOWN_MAX = 4_000;

export function transcriptOf(entries: readonly TranscriptEntry[], texts: LearnerTexts): Markup | undefined {
  if (entries.length === 0) return undefined;
  const timed = entries.some(({ atMs = 0 }) => atMs > 0);
  return markup`<details>
<summary>${texts.transcript(entries.length)}</summary>
${timed ? markup`<p class="small soft">${texts.atMeaning}</p>` : undefined}
<ol class="steps">
${entries.map((entry, index) => step(entry, index + 1, texts))}</ol>
</details>
`;
}

function step(entry: TranscriptEntry, number: number, texts: LearnerTexts): Markup {
  const { command, exitCode, atMs } = entry;
  const output = entry.output.trimEnd();
  const time =
    atMs === undefined ? undefined : markup`<span class="small soft">${texts.at(duration(atMs))}</span>`;
  const code =
    exitCode === 0 ? undefined : markup`<strong class="small">${texts.exitCode(exitCode)}</strong>`;
  const printed =
    output === ""
      ? markup`<p class="small soft">${texts.nothingPrinted}</p>`
      : markup`<pre tabindex="0" role="group" aria-label="${texts.output(number)}">${cut(output, texts)}</pre>`;
  return markup`<li><div class="step"><code>${cut(command, texts)}</code>${time}${code}</div>${printed}</li>
`;
}

function cut(text: string, texts: LearnerTexts): string {
  const rest = text.length - SHOWN_MAX;
  return rest <= 0 ? text : `${text.slice(0, SHOWN_MAX)}\n${texts.cut(rest)}`;
}

/** `250ms`, `3.2s`, `1m30s`, `2h5m`, as kubectl and the shell write durations. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms}ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${Number(seconds.toFixed(1))}s`;
  const minutes = Math.floor(seconds / 60);
  const restOf = (rest: number, unit: string) => (rest === 0 ? "" : `${rest}${unit}`);
  if (minutes < 60) return `${minutes}m${restOf(Math.floor(seconds % 60), "s")}`;
  return `${Math.floor(minutes / 60)}h${restOf(minutes % 60, "m")}`;
}
