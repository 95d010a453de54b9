/** The picture of a Pod's end: two races that begin at the same moment, the rules that lose the Pod above, the process that ends below. */
import { SYNC_MS } from "../../node/service-table.ts";
import type { PodLife } from "./history.ts";
import { fitted, shorten } from "./measure.ts";
import { MARGIN, type Picture, picture, sentencePicture, TOP, WIDTH } from "./picture.ts";
import { resultBox } from "./result-box.ts";
import { clockOf, type Scene } from "./scene.ts";
import { box, line, text } from "./shapes.ts";
import { secondsOf } from "./time-axis.ts";

const STATION = 176;
const PITCH = (WIDTH - 2 * MARGIN - STATION) / 2;
const HEIGHT = 54;
const LOWER = TOP + 150;
const CODE = { mono: true, size: 12 } as const;

const TEXTS = {
  ko: {
    title: (pod: string) => `파드 ${pod}의 끝: 두 경주`,
    nothing: "아직 끝난 파드가 없습니다. 파드를 하나 지우고 다시 그려 봅시다.",
    rules: "규칙에서 빠지기까지",
    process: "프로그램이 끝나기까지",
    deleted: "API: 종료 표시",
    list: "목록에서 나감",
    listBy: "EndpointSlice",
    synced: "노드의 규칙에서 나감",
    stopped: "kubelet이 멈추기 시작",
    exited: "프로그램이 끝남",
    at: (ms: string) => `+${ms}초`,
    never: "없음",
    unlisted: "이 파드는 어느 목록에도 없었습니다",
    gap: (ms: string, failed: number) =>
      `프로그램이 규칙보다 ${ms}초 먼저 끝났습니다. 그 사이의 새 연결은 거절됩니다 (이번에는 ${failed}개 실패).`,
    safe: (ms: string, failed: number) =>
      `규칙이 프로그램보다 ${ms}초 먼저 바뀌었습니다. 새 연결은 거절되지 않습니다 (이번에는 ${failed}개 실패).`,
    failed: (count: number) => `이 사이 실패한 요청 ${count}개.`,
    running: "프로그램은 아직 끝나지 않았습니다.",
    alt: (pod: string, steps: string, end: string) => `파드 ${pod}의 끝. ${steps}. ${end}`,
  },
  en: {
    title: (pod: string) => `Two races at the end of ${pod}`,
    nothing: "No Pod has ended yet. Delete one and draw again.",
    rules: "until the rules have lost it",
    process: "until its program has ended",
    deleted: "API: terminating",
    list: "off the list",
    listBy: "EndpointSlice",
    synced: "off the nodes' rules",
    stopped: "kubelet begins to stop it",
    exited: "program has ended",
    at: (ms: string) => `+${ms} s`,
    never: "none",
    unlisted: "it was on no list",
    gap: (ms: string, failed: number) =>
      `The program ended ${ms} s before the rules changed: new connections in between are refused (this time ${failed} failed).`,
    safe: (ms: string, failed: number) =>
      `The rules changed ${ms} s before the program ended: no new connection is refused (this time ${failed} failed).`,
    failed: (count: number) => `Requests that failed: ${count}.`,
    running: "The program has not ended yet.",
    alt: (pod: string, steps: string, end: string) => `The end of Pod ${pod}: ${steps}. ${end}`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

/** Moments of an end, in milliseconds after the API marked the Pod. */
interface End {
  readonly list?: number;
  readonly rules?: number;
  readonly stopped?: number;
  readonly exited?: number;
}

/**
 * The end of a Pod: when it left the list and the rules, against when its program ended.
 * @param pod its name, or the beginning of it; default: the Pod that was deleted last.
 */
export function race(scene: Scene, pod = ""): Picture {
  const { history, language, hops } = scene;
  const words = TEXTS[language];
  const clock = clockOf(scene);
  const ended = history.lives.filter(
    ({ states, name }) => states.some(({ state }) => state === "terminating") && name.startsWith(pod),
  );
  const life = ended.reduce<PodLife | undefined>(
    (last, each) => (last === undefined || markedAt(each) >= markedAt(last) ? each : last),
    undefined,
  );
  if (life === undefined) return sentencePicture(words.title(pod || "-"), words.nothing, clock);
  const ip = life.pod.status.podIP ?? "";
  const end = endOf(life, history.leftListAt(ip, markedAt(life))?.at);
  const failed = hops.filter(
    ({ endpoint, error, at }) =>
      error !== undefined && at >= markedAt(life) && endpoint?.startsWith(`${ip}:`),
  ).length;
  const verdict = verdictOf(end, failed, words);
  const isGap = end.rules !== undefined && end.exited !== undefined && end.exited < end.rules;
  const result = resultBox(verdict, LOWER + HEIGHT + 22, isGap ? "bad" : "good");
  return picture({
    title: words.title(shorten(life.name, 24)),
    clock,
    height: LOWER + HEIGHT + 22 + result.height + 14,
    parts: [
      ...lane(
        words.rules,
        TOP,
        [words.deleted, words.list, words.synced],
        ["0", when(end.list), when(end.rules)],
        words,
      ),
      ...lane(
        words.process,
        LOWER - 26,
        [words.deleted, words.stopped, words.exited],
        ["0", when(end.stopped), when(end.exited)],
        words,
      ),
      result.svg,
    ],
    alt: [
      words.alt(shorten(life.name, 30), inWords(end, words), verdict),
      words.alt(shorten(life.name, 16), inWords(end, words), words.failed(failed)),
    ],
  });
}

const when = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : secondsOf(ms));

function markedAt({ states }: PodLife): number {
  return states.find(({ state }) => state === "terminating")?.at ?? 0;
}

function endOf(life: PodLife, listAt: number | undefined): End {
  const from = markedAt(life);
  const exitedAt = life.exitedAt ?? life.goneAt;
  return {
    ...(listAt === undefined ? {} : { list: listAt - from, rules: listAt - from + SYNC_MS }),
    ...(life.stoppedAt === undefined ? {} : { stopped: life.stoppedAt - from }),
    ...(exitedAt === undefined ? {} : { exited: exitedAt - from }),
  };
}

function verdictOf({ rules, exited }: End, failed: number, words: Words): string {
  if (rules === undefined) return words.unlisted;
  if (exited === undefined) return words.running;
  return exited < rules
    ? words.gap(secondsOf(rules - exited), failed)
    : words.safe(secondsOf(exited - rules), failed);
}

function lane(
  title: string,
  y: number,
  stations: readonly string[],
  times: readonly (string | undefined)[],
  words: Words,
): string[] {
  return [
    text(MARGIN, y + 14, title, { bold: true }),
    ...stations.map((station, at) => {
      const x = MARGIN + at * PITCH;
      const time = times[at];
      return [
        at === 0
          ? ""
          : line(x - PITCH + STATION, y + 26 + HEIGHT / 2, x, y + 26 + HEIGHT / 2, { arrow: true }),
        box(x, y + 26, STATION, HEIGHT, { dashed: time === undefined }),
        text(x + STATION / 2, y + 47, fitted(station, STATION - 12, { size: 12 }), {
          anchor: "middle",
          size: 12,
        }),
        text(x + STATION / 2, y + 66, time === undefined ? words.never : words.at(time), {
          anchor: "middle",
          ...CODE,
          bold: true,
        }),
      ].join("");
    }),
  ];
}

function inWords({ list, rules, stopped, exited }: End, words: Words): string {
  const parts = [
    [words.list, list],
    [words.synced, rules],
    [words.stopped, stopped],
    [words.exited, exited],
  ] as const;
  return parts
    .map(([name, ms]) => `${name} ${ms === undefined ? words.never : words.at(secondsOf(ms))}`)
    .join(", ");
}
