/** The columns of a roster: what they may be called, and what may stand in them. */
import type { Language } from "service-bootcamp";
import type { Text } from "../text.ts";

interface Column {
  /** As they stand at the top, in small letters. */
  readonly names: readonly string[];
  /** @returns undefined for what may not stand there. */
  readonly read: (cell: string) => unknown;
  /** What may stand there. */
  readonly wants: Text;
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const LANGUAGES: Readonly<Record<string, Language>> = {
  ko: "ko",
  kor: "ko",
  korean: "ko",
  한국어: "ko",
  en: "en",
  eng: "en",
  english: "en",
  영어: "en",
};

export const columns = {
  id: {
    names: ["id", "학번", "아이디", "sis user id", "sis login id", "id number", "student id", "username"],
    read: (cell) =>
      /^[\p{L}\p{N}_][\p{L}\p{N}\p{M} ._@+-]{0,59}$/u.test(cell) ? cell.normalize("NFC") : undefined,
    wants: {
      en: "an id begins with a letter or digit, and has letters, digits, spaces and . _ @ + - (60 characters at most)",
      ko: "학번(id)은 글자나 숫자로 시작하고, 글자, 숫자, 빈칸, . _ @ + - 로 60자까지 적을 수 있습니다",
    },
  },
  name: {
    names: ["name", "이름", "성명", "student", "full name"],
    read: (cell) => text(cell),
    wants: { en: "a name has 200 characters at most", ko: "이름은 200자까지입니다" },
  },
  email: {
    names: ["email", "e-mail", "mail", "이메일", "email address"],
    read: (cell) => (/^[^\s@]+@[^\s@]+$/.test(cell) ? text(cell) : undefined),
    wants: {
      en: "an e-mail address looks like kim@example.com",
      ko: "이메일은 kim@example.com처럼 적습니다",
    },
  },
  section: {
    names: ["section", "분반", "반", "group", "groups"],
    read: (cell) => text(cell),
    wants: { en: "a section has 200 characters at most", ko: "분반은 200자까지입니다" },
  },
  extension: {
    names: ["extension", "연장"],
    read: (cell) => extensionOf(cell),
    wants: {
      en: "an extension is a time such as 90m, 12h, 2d, or the learner's own due date such as 2026-03-02T23:59+09:00",
      ko: "연장은 90m, 12h, 2d 같은 시간이나 2026-03-02T23:59+09:00 같은 그 학습자의 마감 시각으로 적습니다",
    },
  },
  timeMultiplier: {
    names: ["timemultiplier", "time multiplier", "multiplier", "시간 배수", "시간배수"],
    read: (cell) => {
      const times = Number(cell.replace(",", ".").replace(/x$/i, ""));
      return times >= 1 && times <= 10 ? times : undefined;
    },
    wants: {
      en: "a time multiplier is a number from 1 to 10, such as 1.5",
      ko: "시간 배수는 1.5처럼 1에서 10까지의 수로 적습니다",
    },
  },
  language: {
    names: ["language", "lang", "언어"],
    read: (cell) => LANGUAGES[cell.toLowerCase()],
    wants: { en: "a language is ko or en", ko: "언어는 ko나 en으로 적습니다" },
  },
} satisfies Record<string, Column>;

export function columnNamed(head: string): keyof typeof columns | undefined {
  const name = head.normalize("NFC").trim().toLowerCase().replaceAll("_", " ");
  const found = Object.entries(columns).find(([, { names }]) => names.includes(name));
  return found?.[0] as keyof typeof columns | undefined;
}

/** @returns the moment in milliseconds since 1970; undefined for what names none, or no zone. */
export function momentOf(written: string): { readonly ms: number; readonly offsetMs: number } | undefined {
  const [, zone, sign, hours, minutes] =
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(Z|([+-])(\d\d):?(\d\d))$/i.exec(written) ?? [];
  const ms = Date.parse(written.replace(" ", "T"));
  if (zone === undefined || Number.isNaN(ms)) return undefined;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return { ms, offsetMs: sign === "-" ? -offset : offset };
}

function extensionOf(cell: string): { byMs: number } | { untilMs: number } | undefined {
  const [, amount, unit] = /^\+?(\d{1,5}(?:\.\d{1,3})?) ?([mhdw])$/i.exec(cell) ?? [];
  if (amount !== undefined)
    return { byMs: Math.round(Number(amount) * (UNITS[(unit ?? "").toLowerCase()] ?? 0)) };
  const moment = momentOf(cell);
  return moment === undefined ? undefined : { untilMs: moment.ms };
}

/** Nothing that acts in a terminal or a report. */
function text(cell: string): string | undefined {
  const written = cell.normalize("NFC").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "");
  return written.length <= 200 && written !== "" ? written : undefined;
}
