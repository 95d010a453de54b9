/** The picture of a Service: its name and address, its selector, and each candidate with the reason why it is in or out. */
import { labelPairs } from "../../api/columns.ts";
import type { Mark } from "./letters.ts";
import { fitted, shorten, widthOf, wrap } from "./measure.ts";
import { listed, MARGIN, type Picture, picture, TOP, WIDTH } from "./picture.ts";
import { clockOf, type Scene } from "./scene.ts";
import { type Candidate, type Reason, type ServiceFacts, serviceFacts } from "./service-facts.ts";
import { box, chip, curve, line, paragraph, text } from "./shapes.ts";

const ROW = 46;
const ROW_LEFT = 330;
const ROW_WIDTH = WIDTH - MARGIN - ROW_LEFT;
const CLIENT_WIDTH = 68;
const PILL_LEFT = 104;
const PILL_WIDTH = 190;
const SHOWN_MAX = 12;
const SMALL = { size: 12 } as const;
const CODE = { mono: true, size: 12 } as const;

const TEXTS = {
  ko: {
    title: (name: string) => `서비스 ${name}: 누가 목록에 있나`,
    client: "클라이언트",
    selector: "셀렉터",
    noSelector: "셀렉터 없음",
    headless: "헤드리스 (IP 없음)",
    alias: "별명",
    outside: "클러스터 밖",
    more: (count: number) => `외 ${count}개`,
    none: { clusterIP: "엔드포인트가 없어 바로 거절됩니다", headless: "엔드포인트가 없어 이름도 없습니다" },
    aliasOf: "DNS 별명일 뿐, 규칙은 없습니다",
    out: {
      selector: "≠ 셀렉터",
      notReady: "준비 안 됨",
      terminating: "종료 중",
      ended: "끝남",
      pending: "IP 없음",
    },
    alt: (head: string, inside: string) => `서비스 ${head}의 엔드포인트: ${inside}.`,
    altOut: (out: string) => ` 요청을 받지 못하는 파드: ${out}.`,
    altNone: "없음",
    altAlias: (name: string, target: string) =>
      `서비스 ${name}은(는) ExternalName입니다. DNS가 별명 ${target}을(를) 알려 줄 뿐, 주소도 규칙도 없습니다.`,
  },
  en: {
    title: (name: string) => `Service ${name}: who is on its list`,
    client: "client",
    selector: "selector",
    noSelector: "no selector",
    headless: "headless (no IP)",
    alias: "alias",
    outside: "outside the cluster",
    more: (count: number) => `and ${count} more`,
    none: { clusterIP: "no endpoints: refused at once", headless: "no endpoints: no such name" },
    aliasOf: "a DNS alias: there are no rules",
    out: {
      selector: "≠ selector",
      notReady: "not ready",
      terminating: "terminating",
      ended: "ended",
      pending: "no IP yet",
    },
    alt: (head: string, inside: string) => `Service ${head} with endpoints: ${inside}.`,
    altOut: (out: string) => ` Pods that get nothing: ${out}.`,
    altNone: "none",
    altAlias: (name: string, target: string) =>
      `Service ${name} is an ExternalName: DNS tells the alias ${target}; it has no address and no rules.`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

/** The Service, what it selects, and every candidate with the reason why it is in or out. */
export function service(scene: Scene, name: string, namespace = "default"): Picture {
  const facts = serviceFacts(scene.cluster.api, namespace, name);
  scene.noteDrawn(`${namespace}/${name}`);
  const ids = facts.candidates.flatMap(({ id, out }) => (out === undefined ? [id] : []));
  return topology(facts, scene.letters.marksOf(ids), clockOf(scene), TEXTS[scene.language]);
}

function topology(
  facts: ServiceFacts,
  marks: ReadonlyMap<string, Mark>,
  clock: string,
  words: Words,
): Picture {
  const { candidates, name } = facts;
  const shown = candidates.slice(0, SHOWN_MAX);
  const isEmpty = candidates.every(({ out }) => out !== undefined);
  const lines = pillLines(facts, words);
  const pillHeight = 34 + lines.length * 17;
  const rows = shown.length + (isEmpty ? 1 : 0);
  const body = Math.max(rows * ROW - 6 + (candidates.length > SHOWN_MAX ? 22 : 0), pillHeight);
  const middle = TOP + body / 2;
  const rowsTop = middle - (rows * ROW - 6) / 2;
  const first = rowsTop + (isEmpty ? ROW : 0);
  return picture({
    title: words.title(name),
    clock,
    height: TOP + body + 14,
    parts: [
      box(MARGIN, middle - 20, CLIENT_WIDTH, 40),
      text(MARGIN + CLIENT_WIDTH / 2, middle + 4.5, words.client, { anchor: "middle", ...SMALL }),
      line(MARGIN + CLIENT_WIDTH, middle, PILL_LEFT, middle, { arrow: true }),
      ...shown.map(({ out }, at) =>
        out === undefined ? curve(PILL_LEFT + PILL_WIDTH, middle, ROW_LEFT, first + at * ROW + 20) : "",
      ),
      pill(name, lines, middle - pillHeight / 2, pillHeight),
      isEmpty ? emptyRow(facts, rowsTop, middle, words) : "",
      ...shown.map((candidate, at) => row(candidate, first + at * ROW, marks, words)),
      candidates.length > SHOWN_MAX
        ? text(ROW_LEFT, first + SHOWN_MAX * ROW + 12, words.more(candidates.length - SHOWN_MAX), {
            tone: "soft",
            ...SMALL,
          })
        : "",
    ],
    alt: altOf(facts, words),
  });
}

interface PillLine {
  readonly text: string;
  readonly mono: boolean;
  readonly soft?: boolean;
}

/** What the Service is, line by line: its address, its ports, its selector. */
function pillLines(
  { kind, clusterIP, externalName, ports, selector }: ServiceFacts,
  words: Words,
): PillLine[] {
  if (kind === "externalName")
    return [
      { text: `ExternalName: ${words.alias}`, mono: false, soft: true },
      { text: externalName, mono: true },
    ];
  const pairs = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${value}`);
  const portLines = ports.map((port) =>
    widthOf(port, CODE) <= PILL_WIDTH - 16 ? port : port.replace(/^\S+ /, ""),
  );
  const shownPorts = ports.length > 4 ? [...portLines.slice(0, 3), words.more(ports.length - 3)] : portLines;
  return [
    kind === "headless" ? { text: words.headless, mono: false } : { text: clusterIP, mono: true },
    ...shownPorts.map((port) => ({ text: port, mono: true })),
    { text: pairs.length === 0 ? words.noSelector : words.selector, mono: false, soft: true },
    ...pairs.slice(0, 3).map((pair) => ({ text: pair, mono: true })),
    ...(pairs.length > 3 ? [{ text: words.more(pairs.length - 3), mono: false, soft: true }] : []),
  ];
}

function pill(name: string, lines: readonly PillLine[], y: number, height: number): string {
  const middle = PILL_LEFT + PILL_WIDTH / 2;
  const room = PILL_WIDTH - 16;
  return [
    box(PILL_LEFT, y, PILL_WIDTH, height, { round: 16 }),
    text(middle, y + 21, fitted(name, room, { bold: true }), { anchor: "middle", bold: true }),
    ...lines.map(({ text: content, mono, soft }, at) =>
      text(middle, y + 39 + at * 17, fitted(content, room, { mono, size: 12 }), {
        anchor: "middle",
        mono,
        size: 12,
        ...(soft === true ? { tone: "soft" as const } : {}),
      }),
    ),
  ].join("");
}

/** In place of endpoints: what that means for a client. */
function emptyRow(facts: ServiceFacts, y: number, middle: number, words: Words): string {
  const { kind, externalName } = facts;
  if (kind === "externalName")
    return [
      curve(PILL_LEFT + PILL_WIDTH, middle, ROW_LEFT, y + 20),
      box(ROW_LEFT, y, ROW_WIDTH, 40),
      text(ROW_LEFT + 10, y + 17, fitted(externalName, ROW_WIDTH - 20, CODE), CODE),
      text(ROW_LEFT + 10, y + 33, fitted(words.aliasOf, ROW_WIDTH - 20, SMALL), { ...SMALL, tone: "soft" }),
    ].join("");
  const lines = wrap(`✕ ${words.none[kind]}`, ROW_WIDTH - 20, { ...SMALL, bold: true });
  return [
    line(PILL_LEFT + PILL_WIDTH, middle, ROW_LEFT - 2, y + 20, { dashed: true, tone: "bad" }),
    box(ROW_LEFT, y, ROW_WIDTH, 40, { tone: "bad" }),
    paragraph(
      ROW_LEFT + 10,
      y + (lines.length === 1 ? 25 : 17),
      lines,
      { ...SMALL, bold: true, tone: "bad" },
      16,
    ),
  ].join("");
}

function row(candidate: Candidate, y: number, marks: ReadonlyMap<string, Mark>, words: Words): string {
  const { id, name, ip, ports, labels, out, isOutside } = candidate;
  const mark = marks.get(id);
  const left = ROW_LEFT + 38;
  const room = ROW_WIDTH - 46;
  const reason = out === undefined ? (isOutside ? words.outside : "") : words.out[out];
  const reasonWidth = reason === "" ? 0 : widthOf(reason, { ...SMALL, bold: true }) + 8;
  const address = ports.length === 0 ? ip : `${ip}:${ports.join(",")}`;
  const detail = out === "selector" ? labelPairs(labels) : isOutside && name === ip ? "" : address;
  return [
    box(ROW_LEFT, y, ROW_WIDTH, 40, { dashed: out !== undefined }),
    out === undefined
      ? chip(ROW_LEFT + 8, y + 9, mark?.letter ?? "", mark?.colour ?? "")
      : text(ROW_LEFT + 19, y + 25, "✕", { anchor: "middle", bold: true, tone: "bad" }),
    text(left, y + 17, fitted(isOutside && name === ip ? address : name, room, CODE), CODE),
    text(left, y + 33, fitted(detail, room - reasonWidth, CODE), { ...CODE, tone: "soft" }),
    reason === ""
      ? ""
      : text(ROW_LEFT + ROW_WIDTH - 8, y + 33, reason, {
          anchor: "end",
          ...SMALL,
          bold: out !== undefined,
          tone: out === undefined ? "soft" : "bad",
        }),
  ].join("");
}

function altOf(facts: ServiceFacts, words: Words): string[] {
  const { kind, name, clusterIP, externalName, ports, selector, candidates } = facts;
  if (kind === "externalName") return [words.altAlias(name, externalName)];
  const where = kind === "headless" ? words.headless : clusterIP;
  const heads = [
    `${name} (${where}; ${ports.join(", ")}; ${words.selector} ${labelPairs(selector)})`,
    `${name} (${where}; ${ports.join(", ")})`,
    `${shorten(name, 30)} (${where})`,
  ];
  const inside = candidates.filter(({ out }) => out === undefined);
  const addresses = inside.map(({ ip, ports: own }) => `${ip}:${own.join(",")}`);
  const outside = candidates.flatMap(({ name: pod, out }) =>
    out === undefined ? [] : [`${shorten(pod, 24)} (${words.out[out satisfies Reason]})`],
  );
  return [12, 5, 3].flatMap((max) =>
    heads.map((head) => {
      const said = addresses.length === 0 ? words.altNone : listed(addresses, max, words.more);
      return `${words.alt(head, said)}${outside.length === 0 ? "" : words.altOut(listed(outside, max, words.more))}`;
    }),
  );
}
