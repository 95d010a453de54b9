/**
 * The frame of every picture: an SVG that follows JupyterLab's light and dark theme, survives an untrusted notebook (it is
 * shown as an image), and carries its text alternative. It is drawn 600 units wide, and no letter is smaller than 12: on a
 * narrow page too it can be read.
 */
import { escape as escapeHtml } from "html-escaper";
import type { Language } from "../language.ts";
import { fitted, wrap } from "./measure.ts";
import { paragraph, text } from "./shapes.ts";

export interface Picture {
  readonly svg: string;
  /** The same facts in words: data first, 70 to 250 characters where the data allow. */
  readonly alt: string;
  /** The same picture as it comes about, step by step, again and again. */
  readonly moving?: { readonly svg: string; readonly label: string };
}

export const WIDTH = 600;
export const MARGIN = 16;
/** Where what a picture shows begins, below its title. */
export const TOP = 44;
/** As an image is shown where there is room. */
const SHOWN_WIDTH = 720;

const FONTS = "system-ui,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Nanum Gothic',sans-serif";
const MONO = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Nanum Gothic Coding',monospace";
const LIGHT =
  "--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#8c959f;--panel:#f6f8fa;--bad:#b03a00;--badfill:#fff1e9;--good:#00704f;--goodfill:#e9f7f1";
const DARK =
  "--bg:#111;--fg:#e8eaed;--soft:#a8b0b8;--line:#7d8590;--panel:#1e2125;--bad:#ff9863;--badfill:#33200f;--good:#4fd1a5;--goodfill:#10291f";
const STYLE =
  `:root{${LIGHT}}@media(prefers-color-scheme:dark){:root{${DARK}}}` +
  `text{font-family:${FONTS};fill:var(--fg);font-size:13px}text[font-size="12"]{font-size:12px}text[font-size="15"]{font-size:15px}` +
  `.bold{font-weight:700}.mono{font-family:${MONO}}.soft{fill:var(--soft)}.bad{fill:var(--bad)}.good{fill:var(--good)}.ink{fill:#000}` +
  ".box{fill:var(--panel);stroke:var(--line)}.box.bad{fill:var(--badfill);stroke:var(--bad)}.box.good{fill:var(--goodfill);stroke:var(--good)}.box.soft{fill:none}" +
  ".line{stroke:var(--line);fill:none}.line.bad{stroke:var(--bad)}.line.good{stroke:var(--good)}.line.soft{stroke-opacity:.5}" +
  ".head{fill:var(--line)}.head.bad{fill:var(--bad)}.head.good{fill:var(--good)}.band{fill:var(--line);fill-opacity:.22}.edge{stroke:#333;stroke-width:1}.step{fill:var(--bg);stroke:var(--fg);stroke-width:1.5}";

export interface Frame {
  readonly title: string;
  /** Simulated time of day, for the corner. */
  readonly clock: string;
  readonly height: number;
  readonly parts: readonly string[];
  /** The same facts in words, the fullest first: the first that is not too long is taken. */
  readonly alt: readonly string[];
  /** What moves in the picture's moving twin: its style and its parts. */
  readonly moving?: { readonly label: string; readonly style: string; readonly parts: readonly string[] };
}

export function picture({ title, clock, height, parts, alt: texts, moving }: Frame): Picture {
  const alt = altOf(texts, clock);
  const tall = Math.ceil(height);
  const head = [
    text(MARGIN, 27, fitted(title, WIDTH - 2 * MARGIN - 96, { size: 15, bold: true }), {
      size: 15,
      bold: true,
    }),
    `<circle class="line plain" cx="${WIDTH - 88}" cy="22" r="6.5"/><path class="line plain" d="M${WIDTH - 88} 18V22H${WIDTH - 85}"/>`,
    text(WIDTH - MARGIN, 26.5, clock, { anchor: "end", mono: true, size: 12, tone: "soft" }),
  ].join("");
  const drawn = (style: string, inner: readonly string[]): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${tall}" width="${SHOWN_WIDTH}" height="${Math.round((tall * SHOWN_WIDTH) / WIDTH)}" role="img"><title>${escapeHtml(alt)}</title><style>${STYLE}${style}</style><rect width="${WIDTH}" height="${tall}" fill="var(--bg)"/>${head}${inner.join("")}</svg>`;
  return {
    svg: drawn("", parts),
    alt,
    ...(moving === undefined
      ? {}
      : { moving: { svg: drawn(moving.style, moving.parts), label: moving.label } }),
  };
}

/** What a screen reader can say in one breath, and what is enough to be of use: characters. */
const ALT = { min: 70, max: 250 } as const;

function altOf(texts: readonly string[], clock: string): string {
  const shortest = texts.at(-1) ?? "";
  const chosen = texts.find(({ length }) => length <= ALT.max) ?? `${shortest.slice(0, ALT.max - 1)}…`;
  return chosen.length < ALT.min ? `${chosen} ${clock}.` : chosen;
}

/** As many of a list as are wanted, and how many more there are. */
export function listed(parts: readonly string[], max: number, more: (count: number) => string): string {
  if (parts.length <= max + 1) return parts.join(", ");
  return [...parts.slice(0, max), more(parts.length - max)].join(", ");
}

/** In place of a picture of what is not there. */
export function sentencePicture(title: string, sentence: string, clock: string): Picture {
  const lines = wrap(sentence, WIDTH - 2 * MARGIN);
  const parts = [paragraph(MARGIN, TOP + 18, lines, { tone: "soft" })];
  return picture({
    title,
    clock,
    height: TOP + 36 + lines.length * 17,
    parts,
    alt: [`${title}. ${sentence}`],
  });
}

const NO_REQUEST: Readonly<Record<Language, string>> = {
  ko: "마지막 sh가 보낸 요청이 하나도 없습니다. 요청을 보낸 다음에 다시 그려 봅시다.",
  en: "The last sh sent no request. Send some, then draw again.",
};

export function pictureWithoutRequests(title: string, language: Language, clock: string): Picture {
  return sentencePicture(title, NO_REQUEST[language], clock);
}
