/** The one style sheet of both pages: light, dark and on paper. Colours are never alone: a sign or a word says the same. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1c1f23; --soft: #555c66; --line: #d5d9df; --panel: #f4f6f8;
  --link: #00568a; --bar: #0072b2; --rest: #dfe4ea;
  --good: #00694a; --good-panel: #e2f4ec; --bad: #a33b00; --bad-panel: #fdebdf; --wait: #555c66; --wait-panel: #eceff2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e8eaed; --soft: #aab2bc; --line: #3a4149; --panel: #1e2328;
    --link: #8ecbff; --bar: #56b4e9; --rest: #343b43;
    --good: #5fd6a8; --good-panel: #17352b; --bad: #ffa36b; --bad-panel: #3d2415; --wait: #aab2bc; --wait-panel: #2a3037;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Nanum Gothic", sans-serif;
  word-break: keep-all; overflow-wrap: anywhere;
}
h1, h2, h3 { line-height: 1.25; margin: 2.2rem 0 .6rem; }
h1 { margin-top: 0; font-size: 1.9rem; }
h2 { font-size: 1.35rem; padding-top: .4rem; }
h3 { font-size: 1.05rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "D2Coding", "Nanum Gothic Coding", monospace; font-size: .9em; }
code { background: var(--panel); padding: .1em .3em; border-radius: .25em; }
.id { white-space: nowrap; }
.soft { color: var(--soft); }
.small { font-size: .9rem; }
.meta { color: var(--soft); margin: 0; }

.score { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; margin: 1rem 0 .3rem; }
.score strong { font-size: 2.2rem; line-height: 1.1; }
.bar { display: block; width: 100%; height: .8rem; border-radius: .4rem; overflow: hidden; }
rect.rest { fill: var(--rest); }
rect.part { fill: var(--bar); }

.panel { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; margin: 1.2rem 0; }
.panel h2 { margin: 0 0 .4rem; padding: 0; }
.panel ul { margin: .3rem 0; padding-left: 1.2rem; }

.checks { list-style: none; margin: .6rem 0; padding: 0; }
.checks > li { display: grid; grid-template-columns: 1.9rem 1fr auto; gap: .1rem .5rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.checks > li > * { min-width: 0; }
.checks .more { grid-column: 2 / -1; }
.checks p { margin: .15rem 0; }
.sign { display: inline-block; width: 1.5rem; height: 1.5rem; line-height: 1.5rem; text-align: center; border-radius: 50%; font-weight: 700; }
.good { color: var(--good); background: var(--good-panel); }
.part { color: var(--link); background: var(--wait-panel); }
.bad { color: var(--bad); background: var(--bad-panel); }
.wait { color: var(--wait); background: var(--wait-panel); }
.points { white-space: nowrap; font-variant-numeric: tabular-nums; }
.mark { font-weight: 600; margin: .3rem 0; }
.hint { border-left: 3px solid var(--bar); padding-left: .7rem; }
.lines { white-space: pre-wrap; }

.choices { margin: 0; padding: 0; list-style: none; }
.predictions > li { margin: .6rem 0; }
.checks .traffic { grid-column: 1 / -1; margin: .2rem 0; }
.traffic .wide { margin: .3rem 0; }
.traffic svg { display: block; width: 100%; min-width: 572px; max-width: 640px; height: auto; }
.traffic text { fill: var(--ink); font: 13px system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Nanum Gothic", sans-serif; }
.traffic text.mono { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "D2Coding", "Nanum Gothic Coding", monospace; }
.traffic text[font-size="12"] { font-size: 12px; }
.traffic text.bold { font-weight: 700; }
.traffic text.ink { fill: #000; }
.traffic .edge { stroke: #333; }

details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--link); padding: .2rem 0; width: fit-content; }
.steps { margin: .4rem 0; padding-left: 1.6rem; }
.steps > li { margin: .8rem 0; }
.step { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; }
.step code { white-space: pre-wrap; }
pre { margin: .3rem 0; padding: .6rem .8rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; line-height: 1.45; word-break: normal; overflow-wrap: normal; }
.command { white-space: pre-wrap; overflow-wrap: anywhere; }

.wide { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
table.full { width: 100%; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody th { font-weight: 500; }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; font-size: .9rem; overflow-wrap: normal; }
th.number, td.number { text-align: right; white-space: nowrap; }
th.upright > span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; display: inline-block; }
.scores td, .scores th.upright { text-align: center; padding: .3rem .45rem; }
.scores th[scope=row] { position: sticky; left: 0; background: var(--paper); min-width: 9rem; max-width: 16rem; }
.scores td { white-space: nowrap; }
.share { min-width: 8rem; }
.state { white-space: nowrap; }

.figures { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.2rem 0; padding: 0; }
.figures > div { flex: 1 1 8rem; background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; }
.figures dt { color: var(--soft); font-size: .9rem; }
.figures dd { margin: 0; font-size: 1.5rem; font-weight: 700; line-height: 1.3; }
.histogram { width: 100%; max-width: 44rem; height: auto; display: block; }
.histogram .column { fill: var(--bar); }
.histogram .ground { stroke: var(--line); }
.histogram text { fill: var(--ink); font: 13px system-ui, sans-serif; text-anchor: middle; }

.group { border: 1px solid var(--line); border-radius: .5rem; padding: .2rem 1.1rem .8rem; margin: 1rem 0; }
.group h3 { margin: .8rem 0 .2rem; }
.examples { padding-left: 1.3rem; margin: .5rem 0; }
.examples > li { margin: .5rem 0; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }

@media (max-width: 40rem) {
  body { padding: 1rem .8rem 2rem; }
  h1 { font-size: 1.5rem; }
  th, td { padding: .3rem .4rem; }
  .share { min-width: 5rem; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --panel: #fff; --link: #000; --bar: #0072b2; --rest: #ddd;
    --good: #00694a; --good-panel: #fff; --bad: #a33b00; --bad-panel: #fff; --wait: #444; --wait-panel: #fff;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, summary, .step { break-after: avoid; }
  .traffic svg { min-width: 0; }
  .checks > li, .group, .figures > div { break-inside: avoid; }
  .bar, .histogram, .traffic svg { print-color-adjust: exact; }
  .wide { overflow: visible; }
  .scores { font-size: 8pt; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  details:not(.brief)::details-content { content-visibility: visible; display: block; }
}
`;
