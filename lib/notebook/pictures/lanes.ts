/** The picture of affinity: a lane for each client, a chip for each request where it was in time, and how long the memory of it lasts. */

import { services } from "../../api/kinds/service.ts";
import type { Hop } from "../../network/http.ts";
import { FAILED, type Mark } from "./letters.ts";
import { fitted, shorten } from "./measure.ts";
import { MARGIN, type Picture, picture, pictureWithoutRequests, TOP, WIDTH } from "./picture.ts";
import { answererOf, type Backend, backendsOf, clockOf, type Scene } from "./scene.ts";
import { bar, chip, line, text } from "./shapes.ts";
import { secondsOf, timeAxis } from "./time-axis.ts";

const LANE = 46;
const LEFT = 196;
const RIGHT = WIDTH - MARGIN;
const CHIP_MAX = 22;
/** Smaller ones have no room for a letter that can be read. */
const CHIP_MIN = 16;
const LANES_MAX = 12;
const LEGEND_PER_ROW = 2;

const TEXTS = {
  ko: {
    title: "클라이언트마다 누가 응답했나",
    outside: "클러스터 밖",
    byOrder: "→ 요청한 순서 (시간 간격이 아닙니다)",
    byTime: "시간 (첫 요청부터)",
    memory: (time: string) => `옅은 막대: 마지막 요청부터 ${time} 동안 기억, 세로줄: 잊음`,
    more: (count: number) => `외 ${count}개`,
    alt: (lanes: string) => `클라이언트마다 응답한 곳을 순서대로: ${lanes}.`,
    who: (names: string) => `글자: ${names}.`,
    at: "초",
    duration: (seconds: number) =>
      seconds % 3600 === 0
        ? `${seconds / 3600}시간`
        : seconds % 60 === 0
          ? `${seconds / 60}분`
          : `${seconds}초`,
  },
  en: {
    title: "Who answered each client",
    outside: "outside the cluster",
    byOrder: "→ in the order of requests (not in time)",
    byTime: "since the first request",
    memory: (time: string) => `pale bar: remembered for ${time} after the last request; tick: forgotten`,
    more: (count: number) => `and ${count} more`,
    alt: (lanes: string) => `Who answered each client, in order: ${lanes}.`,
    who: (names: string) => `Letters: ${names}.`,
    at: "s",
    duration: (seconds: number) =>
      seconds % 3600 === 0
        ? `${seconds / 3600} h`
        : seconds % 60 === 0
          ? `${seconds / 60} min`
          : `${seconds} s`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

/** A client as kube-proxy knows it: by its address, on its node. */
interface Lane {
  readonly name: string;
  readonly ip: string;
  readonly node: string;
  readonly requests: readonly { readonly at: number; readonly number: number; readonly mark: Mark }[];
}

/** The time axis: where in the picture a moment is. */
interface Axis {
  readonly isTime: boolean;
  readonly xOf: (request: { readonly at: number; readonly number: number }) => number;
  readonly pxPerMs: number;
  readonly chip: number;
  readonly endMs: number;
}

/**
 * The requests of the last `sh`, a lane for each client: who it is (IP and node), who answered when, how long it is remembered.
 * @param options `clients`: only these, by Pod name or IP.
 */
export function lanes(scene: Scene, options: { readonly clients?: readonly string[] } = {}): Picture {
  const { hops, language } = scene;
  const words = TEXTS[language];
  const clock = clockOf(scene);
  const wanted = hops.filter(({ from }) => isWanted(from, options.clients));
  if (wanted.length === 0) return pictureWithoutRequests(words.title, language, clock);
  const backends = backendsOf({ ...scene, hops: wanted });
  const all = lanesOf(wanted, backends, words.outside);
  const shown = all.slice(0, LANES_MAX);
  const timeoutMs = memoryOf(scene, wanted);
  const axis = axisOf(shown, timeoutMs);
  const bottom = TOP + shown.length * LANE;
  const used = backends.filter(({ mark }) =>
    all.some((lane) => lane.requests.some((each) => each.mark === mark)),
  );
  const below = [
    ...axisParts(axis, bottom, words),
    ...(all.length > LANES_MAX
      ? [text(MARGIN, bottom + 14, words.more(all.length - LANES_MAX), { tone: "soft", size: 12 })]
      : []),
    ...(timeoutMs === undefined
      ? []
      : [
          text(MARGIN, bottom + 52, words.memory(words.duration(timeoutMs / 1000)), {
            tone: "soft",
            size: 12,
          }),
        ]),
  ];
  const legendTop = bottom + (timeoutMs === undefined ? 44 : 64);
  return picture({
    title: words.title,
    clock,
    height: legendTop + Math.ceil(used.length / LEGEND_PER_ROW) * 28 + 8,
    parts: [
      ...shown.map((lane, at) => laneParts(lane, TOP + at * LANE, axis, timeoutMs)),
      ...below,
      ...used.map((backend, at) => legend(backend, at, legendTop)),
    ],
    alt: altOf(all, used, timeoutMs, axis, words),
  });
}

function isWanted({ ip, pod }: Hop["from"], clients: readonly string[] | undefined): boolean {
  return clients === undefined || clients.includes(ip) || clients.includes(pod?.name ?? "");
}

function lanesOf(hops: readonly Hop[], backends: readonly Backend[], outside: string): Lane[] {
  const marks = new Map(backends.map(({ id, mark }) => [id, mark]));
  const found = new Map<string, Lane & { requests: Lane["requests"][number][] }>();
  hops.forEach((hop, number) => {
    const { ip, node = "", pod } = hop.from;
    const key = `${pod?.namespace}/${pod?.name} ${ip}`;
    const lane = found.get(key) ?? {
      name: pod?.name ?? (node === "" ? outside : node),
      ip,
      node,
      requests: [],
    };
    found.set(key, lane);
    lane.requests.push({ at: hop.at, number, mark: marks.get(answererOf(hop) ?? "") ?? FAILED });
  });
  return [...found.values()];
}

/** How long the Service remembers a client; undefined: it does not, or several Services differ. */
function memoryOf({ cluster }: Scene, hops: readonly Hop[]): number | undefined {
  const asked = [...new Set(hops.flatMap(({ service }) => service ?? []))];
  if (asked.length !== 1) return undefined;
  const [namespace = "", name = ""] = (asked[0] ?? "").split("/");
  const spec = cluster.api.find(services, namespace, name)?.spec;
  if (spec?.sessionAffinity !== "ClientIP") return undefined;
  return (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800) * 1000;
}

function axisOf(shown: readonly Lane[], timeoutMs: number | undefined): Axis {
  const requests = shown.flatMap((lane) => lane.requests);
  const first = Math.min(...requests.map(({ at }) => at));
  const last = Math.max(...requests.map(({ at }) => at));
  const room = RIGHT - LEFT;
  // The last memory is seen to its end where that does not press the requests together.
  const tailMs = timeoutMs === undefined ? 0 : Math.min(timeoutMs, Math.max(last - first, 1) * 0.4);
  const endMs = Math.max(last - first + tailMs, 1);
  const pxPerMs = (room - CHIP_MAX) / endMs;
  const gaps = shown.flatMap(({ requests: own }) =>
    own.slice(1).map((each, at) => (each.at - (own[at]?.at ?? 0)) * pxPerMs),
  );
  const gap = Math.min(...gaps, CHIP_MAX + 2);
  if (gap >= CHIP_MIN)
    return {
      isTime: true,
      xOf: ({ at }) => LEFT + (at - first) * pxPerMs,
      pxPerMs,
      chip: Math.min(CHIP_MAX, Math.floor(gap)),
      endMs,
    };
  const longest = Math.max(...shown.map(({ requests: own }) => own.length));
  const pitch = Math.max(CHIP_MIN + 1, Math.min(CHIP_MAX + 4, room / longest));
  const place = new Map(shown.flatMap(({ requests: own }) => own.map((each, at) => [each.number, at])));
  return {
    isTime: false,
    xOf: ({ number }) => LEFT + (place.get(number) ?? 0) * pitch,
    pxPerMs: 0,
    chip: Math.min(CHIP_MAX, Math.floor(pitch) - 1),
    endMs,
  };
}

function laneParts(lane: Lane, y: number, axis: Axis, timeoutMs: number | undefined): string {
  const { chip: size, isTime, pxPerMs, xOf } = axis;
  const middle = y + 22;
  const visible = lane.requests.filter((request) => xOf(request) + size <= RIGHT + 1);
  const hidden = lane.requests.length - visible.length;
  const memories =
    !isTime || timeoutMs === undefined
      ? []
      : lane.requests.map((request, at) => {
          if (request.mark === FAILED) return "";
          const from = xOf(request) + size / 2;
          const next = lane.requests[at + 1];
          const until = Math.min(from + timeoutMs * pxPerMs, RIGHT);
          const end = next === undefined ? until : Math.min(until, xOf(next) + size / 2);
          const expired =
            from + timeoutMs * pxPerMs < (next === undefined ? RIGHT : xOf(next) + size / 2) - 1;
          const tick = expired ? line(end, middle - 12, end, middle + 12, { tone: "bad", width: 2.5 }) : "";
          return `${bar(from, middle - 6, end - from, 12, request.mark.colour, 0.35)}${tick}`;
        });
  return [
    text(MARGIN, y + 18, fitted(lane.name, LEFT - MARGIN - 10, { mono: true, size: 12, bold: true }), {
      mono: true,
      size: 12,
      bold: true,
    }),
    text(
      MARGIN,
      y + 34,
      fitted(
        [lane.ip, lane.node].filter((part) => part !== "" && part !== lane.name).join(" · "),
        LEFT - MARGIN - 10,
        { mono: true, size: 12 },
      ),
      { mono: true, size: 12, tone: "soft" },
    ),
    line(LEFT, middle, RIGHT, middle, { tone: "soft", width: 1 }),
    ...memories,
    ...visible.map((request) =>
      chip(xOf(request), middle - size / 2, request.mark.letter, request.mark.colour, size),
    ),
    hidden === 0 ? "" : text(RIGHT, y + 42, `+${hidden}`, { anchor: "end", size: 12, tone: "soft" }),
  ].join("");
}

/** The axis below the lanes, and what it means. */
function axisParts({ isTime, pxPerMs, endMs, chip: size }: Axis, y: number, words: Words): string[] {
  if (!isTime) return [text(RIGHT, y + 20, words.byOrder, { anchor: "end", size: 12, tone: "soft" })];
  return [
    timeAxis(y + 4, endMs, (ms) => LEFT + size / 2 + ms * pxPerMs, words.at),
    text(MARGIN, y + 23, words.byTime, { size: 12, tone: "soft" }),
  ];
}

function legend({ name, mark }: Backend, at: number, top: number): string {
  const x = MARGIN + (at % LEGEND_PER_ROW) * ((WIDTH - MARGIN) / LEGEND_PER_ROW);
  const y = top + Math.floor(at / LEGEND_PER_ROW) * 28;
  return `${chip(x, y, mark.letter, mark.colour)}${text(x + 30, y + 16, fitted(name, 240, { mono: true, size: 12 }), { mono: true, size: 12 })}`;
}

function altOf(
  all: readonly Lane[],
  used: readonly Backend[],
  timeoutMs: number | undefined,
  axis: Axis,
  words: Words,
): string[] {
  const first = Math.min(...all.flatMap(({ requests }) => requests.map(({ at }) => at)));
  const timed = (lane: Lane): string =>
    lane.requests.map(({ at, mark }) => `${mark.letter} ${secondsOf(at - first)} ${words.at}`).join(", ");
  const lettered = ({ requests }: Lane): string => requests.map(({ mark }) => mark.letter).join(" ");
  const who = words.who(used.map(({ name, mark }) => `${mark.letter} ${shorten(name, 24)}`).join(", "));
  const memory = timeoutMs === undefined ? "" : ` ${words.memory(words.duration(timeoutMs / 1000))}.`;
  const said = (max: number, requestsOf: (lane: Lane) => string): string =>
    words.alt(
      all
        .map((lane) => {
          const { name, ip, node } = lane;
          const client = [shorten(name, max), ip, node === name ? "" : node].filter((part) => part !== "");
          return `${client.join(" ")}: ${requestsOf(lane)}`;
        })
        .join("; "),
    );
  const full = axis.isTime ? [`${said(20, timed)} ${who}${memory}`, `${said(20, timed)}${memory}`] : [];
  return [
    ...full,
    `${said(20, lettered)} ${who}${memory}`,
    `${said(20, lettered)}${memory}`,
    said(12, lettered),
    said(12, countsOf),
  ];
}

/** `a 12, b 3`. */
function countsOf({ requests }: Lane): string {
  const counts = new Map<string, number>();
  for (const { mark } of requests) counts.set(mark.letter, (counts.get(mark.letter) ?? 0) + 1);
  return [...counts].map(([letter, count]) => `${letter} ${count}`).join(", ");
}
