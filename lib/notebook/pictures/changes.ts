/** The picture of a change: a Service's list before and after, what came, what went, what became ready or not. */
import { services } from "../../api/kinds/service.ts";
import type { Listed, PodState } from "./history.ts";
import type { Mark } from "./letters.ts";
import { fitted, shorten } from "./measure.ts";
import { MARGIN, type Picture, picture, sentencePicture, TOP, WIDTH } from "./picture.ts";
import { clockOf, idOf, type Scene } from "./scene.ts";
import { box, chip, text } from "./shapes.ts";

const ROW = 44;
const COLUMN = 254;
const RIGHT = WIDTH - MARGIN - COLUMN;
const SHOWN_MAX = 14;
const CODE = { mono: true, size: 12 } as const;

const TEXTS = {
  ko: {
    title: (name: string) => `서비스 ${name}의 목록: 전과 후`,
    before: (clock: string) => `전 ${clock}`,
    after: (clock: string) => `후 ${clock}`,
    states: { ready: "준비됨", notReady: "준비 안 됨", terminating: "종료 중" },
    came: "새로 들어옴",
    left: "나감",
    empty: "목록이 비어 있습니다",
    more: (count: number) => `외 ${count}개`,
    alt: (name: string, before: number, after: number, parts: string) =>
      `서비스 ${name}의 엔드포인트는 ${before}개에서 ${after}개가 되었습니다. ${parts}.`,
    stays: (names: string) => `그대로: ${names}`,
  },
  en: {
    title: (name: string) => `The list of Service ${name}: before and after`,
    before: (clock: string) => `before, ${clock}`,
    after: (clock: string) => `after, ${clock}`,
    states: { ready: "ready", notReady: "not ready", terminating: "terminating" },
    came: "new",
    left: "gone",
    empty: "the list is empty",
    more: (count: number) => `and ${count} more`,
    alt: (name: string, before: number, after: number, parts: string) =>
      `The list of Service ${name} went from ${before} to ${after} endpoints. ${parts}.`,
    stays: (names: string) => `unchanged: ${names}`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

/** One address, before and after. */
interface Pair {
  readonly mark: Mark;
  readonly before: Listed | undefined;
  readonly after: Listed | undefined;
}

/** What the last `sh` changed on a Service's list: since its last picture before that `sh`, or since that began. */
export function changes(scene: Scene, name: string, namespace = "default"): Picture {
  const { cluster, history, language, letters } = scene;
  const words = TEXTS[language];
  const key = `${namespace}/${name}`;
  const since = scene.changedSince(key);
  scene.noteDrawn(key);
  const before = history.listAt(key, since);
  const after = history.listAt(key, cluster.now);
  // Who asks for a Service that never was has mistyped its name.
  if (before.length + after.length === 0) cluster.api.get(services, namespace, name);
  const clock = clockOf(scene);
  if (before.length + after.length === 0) return sentencePicture(words.title(name), words.empty, clock);
  const pairs = pairsOf(before, after, namespace, letters);
  const shown = pairs.slice(0, SHOWN_MAX);
  const bottom = TOP + 26 + shown.length * ROW;
  return picture({
    title: words.title(name),
    clock,
    height: bottom + (pairs.length > SHOWN_MAX ? 24 : 6),
    parts: [
      text(MARGIN, TOP + 14, words.before(clockOf(scene, since)), { bold: true }),
      text(RIGHT, TOP + 14, words.after(clock), { bold: true }),
      ...shown.map((pair, at) => pairParts(pair, TOP + 26 + at * ROW, words)),
      pairs.length > SHOWN_MAX
        ? text(MARGIN, bottom + 12, words.more(pairs.length - SHOWN_MAX), { tone: "soft", size: 12 })
        : "",
    ],
    alt: words.alt(name, before.length, after.length, inWords(pairs, words)),
  });
}

function pairsOf(
  before: readonly Listed[],
  after: readonly Listed[],
  namespace: string,
  letters: Scene["letters"],
): Pair[] {
  const all = new Map([...before, ...after].map((each) => [idOf(namespace, each.name, each.ip), each.ip]));
  const marks = letters.marksOf([...all.keys()]);
  return [...all].map(([id, ip]) => ({
    mark: marks.get(id) as Mark,
    before: before.find((each) => each.ip === ip),
    after: after.find((each) => each.ip === ip),
  }));
}

function pairParts(pair: Pair, y: number, words: Words): string {
  const { before, after } = pair;
  const sign =
    before === undefined ? "+" : after === undefined ? "−" : before.state === after.state ? "=" : "→";
  const isChange = sign !== "=";
  return [
    entry(before, pair, MARGIN, y, words),
    text(WIDTH / 2, y + 25, sign, {
      anchor: "middle",
      size: 15,
      bold: isChange,
      ...(sign === "="
        ? { tone: "soft" as const }
        : sign === "+"
          ? { tone: "good" as const }
          : { tone: "bad" as const }),
    }),
    entry(after, pair, RIGHT, y, words),
  ].join("");
}

function entry(
  listed: Listed | undefined,
  { mark, after, before }: Pair,
  x: number,
  y: number,
  words: Words,
): string {
  if (listed === undefined) {
    const label = after === undefined ? words.left : words.came;
    const isGone = after === undefined;
    return [
      box(x, y, COLUMN, 38, { dashed: true, tone: "soft" }),
      isGone || before === undefined
        ? text(x + COLUMN / 2, y + 24, isGone ? label : "", { anchor: "middle", size: 12, tone: "soft" })
        : "",
    ].join("");
  }
  const isOut = listed.state !== "ready";
  const isNew = before === undefined;
  const state = isNew && !isOut ? words.came : stateText(listed.state, words);
  return [
    box(x, y, COLUMN, 38, { dashed: isOut }),
    chip(x + 8, y + 8, mark.letter, mark.colour),
    text(x + 38, y + 16, fitted(listed.name, COLUMN - 46, CODE), CODE),
    text(x + 38, y + 32, listed.name === listed.ip ? `:${listed.ports.join(",")}` : listed.ip, {
      ...CODE,
      tone: "soft",
    }),
    text(x + COLUMN - 8, y + 32, state, {
      anchor: "end",
      size: 12,
      bold: isOut,
      tone: isOut ? "bad" : isNew ? "good" : "soft",
    }),
  ].join("");
}

function stateText(state: PodState, words: Words): string {
  return state === "ready" ? words.states.ready : `✕ ${words.states[state]}`;
}

function inWords(pairs: readonly Pair[], words: Words): string {
  const said = pairs.flatMap(({ mark, before, after }) => {
    const name = `${mark.letter} ${shorten((after ?? before)?.name ?? "", 24)}`;
    if (before === undefined) return [`+ ${name} ${words.states[after?.state ?? "ready"]}`];
    if (after === undefined) return [`− ${name}`];
    return before.state === after.state
      ? []
      : [`${name}: ${words.states[before.state]} → ${words.states[after.state]}`];
  });
  const same = pairs.filter(({ before, after }) => before !== undefined && before.state === after?.state);
  const unchanged = same.map(({ mark, after }) => `${mark.letter} ${shorten(after?.name ?? "", 24)}`);
  const parts = said.length > 6 ? [...said.slice(0, 5), words.more(said.length - 5)] : said;
  if (unchanged.length > 0)
    parts.push(
      words.stays(
        unchanged.length > 4
          ? `${unchanged.slice(0, 3).join(", ")}, ${words.more(unchanged.length - 3)}`
          : unchanged.join(", "),
      ),
    );
  return parts.join("; ");
}
