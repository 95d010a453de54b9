/** The picture of a Service: its name and address, its selector, and each candidate with the reason why it is in or out. */
import type { Language } from "../language.ts";
import {
  box,
  chip,
  colourOf,
  FAILURE,
  letterOf,
  line,
  type Picture,
  picture,
  shorten,
  text,
  widthOf,
} from "./picture.ts";

export interface TopologyService {
  readonly name: string;
  readonly clusterIP: string;
  /** `80 → 8080` */
  readonly ports: readonly string[];
  /** `run=http-go`, or `<none>`. */
  readonly selector: string;
}

export interface Backend {
  readonly name: string;
  /** `10.244.1.4:8080`; empty while it has none. */
  readonly address: string;
  readonly labels: string;
  /** Why it gets no traffic; undefined when it does. */
  readonly out?: "selector" | "notReady" | "terminating";
  /** An address outside the cluster. */
  readonly outside?: boolean;
}

const WIDTH = 720;
const ROW = 48;
const BACKEND_LEFT = 400;

const TEXTS = {
  ko: {
    selector: "셀렉터",
    client: "클라이언트",
    outside: "클러스터 밖",
    more: (count: number) => `외 ${count}개`,
    none: "엔드포인트가 없습니다: 연결은 바로 거절됩니다",
    out: { selector: "≠ 셀렉터", notReady: "준비 안 됨", terminating: "종료 중" },
    alt: (service: TopologyService, inside: string, out: string) =>
      `서비스 ${service.name}(${service.clusterIP}, 셀렉터 ${service.selector})의 엔드포인트: ${inside}.${out === "" ? "" : ` 받지 못하는 파드: ${out}.`}`,
    noEndpoints: "없음",
  },
  en: {
    selector: "selector",
    client: "client",
    outside: "outside the cluster",
    more: (count: number) => `and ${count} more`,
    none: "no endpoints: connections are refused at once",
    out: { selector: "≠ selector", notReady: "not ready", terminating: "terminating" },
    alt: (service: TopologyService, inside: string, out: string) =>
      `Service ${service.name} (${service.clusterIP}, selector ${service.selector}) with endpoints: ${inside}.${out === "" ? "" : ` Pods that get nothing: ${out}.`}`,
    noEndpoints: "none",
  },
} as const;

const SHOWN_MAX = 10;

export function topology(
  service: TopologyService,
  backends: readonly Backend[],
  language: Language,
): Picture {
  const words = TEXTS[language];
  const shown = backends.slice(0, SHOWN_MAX);
  const rows = Math.max(shown.length, 2) + (backends.length > SHOWN_MAX ? 1 : 0);
  const height = 24 + rows * ROW + 12;
  const middle = Math.round(height / 2);
  const parts = [
    box(12, middle - 20, 92, 40),
    text(58, middle + 5, words.client, { anchor: "middle" }),
    line(104, middle, 136, middle, { arrow: true }),
    ...pill(service, middle, words.selector),
  ];
  shown.forEach((backend, at) => {
    const y = 18 + at * ROW;
    if (backend.out === undefined) parts.push(line(340, middle, BACKEND_LEFT, y + 18, { arrow: true }));
    parts.push(row(backend, at, y, words));
  });
  if (backends.length === 0)
    parts.push(
      line(340, middle, BACKEND_LEFT - 8, middle, { dashed: true }),
      text(BACKEND_LEFT, middle + 5, `✕ ${words.none}`, { class: "small" }),
    );
  if (backends.length > SHOWN_MAX)
    parts.push(
      text(BACKEND_LEFT, 18 + SHOWN_MAX * ROW + 20, words.more(backends.length - SHOWN_MAX), {
        class: "soft",
      }),
    );
  return picture(
    WIDTH,
    height,
    parts,
    words.alt(service, inWords(backends, words.noEndpoints), outInWords(backends, words.out)),
  );
}

function pill(service: TopologyService, middle: number, selector: string): string[] {
  return [
    box(136, middle - 46, 204, 92, { round: 20 }),
    text(238, middle - 22, shorten(service.name, 24), { class: "bold", anchor: "middle" }),
    text(238, middle - 3, service.clusterIP, { class: "mono small", anchor: "middle" }),
    text(238, middle + 14, service.ports.join(", "), { class: "mono small", anchor: "middle" }),
    text(238, middle + 32, `${selector}: ${shorten(service.selector, 22)}`, {
      class: "small soft",
      anchor: "middle",
    }),
  ];
}

function row(backend: Backend, at: number, y: number, words: (typeof TEXTS)[Language]): string {
  const colour = backend.out === undefined ? colourOf(at) : FAILURE;
  const reason =
    backend.out === undefined
      ? backend.outside === true
        ? words.outside
        : ""
      : `✕ ${words.out[backend.out]}`;
  const reasonX = WIDTH - 24 - widthOf(reason) * 0.85;
  return [
    box(BACKEND_LEFT, y, WIDTH - BACKEND_LEFT - 12, 38, { dashed: backend.out !== undefined }),
    chip(BACKEND_LEFT + 8, y + 8, backend.out === undefined ? letterOf(at) : "✕", colour),
    text(BACKEND_LEFT + 38, y + 16, shorten(backend.name, 26), { class: "mono small" }),
    text(
      BACKEND_LEFT + 38,
      y + 31,
      [backend.address, shorten(backend.labels, 18)].filter((part) => part !== "").join("  "),
      { class: "mono small soft" },
    ),
    text(Math.round(reasonX), y + 16, reason, { class: "small" }),
  ].join("");
}

function inWords(backends: readonly Backend[], noEndpoints: string): string {
  const inside = backends.filter(({ out }) => out === undefined).map(({ address }) => address);
  if (inside.length === 0) return noEndpoints;
  return inside.length > 5 ? `${inside.slice(0, 5).join(", ")} +${inside.length - 5}` : inside.join(", ");
}

function outInWords(
  backends: readonly Backend[],
  words: Readonly<Record<NonNullable<Backend["out"]>, string>>,
): string {
  return backends
    .filter(({ out }) => out !== undefined)
    .slice(0, 3)
    .map(({ name, out }) => `${shorten(name, 20)} (${words[out as NonNullable<Backend["out"]>]})`)
    .join(", ");
}
