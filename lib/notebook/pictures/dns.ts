/** The picture of a look-up: the ladder of names that the search list makes, each with its answer, until one has an address. */
import type { DnsAnswer } from "../../network/http.ts";
import type { NameTrace } from "../../node/name-trace.ts";
import { fitted, shorten, widthOf, wrap } from "./measure.ts";
import { MARGIN, type Picture, picture, TOP, WIDTH } from "./picture.ts";
import { clockOf, type Scene } from "./scene.ts";
import { box, line, numbered, paragraph, text } from "./shapes.ts";

const ROW = 42;
const LEFT = MARGIN + 30;
const ANSWER_WIDTH = 204;
const ROW_WIDTH = WIDTH - MARGIN - LEFT;
const CODE = { mono: true, size: 12 } as const;

const TEXTS = {
  ko: {
    title: (host: string, from: string) => `이름 찾기: ${from}에서 "${host}"`,
    rule: (dots: number, ndots: number) =>
      dots < ndots
        ? `점 ${dots}개 < ndots ${ndots}: 검색 도메인을 차례로 붙여 봅니다`
        : `점 ${dots}개 ≥ ndots ${ndots}: 적힌 이름부터 그대로 물어봅니다`,
    absolute: "점으로 끝나는 전체 이름입니다: 그대로 한 번만 물어봅니다",
    notAsked: "묻지 않음",
    missing: "NXDOMAIN: 없는 이름",
    noAddress: "주소 없음",
    silent: "대답 없음",
    noServer: "서버 없음",
    broken: "SERVFAIL",
    hosts: (ip: string) => `/etc/hosts에 있습니다: ${ip} (서버에 묻지 않음)`,
    found: (name: string, ip: string) => `${name} → ${ip}`,
    nothing: "어느 이름에도 주소가 없습니다",
    alt: (host: string, from: string, rule: string, steps: string) =>
      `${from}에서 ${host} 찾기. ${rule}. ${steps}.`,
  },
  en: {
    title: (host: string, from: string) => `Looking up "${host}" from ${from}`,
    rule: (dots: number, ndots: number) =>
      dots < ndots
        ? `${dots} ${dots === 1 ? "dot" : "dots"} < ndots ${ndots}: the search domains are tried first`
        : `${dots} dots ≥ ndots ${ndots}: the name is asked for as it is first`,
    absolute: "a full name, with a dot at its end: asked for once, as it is",
    notAsked: "not asked",
    missing: "NXDOMAIN: no such name",
    noAddress: "no address",
    silent: "no reply",
    noServer: "no server there",
    broken: "SERVFAIL",
    hosts: (ip: string) => `it is in /etc/hosts: ${ip} (no server is asked)`,
    found: (name: string, ip: string) => `${name} → ${ip}`,
    nothing: "none of the names has an address",
    alt: (host: string, from: string, rule: string, steps: string) =>
      `Looking up ${host} from ${from}: ${rule}. ${steps}.`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

interface Rung {
  readonly name: string;
  readonly verdict: string;
  readonly isFound: boolean;
  readonly isAsked: boolean;
}

/**
 * How a Pod finds a name: each name that is tried, its answer, and where it ends. Asks now.
 * @param options `from`: the Pod that asks, `client` or `shop/client`. Default: `client`.
 */
export function dns(scene: Scene, host: string, options: { readonly from?: string } = {}): Picture {
  const words = TEXTS[scene.language];
  const from = (options.from ?? "client").replace(/^pod\//, "");
  const [namespace, pod] = from.includes("/") ? (from.split("/") as [string, string]) : ["default", from];
  const trace = scene.cluster.traceName(namespace, pod, host);
  return ladder(host, from, trace, clockOf(scene), words);
}

function ladder(host: string, from: string, trace: NameTrace, clock: string, words: Words): Picture {
  const rungs = trace.tries.map((each) => rungOf(each, words));
  const rule = ruleOf(host, trace, words);
  const file = resolverFile(trace);
  const top = TOP + 34 + file.length * 17;
  const bottom = top + rungs.length * ROW;
  const winner = rungs.find(({ isFound }) => isFound);
  const isLost = trace.fromHostsFile === undefined && winner === undefined;
  const first = trace.fromHostsFile === undefined ? rule : words.hosts(trace.fromHostsFile);
  return picture({
    title: words.title(shorten(host, 26), shorten(from, 18)),
    clock,
    height: bottom + (isLost ? 26 : 4),
    parts: [
      text(MARGIN, TOP + 12, fitted(first, WIDTH - 2 * MARGIN, { bold: true }), { bold: true }),
      paragraph(MARGIN, TOP + 32, file, { ...CODE, tone: "soft" }),
      ...rungs.map((rung, at) => rungParts(host, rung, at, top + at * ROW)),
      ...rungs
        .slice(1)
        .map((rung, at) =>
          line(
            MARGIN + 12,
            top + at * ROW + 29,
            MARGIN + 12,
            top + (at + 1) * ROW + 8,
            rung.isAsked ? { arrow: true } : { tone: "soft", dashed: true },
          ),
        ),
      isLost ? paragraph(LEFT, bottom + 12, [`✕ ${words.nothing}`], { bold: true, tone: "bad" }) : "",
    ],
    alt: [
      words.alt(
        host,
        from,
        first,
        altSteps(rungs, isLost, (name) => name, words),
      ),
      ...[40, 16].map((max) =>
        words.alt(
          shorten(host, max),
          shorten(from, max),
          first,
          altSteps(rungs, isLost, (name) => suffixOf(name, host), words),
        ),
      ),
    ],
  });
}

/** What of /etc/resolv.conf decides. */
function resolverFile({ nameServer, search, ndots }: NameTrace): string[] {
  const room = WIDTH - 2 * MARGIN;
  return [`nameserver ${nameServer}   options ndots:${ndots}`, `search ${search.join(" ")}`].flatMap((line) =>
    wrap(line, room, CODE),
  );
}

function ruleOf(host: string, { ndots }: NameTrace, words: Words): string {
  return host.endsWith(".") ? words.absolute : words.rule(host.split(".").length - 1, ndots);
}

function rungOf({ name, answer }: NameTrace["tries"][number], words: Words): Rung {
  const addresses = (answer?.records ?? []).filter(({ type }) => type === "A").map(({ value }) => value);
  const alias = answer?.records.find(({ type }) => type === "CNAME")?.value;
  const isFound = addresses.length > 0;
  const found = addresses.length > 1 ? `${addresses[0]} +${addresses.length - 1}` : (addresses[0] ?? "");
  return {
    name,
    verdict:
      answer === undefined
        ? words.notAsked
        : isFound
          ? found
          : alias === undefined
            ? failureOf(answer, words)
            : `CNAME ${alias}`,
    isFound,
    isAsked: answer !== undefined,
  };
}

function failureOf({ status }: DnsAnswer, words: Words): string {
  if (status === "NXDOMAIN") return words.missing;
  if (status === "NOERROR") return words.noAddress;
  if (status === "SERVFAIL") return words.broken;
  return status === "NO_REPLY" ? words.silent : words.noServer;
}

/** The name as typed in bold, what the search list put behind it in grey, the answer at the right. */
function rungParts(host: string, { name, verdict, isFound, isAsked }: Rung, at: number, y: number): string {
  const typed = host.replace(/\.$/, "");
  const suffix = name.slice(typed.length);
  const room = ROW_WIDTH - ANSWER_WIDTH - 26;
  const headRoom = Math.max(room - widthOf(suffix, CODE), room / 3);
  const head = fitted(typed, headRoom, { ...CODE, bold: true });
  const headWidth = widthOf(head, { ...CODE, bold: true });
  const tail = suffix === "" ? "" : fitted(suffix, room - headWidth, CODE);
  const answer = isFound ? `✓ ${verdict}` : isAsked ? `✕ ${verdict}` : verdict;
  const x = LEFT + 10;
  return [
    numbered(MARGIN + 12, y + 17, at + 1),
    box(LEFT, y, ROW_WIDTH, 34, isFound ? { tone: "good" } : isAsked ? {} : { tone: "soft", dashed: true }),
    text(x, y + 21.5, head, { ...CODE, bold: true, ...(isAsked ? {} : { tone: "soft" as const }) }),
    tail === "" ? "" : text(x + headWidth, y + 21.5, tail, { ...CODE, tone: "soft" }),
    text(WIDTH - MARGIN - 10, y + 21.5, fitted(answer, ANSWER_WIDTH, { size: 12, bold: isFound }), {
      anchor: "end",
      size: 12,
      bold: isFound,
      tone: isFound ? "good" : isAsked ? "bad" : "soft",
    }),
  ].join("");
}

/** What the search list put behind the name; of the name as it is nothing but that. */
function suffixOf(name: string, host: string): string {
  const suffix = name.slice(host.replace(/\.$/, "").length);
  return suffix === "" ? shorten(name, 24) : `…${suffix}`;
}

function altSteps(
  rungs: readonly Rung[],
  isLost: boolean,
  called: (name: string) => string,
  words: Words,
): string {
  const asked = rungs.filter(({ isAsked }) => isAsked);
  const said = asked.map(({ name, verdict, isFound }, at) => {
    const status = shorten(verdict.split(":")[0] ?? "", 40);
    return `${at + 1} ${isFound ? words.found(called(name), status) : `${called(name)} ${status}`}`;
  });
  const rest = rungs.length - asked.length;
  if (rest > 0) said.push(`${words.notAsked}: ${rest}`);
  if (isLost) said.push(words.nothing);
  return said.join("; ");
}
