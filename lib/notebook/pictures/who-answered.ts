/** The picture of balance: every request as a lettered chip in order, then a bar for each server against an equal share. */

import { services } from "../../api/kinds/service.ts";
import type { Hop } from "../../network/http.ts";
import { type AnswerRow, answerBars, answerChips, type Comparison } from "./answer-bars.ts";
import { FAILED, type Mark } from "./letters.ts";
import { shorten } from "./measure.ts";
import { MARGIN, type Picture, picture, pictureWithoutRequests, TOP } from "./picture.ts";
import { answererOf, type Backend, backendsOf, clockOf, type Scene } from "./scene.ts";
import { paragraph } from "./shapes.ts";

/** Requests of which each has a chip; the bars count all. */
const CHIPS_MAX = 120;
/** An honest draw leaves the band this many standard deviations wide with one bar in a few hundred. */
const BAND_SIGMAS = 2.6;

const TEXTS = {
  ko: {
    title: (count: number) => `누가 응답했나: 요청 ${count}개`,
    failed: "응답 없음",
    more: (count: number) => `처음 ${CHIPS_MAX}개의 칩입니다. 막대는 ${count}개를 모두 셉니다.`,
    share: (share: string) => `점선: 똑같이 나누면 ${share}개`,
    band: (from: number, to: number) => `옅은 띠: 무작위로 고르면 흔히 나오는 범위 ${from}~${to}개`,
    sticky: "세션 어피니티가 켜져 있습니다: 같은 클라이언트는 같은 파드로 갑니다",
    kept: (count: number) => `연결 ${count}개: kube-proxy는 연결마다 한 번만 고릅니다`,
    alt: (count: number, parts: string) => `요청 ${count}개에 응답한 곳: ${parts}.`,
    order: (letters: string) => `순서: ${letters}.`,
  },
  en: {
    title: (count: number) => `Who answered: ${count === 1 ? "1 request" : `${count} requests`}`,
    failed: "no answer",
    more: (count: number) => `Chips of the first ${CHIPS_MAX}; the bars count all ${count}.`,
    share: (share: string) => `dashed: an equal share, ${share}`,
    band: (from: number, to: number) => `pale band: what chance usually gives, ${from} to ${to}`,
    sticky: "session affinity is on: one client stays with one Pod",
    kept: (count: number) =>
      count === 1
        ? "1 connection: kube-proxy chooses once for each"
        : `${count} connections: kube-proxy chooses once for each`,
    alt: (count: number, parts: string) =>
      `Who answered ${count === 1 ? "1 request" : `${count} requests`}: ${parts}.`,
    order: (letters: string) => `In order: ${letters}.`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

/** Who answered the requests of the last `sh`, in order, and how many each; a server that answered none has an empty bar. */
export function whoAnswered(scene: Scene): Picture {
  const { hops, language } = scene;
  const words = TEXTS[language];
  const clock = clockOf(scene);
  if (hops.length === 0) return pictureWithoutRequests(words.title(0), language, clock);
  const backends = backendsOf(scene);
  const rows = rowsOf(hops, backends, words.failed);
  const notes = notesOf(scene, backends.length, words);
  const chips = answerChips(marksInOrder(hops, backends).slice(0, CHIPS_MAX), TOP);
  const bars = answerBars(rows, chips.bottom + 8, notes);
  const bottom = bars.bottom + 18;
  return picture({
    title: words.title(hops.length),
    clock,
    height: bottom + notes.lines.length * 17,
    parts: [
      ...chips.parts,
      ...bars.parts,
      paragraph(MARGIN, bottom, notes.lines, { size: 12, tone: "soft" }),
    ],
    alt: altOf(scene, rows, backends, notes.lines, words),
  });
}

function altOf(
  { hops }: Scene,
  rows: readonly AnswerRow[],
  backends: readonly Backend[],
  notes: readonly string[],
  words: Words,
): string[] {
  const named = rows.map(({ mark, name, count }) => `${mark.letter} ${shorten(name, 24)} ${count}`);
  const lettered = rows.map(({ mark, count }) => `${mark.letter} ${count}`);
  const order = words.order(
    marksInOrder(hops, backends)
      .map(({ letter }) => letter)
      .join(" "),
  );
  const said = notes.map((note) => `${note.replace(/\.$/, "")}.`).join(" ");
  const [full, short] = [named, lettered].map((parts) => words.alt(hops.length, parts.join(", ")));
  return [
    `${full} ${said} ${order}`,
    `${short} ${said} ${order}`,
    `${full} ${said}`,
    `${short} ${said}`,
    short ?? "",
  ].map((text) => text.replaceAll("  ", " "));
}

function marksInOrder(hops: readonly Hop[], backends: readonly Backend[]): Mark[] {
  const marks = new Map(backends.map(({ id, mark }) => [id, mark]));
  return hops.map((hop) => marks.get(answererOf(hop) ?? "") ?? FAILED);
}

function rowsOf(hops: readonly Hop[], backends: readonly Backend[], failed: string): AnswerRow[] {
  const counts = new Map<string | undefined, number>();
  for (const hop of hops) counts.set(answererOf(hop), (counts.get(answererOf(hop)) ?? 0) + 1);
  const rows = backends.map(({ id, name, mark }) => ({ name, mark, count: counts.get(id) ?? 0 }));
  const failures = counts.get(undefined) ?? 0;
  return failures === 0 ? rows : [...rows, { name: failed, mark: FAILED, count: failures }];
}

interface Notes extends Comparison {
  readonly lines: readonly string[];
}

/** What the counts are to be compared with. */
function notesOf({ hops, cluster }: Scene, servers: number, words: Words): Notes {
  // Those that came to nobody's address count as well: the rules chose it.
  const sent = hops.filter(({ servedBy, endpoint }) => (servedBy ?? endpoint) !== undefined);
  const isReused = hops.some((hop) => hop.isReused === true);
  const chosen = sent.filter((hop) => hop.isReused !== true && hop.mode !== undefined);
  const lines: string[] = hops.length > CHIPS_MAX ? [words.more(hops.length)] : [];
  const asked = [...new Set(hops.flatMap(({ service }) => service ?? []))];
  const isSticky = asked.some((service) => {
    const [namespace = "", name = ""] = service.split("/");
    return cluster.api.find(services, namespace, name)?.spec.sessionAffinity === "ClientIP";
  });
  if (isSticky) return { lines: [...lines, words.sticky] };
  if (isReused) return { lines: [...lines, words.kept(chosen.length)] };
  if (servers < 2 || asked.length !== 1 || chosen.length < sent.length || sent.length === 0) return { lines };
  const share = sent.length / servers;
  lines.push(words.share(Number.isInteger(share) ? String(share) : share.toFixed(1)));
  if (cluster.proxyMode.takesTurns) return { lines, share };
  const spread = BAND_SIGMAS * Math.sqrt(sent.length * (1 / servers) * (1 - 1 / servers));
  const band = [
    Math.max(0, Math.ceil(share - spread)),
    Math.min(sent.length, Math.floor(share + spread)),
  ] as const;
  return { lines: [...lines, words.band(...band)], share, band };
}
