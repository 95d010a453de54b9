/** The picture of affinity: one lane per client, one chip per request, lettered by the Pod that answered. */
import type { Hop } from "../../network/http.ts";
import {
  answerChip,
  chip,
  colourOf,
  letterOf,
  type Picture,
  picture,
  pictureWithoutRequests,
  shorten,
  text,
} from "./picture.ts";
import type { Scene } from "./scene.ts";

const LANE = 44;
const LEFT = 210;
const CHIP = 26;
const SHOWN_MAX = 20;

const TEXTS = {
  ko: {
    title: "클라이언트마다 어느 파드에 붙었나",
    alt: (lanes: string) => `클라이언트마다 대답한 파드를 순서대로 보여 줍니다. ${lanes}.`,
  },
  en: {
    title: "Which Pod each client reached",
    alt: (lanes: string) => `The Pod that answered each client, request by request. ${lanes}.`,
  },
} as const;

/** A client's answers, request by request; undefined where it got none. */
type Lane = readonly (string | undefined)[];

/** The requests of the last `sh`, one lane per client. */
export function lanes({ hops, backends, language }: LanesScene): Picture {
  const words = TEXTS[language];
  if (hops.length === 0) return pictureWithoutRequests(words.title, language);
  const clients = lanesOf(hops);
  const bottom = 44 + clients.size * LANE;
  const parts = [
    text(16, 28, words.title, { class: "bold" }),
    ...[...clients].map(([client, answers], at) => lane(client, answers, backends, 44 + at * LANE)),
    ...backends.map((name, at) => legend(name, at, bottom)),
  ];
  return picture(
    LEFT + SHOWN_MAX * CHIP + 24,
    bottom + 16 + Math.ceil(backends.length / 3) * 30,
    parts,
    words.alt(inWords(clients, backends)),
  );
}

interface LanesScene extends Pick<Scene, "backends" | "language"> {
  readonly hops: readonly Pick<Hop, "from" | "servedBy">[];
}

function lanesOf(hops: LanesScene["hops"]): Map<string, Lane> {
  const clients = new Map<string, Lane>();
  for (const { from, servedBy } of hops) {
    const client = `${from.pod?.name ?? from.node ?? "outside"} ${from.ip}`;
    clients.set(client, [...(clients.get(client) ?? []), servedBy]);
  }
  return clients;
}

function lane(client: string, answers: Lane, backends: readonly string[], y: number): string {
  const chips = answers
    .slice(0, SHOWN_MAX)
    .map((servedBy, at) => answerChip(LEFT + at * CHIP, y + 6, servedBy, backends));
  const more = answers.length > SHOWN_MAX ? text(LEFT + SHOWN_MAX * CHIP + 2, y + 22, "…") : "";
  return `${text(16, y + 22, shorten(client, 27), { class: "mono small" })}${chips.join("")}${more}`;
}

/** Three names a row, below the lanes. */
function legend(name: string, at: number, bottom: number): string {
  const x = 16 + (at % 3) * 220;
  const y = bottom + 8 + Math.floor(at / 3) * 30;
  const label = text(x + 28, y + 16, shorten(name, 24), { class: "mono small" });
  return `${chip(x, y, letterOf(at), colourOf(at))}${label}`;
}

function inWords(clients: ReadonlyMap<string, Lane>, backends: readonly string[]): string {
  const letter = (name: string | undefined): string =>
    name === undefined ? "✕" : letterOf(backends.indexOf(name));
  return [...clients]
    .slice(0, 4)
    .map(([client, answers]) => `${client}: ${answers.slice(0, 12).map(letter).join(" ")}`)
    .join("; ");
}
