/** The picture of affinity: one lane per client, one chip per request, lettered by the Pod that answered. */
import type { Hop } from "../../network/http.ts";
import type { Language } from "../language.ts";
import { chip, colourOf, FAILURE, letterOf, type Picture, picture, shorten, text } from "./picture.ts";

const LANE = 44;
const LEFT = 210;
const CHIP = 26;
const SHOWN_MAX = 20;

const TEXTS = {
  ko: {
    title: "클라이언트마다 어느 파드에 붙었나",
    legend: "파드",
    none: "아직 요청이 없습니다. 먼저 요청을 보내 보세요.",
    alt: (lanes: string) => `클라이언트마다 대답한 파드를 순서대로 보여 줍니다. ${lanes}.`,
  },
  en: {
    title: "Which Pod each client reached",
    legend: "Pods",
    none: "No request yet. Send some first.",
    alt: (lanes: string) => `The Pod that answered each client, request by request. ${lanes}.`,
  },
} as const;

/** @param everyone those who could have answered, in the order that gives their letters. */
export function stickyLanes(
  hops: readonly Pick<Hop, "from" | "servedBy">[],
  everyone: readonly string[],
  language: Language,
): Picture {
  const words = TEXTS[language];
  if (hops.length === 0) return picture(680, 60, [text(16, 36, words.none)], `${words.title}. ${words.none}`);
  const names = [
    ...new Set([...everyone, ...hops.flatMap(({ servedBy }) => (servedBy === undefined ? [] : [servedBy]))]),
  ];
  const lanes = new Map<string, (string | undefined)[]>();
  for (const { from, servedBy } of hops) {
    const client = `${from.pod?.name ?? from.node ?? "outside"} ${from.ip}`;
    lanes.set(client, [...(lanes.get(client) ?? []), servedBy]);
  }
  const rows = [...lanes].map(([client, answers], at) => lane(client, answers, names, 44 + at * LANE));
  const bottom = 44 + lanes.size * LANE;
  const legend = names.map(
    (name, at) =>
      `${chip(16 + (at % 3) * 220, bottom + 8 + Math.floor(at / 3) * 30, letterOf(at), colourOf(at))}${text(44 + (at % 3) * 220, bottom + 24 + Math.floor(at / 3) * 30, shorten(name, 24), { class: "mono small" })}`,
  );
  const height = bottom + 16 + Math.ceil(names.length / 3) * 30;
  return picture(
    LEFT + SHOWN_MAX * CHIP + 24,
    height,
    [text(16, 28, words.title, { class: "bold" }), ...rows, ...legend],
    words.alt(inWords(lanes, names)),
  );
}

function lane(
  client: string,
  answers: readonly (string | undefined)[],
  names: readonly string[],
  y: number,
): string {
  const chips = answers.slice(0, SHOWN_MAX).map((servedBy, at) => {
    const index = servedBy === undefined ? -1 : names.indexOf(servedBy);
    const x = LEFT + at * CHIP;
    return index < 0 ? chip(x, y + 6, "✕", FAILURE) : chip(x, y + 6, letterOf(index), colourOf(index));
  });
  const more = answers.length > SHOWN_MAX ? text(LEFT + SHOWN_MAX * CHIP + 2, y + 22, "…") : "";
  return `${text(16, y + 22, shorten(client, 27), { class: "mono small" })}${chips.join("")}${more}`;
}

function inWords(
  lanes: ReadonlyMap<string, readonly (string | undefined)[]>,
  names: readonly string[],
): string {
  return [...lanes]
    .slice(0, 4)
    .map(
      ([client, answers]) =>
        `${client}: ${answers
          .slice(0, 12)
          .map((name) => (name === undefined ? "✕" : letterOf(names.indexOf(name))))
          .join(" ")}`,
    )
    .join("; ");
}
