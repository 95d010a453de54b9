/** The picture of a change: a Service's list before and after, what came, what went, what became ready or not. */
import { services } from "../../api/kinds/service.ts";
import type { Listed, PodState } from "./history.ts";
import type { Mark } from "./letters.ts";
import { fitted, shorten } from "./measure.ts";
import { listed, MARGIN, type Picture, picture, sentencePicture, TOP, WIDTH } from "./picture.ts";
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
      before === after
        ? `서비스 ${name}의 엔드포인트는 전과 같이 ${after}개입니다. ${parts}.`
        : `서비스 ${name}의 엔드포인트는 ${before}개에서 ${after}개가 되었습니다. ${parts}.`,
    changed: "바뀜",
    same: "그대로",
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
      before === after
        ? `The list of Service ${name} has as many endpoints as before: ${after}. ${parts}.`
        : `The list of Service ${name} went from ${before} to ${after} endpoints. ${parts}.`,
    changed: "changed",
    same: "unchanged",
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
  const rows = rowsOf(pairs);
  const shown = rows.slice(0, SHOWN_MAX);
  const hidden = rows.length - shown.length;
  const bottom = TOP + 26 + shown.length * ROW;
  return picture({
    title: words.title(name),
    clock,
    height: bottom + (hidden > 0 ? 24 : 6),
    parts: [
      text(MARGIN, TOP + 14, words.before(clockOf(scene, since)), { bold: true }),
      text(RIGHT, TOP + 14, words.after(clock), { bold: true }),
      ...shown.map((row, at) => rowParts(row, TOP + 26 + at * ROW, words)),
      hidden > 0 ? text(MARGIN, bottom + 12, words.more(hidden), { tone: "soft", size: 12 }) : "",
    ],
    alt: [12, 5, 2, 0].map((max) =>
      words.alt(shorten(name, 30), before.length, after.length, inWords(pairs, max, words)),
    ),
  });
}

/** What stands side by side. */
interface Row {
  readonly left: Pair | undefined;
  readonly right: Pair | undefined;
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

/** Who is there before and after stands in one row; who went, beside who came. */
function rowsOf(pairs: readonly Pair[]): Row[] {
  const stayed = pairs.filter(({ before, after }) => before !== undefined && after !== undefined);
  const left = pairs.filter(({ after }) => after === undefined);
  const came = pairs.filter(({ before }) => before === undefined);
  const others = Array.from({ length: Math.max(left.length, came.length) }, (_, at) => ({
    left: left[at],
    right: came[at],
  }));
  return [...stayed.map((pair) => ({ left: pair, right: pair })), ...others];
}

function rowParts({ left, right }: Row, y: number, words: Words): string {
  const isSame = left === right && left?.before?.state === left?.after?.state;
  const sign = { anchor: "middle", size: 15, bold: true } as const;
  const middle = WIDTH / 2;
  const signs =
    left === right
      ? text(middle, y + 25, isSame ? "=" : "→", {
          ...sign,
          bold: !isSame,
          ...(isSame ? { tone: "soft" } : {}),
        })
      : [
          left === undefined ? "" : text(middle - 9, y + 25, "−", { ...sign, tone: "bad" }),
          right === undefined ? "" : text(middle + 9, y + 25, "+", { ...sign, tone: "good" }),
        ].join("");
  return [
    left?.before === undefined ? "" : entry(left.before, left, MARGIN, y, words),
    signs,
    right?.after === undefined ? "" : entry(right.after, right, RIGHT, y, words),
  ].join("");
}

function entry(listed: Listed, { mark, after, before }: Pair, x: number, y: number, words: Words): string {
  const isOut = listed.state !== "ready";
  const isLeaving = after === undefined;
  const isNew = before === undefined;
  const state = isLeaving
    ? `− ${words.left}`
    : isNew && !isOut
      ? `+ ${words.came}`
      : stateText(listed.state, words);
  const tone = isOut || isLeaving ? "bad" : isNew ? "good" : "soft";
  const address = listed.name === listed.ip ? `:${listed.ports.join(",")}` : listed.ip;
  return [
    box(x, y, COLUMN, 38, { dashed: isOut || isLeaving }),
    chip(x + 8, y + 8, mark.letter, mark.colour),
    text(x + 38, y + 16, fitted(listed.name, COLUMN - 46, CODE), CODE),
    text(x + 38, y + 32, address, { ...CODE, tone: "soft" }),
    text(x + COLUMN - 8, y + 32, state, { anchor: "end", size: 12, bold: tone !== "soft", tone }),
  ].join("");
}

function stateText(state: PodState, words: Words): string {
  return state === "ready" ? words.states.ready : `✕ ${words.states[state]}`;
}

/** @param max how many of each are named. */
function inWords(pairs: readonly Pair[], max: number, words: Words): string {
  const called = ({ mark, before, after }: Pair): string =>
    `${mark.letter} ${shorten((after ?? before)?.name ?? "", 24)}`;
  const came = pairs.filter(({ before }) => before === undefined);
  const left = pairs.filter(({ after }) => after === undefined);
  const both = pairs.filter(({ before, after }) => before !== undefined && after !== undefined);
  const [same, changed] = [true, false].map((wanted) =>
    both.filter(({ before, after }) => (before?.state === after?.state) === wanted),
  );
  const turned = (changed ?? []).map(
    (pair) =>
      `${called(pair)} ${words.states[pair.before?.state ?? "ready"]} → ${words.states[pair.after?.state ?? "ready"]}`,
  );
  const groups: readonly (readonly [string, readonly string[]])[] = [
    [words.left, left.map(called)],
    [words.came, came.map(called)],
    [words.changed, turned],
    [words.same, (same ?? []).map(called)],
  ];
  return groups
    .filter(([, names]) => names.length > 0)
    .map(
      ([title, names]) => `${title} ${names.length}${max === 0 ? "" : `: ${listed(names, max, words.more)}`}`,
    )
    .join("; ");
}
