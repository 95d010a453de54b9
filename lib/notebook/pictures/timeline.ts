/** The picture of a change under load: one mark for each request, and below on the same time axis what each Pod was: not ready, ready, terminating. */
import { type Service, services } from "../../api/kinds/service.ts";
import { matchesPairs } from "../../api/selectors.ts";
import type { Hop } from "../../network/http.ts";
import type { Language } from "../language.ts";
import type { PodLife, PodState } from "./history.ts";
import { FAILURE, type Mark } from "./letters.ts";
import { fitted, shorten, widthOf } from "./measure.ts";
import { uncovered } from "./moving.ts";
import { listed, MARGIN, type Picture, picture, sentencePicture, TOP, WIDTH } from "./picture.ts";
import { clockOf, type Scene } from "./scene.ts";
import { bar, chip, line, round, text } from "./shapes.ts";
import { secondsOf, timeAxis } from "./time-axis.ts";

const LEFT = 176;
const RIGHT = WIDTH - MARGIN;
const MARK_ROW = 24;
const POD_ROW = 27;
const PODS_MAX = 24;
const CODE = { mono: true, size: 12 } as const;

const TEXTS = {
  ko: {
    title: (name: string) => `요청과 파드의 시간표: 서비스 ${name}`,
    nothing: "요청을 보낸 서비스가 없습니다. 서비스 이름을 적어 봅시다.",
    noPods: "이 서비스의 파드가 아직 없습니다.",
    answered: "응답",
    failed: "✕ 실패",
    states: { notReady: "준비 안 됨", ready: "준비됨", terminating: "종료 중" },
    more: (count: number) => `외 파드 ${count}개`,
    seconds: "초",
    alt: (name: string, requests: string, pods: string) =>
      `서비스 ${name}의 요청: ${requests}. 파드: ${pods}.`,
    none: "없음",
    until: "사라짐",
    never: "준비된 적 없음",
  },
  en: {
    title: (name: string) => `Requests over Pods: Service ${name}`,
    nothing: "No Service was asked. Name one.",
    noPods: "This Service has no Pods yet.",
    answered: "answered",
    failed: "✕ failed",
    states: { notReady: "not ready", ready: "ready", terminating: "terminating" },
    more: (count: number) => `and ${count} more Pods`,
    seconds: "s",
    alt: (name: string, requests: string, pods: string) =>
      `Requests to Service ${name}: ${requests}. Pods: ${pods}.`,
    none: "none",
    until: "gone",
    never: "never ready",
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

/** Requests of one kind: those that a version answered, or those that failed. */
interface Row {
  readonly label: string;
  readonly isFailed: boolean;
  readonly times: readonly number[];
}

/** The part of time that is drawn. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly xOf: (at: number) => number;
}

/**
 * The requests of the last `sh` over the lives of the Service's Pods, on one time axis.
 * @param name of the Service; default: the one that was asked. @param options `namespace`: default `default`.
 */
export function timeline(
  scene: Scene,
  name?: string,
  options: { readonly namespace?: string } = {},
): Picture {
  const { cluster, hops, language, history, letters } = scene;
  const words = TEXTS[language];
  const clock = clockOf(scene);
  const key =
    name === undefined
      ? hops.find(({ service }) => service !== undefined)?.service
      : `${options.namespace ?? "default"}/${name}`;
  if (key === undefined) return sentencePicture(words.title("-"), words.nothing, clock);
  const [namespace = "", shown = ""] = key.split("/");
  const { selector } = cluster.api.get(services, namespace, shown).spec;
  const asked = hops.filter(({ service }) => service === key);
  const window = windowOf(asked, scene.changedSince(key), cluster.now);
  const lives = livesIn(history.lives, namespace, selector, window);
  if (lives.length === 0) return sentencePicture(words.title(shown), words.noPods, clock);
  const marks = letters.marksOf(lives.map((life) => `${life.namespace}/${life.name}`));
  const rows = rowsOf(asked, lives, words);
  return draw({ language, name: shown, clock, rows, lives, marks, window, words });
}

function windowOf(hops: readonly Hop[], since: number, now: number): Window {
  const first = hops[0]?.at ?? since;
  const last = Math.max(hops.at(-1)?.at ?? now, first + 1_000);
  const margin = (last - first) * 0.02;
  const [from, to] = [first - margin, last + margin];
  return {
    from,
    to,
    xOf: (at) => LEFT + ((Math.min(Math.max(at, from), to) - from) / (to - from)) * (RIGHT - LEFT),
  };
}

function livesIn(
  lives: readonly PodLife[],
  namespace: string,
  selector: Service["spec"]["selector"],
  { from, to }: Window,
): PodLife[] {
  return lives.filter(
    (life) =>
      life.namespace === namespace &&
      matchesPairs(selector, life.pod.metadata.labels) &&
      (life.states[0]?.at ?? 0) < to &&
      (life.goneAt ?? Number.POSITIVE_INFINITY) > from,
  );
}

/** What a Pod runs, as short as it can be told apart: the tag of its image. */
function versionOf({ pod }: PodLife): string {
  const image = pod.spec.containers[0]?.image ?? "";
  return /:([^:/]+)$/.exec(image)?.[1] ?? "latest";
}

function rowsOf(hops: readonly Hop[], lives: readonly PodLife[], words: Words): Row[] {
  const versions = new Map(lives.map((life) => [life.uid, versionOf(life)]));
  const names = new Set(versions.values());
  const times = new Map<string, number[]>();
  for (const hop of hops) {
    const version = versions.get(hop.server?.uid ?? "");
    const label =
      hop.servedBy === undefined
        ? words.failed
        : names.size > 1 && version !== undefined
          ? version
          : words.answered;
    times.set(label, [...(times.get(label) ?? []), hop.at]);
  }
  const rows = [...times].map(([label, at]) => ({ label, isFailed: label === words.failed, times: at }));
  return rows.sort((a, b) => Number(a.isFailed) - Number(b.isFailed));
}

interface Drawing {
  readonly language: Language;
  readonly name: string;
  readonly clock: string;
  readonly rows: readonly Row[];
  readonly lives: readonly PodLife[];
  readonly marks: ReadonlyMap<string, Mark>;
  readonly window: Window;
  readonly words: Words;
}

function draw({ language, name, clock, rows, lives, marks, window, words }: Drawing): Picture {
  const shown = lives.slice(0, PODS_MAX);
  const podsTop = TOP + rows.length * MARK_ROW + 12;
  const bottom = podsTop + shown.length * POD_ROW + 4;
  const hidden = lives.length - shown.length;
  const labels = [
    ...rows.map((row, at) => rowLabel(row, TOP + at * MARK_ROW)),
    ...shown.map((life, at) => podLabel(life, podsTop + at * POD_ROW, marks)),
    hidden > 0 ? text(MARGIN, bottom + 14, words.more(hidden), { size: 12, tone: "soft" }) : "",
    timeAxis(bottom, window.to - window.from, (ms) => window.xOf(window.from + ms), words.seconds),
    legend(bottom + 30, words),
  ];
  const plotted = [
    ...rows.map((row, at) => marksOfRow(row, TOP + at * MARK_ROW, window)),
    ...shown.map((life, at) => podBar(life, podsTop + at * POD_ROW, window, marks, words)),
  ];
  const hatch = `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--panel)"/><path d="M0 0V6" stroke="var(--line)" stroke-width="3"/></pattern></defs>`;
  return picture({
    title: words.title(name),
    clock,
    height: bottom + 62,
    parts: [hatch, ...labels, ...plotted],
    moving: uncovered([hatch, ...labels], plotted, LEFT, RIGHT, bottom, language),
    alt: altOf(name, rows, lives, marks, window, words),
  });
}

function rowLabel({ label, isFailed, times }: Row, y: number): string {
  return [
    text(MARGIN, y + 16, fitted(label, 104, { bold: true }), {
      bold: true,
      ...(isFailed ? { tone: "bad" as const } : {}),
    }),
    text(LEFT - 12, y + 16, String(times.length), { anchor: "end", bold: true }),
    line(LEFT, y + 12, RIGHT, y + 12, { tone: "soft", width: 1 }),
  ].join("");
}

function marksOfRow({ isFailed, times }: Row, y: number, { xOf }: Window): string {
  return times
    .map((at) => {
      const x = round(xOf(at));
      return isFailed
        ? `<path d="M${round(x - 5)} ${y + 7}L${round(x + 5)} ${y + 17}M${round(x - 5)} ${y + 17}L${round(x + 5)} ${y + 7}" stroke="${FAILURE}" stroke-width="2.5"/>`
        : `<rect x="${round(x - 1.5)}" y="${y + 4}" width="3" height="16" rx="1.5" fill="var(--fg)"/>`;
    })
    .join("");
}

function podLabel(life: PodLife, y: number, marks: ReadonlyMap<string, Mark>): string {
  const mark = marks.get(`${life.namespace}/${life.name}`);
  return [
    chip(MARGIN, y + 3, mark?.letter ?? "", mark?.colour ?? "", 20),
    text(MARGIN + 27, y + 17.5, podName(life), CODE),
  ].join("");
}

/** The version, and as much of the name as fits; what tells Pods of one owner apart stands at the end of their names. */
function podName(life: PodLife): string {
  const version = fitted(versionOf(life), 64, CODE);
  const room = LEFT - MARGIN - 36 - widthOf(`${version} `, CODE);
  const end = widthOf(life.name, CODE) <= room ? life.name : `…${life.name.slice(-5)}`;
  return `${version} ${end}`;
}

interface Stretch {
  readonly state: PodState;
  readonly from: number;
  readonly to: number;
}

function stretchesOf({ states, goneAt }: PodLife, { from, to }: Window): Stretch[] {
  return states
    .map(({ at, state }, index) => ({
      state,
      from: Math.max(at, from),
      to: Math.min(states[index + 1]?.at ?? goneAt ?? to, to),
    }))
    .filter((stretch) => stretch.to > stretch.from);
}

function podBar(
  life: PodLife,
  y: number,
  window: Window,
  marks: ReadonlyMap<string, Mark>,
  words: Words,
): string {
  const colour = marks.get(`${life.namespace}/${life.name}`)?.colour ?? "";
  const parts = stretchesOf(life, window).map(({ state, from, to }) => {
    const [x, width] = [window.xOf(from), window.xOf(to) - window.xOf(from)];
    return stateBar(state, x, y + 4, width, colour);
  });
  const isGone = life.goneAt !== undefined && life.goneAt < window.to;
  const end = isGone ? window.xOf(life.goneAt ?? 0) : 0;
  if (isGone && end < RIGHT - 70) parts.push(text(end + 6, y + 17, words.until, { size: 12, tone: "soft" }));
  return parts.join("");
}

function stateBar(state: PodState, x: number, y: number, width: number, colour: string): string {
  if (state === "ready") return bar(x, y, width, 18, colour);
  if (state === "notReady") return bar(x, y, width, 18, "url(#hatch)");
  return `<rect class="line plain" x="${round(x)}" y="${y + 0.5}" width="${round(Math.max(width, 2))}" height="17" rx="3" stroke-width="1.5" stroke-dasharray="4 3"/>`;
}

function legend(y: number, words: Words): string {
  const states = ["notReady", "ready", "terminating"] as const;
  return states
    .map((state, at) => {
      const x = LEFT + at * 136;
      return `${stateBar(state, x, y, 28, "#56B4E9")}${text(x + 35, y + 14, words.states[state], { size: 12 })}`;
    })
    .join("");
}

function altOf(
  name: string,
  rows: readonly Row[],
  lives: readonly PodLife[],
  marks: ReadonlyMap<string, Mark>,
  window: Window,
  words: Words,
): string[] {
  const requests =
    rows.length === 0 ? words.none : rows.map((row) => rowInWords(row, window, words)).join(", ");
  const called = (life: PodLife): string =>
    `${marks.get(`${life.namespace}/${life.name}`)?.letter} ${versionOf(life)}`;
  const stretches = (life: PodLife): string =>
    stretchesOf(life, window)
      .map(
        ({ state, from, to }) =>
          `${words.states[state]} ${secondsOf(from - window.from)}–${secondsOf(to - window.from)}`,
      )
      .join(", ");
  const ready = (life: PodLife): string =>
    stretchesOf(life, window)
      .filter(({ state }) => state === "ready")
      .map(({ from, to }) => `${secondsOf(from - window.from)}–${secondsOf(to - window.from)}`)
      .join(", ") || words.never;
  const full = lives.map((life) => `${called(life)} ${stretches(life)}`).join("; ");
  const short = lives.map((life) => `${called(life)} ${ready(life)}`);
  return [
    words.alt(name, requests, `${full} (${words.seconds})`),
    words.alt(name, requests, `${words.states.ready} ${short.join("; ")} (${words.seconds})`),
    ...[6, 3].map((max) =>
      words.alt(
        shorten(name, 30),
        requests,
        `${words.states.ready} ${listed(short, max, words.more)} (${words.seconds})`,
      ),
    ),
    words.alt(shorten(name, 30), requests, String(lives.length)),
  ];
}

function rowInWords({ label, isFailed, times }: Row, { from }: Window, words: Words): string {
  if (!isFailed) return `${label} ${times.length}`;
  const moments = times.slice(0, 5).map((at) => secondsOf(at - from));
  return `${label} ${times.length} (${moments.join(", ")}${times.length > 5 ? " …" : ""} ${words.seconds})`;
}
